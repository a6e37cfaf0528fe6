import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";

const TEXT = "<h2>会员</h2><p>会员<strong>单</strong>位有Abc。</p><p>新会员。</p>";

async function finding(sought, markup = TEXT) {
  const page = await desk({ markup });
  page.press(page.surface, "f", { ctrlKey: true });
  const bar = page.find(".find");
  const [words, put] = bar.querySelectorAll("input");
  const status = () => bar.querySelector("[role=status]").textContent;
  const marked = () => page.texts(".sought");
  if (sought) page.type(words, sought);
  return { ...page, bar, words, put, status, marked };
}

test("Ctrl F opens it in the text, with the chosen words", async () => {
  const page = await desk({ markup: TEXT });
  page.select("新会员");
  assert.equal(page.press(page.surface, "f", { ctrlKey: true }), false);
  assert.equal(page.find(".find").hidden, false);
  assert.equal(page.document.activeElement.value, "新会员");
});

test("all that is found is marked, across marks and in any case of letters", async () => {
  const { marked, status, type, words } = await finding("会员");
  assert.deepEqual([marked(), status()], [["会员", "会员", "会员"], "第 1 处，共 3 处"]);
  type(words, "abC");
  assert.deepEqual(marked(), ["Abc"]);
  type(words, "员单位");
  assert.equal(marked().join(""), "员单位");
  type(words, "没有");
  assert.deepEqual([marked(), status()], [[], "没有找到"]);
});

test("Enter goes to the next, Shift Enter back, round the text", async () => {
  const { press, status, words } = await finding("会员");
  const after = (facts) => (press(words, "Enter", facts), status());
  assert.deepEqual(
    [after(), after(), after()],
    ["第 2 处，共 3 处", "第 3 处，共 3 处", "第 1 处，共 3 处"],
  );
  assert.equal(after({ shiftKey: true }), "第 3 处，共 3 处");
});

test("one is replaced, then all, in one step that is taken back", async () => {
  const { bar, button, editor, markup, put, status, type } = await finding("会员");
  type(put, "企业");
  button("替换", bar).click();
  assert.match(markup(), /<h2>企业<\/h2><p>会员/);
  button("全部替换", bar).click();
  assert.doesNotMatch(markup(), /会员/);
  assert.equal(status(), "已替换 2 处");
  editor.commands.undo();
  assert.match(markup(), /<p>新会员。<\/p>/);
});

test("what is typed there is no change of the text, and nothing is sought while one composes", async () => {
  const { document, marked, tell, words } = await finding();
  let heard = 0;
  document.addEventListener("input", () => (heard += 1));
  words.value = "会员";
  tell(words, "input", { isComposing: true });
  assert.deepEqual(marked(), []);
  tell(words, "compositionend");
  assert.equal(marked().length, 3);
  assert.equal(heard, 0);
});

test("Escape closes it, unmarks all and leaves the found words chosen", async () => {
  const { bar, document, editor, marked, press, surface, words } = await finding("新会员");
  press(words, "Escape");
  assert.deepEqual([bar.hidden, marked()], [true, []]);
  const { from, to } = editor.state.selection;
  assert.equal(editor.state.doc.textBetween(from, to), "新会员");
  assert.equal(document.activeElement, surface);
});
