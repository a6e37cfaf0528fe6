import assert from "node:assert/strict";
import test from "node:test";
import { desk, LIBRARY } from "./editor.mjs";

async function markupOf(markup) {
  const { editor, run } = await desk({ markup });
  const [lib, made] = [await run(LIBRARY), await run("desk/editor-markup.js")];
  return made.markupOf(lib, editor.state.doc);
}
const row = (...cells) => `<tr>${cells.map((cell) => `<td><p>${cell}</p></td>`).join("")}</tr>`;
const head = (...cells) => `<tr>${cells.map((cell) => `<th><p>${cell}</p></th>`).join("")}</tr>`;

for (const [name, markup] of [
  [
    "paragraphs, lists and marks",
    '<h2>节</h2><p>甲<strong>乙</strong><br><a href="/a/">丙</a></p><ul><li><p>项</p></li></ul><hr>',
  ],
  [
    "a table with caption and head",
    `<table><caption>表一</caption><thead>${head("年", "数")}</thead><tbody>${row("1", "2")}</tbody></table>`,
  ],
  [
    "a head of two rows",
    `<table><caption></caption><thead>${head("年")}${head("月")}</thead><tbody>${row("1")}</tbody></table>`,
  ],
  [
    "a table without a head",
    `<table><caption></caption><tbody>${row("1", "2")}${row("3", "4")}</tbody></table>`,
  ],
  ["a table that is all head", `<table><caption></caption><thead>${head("年")}</thead></table>`],
  [
    "spans and scopes",
    '<table><caption></caption><tbody><tr><th scope="row" colspan="2"><p>甲</p></th><td rowspan="2"><p>乙</p></td></tr><tr><td><p>丙</p></td><td><p>丁</p></td></tr></tbody></table>',
  ],
])
  test(`${name} come back as they went in`, async () =>
    assert.equal(
      (await markupOf(markup)).replace(/ (colspan="2") (scope="row")/, " $2 $1"),
      markup,
    ));

test("a row of the head that slid below others is a row like them", async () => {
  const slid = `<table><caption></caption><tbody>${row("1")}${head("年").replace("<tr>", '<tr data-head="">')}</tbody></table>`;
  assert.equal(await markupOf(slid), slid.replace(' data-head=""', ""));
});

test("the markup is made outside the page, where no picture is fetched", async () => {
  const { document, editor, run } = await desk({
    markup: '<figure><img src="/pictures/1/" alt="一"></figure>',
  });
  const made = await run("desk/editor-markup.js");
  document.createElement = () => assert.fail("made in the page");
  assert.match(
    made.markupOf(await run(LIBRARY), editor.state.doc),
    /^<figure><img src="\/pictures\/1\/"/,
  );
});
