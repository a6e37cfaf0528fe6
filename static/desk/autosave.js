/* Keeps what is typed within a second of the last pause, and says who else has this entry open.
   Never while an input method composes: half a syllable is no text. */

const PAUSE = 700;
const BEAT = 5000;
const RETRIES = [1000, 3000, 8000];
const LONG = 30000;
const STOPPED = 15000; // the browser's own stop button: the page is still here
const TOO_LARGE = "稿件太大，未能自动保存；内容仍在本页，请删减或分成几篇";
const FORBIDDEN =
  "未能自动保存：您现在没有改这篇稿件的权限，或登录身份已变；内容仍在本页，请先复制留存";
const EXPIRED = "登录已过期，未能自动保存；内容仍在本页，请在新窗口重新登录，本页随后会自动再存";
const FAILED = "未能保存，正在重试；内容仍在本页";

const live = document.getElementById("live");
const form = live?.closest("form");
const state = {
  composing: false,
  leaving: false,
  changed: 0,
  kept: 0,
  tries: 0,
  timer: 0,
  sending: null,
};

function say(name, words) {
  const line = live.querySelector(`.${name}`);
  if (line.textContent !== words) line.textContent = words;
  line.hidden = !words;
}

/* After a new log-in in another window the page's own token is out of date; the cookie's is not. */
function renewToken() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  if (!cookie) return;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]"))
    field.value = cookie[1];
}

function data() {
  renewToken();
  return new FormData(form);
}

function written() {
  const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(pairs);
}

function plan(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait);
}

function touched() {
  state.changed += 1;
  state.tries = 0;
  if (!state.composing) plan(PAUSE);
}

async function save() {
  if (state.composing || state.leaving || state.changed === state.kept) return;
  if (state.sending) return;
  const turn = state.changed;
  const text = written();
  state.sending = new AbortController();
  say("saved", "正在保存…");
  try {
    const options = {
      method: "POST",
      body: data(),
      redirect: "manual",
      signal: state.sending.signal,
    };
    await answered(await fetch(live.dataset.autosave, options), turn, text);
  } catch {
    if (!state.leaving) failed(FAILED);
  }
  state.sending = null;
  if (state.changed !== turn && !state.composing) plan(PAUSE);
}

async function answered(response, turn, text) {
  if (response.type === "opaqueredirect") return failed(EXPIRED);
  if (response.status === 403) return refused();
  if (response.status === 413 || response.status === 400) return stopped(await sentence(response));
  if (!response.ok) return failed(FAILED);
  const given = await response.json();
  if (!given.saved_at) return failed("");
  state.kept = turn;
  state.tries = 0;
  state.text = text;
  say("trouble", "");
  say("saved", `已自动保存 ${given.saved_at}，还没有存为版本`);
  document.dispatchEvent(new CustomEvent("desk:autosaved")); // the preview draws itself anew
  told(given);
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

function told(given) {
  say("others", given.others.length ? `${given.others.join("、")}也在此稿` : "");
  say("news", given.news);
}

function base() {
  return form?.elements.base?.value || live.dataset.base;
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
  try {
    const response = await fetch(live.dataset.presence, {
      method: "POST",
      body: here(),
      redirect: "manual",
    });
    if (response.ok) told(await response.json());
  } catch {
    /* The next beat tries again; a save that fails says so itself. */
  }
}

/* Dates that a calendar filled in, a picture that was put in: no key was pressed. */
function noticeQuietChanges() {
  if (form && !state.composing && state.changed === state.kept && written() !== state.text)
    touched();
}

function leave() {
  if (live.dataset.presence) navigator.sendBeacon(live.dataset.presence, here({ leaving: "1" }));
  if (form && !state.leaving && state.changed !== state.kept && !state.composing)
    navigator.sendBeacon(live.dataset.autosave, data());
}

function watchForm() {
  state.text = written();
  form.addEventListener("desk:editor", () => {
    if (state.changed === state.kept) state.text = written();
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
  form.addEventListener("submit", () => {
    renewToken();
    state.leaving = true;
    clearTimeout(state.timer);
    state.sending?.abort();
    setTimeout(() => {
      state.leaving = false;
    }, STOPPED);
  });
  addEventListener("beforeunload", (event) => {
    if (!state.leaving && state.changed !== state.kept) event.preventDefault();
  });
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
