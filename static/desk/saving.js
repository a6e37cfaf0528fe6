/* 保存 and 送审 without leaving the page: the form is sent by this script, so that scroll, caret and
   words stay whatever the answer is. Without script the form is sent as ever. Decision 116. */
import { hold, isDirty, keepNow, leaveByForm, release, settle, touched } from "./autosave.js";
import { adopt, data, form, live, say, written } from "./entry-form.js";
import { showErrors, clearErrors } from "./form-errors.js";
import { logInAgain } from "./log-in-again.js";
import { refreshPage } from "./page-parts.js";

const RETRIES = [1000, 3000, 8000];
const RETRYING = "存不上去，字在本页和这台电脑上，正在重试";
const CHANGED = "上次没有存上，请再按一次保存；内容已另行自动保存";
const FORBIDDEN = "没有保存：您现在没有改这篇稿件的权限；内容仍在本页，请先复制留存";
const TOO_LARGE = "没有保存：稿件太大，请删减或分成几篇；内容仍在本页";
const LATER = "没有保存：登录已结束，字仍在本页；登录以后再按一次保存";

let native = false;
let busy = false;
let again = { timer: 0, tries: 0 };

form?.addEventListener("submit", (event) => {
  if (native || !live.dataset.autosave) return;
  event.preventDefault();
  clearTimeout(again.timer);
  again.tries = 0;
  send(event.submitter);
});

async function send(button, { agreed = false } = {}) {
  if (busy) return;
  busy = true;
  const sent = hold();
  say("trouble", "");
  say("saved", "正在保存…");
  const response = await post(bodyOf(button, sent.turn, agreed));
  busy = false;
  const next = await judge(response, button, sent);
  release();
  next?.();
}

function bodyOf(button, turn, agreed) {
  const body = data(turn);
  if (button?.name) body.set(button.name, button.value);
  if (agreed) body.set("leaves_review", "1");
  return body;
}

function post(body) {
  const address = form.getAttribute("action") || location.href;
  const headers = { Accept: "application/json" };
  return fetch(address, { method: "POST", headers, body, redirect: "manual" }).catch(() => null);
}

/** Show what the answer says; returns what is to be done once autosave goes on. */
async function judge(response, button, sent) {
  if (response?.type === "opaqueredirect") return () => askForPassword(button);
  if (!response || response.status >= 500) return tryAgain(button, sent);
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return saved(answer, button, sent);
  if (answer.question) return () => askFirst(answer.question, button);
  if (answer.merge) return () => sendAsPage(button);
  touched(); // what was refused is kept at once
  const words = response.status === 413 ? TOO_LARGE : (answer.error ?? FORBIDDEN);
  stopped(words);
  showErrors(form, { error: words, errors: answer.errors ?? {} });
}

function stopped(words) {
  say("saved", "");
  say("trouble", words);
}

async function askForPassword(button) {
  if (await logInAgain()) return send(button);
  stopped(LATER);
}

/* The same button is pressed again, unless the text is another by then. */
function tryAgain(button, sent) {
  stopped(RETRYING);
  const wait = RETRIES[Math.min(again.tries, RETRIES.length - 1)];
  again.tries += 1;
  again.timer = setTimeout(() => {
    if (written() === sent.text) send(button);
    else stopped(CHANGED);
  }, wait);
}

async function askFirst(question, button) {
  const box = document.getElementById("save-question");
  box.querySelector("[data-question]").textContent = `${question}。`;
  box.returnValue = "";
  box.showModal();
  await new Promise((done) => box.addEventListener("close", done, { once: true }));
  if (box.returnValue === "save") return send(button, { agreed: true });
  stopped("没有保存；改动已自动保存，还没有存为版本");
}

/* A merge is a page to be read: the words go as browsers send them. */
function sendAsPage(button) {
  native = true;
  leaveByForm();
  form.requestSubmit(button);
}

async function saved(answer, button, sent) {
  const isNew = !live.dataset.presence;
  adopt(answer);
  clearErrors(form);
  settle(sent.turn, sent.text);
  say("news", "");
  say("saved", `已存为第${answer.base}版`);
  if (isNew || answer.address !== answer.action) return () => go(answer.address);
  history.replaceState(history.state, "", answer.action);
  return () => refreshPage(form, { address: answer.action, sent: button?.name === "_submit" });
}

/* Words that were typed while the form was on its way are kept first. */
async function go(address) {
  if (isDirty() && !(await keepNow())) return;
  leaveByForm();
  location.replace(address);
}
