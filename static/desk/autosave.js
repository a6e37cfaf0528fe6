/* Keeps what is typed: in the browser at once, on the server within a second of the last pause; and
   says who else has this entry open. Never while an input method composes: half a syllable is no
   text. saving.js sends the form itself. Decisions 24 and 116. */
import {
  adopt,
  base,
  data,
  form,
  live,
  page,
  pairs,
  renewToken,
  say,
  writer,
  written,
} from "./entry-form.js";
import { holdOpen, put, remove } from "./unsent-store.js";

const PAUSE = 700;
const BEAT = 5000;
const RETRIES = [1000, 3000, 8000];
const LONG = 30000;
const TOO_LARGE = "稿件太大，未能自动保存；内容仍在本页，请删减或分成几篇";
const FORBIDDEN =
  "未能自动保存：您现在没有改这篇稿件的权限，或登录身份已变；内容仍在本页，请先复制留存";

const state = {
  composing: false,
  leaving: false,
  held: false, // the form itself is on its way
  changed: 0,
  kept: 0,
  here: 0, // what the browser's store has
  storing: false,
  stored: false, // the store works
  tries: 0,
  timer: 0,
  sending: null,
};

const where = () => (state.stored ? "字存在这台电脑上" : "内容仍在本页");
const failedWords = () => `未能保存，正在重试；${where()}`;
const expiredWords = () => `登录已过期，未能自动保存；${where()}，请重新登录，随后会自动再存`;

export const isDirty = () => state.changed !== state.kept;

function plan(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait);
}

export function touched() {
  state.changed += 1;
  state.tries = 0;
  if (state.composing) return;
  storeHere();
  plan(PAUSE);
}

/** The newest fields go into the browser's store; what is typed meanwhile goes with the next. */
async function storeHere() {
  if (state.storing || !page) return;
  state.storing = true;
  try {
    while (state.here !== state.changed && isDirty()) {
      const turn = state.changed;
      await put(rowOf(turn));
      [state.here, state.stored] = [turn, true];
    }
    if (!isDirty()) await remove(page);
  } catch {
    state.stored = false; // the sentences then speak of this page alone
  }
  state.storing = false;
}

function rowOf(turn) {
  const fields = pairs();
  const title = fields.find(([name]) => name === "headline")?.[1] ?? "";
  const { autosave } = live.dataset;
  const copy = form.elements.form_copy?.value ?? "";
  const action = new URL(form.getAttribute("action") ?? location.href, location.href).pathname;
  return {
    page,
    writer,
    copy,
    autosave,
    action,
    title,
    fields,
    turn,
    base: base(),
    at: Date.now(),
  };
}

function forgetHere() {
  if (!isDirty() && !state.storing && state.stored)
    remove(page).catch((error) => console.warn("浏览器里的副本没有删掉", error));
}

async function save() {
  if (state.composing || state.leaving || state.held || !isDirty()) return;
  if (state.sending) return;
  const turn = state.changed;
  const text = written();
  state.sending = new AbortController();
  say("saved", "正在保存…");
  try {
    const options = {
      method: "POST",
      body: data(turn),
      redirect: "manual",
      signal: state.sending.signal,
    };
    await answered(await fetch(live.dataset.autosave, options), turn, text);
  } catch {
    if (!state.leaving && !state.held) failed(failedWords());
  }
  state.sending = null;
  if (state.changed !== turn && !state.composing) plan(PAUSE);
}

async function answered(response, turn, text) {
  if (response.type === "opaqueredirect" || response.status === 401) return expired();
  if (response.status === 403) return refused();
  if (response.status === 413 || response.status === 400) return stopped(await sentence(response));
  if (!response.ok) return failed(failedWords());
  const given = await response.json();
  if (given.action) adopt(given);
  if (!given.saved_at) return failed("");
  showCopy(given.copy);
  settle(turn, text);
  say("saved", `已自动保存 ${given.saved_at}，${live.dataset.left ?? "还没有存为版本"}`);
  document.dispatchEvent(new CustomEvent("desk:autosaved")); // the preview draws itself anew
  told(given, base());
}

