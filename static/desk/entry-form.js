/* The open form of an entry: its fields as they are sent, and the line that says what became of
   them. Needs #live; a page for readers of a text alone has it without a form. */

export const live = document.getElementById("live");
export const form = live?.closest("form") ?? null;
export const page = form?.elements.form_page?.value ?? "";
export const writer = form?.elements.form_writer?.value ?? "";
/* Names of the form and of one request: no part of what was typed (series/forms/raw.py). */
const NO_TEXT = /^(csrfmiddlewaretoken|form_\w+)$/;

/** Say `words` in the line called `name`: saved, trouble, others or news. */
export function say(name, words) {
  const line =
    name === "saved" ? document.querySelector("[data-state-line]") : live.querySelector(`.${name}`);
  if (line.textContent !== words) line.textContent = words;
  line.hidden = !words;
}

/** After a new log-in the page's own token is out of date; the cookie's is not. */
export function renewToken() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  if (!cookie) return;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]"))
    field.value = cookie[1];
}

/** All fields as a browser would send them, and the count of changes that they hold. */
export function data(turn) {
  renewToken();
  const fields = new FormData(form);
  fields.set("form_turn", turn);
  return fields;
}

/** The typed fields as [name, value] pairs. */
export function pairs() {
  return [...new FormData(form)].filter(([name]) => !NO_TEXT.test(name));
}

export const written = () => JSON.stringify(pairs());

export function base() {
  return form?.elements.base?.value || live.dataset.base;
}

/** The form goes on as that of a saved revision. */
export function adopt({ base, action, autosave, presence }) {
  if (form.elements.base) form.elements.base.value = base;
  Object.assign(live.dataset, { base, autosave, presence });
  form.setAttribute("action", action);
}
