import assert from "node:assert/strict";
import test from "node:test";
import { desk, LIBRARY } from "./editor.mjs";

const TABLE = `<table><caption>表一</caption><thead><tr><th><p>年</p></th><th><p>数</p></th></tr></thead>
  <tbody><tr><td><p>甲</p></td><td><p>乙</p></td></tr></tbody></table><p>完</p>`;

/** A table as lines of words: its caption, `*` before a head, cells between bars. */
function drawn(page) {
  const box = page.document.createElement("div");
  box.innerHTML = page.markup();
  const cell = (one) =>
    `${one.tagName === "TH" ? "#" : ""}${one.textContent}${one.colSpan > 1 ? `×${one.colSpan}` : ""}`;
  const line = (row) =>
    `${row.parentElement.tagName === "THEAD" ? "*" : ""}${[...row.cells].map(cell).join("|")}`;
  return [...box.querySelectorAll("table")].flatMap((table) => [
    table.caption.textContent,
    ...[...table.rows].map(line),
  ]);
}

async function table(words = "甲", end = words) {
  const page = await desk({ markup: TABLE });
  page.select(words, end);
  page.tool = async (name) => {
    page.button(name, page.find("[aria-label=表格]")).click();
    await page.clock.pass(16);
    return drawn(page);
  };
  return page;
}

test("a new table has a head and stands where one was, with a line below to go on", async () => {
  const page = await desk({ markup: "<p></p>" });
  page.button("插入表格").click();
  page.editor.view.dispatch(page.editor.state.tr.insertText("年"));
  assert.deepEqual(drawn(page), ["", "*#年|#|#", "||", "||"]);
  assert.match(page.markup(), /<\/table><p><\/p>$/);
});

for (const [name, result] of [
  ["上加一行", ["表一", "*#年|#数", "|", "甲|乙"]],
  ["下加一行", ["表一", "*#年|#数", "甲|乙", "|"]],
  ["删此行", ["表一", "*#年|#数"]],
  ["左加一列", ["表一", "*#|#年|#数", "|甲|乙"]],
  ["右加一列", ["表一", "*#年|#|#数", "甲||乙"]],
  ["删此列", ["表一", "*#数", "乙"]],
  ["表头", ["表一", "年|数", "甲|乙"]],
])
  test(name, async () => assert.deepEqual(await (await table()).tool(name), result));

test("表头 again makes the first row the head", async () => {
  const page = await table();
  await page.tool("表头");
  assert.deepEqual(await page.tool("表头"), ["表一", "*#年|#数", "甲|乙"]);
});

test("删表格 takes all of it, and nothing else", async () => {
  const page = await table();
  await page.tool("删表格");
  assert.equal(page.markup(), "<p>完</p>");
});

test("cells are merged and split", async () => {
  const page = await table();
  const { pm } = await page.run(LIBRARY);
  const cells = [];
  page.editor.state.doc.descendants(
    (node, at) => void (node.type.name === "tableCell" && cells.push(at)),
  );
  page.editor.commands.command(({ tr, dispatch }) => {
    if (dispatch) tr.setSelection(pm.tables.CellSelection.create(tr.doc, cells[0], cells[1]));
    return true;
  });
  assert.deepEqual(await page.tool("合并"), ["表一", "*#年|#数", "甲乙×2"]);
  assert.deepEqual(await page.tool("拆分"), ["表一", "*#年|#数", "甲乙|"]);
});

test("Tab goes to the next cell and back", async () => {
  const page = await table();
  const type = (text) => page.editor.view.dispatch(page.editor.state.tr.insertText(text));
  page.press(page.surface, "Tab");
  type("丁");
  page.press(page.surface, "Tab", { shiftKey: true });
  type("丙");
  assert.deepEqual(drawn(page), ["表一", "*#年|#数", "丙|丁"]);
});

test("Enter in the caption goes to the first cell", async () => {
  const page = await table("表一");
  page.editor.commands.setTextSelection(page.editor.state.selection.to);
  page.press(page.surface, "Enter");
  page.editor.view.dispatch(page.editor.state.tr.insertText("某"));
  assert.deepEqual(drawn(page), ["表一", "*#某年|#数", "甲|乙"]);
});

test("a table without rows is no table", async () => {
  const { surface } = await desk({ markup: "<p>甲</p><table><caption>空</caption></table>" });
  assert.equal(surface.querySelector("table"), null);
});
