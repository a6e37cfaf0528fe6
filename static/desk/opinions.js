/* What is typed beside a text (opinions, comments, answers, reasons) is kept as a text is: in the
   browser at once, on the server within a second, until it is sent. Decision 123. */
import { renewToken } from "./entry-form.js";
import { holdOpen, put, remove } from "./unsent-store.js";

const PAUSE = 700;
const RETRIES = [1000, 3000, 8000];
const place = document.querySelector("[data-opinions]");
const state = { changed: 0, kept: 0, tries: 0, timer: 0, sending: null, stored: false };

const isDirty = () => state.changed !== state.kept;
const typed = () =>
  [...document.querySelectorAll("[data-kept]")].map(({ id, value }) => [id, value]);

function say(name, words) {
  const line = place.querySelector(`[data-opinions-${name}]`);
  line.textContent = words;
  line.hidden = !words;
}

function rowOf(turn) {
  const { opinions: autosave, page, writer, copy, base, title } = place.dataset;
  const facts = { fields: typed(), turn, at: Date.now(), action: location.pathname };
  return { page, writer, copy, autosave, base, title, ...facts };
}

function body(turn) {
  const { page, writer, copy, seen, base } = place.dataset;
  const names = { page, writer, copy, seen, turn };
  const sent = new FormData();
  for (const [name, value] of typed()) sent.append(name, value);
  for (const [name, value] of Object.entries(names)) sent.set(`form_${name}`, value);
  renewToken();
  sent.set("base", base);
  sent.set(
    "csrfmiddlewaretoken",
    document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "",
  );
  return sent;
}

async function store() {
  try {
    await put(rowOf(state.changed));
    state.stored = true;
    if (!isDirty()) await remove(place.dataset.page);
  } catch {
    state.stored = false; // the sentences then speak of this page alone
  }
}

function touched(event) {
  if (!event.target.matches?.("[data-kept]") || event.isComposing) return;
  state.changed += 1;
  state.tries = 0;
  store();
  plan(PAUSE);
}

function plan(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keepOpinions(), wait);
}

/** Ask the server to keep what is typed beside the text now; whether it has it. */
export async function keepOpinions() {
  if (!place) return true;
  clearTimeout(state.timer);
  while (isDirty()) {
    state.sending ??= send().finally(() => {
      state.sending = null;
    });
    if (!(await state.sending)) return false;
  }
  return true;
}

async function send() {
  const turn = state.changed;
  const options = { method: "POST", body: body(turn), redirect: "manual" };
  const response = await fetch(place.dataset.opinions, options).catch(() => null);
  const given = response?.ok ? await response.json().catch(() => null) : null;
  if (!given?.saved_at) return failed(response);
  state.kept = turn;
  state.tries = 0;
  say("trouble", "");
  say("kept", `意见已自动保存 ${given.saved_at}，还没有提交`);
  if (!isDirty()) await remove(place.dataset.page).catch(() => {});
  return true;
}

function failed(response) {
  const where = state.stored ? "存在这台电脑上" : "仍在本页";
  const ended = response?.type === "opaqueredirect" || response?.status === 401;
  const refused = !ended && response?.status >= 400 && response.status < 500;
  say("kept", "");
  if (refused) {
    say("trouble", `您写的意见服务器没有收下，${where}，请先复制留存`);
    return false;
  }
  const then = ended ? "登录已过期，请重新登录，随后会自动再存" : "正在重试";
  say("trouble", `您写的意见没有存到服务器，${where}；${then}`);
  plan(RETRIES[Math.min(state.tries, RETRIES.length - 1)]);
  state.tries += 1;
  return false;
}

function leave() {
  if (isDirty()) navigator.sendBeacon(place.dataset.opinions, body(state.changed));
}

if (place) {
  holdOpen(place.dataset.page);
  for (const type of ["input", "change", "compositionend"])
    document.addEventListener(type, touched);
  document.addEventListener("desk:logged-in", () => isDirty() && plan(0));
  addEventListener("pagehide", leave);
}
