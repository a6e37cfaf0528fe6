import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const FORM = mirror(
  "admin/_verdict.html",
  `<form method="post" data-verdict><select id="id_canned" name="canned">
    <option value="">选一条，意见留空即用这一条</option><option value="1">同意</option><option value="2">请核对数字</option>
    </select><textarea id="id_words" name="words"></textarea></form>`,
);

async function desk() {
  const page = open(FORM);
  await page.run("desk/verdict.js");
  page.words = page.find("#id_words");
  page.pick = (value) => {
    page.find("#id_canned").value = value;
    page.tell(page.find("#id_canned"), "change");
    return page.words.value;
  };
  return page;
}

test("a picked opinion fills the field, which then has the keys", async () => {
  const { pick, words, document } = await desk();
  assert.equal(pick("1"), "同意");
  assert.equal(document.activeElement, words);
});

test("another one takes its place, none empties the field", async () => {
  const { pick } = await desk();
  pick("1");
  assert.equal(pick("2"), "请核对数字");
  assert.equal(pick(""), "");
});

test("what was written stays, the picked one below it", async () => {
  const { pick, words } = await desk();
  words.value = " 第三段有误 ";
  assert.equal(pick("2"), "第三段有误\n请核对数字");
  assert.equal(pick(""), "第三段有误\n请核对数字");
});

test("an opinion that was changed by hand is one's own", async () => {
  const { pick, words } = await desk();
  pick("1");
  words.value = "同意，请排版";
  assert.equal(pick("2"), "同意，请排版\n请核对数字");
});

test("a form without opinions is left alone", async () => {
  const { run, find } = open('<form data-verdict><textarea name="words">甲</textarea></form>');
  await run("desk/verdict.js");
  assert.equal(find("textarea").value, "甲");
});
