import assert from "node:assert/strict";
import test from "node:test";
import { desk as form, LIBRARY } from "./editor.mjs";

/** A text with the caret before `words`, or with `words` chosen where `chosen`. */
async function desk(markup, words, { chosen = false, after = false } = {}) {
  const page = await form({ markup });
  page.select(words);
  const { from, to } = page.editor.state.selection;
  if (!chosen) page.editor.commands.setTextSelection(after ? to : from);
  const [lib, made] = [await page.run(LIBRARY), await page.run("desk/paste-place.js")];
  const place = made.follow(page.editor);
  return {
    ...page,
    place,
    insert: (html) => made.insert(lib, page.editor, place, html),
    spotOf: (number) => made.spotOf(page.editor, place, number),
    mend: (...offers) => made.mend(page.editor, place, offers),
    takeBack: () => made.takeBack(page.editor, place),
    before: (text, at = 1) => page.editor.commands.insertContentAt(at, text),
  };
}

for (const [name, given, html, result] of [
  [
    "one paragraph joins the paragraph",
    ["<p>甲乙</p>", "乙"],
    "<p>新<b>字</b></p>",
    "<p>甲新<strong>字</strong>乙</p>",
  ],
  [
    "the first and last of several join it",
    ["<p>甲乙</p>", "乙"],
    "<p>一</p><p>二</p><p>三</p>",
    "<p>甲一</p><p>二</p><p>三乙</p>",
  ],
  [
    "a heading stands for itself",
    ["<p>甲乙</p>", "乙"],
    "<h2>节</h2><p>文</p>",
    "<p>甲</p><h2>节</h2><p>文乙</p>",
  ],
  [
    "what was chosen is replaced",
    ["<p>甲乙丙</p>", "乙", { chosen: true }],
    "<p>新</p>",
    "<p>甲新丙</p>",
  ],
  ["one paragraph goes into a heading", ["<h2>节题</h2>", "题"], "<p>新</p>", "<h2>节新题</h2>"],
  [
    "several stand before a heading at its beginning",
    ["<h2>节题</h2>", "节"],
    "<p>一</p><p>二</p>",
    "<p>一</p><p>二</p><h2>节题</h2>",
  ],
  [
    "several stand after a heading at its end",
    ["<h2>节题</h2>", "题", { after: true }],
    "<p>一</p><p>二</p>",
    "<h2>节题</h2><p>一</p><p>二</p>",
  ],
  ["nothing leaves the text as it is", ["<p>甲乙</p>", "乙"], "", "<p>甲乙</p>"],
])
  test(`pasted: ${name}`, async () => {
    const { insert, markup, surface } = await desk(...given);
    insert(html);
    assert.equal(surface.innerHTML, result);
    if (html) assert.equal(markup(), result);
  });

test("the paste goes where it was asked for, whatever was typed before it meanwhile", async () => {
  const { before, insert, markup, place } = await desk("<p>甲乙</p>", "乙");
  before("前前");
  insert("<p>新</p>");
  assert.equal(markup(), "<p>前前甲新乙</p>");
  assert.equal(place.to - place.from, 1);
});

test("the caret that stayed stands after the paste; one that went on stays where it is", async () => {
  const stayed = await desk("<p>甲乙</p>", "乙");
  stayed.insert("<p>新</p>");
  assert.equal(stayed.editor.state.selection.from, 3);
  const gone = await desk("<p>甲乙</p>", "乙");
  gone.editor.commands.setTextSelection(1);
  gone.insert("<p>新</p>");
  assert.equal(gone.editor.state.selection.from, 1);
});

test("after `stop` the place follows no more", async () => {
  const { before, place } = await desk("<p>甲乙</p>", "乙");
  place.stop();
  before("前");
  assert.equal(place.from, 2);
});

test("spots lie before the blocks of the paste, and follow the text", async () => {
  const { before, editor, insert, place, spotOf } = await desk("<p>甲</p><p>乙</p>", "乙");
  insert("<p>一</p><p>二</p>");
  const words = (spot) => editor.state.doc.nodeAt(spot)?.textContent ?? "end";
  assert.deepEqual([0, 1, 2, 9].map(spotOf).map(words), ["一", "二乙", "end", "end"]);
  place.spots = [spotOf(1)];
  before("前前");
  assert.equal(words(place.spots[0]), "二乙");
});

test("half-width marks are mended where they were seen", async () => {
  const { insert, markup, mend } = await desk("<p>年,月</p><p></p>", "月", { after: true });
  insert("<p>甲,乙;丙</p>");
  assert.equal(
    mend(
      { before: "甲", half: ",", after: "乙", full: "，" },
      { before: "乙", half: ";", after: "丙", full: "；" },
    ),
    2,
  );
  assert.equal(markup(), "<p>年,月甲，乙；丙</p><p></p>");
  assert.equal(mend({ before: "甲", half: ",", after: "乙", full: "，" }), 0);
});

test("what stood beside the paste is never mended, even where it reads the same", async () => {
  const { insert, markup, mend } = await desk("<p>甲,乙。</p>", "。", { after: true });
  insert("<p>丙甲,乙</p>");
  const offer = { before: "甲", half: ",", after: "乙", full: "，" };
  assert.deepEqual([mend(offer), markup()], [1, "<p>甲,乙。丙甲，乙</p>"]);
  assert.deepEqual([mend(offer), markup()], [0, "<p>甲,乙。丙甲，乙</p>"]);
});

test("a mark is found beside marks that are mended already", async () => {
  const { insert, markup, mend } = await desk("<p></p><p>乙</p>", "乙");
  insert("<p>甲,乙,丙,</p>");
  mend({ before: "甲", half: ",", after: "乙,", full: "，" });
  assert.equal(mend({ before: ",乙", half: ",", after: "丙", full: "，" }), 1);
  assert.equal(markup(), "<p></p><p>甲，乙，丙,乙</p>");
});

test("taken back, all is as before, and the paste is no step of undoing", async () => {
  const { editor, insert, markup, takeBack } = await desk("<p>甲乙丙</p>", "乙", {
    chosen: true,
  });
  insert("<p>一</p><h2>节</h2><p>二</p>");
  takeBack();
  assert.equal(markup(), "<p>甲乙丙</p>");
  assert.equal(editor.can().undo(), false);
});

test("taken back after more was typed, what was typed stays", async () => {
  const { before, editor, insert, markup, takeBack } = await desk("<p>甲乙丙</p>", "乙", {
    chosen: true,
  });
  insert("<p>新</p>");
  before("前");
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, "后");
  takeBack();
  assert.equal(markup(), "<p>前甲乙丙后</p>");
});

test("a paste that replaced nothing is taken out of a text that went on", async () => {
  const { before, insert, markup, takeBack } = await desk("<p>甲乙</p>", "乙");
  insert("<p>新</p>");
  before("前");
  takeBack();
  assert.equal(markup(), "<p>前甲乙</p>");
});
