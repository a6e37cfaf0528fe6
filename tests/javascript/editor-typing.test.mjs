import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";

/** Type at the caret as a browser does: the handlers of the view are asked first. */
function typed(page, words) {
  const { view } = page.editor;
  for (const sign of words) {
    const { from, to } = page.editor.state.selection;
    const insert = () => view.state.tr.insertText(sign, from, to);
    const taken = view.someProp("handleTextInput", (ask) => ask(view, from, to, sign, insert));
    if (!taken) view.dispatch(insert());
  }
}

for (const [signs, markup] of [
  ["## ", "<h2>题</h2>"],
  ["＃＃ ", "<h2>题</h2>"],
  ["### ", "<h3>题</h3>"],
  ["#### ", "<h4>题</h4>"],
  ["1. ", "<ol><li><p>题</p></li></ol>"],
  ["- ", "<ul><li><p>题</p></li></ul>"],
  ["> ", "<blockquote><p>题</p></blockquote>"],
  ["》　", "<blockquote><p>题</p></blockquote>"],
  ["# ", "<p># 题</p>"],
  ["2. ", "<p>2. 题</p>"],
  ["a- ", "<p>a- 题</p>"],
])
  test(`“${signs}” at a line's start gives ${markup}`, async () => {
    const page = await desk({ markup: "<p></p>" });
    page.editor.commands.setTextSelection(1);
    typed(page, `${signs}题`);
    assert.equal(page.markup(), markup);
  });

test("in the middle of a line, in a cell and in an item the signs stay signs", async () => {
  const page = await desk({ markup: "<p>文</p><ul><li>项</li></ul>" });
  page.editor.commands.setTextSelection(2);
  typed(page, "## ");
  assert.match(page.markup(), /<p>文## <\/p>/);
  page.select("项");
  page.editor.commands.setTextSelection(page.editor.state.selection.from);
  typed(page, "> ");
  assert.match(page.markup(), /<li><p>&gt; 项<\/p><\/li>/);
});

test("nothing becomes a block while an input method composes", async () => {
  const page = await desk({ markup: "<p></p>" });
  page.editor.commands.setTextSelection(1);
  typed(page, "##");
  Object.defineProperty(page.editor.view, "composing", { value: true, configurable: true });
  typed(page, " ");
  assert.equal(page.markup(), "<p>## </p>");
});

test("taking it back gives the signs again", async () => {
  const page = await desk({ markup: "<p></p>" });
  page.editor.commands.setTextSelection(1);
  typed(page, "## ");
  assert.equal(page.markup(), "<h2></h2>");
  page.editor.commands.undo();
  assert.equal(page.markup(), "<p>##</p>");
});

test("落款 puts a line to the right and takes it back, only in the text itself", async () => {
  const page = await desk({ markup: "<p>办公室</p><ul><li>项</li></ul>" });
  const button = page.button("落款，靠右", page.root);
  page.editor.commands.setTextSelection(2);
  button.click();
  assert.match(page.markup(), /<p class="closing">办公室<\/p>/);
  assert.equal(button.getAttribute("aria-pressed"), "true");
  button.click();
  assert.match(page.markup(), /^<p>办公室<\/p>/);
  page.select("项");
  assert.equal(button.getAttribute("aria-disabled"), "true");
});
