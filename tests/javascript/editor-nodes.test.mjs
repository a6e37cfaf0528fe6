import assert from "node:assert/strict";
import test from "node:test";
import { desk, LIBRARY } from "./editor.mjs";
import { open } from "./page.mjs";

/** What the editor keeps of markup, as it would be sent after a change elsewhere. */
async function kept(markup) {
  const { editor, run } = await desk({ markup });
  editor.state.doc.check();
  const { markupOf } = await run("desk/editor-markup.js");
  return markupOf(await run(LIBRARY), editor.state.doc);
}

for (const [address, is] of [
  ["https://www.changzhou.gov.cn", true],
  ["HTTP://a.test", true],
  ["mailto:a@b.cn", true],
  ["tel:0519-1", true],
  ["/articles/7/", true],
  ["#note", true],
  ["//far.test/", false],
  ["javascript:alert(1)", false],
  ["data:text/html,x", false],
  ["https:// a", false],
  ["/\\far.test", false],
  ["articles/7/", false],
  ["", false],
])
  test(`${JSON.stringify(address)} is ${is ? "" : "no "}address of a link`, async () => {
    const { isLink } = await open("").run("desk/editor-nodes.js");
    assert.equal(isLink(address), is);
  });

for (const [name, given, stays] of [
  [
    "own pictures stand in figures",
    '<figure><img src="/pictures/1/" alt="街景"><figcaption>说明</figcaption></figure>',
    '<figure><img src="/pictures/1/" alt="街景"><figcaption>说明</figcaption></figure>',
  ],
  [
    "a figure without a caption gets an empty one",
    '<figure><img src="picture:a-1" alt=""></figure>',
    '<figure><img src="picture:a-1" alt=""><figcaption></figcaption></figure>',
  ],
  [
    "pictures from elsewhere do not come in",
    '<p>甲<img src="https://far.test/a.png">乙<img src="//far.test/a.png"><img src="/pictures/x/"></p>',
    "<p>甲乙</p>",
  ],
  [
    "a figure of foreign pictures leaves its words",
    '<figure><img src="https://far.test/a.png"><figcaption>说明</figcaption></figure>',
    "<p>说明</p>",
  ],
  [
    "links lead to proper addresses only",
    '<p><a href="/a/">甲</a><a href="javascript:x">乙</a></p>',
    '<p><a href="/a/">甲</a>乙</p>',
  ],
  [
    "the page's own heading is a section here, small ones are one size",
    "<h1>甲</h1><h5>乙</h5><h6>丙</h6>",
    "<h2>甲</h2><h4>乙</h4><h4>丙</h4>",
  ],
  ["headings are not bold", "<h2><strong>甲</strong><em>乙</em></h2>", "<h2>甲<em>乙</em></h2>"],
  ["notes are not bold", "<p><small><strong>注</strong></small></p>", "<p><small>注</small></p>"],
  [
    "an order begins with one",
    '<ol start="5"><li><p>甲</p></li></ol>',
    "<ol><li><p>甲</p></li></ol>",
  ],
  [
    "looks mean nothing",
    '<p style="color:red" class="x" align="center">甲<span style="color:red">乙</span><u>丙</u></p>',
    "<p>甲乙丙</p>",
  ],
  [
    "code and strikes are words",
    "<pre><code>甲</code></pre><p><s>乙</s></p>",
    "<p>甲</p><p>乙</p>",
  ],
])
  test(name, async () => assert.equal(await kept(given), stays));

test("the last picture of a figure goes with the figure, one of two alone", async () => {
  const one = await desk({
    markup:
      '<p>甲</p><figure><img src="/pictures/1/" alt="一"><figcaption>说明</figcaption></figure>',
  });
  one.editor.commands.setNodeSelection(4);
  one.press(one.surface, "Backspace");
  assert.equal(one.markup(), "<p>甲</p>");
  const two = await desk({
    markup:
      '<figure><img src="/pictures/1/" alt="一"><img src="/pictures/2/" alt="二"><figcaption></figcaption></figure>',
  });
  two.editor.commands.setNodeSelection(1);
  two.press(two.surface, "Delete");
  assert.equal(
    two.markup(),
    '<figure><img src="/pictures/2/" alt="二"><figcaption></figcaption></figure>',
  );
});

test("Enter in a caption goes on below the figure", async () => {
  const { editor, markup, press, select, surface } = await desk({
    markup:
      '<figure><img src="/pictures/1/" alt="一"><figcaption>说明</figcaption></figure><p>乙</p>',
  });
  select("说明");
  editor.commands.setTextSelection(editor.state.selection.to);
  press(surface, "Enter");
  editor.commands.insertContent("新");
  assert.equal(
    markup(),
    '<figure><img src="/pictures/1/" alt="一"><figcaption>说明</figcaption></figure><p>新</p><p>乙</p>',
  );
});

for (const [key, result] of [
  ["Enter", "<p>甲<small>注</small>文</p>"],
  ["ArrowRight", "<p>甲<small>注</small>文</p>"],
])
  test(`at the end of a note ${key} leads out of it`, async () => {
    const { editor, markup, press, surface } = await desk({
      markup: "<p>甲<small>注</small></p>",
    });
    editor.commands.setTextSelection(3);
    press(surface, key);
    editor.view.dispatch(editor.state.tr.insertText("文"));
    assert.equal(markup(), result);
  });

test("inside a note Enter divides the paragraph", async () => {
  const { editor, markup, press, surface } = await desk({
    markup: "<p>甲<small>注文</small></p>",
  });
  editor.commands.setTextSelection(3);
  press(surface, "Enter");
  assert.equal(markup(), "<p>甲<small>注</small></p><p><small>文</small></p>");
});

test("Shift Enter is a new line of the same paragraph", async () => {
  const { editor, markup, press, surface } = await desk({ markup: "<p>甲乙</p>" });
  editor.commands.setTextSelection(2);
  press(surface, "Enter", { shiftKey: true });
  assert.equal(markup(), "<p>甲<br>乙</p>");
});

test("words after a link are not the link's", async () => {
  const { editor, markup } = await desk({ markup: '<p><a href="/a/">甲</a></p>' });
  editor.commands.setTextSelection(2);
  editor.view.dispatch(editor.state.tr.insertText("乙"));
  assert.equal(markup(), '<p><a href="/a/">甲</a>乙</p>');
});
