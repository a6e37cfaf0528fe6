import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";
import { open } from "./page.mjs";

async function counted(markup) {
  const { editor, run } = await desk({ markup });
  const { countOf } = await run("desk/editor-count.js");
  return countOf(editor.state.doc);
}

async function sentencesOf(found) {
  const { sentences } = await open("").run("desk/editor-count.js");
  return [
    ...sentences({
      words: 0,
      read: 0,
      sections: 0,
      paragraphs: 0,
      half: 0,
      wordless: 0,
      ...found,
    }),
  ];
}

test("字 are counted as Word counts them: signs, marks, and words of letters", async () => {
  const { words, read } = await counted("<p>常州，GDP增长3.5%！“好”</p>");
  assert.equal(words, 4 + 2 + 2 + 3);
  assert.equal(read, 5 + 2);
});

test("sections are headings of the second level, paragraphs those with words", async () => {
  const found = await counted(
    "<h2>一</h2><p>甲</p><p></p><h3>小题</h3><ul><li><p>乙</p></li></ul><h2>二</h2><p>丙</p>",
  );
  assert.deepEqual([found.sections, found.paragraphs], [2, 3]);
});

for (const [markup, half] of [
  ["<p>一,二;三:四!五?六(七)八.</p>", 8],
  ["<p>一，二；三：四</p>", 0],
  ["<p>3.5 and 1,000: fine</p>", 0],
  ["<p>“好”,他说</p>", 1],
])
  test(`half-width marks beside signs: ${half} in ${markup}`, async () =>
    assert.equal((await counted(markup)).half, half));

test("pictures without words are counted, in figures and in lines", async () => {
  const { wordless } = await counted(
    '<figure><img src="/pictures/1/" alt=""><figcaption></figcaption></figure><p>文<img src="/pictures/2/"><img src="/pictures/3/" alt="街景"></p>',
  );
  assert.equal(wordless, 2);
});

test("the line says what there is, and leaves out what is nothing", async () => {
  assert.deepEqual(await sentencesOf({}), ["0 字", "0 节，0 段", "半角标点 0 处"]);
  assert.deepEqual(
    await sentencesOf({
      words: 812,
      read: 801,
      sections: 2,
      paragraphs: 9,
      half: 3,
      wordless: 1,
    }),
    ["812 字", "2 节，9 段", "约 3 分钟", "半角标点 3 处", "图片缺文字说明 1 处"],
  );
});

test("four hundred signs are one minute, one more is two", async () => {
  assert.equal((await sentencesOf({ read: 400 }))[2], "约 1 分钟");
  assert.equal((await sentencesOf({ read: 401 }))[2], "约 2 分钟");
});
