import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const PAGE = mirror(
  "admin/_proof.html",
  `<article class="proof"><div class="page">
    <div class="passage"><div class="block" data-block="1"><p>订单<del>多了三成</del><ins>明显增加</ins>，检测排队。</p></div></div>
    <div class="passage"><div class="block" data-block="2"><p>三周下来，一共347条。</p></div></div>
  </div>
  <form data-add-comment id="add-comment"><input type="hidden" name="quote">
    <p data-chosen hidden></p>
    <select id="id_block" name="block"><option value="1">引一</option><option value="2">引二</option></select>
    <textarea id="id_comment" name="words"></textarea></form></article>`,
);

async function desk() {
  const page = open(PAGE);
  await page.run("desk/comments.js");
  const { document } = page;
  page.mark = (from, to) => {
    const range = document.createRange();
    range.setStart(from.firstChild, 0);
    range.setEnd(to.firstChild, to.firstChild.data.length);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    page.tell(document, "selectionchange");
    return page.find(".offer-comment");
  };
  page.fields = page.find("form").elements;
  return page;
}

test("marked words offer a button that takes them into the form", async () => {
  const { mark, find, fields, document } = await desk();
  const button = mark(find("[data-block='2'] p"), find("[data-block='2'] p"));
  assert.equal(button.hidden, false);
  button.click();
  assert.equal(fields.namedItem("block").value, "2");
  assert.equal(fields.namedItem("quote").value, "三周下来，一共347条。");
  assert.match(find("[data-chosen]").textContent, /批在“三周下来/);
  assert.equal(document.activeElement, fields.namedItem("words"));
});

test("removed words are not taken along: they stand in the text no more", async () => {
  const { mark, find, fields } = await desk();
  mark(find("[data-block='1'] p"), find("[data-block='1'] ins")).click();
  assert.equal(fields.namedItem("quote").value, "订单明显增加");
});

test("words of two paragraphs, and none, offer nothing", async () => {
  const { mark, find, document, tell } = await desk();
  const button = mark(find("[data-block='1'] p"), find("[data-block='2'] p"));
  assert.equal(button.hidden, true);
  document.getSelection().removeAllRanges();
  tell(document, "selectionchange");
  assert.equal(button.hidden, true);
});

test("another paragraph in the list lets the marked words go", async () => {
  const { mark, find, fields, tell } = await desk();
  mark(find("[data-block='2'] p"), find("[data-block='2'] p")).click();
  fields.namedItem("block").value = "1";
  tell(fields.namedItem("block"), "change");
  assert.equal(fields.namedItem("quote").value, "");
  assert.equal(find("[data-chosen]").hidden, true);
});
