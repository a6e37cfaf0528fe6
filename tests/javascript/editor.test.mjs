import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";

/** Press a button of the toolbar, as it is called. */
async function press(page, name) {
  page.button(name, page.root).click();
  await page.clock.pass(16);
}
const pressed = (page, name) => page.button(name, page.root).getAttribute("aria-pressed");
const off = (page, name) => page.button(name, page.root).getAttribute("aria-disabled");

test("the editor takes the place of the lines, and its markup is what is sent", async () => {
  const { field, find, root, surface, texts, typed } = await desk({
    markup: "<h2>节</h2><p>文</p>",
  });
  assert.deepEqual([typed.hidden, typed.disabled, field.disabled], [true, true, false]);
  assert.equal(typed.previousElementSibling, root);
  assert.equal(surface.innerHTML, "<h2>节</h2><p>文</p>");
  assert.equal(find("#id_body_helptext").hidden, true);
  assert.deepEqual(texts(".count span"), ["2 字", "1 节，1 段", "约 1 分钟", "半角标点 0 处"]);
});

test("it is named by the label of the lines, and says how to get to its tools", async () => {
  const { document, surface } = await desk();
  assert.equal(
    document.getElementById(surface.getAttribute("aria-labelledby")).textContent,
    "正文",
  );
  assert.match(
    document.getElementById(surface.getAttribute("aria-describedby")).textContent,
    /Alt\+F10/,
  );
  assert.deepEqual(
    [surface.getAttribute("role"), surface.getAttribute("aria-multiline")],
    ["textbox", "true"],
  );
});

test("who stands beside it hears that it stands", async () => {
  const heard = [];
  const before = ({ document }) =>
    document.addEventListener("desk:editor", ({ target, detail }) =>
      heard.push([target.className, detail.field.name]),
    );
  const { editor, root } = await desk({ before });
  assert.deepEqual(heard, [["editor", "body_html"]]);
  assert.equal(root.deskEditor.editor, editor);
});

test("where the library does not load, the lines stay", async () => {
  const { field, root, typed, warnings } = await desk({
    before: ({ document }) =>
      document.addEventListener(
        "DOMContentLoaded",
        () =>
          (document.querySelector("[data-library]").dataset.library =
            "/static/django_prose_editor/none.js"),
      ),
  });
  assert.equal(root, null);
  assert.deepEqual([typed.hidden, typed.disabled, field.disabled], [false, false, true]);
  assert.match(warnings[0], /正文编辑器没有载入，可继续按行键入/);
});

test("lines that were typed while it loaded are not lost", async () => {
  const page = await desk({ scripts: [], before: () => {}, early: "文，又写了" });
  assert.equal(page.root, null);
  assert.deepEqual([page.typed.value, page.typed.disabled], ["文，又写了", false]);
});

test("each change is sent as markup, and the form hears of it", async () => {
  const { document, editor, markup } = await desk();
  let heard = 0;
  document.addEventListener("input", () => (heard += 1));
  editor.commands.insertContentAt(2, "章");
  assert.equal(markup(), "<p>文章</p>");
  assert.equal(heard, 1);
  editor.commands.setTextSelection(1);
  assert.equal(heard, 1);
});

test("a text that is as it was opened is sent as it was stored", async () => {
  const stored = "<p>文<br/></p>";
  const { editor, markup } = await desk({ markup: stored });
  editor.commands.insertContentAt(1, "新");
  assert.notEqual(markup(), stored);
  editor.commands.undo();
  assert.equal(markup(), stored);
});

test("headings come and go, and their buttons say where one is", async () => {
  const page = await desk();
  await press(page, "小题");
  assert.equal(page.markup(), "<h3>文</h3>");
  assert.deepEqual(
    ["正文", "节题", "小题"].map((name) => pressed(page, name)),
    ["false", "false", "true"],
  );
  await press(page, "正文");
  assert.equal(page.markup(), "<p>文</p>");
});

test("a heading is not bold, and has no table", async () => {
  const page = await desk({ markup: "<h2>文</h2>" });
  assert.deepEqual([off(page, "加粗"), off(page, "插入表格")], ["true", "true"]);
  await press(page, "加粗");
  assert.equal(page.markup(), "<h2>文</h2>");
});

for (const [name, markup] of [
  ["加粗", "<p>甲<strong>乙</strong>丙</p>"],
  ["强调", "<p>甲<em>乙</em>丙</p>"],
  ["上标", "<p>甲<sup>乙</sup>丙</p>"],
  ["下标", "<p>甲<sub>乙</sub>丙</p>"],
  ["脚注", "<p>甲<small>乙</small>丙</p>"],
  ["引文", "<blockquote><p>甲乙丙</p></blockquote>"],
  ["列表", "<ul><li><p>甲乙丙</p></li></ul>"],
  ["编号", "<ol><li><p>甲乙丙</p></li></ol>"],
])
  test(`${name} marks what is chosen, and pressed again takes it away`, async () => {
    const page = await desk({ markup: "<p>甲乙丙</p>" });
    page.select("乙");
    await press(page, name);
    assert.equal(page.markup(), markup);
    assert.equal(pressed(page, name), "true");
    await press(page, name);
    assert.equal(page.markup(), "<p>甲乙丙</p>");
  });

test("a note without chosen words is one to be written", async () => {
  const page = await desk({ markup: "<p>甲</p>" });
  page.editor.commands.setTextSelection(2);
  await press(page, "脚注");
  assert.equal(page.markup(), "<p>甲<small>注文</small></p>");
  const { from, to } = page.editor.state.selection;
  assert.equal(page.editor.state.doc.textBetween(from, to), "注文");
});