/* A reload of a new text opens its copy. */
function showCopy(copy) {
  if (!copy || live.dataset.presence) return;
  const address = new URL(location.href);
  if (address.searchParams.get("copy") === copy) return;
  address.searchParams.set("copy", copy);
  history.replaceState(history.state, "", address);
}

/** The server has what stood in the form at `turn`. */
export function settle(turn, text) {
  state.kept = turn;
  state.tries = 0;
  state.text = text;
  say("trouble", "");
  forgetHere();
}

async function sentence(response) {
  try {
    return (await response.json()).error;
  } catch {
    return TOO_LARGE;
  }
}

function failed(words) {
  say("saved", "");
  say("trouble", words);
  plan(RETRIES[Math.min(state.tries, RETRIES.length - 1)]);
  state.tries += 1;
}

function expired() {
  failed(expiredWords());
  document.dispatchEvent(new CustomEvent("desk:session-ended"));
}

/* Another log-in may give the right back. */
function refused() {
  stopped(FORBIDDEN);
  plan(LONG);
}

/* Trying again changes nothing until something else is typed. */
function stopped(words) {
  say("saved", "");
  say("trouble", words);
}

/** The form itself is sent: autosave waits. Returns {turn, text}, what stands in it. */
export function hold() {
  state.held = true;
  clearTimeout(state.timer);
  state.sending?.abort();
  return { turn: state.changed, text: written() };
}

export function release() {
  state.held = false;
  if (isDirty()) plan(0);
}

/** Ask the server to keep what stands in the form now; whether it has it. */
export async function keepNow() {
  clearTimeout(state.timer);
  state.held = false;
  await save();
  return !isDirty();
}

/** The form leaves as browsers send forms. */
export function leaveByForm() {
  renewToken();
  state.leaving = true;
}

/** What the page itself filled in is no change. */
export function forgetOwnChanges() {
  if (!isDirty()) state.text = written();
}

/** Show who else is here; an answer from before the last save knows nothing of it. */
function told(given, asked) {
  if (asked !== base()) return;
  say("others", given.others.length ? `${given.others.join("、")}也在此稿` : "");
  say("news", given.news);
}

function here(extra) {
  const beat = new FormData();
  renewToken();
  beat.set(
    "csrfmiddlewaretoken",
    document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "",
  );
  beat.set("base", base());
  for (const [name, value] of Object.entries(extra || {})) beat.set(name, value);
  return beat;
}

async function beat() {
  if (document.visibilityState !== "visible") return;
  noticeQuietChanges();
  if (!live.dataset.presence) return;
  const asked = base();
  try {
    const response = await fetch(live.dataset.presence, {
      method: "POST",
      body: here(),
      redirect: "manual",
    });
    if (response.ok) told(await response.json(), asked);
  } catch {
    /* The next beat tries again; a save that fails says so itself. */
  }
}

/* Dates that a calendar filled in, a picture that was put in: no key was pressed. */
function noticeQuietChanges() {
  if (form && !state.composing && !isDirty() && written() !== state.text) touched();
}

function leave() {
  if (live.dataset.presence) navigator.sendBeacon(live.dataset.presence, here({ leaving: "1" }));
  if (form && !state.leaving && isDirty() && !state.composing)
    navigator.sendBeacon(live.dataset.autosave, data(state.changed));
}

function watchForm() {
  state.text = written();
  if (page) holdOpen(page);
  form.addEventListener("desk:editor", () => {
    if (!isDirty()) state.text = written();
  });
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("compositionstart", () => {
    state.composing = true;
  });
  form.addEventListener("compositionend", () => {
    state.composing = false;
    touched();
  });
  addEventListener("beforeunload", (event) => {
    if (!state.leaving && isDirty() && state.here !== state.changed) event.preventDefault();
  });
  document.addEventListener("desk:logged-in", () => plan(0));
  if ("unkept" in live.dataset) {
    touched(); // a form that came back refused: the server has it nowhere
    plan(0);
  }
}

if (live) {
  if (form && live.dataset.autosave) watchForm();
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      state.leaving = false;
      beat();
    }
  });
  document.addEventListener("visibilitychange", beat);
  setInterval(beat, BEAT);
  beat();
}
