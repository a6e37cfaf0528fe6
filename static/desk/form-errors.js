/* Errors of a refused form at their fields, as the page would show them after a reload. */

/** Take away what an earlier answer said. */
export function clearErrors(form) {
  for (const node of form.querySelectorAll(".errornote, .errorlist")) node.remove();
  for (const field of form.querySelectorAll("[aria-invalid]"))
    field.removeAttribute("aria-invalid");
}

/** Show the sentence above the form and each list of errors above its field; go to the first. */
export function showErrors(form, { error, errors }) {
  clearErrors(form);
  const note = made("p", "errornote", error);
  note.setAttribute("role", "alert");
  form.prepend(note);
  const fields = Object.entries(errors).map(([name, found]) => showAt(form, name, found));
  const first = fields.find(Boolean);
  if (first) focusOn(first);
  else note.scrollIntoView({ block: "nearest" });
}

function showAt(form, name, found) {
  const control = form.elements[name];
  const field = control?.length && !control.options ? control[0] : control;
  if (!field) return null;
  const list = made("ul", "errorlist", "");
  list.id = `id_${name}_error`;
  list.append(...found.map((words) => made("li", "", words)));
  const place = field.closest(".fieldBox, .form-row, [data-field]") ?? field.parentElement;
  if (place.matches(".fieldBox")) place.before(list);
  else place.prepend(list);
  field.setAttribute("aria-invalid", "true");
  const told = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  field.setAttribute("aria-describedby", [...told.add(list.id)].join(" "));
  return field;
}

/* The text field proper is hidden behind the editor; a folded part is opened. */
function focusOn(field) {
  const folded = field.closest("details:not([open])");
  if (folded) folded.open = true;
  const place = field.closest(".fieldBox, .form-row, [data-field]");
  const target = field.hidden ? place?.querySelector("[contenteditable=true]") : field;
  target?.focus();
}

function made(name, classes, words) {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  node.textContent = words;
  return node;
}
