import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";

async function linking(markup = "<p>甲乙丙</p>", words = "乙") {
  const page = await desk({ markup });
  if (words) page.select(words);
  page.button("链接").click();
  page.bar = page.find("[role=group][aria-label=链接]");
  page.input = page.bar.querySelector("input");
  page.does = (name) => page.button(name, page.bar).click();
  page.trouble = () => page.bar.querySelector("[role=alert]").textContent;
  return page;
}

test("the line opens with the keys in it, and nothing to take away where no link is", async () => {
  const { bar, button, document, input } = await linking();
  assert.equal(bar.hidden, false);
  assert.equal(document.activeElement, input);
  assert.equal(button("去掉链接").hidden, true);
});

test("an address makes the chosen words a link; www alone is completed", async () => {
  for (const [typed, href] of [
    [" https://a.test/x ", "https://a.test/x"],
    ["www.changzhou.gov.cn", "https://www.changzhou.gov.cn"],
    ["/articles/7/", "/articles/7/"],
  ]) {
    const { bar, does, document, input, markup, surface } = await linking();
    input.value = typed;
    does("确定");
    assert.equal(markup(), `<p>甲<a href="${href}">乙</a>丙</p>`);
    assert.equal(bar.hidden, true);
    assert.equal(document.activeElement, surface);
  }
});

test("without chosen words the address itself is put in", async () => {
  const { does, editor, input, markup } = await linking("<p>甲</p>", "");
  editor.commands.setTextSelection(2);
  input.value = "https://a.test";
  does("确定");
  assert.equal(markup(), '<p>甲<a href="https://a.test">https://a.test</a></p>');
});

test("what is no address is said, and the line stays", async () => {
  const { bar, does, input, markup, trouble } = await linking();
  input.value = "javascript:alert(1)";
  does("确定");
  assert.equal(trouble(), "请填写完整的地址，例如 https://www.changzhou.gov.cn");
  assert.equal(bar.hidden, false);
  assert.equal(markup(), "<p>甲乙丙</p>");
});

test("inside a link its whole address is changed, or taken away", async () => {
  const here = '<p><a href="/old/">甲乙</a>丙</p>';
  const one = await linking(here, "");
  one.editor.commands.setTextSelection(2);
  one.button("链接").click();
  assert.equal(one.input.value, "/old/");
  one.input.value = "/new/";
  one.does("确定");
  assert.equal(one.markup(), '<p><a href="/new/">甲乙</a>丙</p>');
  one.button("链接").click();
  one.does("去掉链接");
  assert.equal(one.markup(), "<p>甲乙丙</p>");
});

test("Enter takes the address, unless it ends a word; Escape gives it up", async () => {
  const { bar, input, markup, press } = await linking();
  input.value = "/a/";
  press(input, "Enter", { isComposing: true });
  assert.equal(bar.hidden, false);
  press(input, "Escape");
  assert.deepEqual([bar.hidden, markup()], [true, "<p>甲乙丙</p>"]);
  const other = await linking();
  other.input.value = "/a/";
  assert.equal(other.press(other.input, "Enter"), false);
  assert.equal(other.markup(), '<p>甲<a href="/a/">乙</a>丙</p>');
});

test("取消 changes nothing, and typing the address is no change of the form", async () => {
  const { bar, document, does, input, markup, type } = await linking();
  let heard = 0;
  document.addEventListener("input", () => (heard += 1));
  type(input, "/a/");
  does("取消");
  assert.deepEqual([bar.hidden, markup(), heard], [true, "<p>甲乙丙</p>", 0]);
});
