/* The rich-text field as a form has it (series/forms/rich_text.py), with the real library. */
import assert from "node:assert/strict";

import { open } from "./page.mjs";

export const LIBRARY = "/static/django_prose_editor/editor.js";
const FORM = `<form><input type="hidden" name="csrfmiddlewaretoken" value="token">
  <div class="form-row"><label for="id_body">正文</label><textarea name="body" id="id_body"></textarea>
  <div class="help" id="id_body_helptext">每行一段</div></div>
  <textarea name="body_html" hidden disabled data-library="${LIBRARY}"></textarea></form>`;

/** A form whose editor stands. `scripts` run before it does. */
export async function desk({
  markup = "<p>文</p>",
  typed = "文",
  more = "",
  scripts = [],
  early = null,
  before,
} = {}) {
  assert.ok(
    process.env.CHAMBER_PROSE_EDITOR,
    "tests/javascript/run.py says where the library lies",
  );
  const page = open(FORM + more, { before });
  page.typed = page.find("[name=body]");
  page.field = page.find("[name=body_html]");
  [page.typed.value, page.field.value] = [typed, markup];
  await page.run(...scripts, "desk/editor.js");
  if (early !== null) page.typed.value = early; // the library is still on its way
  await page.clock.pass(0);
  page.root = page.find(".editor");
  page.editor = page.root?.deskEditor.editor;
  page.surface = page.find(".page");
  page.markup = () => page.field.value;
  page.select = (words, end = words) =>
    page.editor.commands.setTextSelection(range(page.editor, words, end));
  return page;
}

/** Where these words begin in the text, and where `end` ends. */
function range(editor, words, end) {
  const places = {};
  editor.state.doc.descendants((node, position) => {
    if (!node.isText) return;
    for (const [name, sought] of Object.entries({ from: words, to: end })) {
      const at = node.text.indexOf(sought);
      if (at >= 0) places[name] ??= position + at + (name === "to" ? sought.length : 0);
    }
  });
  assert.ok("from" in places && "to" in places, `no “${words}” in the text`);
  return places;
}