test("all looks are taken away at once, links stay", async () => {
  const page = await desk({ markup: '<h2>甲<em>乙</em><a href="/a/">丙</a></h2>' });
  page.select("甲", "丙");
  await press(page, "清除格式");
  assert.equal(page.markup(), '<p>甲乙<a href="/a/">丙</a></p>');
});

test("undo and redo are there when there is something to undo", async () => {
  const page = await desk();
  assert.deepEqual([off(page, "撤销"), off(page, "重做")], ["true", "true"]);
  await press(page, "列表");
  assert.deepEqual([off(page, "撤销"), off(page, "重做")], ["false", "true"]);
  await press(page, "撤销");
  assert.equal(page.markup(), "<p>文</p>");
  await press(page, "重做");
  assert.equal(page.markup(), "<ul><li><p>文</p></li></ul>");
});

test("the tools of a table are there inside one only", async () => {
  const page = await desk();
  const tools = page.find("[aria-label=表格]");
  assert.equal(tools.hidden, true);
  await press(page, "插入表格");
  assert.equal(tools.hidden, false);
  assert.deepEqual([off(page, "插入表格"), off(page, "分隔线，其后是结语")], ["true", "true"]);
});

test("the button of pictures asks whoever has them", async () => {
  const page = await desk();
  let asked;
  page.document.addEventListener("desk:picture", ({ detail }) => (asked = detail.editor));
  await press(page, "插入图片");
  assert.equal(asked, page.editor);
});

test("the count follows the text a moment after the last change", async () => {
  const { clock, editor, texts } = await desk();
  editor.commands.insertContentAt(2, "章,好");
  await clock.pass(249);
  assert.equal(texts(".count span")[0], "1 字");
  await clock.pass(1);
  assert.deepEqual(texts(".count span"), ["4 字", "0 节，1 段", "约 1 分钟", "半角标点 1 处"]);
});

test("Alt F10 goes to the tools, Escape comes back", async () => {
  const { document, press: key, surface } = await desk();
  key(surface, "F10", { altKey: true });
  assert.equal(document.activeElement.textContent, "正文");
  key(document.activeElement, "Escape");
  assert.equal(document.activeElement, surface);
});

test("spaces at the beginning of a paragraph are not typed; elsewhere they are", async () => {
  const { editor } = await desk();
  const typed = (at, text) =>
    editor.view.someProp("handleTextInput", (handle) => handle(editor.view, at, at, text)) ?? false;
  assert.deepEqual(
    [typed(1, "\u3000"), typed(1, "  "), typed(2, " "), typed(1, "字")],
    [true, true, false, false],
  );
});

/** The events of a paste, whose parts a test chooses. */
function paste(page, { html = "", text = "", files = [] }, { taken = true } = {}) {
  const heard = [];
  for (const type of ["desk:paste", "desk:files"])
    page.document.addEventListener(type, (event) => {
      heard.push([type, event.detail.html, event.detail.text, event.detail.files.length]);
      if (taken) event.preventDefault();
    });
  const clipboardData = {
    getData: (type) => ({ "text/html": html, "text/plain": text })[type] ?? "",
    files,
    types: [],
  };
  page.tell(page.surface, "paste", { clipboardData });
  return heard;
}

test("a paste is offered to whoever cleans it, with all it holds; then the library leaves it alone", async () => {
  const page = await desk();
  assert.deepEqual(paste(page, { html: "<b>粗</b>", text: "粗" }), [
    ["desk:paste", "<b>粗</b>", "粗", 0],
  ]);
  assert.equal(page.markup(), "<p>文</p>");
});

test("files alone are offered as files, beside words they come with them", async () => {
  assert.deepEqual(
    paste(await desk(), { files: ["a"] }).map(([type]) => type),
    ["desk:files"],
  );
  assert.deepEqual(
    paste(await desk(), { html: "<p>x</p>", files: ["a"] }).map(([type, , , many]) => [type, many]),
    [["desk:paste", 1]],
  );
});

test("words that were copied here go in as they are", async () => {
  const page = await desk();
  page.editor.commands.setTextSelection(2);
  assert.deepEqual(
    paste(page, { html: '<p data-pm-slice="1 1 []"><strong>章</strong></p>', text: "章" }),
    [],
  );
  assert.equal(page.markup(), "<p>文<strong>章</strong></p>");
});

test("where nobody takes a paste, its looks are dropped before the page sees them", async () => {
  const page = await desk();
  page.editor.commands.setTextSelection(2);
  const html =
    '<style>p{color:red}</style><p style="color:red" onclick=alert(1)>章<img src="https://far.test/a.png"></p>';
  paste(page, { html, text: "章" }, { taken: false });
  assert.equal(page.markup(), "<p>文章</p>");
});

test("dropped files are offered with their place, and never shown by the browser", async () => {
  const page = await desk();
  page.editor.view.posAtCoords = () => ({ pos: 2 });
  let heard;
  page.document.addEventListener(
    "desk:files",
    ({ detail }) => (heard = [...detail.files, detail.position]),
  );
  const left = page.tell(page.surface, "drop", {
    dataTransfer: { files: ["a.png"], getData: () => "" },
    clientX: 1,
    clientY: 1,
  });
  assert.deepEqual(heard, ["a.png", 2]);
  assert.equal(left, false);
});

test("a click on the label goes to the text", async () => {
  const { clock, document, find, surface } = await desk();
  find("label").click();
  await clock.pass(16);
  assert.equal(document.activeElement, surface);
});
