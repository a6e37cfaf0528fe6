/* Enter in a one-line field of the entry goes to the next field; only 保存 and Ctrl+S save. Never
   while an input method composes: there Enter takes the word. Decision 116. */
import { form } from "./entry-form.js";

const ONE_LINE =
  "input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=file])";
const STOPS = "input:not([type=hidden]), select, textarea, [contenteditable=true]";

const isComposing = (event) => event.isComposing || event.keyCode === 229;

function nextTo(field) {
  const stops = [...form.querySelectorAll(STOPS)].filter(
    (one) => one.offsetParent && !one.disabled && one.type !== "submit",
  );
  return stops[stops.indexOf(field) + 1];
}

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented || isComposing(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(ONE_LINE)) return;
  event.preventDefault();
  nextTo(event.target)?.focus();
});
