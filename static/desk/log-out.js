/* Log-out clears what this browser keeps of the person; what the server does not have yet is sent
   first, and where that fails the person decides. Decision 116. */
import { recover } from "./recover.js";
import { clear, rowsOf } from "./unsent-store.js";

const form = document.getElementById("logout-form");
const box = document.getElementById("log-out-question");
let ready = false;

form?.addEventListener("submit", async (event) => {
  if (ready || !box) return;
  event.preventDefault();
  const { writer } = box.dataset;
  try {
    const left = await recover(await rowsOf(writer));
    if (left.length && !(await agreed(left.length))) return;
    await clear(writer);
  } catch (error) {
    console.warn("浏览器里的副本没有清掉", error);
  }
  ready = true;
  form.requestSubmit();
});

async function agreed(count) {
  box.querySelector("[data-count]").textContent = count;
  box.returnValue = "";
  box.showModal();
  await new Promise((done) => box.addEventListener("close", done, { once: true }));
  return box.returnValue === "clear";
}
