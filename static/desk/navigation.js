/* Links are moved by dragging a row, or with Alt and the arrow keys; the forms do the same. */
const rowOf = (node) => node.closest?.("[data-reorder] > li");

function send(row, position) {
  const form = row.querySelector("form");
  form.elements.position.value = position;
  form.requestSubmit(form.querySelector('[value="place"]'));
}

function placeOf(row) {
  return [...row.parentElement.children].indexOf(row) + 1;
}

function watch(list) {
  let dragged = null;
  for (const row of list.children) {
    if (row.querySelector('[value="place"]')) row.draggable = true;
  }
  list.addEventListener("dragstart", (event) => {
    dragged = rowOf(event.target);
  });
  list.addEventListener("dragover", (event) => {
    const row = rowOf(event.target);
    if (!dragged || !row) return;
    event.preventDefault();
    for (const each of list.children) each.classList.toggle("is-over", each === row);
  });
  list.addEventListener("drop", (event) => {
    const row = rowOf(event.target);
    if (!dragged || !row || row === dragged) return;
    event.preventDefault();
    send(dragged, placeOf(row));
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    for (const each of list.children) each.classList.remove("is-over");
  });
  list.addEventListener("keydown", (event) => {
    const button = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const row = rowOf(event.target);
    if (!event.altKey || !button || !row) return;
    event.preventDefault();
    row.querySelector(`[value="${button}"]`)?.click();
  });
}

for (const list of document.querySelectorAll("[data-reorder]")) watch(list);
