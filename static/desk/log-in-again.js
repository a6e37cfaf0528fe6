/* The dialog that asks for the password, and the code where there is a second step, on the page
   where one is. It uses the log-in itself, so that all its guards hold. Decision 116. */

const box = document.getElementById("log-in-again");
const OTHER = "登录的是别的账号，这一页不是它打开的；请用原来的账号登录";
const NO_ANSWER = "服务器没有回应，字仍在本页，请稍后再试";
const PAUSED = "试得太多了，请过一刻钟再试";
const MORE = "还须先改密码，请在新窗口登录一次，再回到这一页";
let asked;
let answer; // {address, token} of the form that is to be filled in next

/** Whether the person of this page is logged in again; one dialog for all who ask. */
export function logInAgain() {
  asked ??= ask().finally(() => {
    asked = null;
  });
  return asked;
}

function ask() {
  answer = null;
  step("password");
  fault("");
  if (!box.open) box.showModal();
  box.querySelector("[name=password]").focus();
  return new Promise((done) => {
    box.addEventListener("close", () => done(box.returnValue === "in"), { once: true });
    box.returnValue = "";
  });
}

function step(name) {
  for (const part of box.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== name;
}

function fault(words) {
  const line = box.querySelector("[data-fault]");
  line.textContent = words;
  line.hidden = !words;
}

async function formAt(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  return readForm(response, await response.text());
}

function readForm(response, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return {
    page,
    address: new URL(response.url, location.href).pathname,
    token: page.querySelector("#content input[name=csrfmiddlewaretoken]")?.value ?? "",
  };
}

async function send() {
  const { login, next } = box.dataset;
  answer ??= await formAt(`${login}?next=${encodeURIComponent(next)}`);
  const words = new FormData(box.querySelector("form"));
  words.set("csrfmiddlewaretoken", answer.token);
  words.set("next", next);
  const options = { method: "POST", body: words, credentials: "same-origin" };
  await judge(await fetch(answer.address, options));
}

async function judge(response) {
  if (response.status === 429) return fault(PAUSED);
  if (response.headers.get("Content-Type")?.startsWith("application/json"))
    return finish(await response.json());
  answer = readForm(response, await response.text());
  if (answer.page.querySelector("input[name=code]")) {
    step("code");
    box.querySelector("[name=code]").focus();
  } else if (!answer.page.querySelector("input[name=username]")) {
    return fault(MORE);
  }
  const errors = answer.page.querySelector(".errornote, .errorlist");
  fault(errors ? errors.textContent.trim() : "");
}

function finish({ user }) {
  if (String(user) !== box.dataset.writer) return fault(OTHER);
  box.querySelector("[name=password]").value = "";
  box.querySelector("[name=code]").value = "";
  box.returnValue = "in";
  box.close("in");
  document.dispatchEvent(new CustomEvent("desk:logged-in"));
}

box?.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await send();
  } catch {
    fault(NO_ANSWER);
  }
});
box?.querySelector("[data-later]").addEventListener("click", () => box.close(""));
