/* After a save, what stands around the form is fetched anew: messages, head and side panel. The form
   itself stays as it is. */
import { forgetOwnChanges } from "./autosave.js";
import { renewToken } from "./entry-form.js";

const PARTS = [".head", "#content-related", "[data-saved-part]"];
const GONE = ".resumed, .merge, .recovered";
const FILLED = "input[id]:not([type=hidden]), textarea[id], select[id]";

/** Show `address` around the form; `sent`: the fields of 送审 have done their work. */
export async function refreshPage(form, { address, sent }) {
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return; // the state line has said that the text is saved
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const node of form.querySelectorAll(GONE)) node.remove();
  for (const selector of PARTS) replaceAll(selector, page, { form, sent });
  showMessages(page);
  if (form.elements.note) form.elements.note.value = "";
  renewToken();
  forgetOwnChanges();
  document.dispatchEvent(new CustomEvent("desk:saved"));
}

function replaceAll(selector, page, how) {
  const fresh = page.querySelectorAll(selector);
  document.querySelectorAll(selector).forEach((old, at) => {
    if (fresh[at]) replace(old, document.importNode(fresh[at], true), how);
  });
}

/* Words in a field of the old part, the focus and a proof that stands stay. */
function replace(old, fresh, { form, sent }) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const typed = [...old.querySelectorAll(FILLED)].filter(
    (field) => !(sent && field.form === form) && field.value !== (field.defaultValue ?? ""),
  );
  const proofs = [...old.querySelectorAll("[data-preview]")];
  fresh.querySelectorAll("[data-preview]").forEach((stand, at) => {
    if (proofs[at]) stand.replaceWith(proofs[at]);
  });
  old.replaceWith(fresh);
  for (const field of typed) {
    const same = document.getElementById(field.id);
    if (same) same.value = field.value;
  }
  if (focused) document.getElementById(focused)?.focus();
}

function showMessages(page) {
  const fresh = page.querySelector(".messagelist");
  document.querySelector(".messagelist")?.remove();
  if (!fresh) return;
  const list = document.importNode(fresh, true);
  list.setAttribute("role", "status");
  document.querySelector("#content")?.before(list);
}
