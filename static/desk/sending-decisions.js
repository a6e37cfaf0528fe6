/* A decision is sent when somebody is there to hear it: without a session the password is asked
   first, without a network the words stay where they are. Decision 116. */
import { isDirty, keepNow } from "./autosave.js";
import { form as entryForm, renewToken } from "./entry-form.js";
import { logInAgain } from "./log-in-again.js";
import { keepOpinions } from "./opinions.js";

const NO_ANSWER = "没有提交：服务器没有回应，您写的仍在这里，请稍后再按一次";
const NO_LOGIN = "没有提交：登录已结束，您写的仍在这里，登录以后再按一次";
const session = document.getElementById("session-end")?.dataset.address;

document.addEventListener("submit", async (event) => {
  const { target: sent, submitter } = event;
  if (event.defaultPrevented || !session || !isDecision(sent)) return;
  if (sent.dataset.ready) return void delete sent.dataset.ready;
  event.preventDefault();
  const fault = await obstacle();
  show(sent, fault);
  if (fault) return;
  renewToken();
  sent.dataset.ready = "1";
  sent.requestSubmit(submitter);
});

const isDecision = (sent) =>
  sent.method === "post" && Boolean(sent.closest("#content-related, .proof, .amendment"));

/** Why nothing can be sent now; "" where the server listens. */
async function obstacle() {
  const answer = await fetch(session, { redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) return NO_ANSWER;
  if (answer.type === "opaqueredirect" && !(await logInAgain())) return NO_LOGIN;
  if (entryForm && isDirty()) await keepNow();
  await keepOpinions();
  return "";
}

function show(sent, words) {
  sent.querySelector("[data-obstacle]")?.remove();
  if (!words) return;
  const note = document.createElement("p");
  note.className = "errornote";
  note.setAttribute("role", "alert");
  note.dataset.obstacle = "";
  note.textContent = words;
  sent.append(note);
}
