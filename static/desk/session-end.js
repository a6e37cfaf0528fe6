/* The warning five minutes before the session ends. Other pages of the same person move the end, so
   the server is asked before anything is said. Without script the log-in page says it afterwards. */
import { logInAgain } from "./log-in-again.js";

const WARN = 5 * 60;
const EVERY = 15_000;
const box = document.getElementById("session-end");

if (box) watch(box);

function watch(box) {
  const [words, button] = [box.querySelector("p"), box.querySelector("button")];
  let ends = Date.now() + Number(box.dataset.left) * 1000;
  let asking = false;
  let ended = false;
  const left = () => Math.round((ends - Date.now()) / 1000);

  function show(prolongable) {
    const minutes = Math.max(1, Math.ceil(left() / 60));
    const told = prolongable
      ? `登录将在 ${minutes} 分钟后结束，继续工作请按“继续工作”。`
      : `登录将在 ${minutes} 分钟后结束，请先保存，再重新登录。`;
    if (words.textContent !== told) words.textContent = told;
    button.hidden = !prolongable;
    box.hidden = left() > WARN;
  }

  function showEnded() {
    words.textContent = "登录已结束，本页的文字仍在，请重新登录。";
    button.textContent = "重新登录";
    button.hidden = box.hidden = false;
    ended = true;
  }

  async function ask(method) {
    if (asking) return;
    asking = true;
    try {
      const headers = method === "POST" ? { "X-CSRFToken": token() } : {};
      const options = { method, headers, credentials: "same-origin", redirect: "manual" };
      const answer = await fetch(box.dataset.address, options);
      if (answer.type === "opaqueredirect" || answer.status === 403) return showEnded();
      if (!answer.ok) return;
      const facts = await answer.json();
      ends = Date.now() + facts.left * 1000;
      show(facts.prolongable);
    } catch {
      show(box.dataset.prolongable === "yes"); // no network: what this page knew holds
    } finally {
      asking = false;
    }
  }

  /* A log-in on the spot gives the cookie a new token. */
  function token() {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return cookie?.[1] ?? box.dataset.token;
  }

  function goOn() {
    ended = false;
    button.textContent = "继续工作";
    return ask("POST");
  }

  button.addEventListener("click", () => (ended ? logInAgain() : ask("POST")));
  document.addEventListener("desk:logged-in", goOn);
  document.addEventListener("desk:session-ended", showEnded);
  setInterval(() => {
    if (left() <= WARN) ask("GET");
  }, EVERY);
}
