/* The document as the markup that is sent: heads of tables come back to their <thead>. */
const inert = document.implementation.createHTMLDocument("");

export function markupOf(lib, doc) {
  const serializer = lib.pm.model.DOMSerializer.fromSchema(doc.type.schema);
  const box = inert.createElement("div");
  box.append(serializer.serializeFragment(doc.content, { document: inert }));
  for (const table of box.querySelectorAll("table")) bringHeadHome(table);
  return box.innerHTML;
}

function bringHeadHome(table) {
  const body = table.querySelector(":scope > tbody");
  const head = inert.createElement("thead");
  while (body.firstElementChild?.hasAttribute("data-head")) head.append(body.firstElementChild);
  for (const row of table.querySelectorAll(":scope > * > tr[data-head]"))
    row.removeAttribute("data-head");
  for (const row of head.children) row.removeAttribute("data-head");
  if (head.firstElementChild) body.before(head);
  if (!body.firstElementChild) body.remove();
}
