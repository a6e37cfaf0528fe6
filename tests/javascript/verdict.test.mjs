import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const FORM = mirror(
  "admin/_verdict.html",
  `<form method="post" data-verdict>
    <label class="chip"><input type="radio" name="canned" value="1"><span>同意</span></label>
    <label class="chip"><input type="radio" name="canned" value="2"><span>请核对数字</span></label>
    <textarea id="id_words" name="words"></textarea></form>`,
);

async function desk() {
  const page = open(FORM);
  await page.run("desk/verdict.js");
  page.words = page.find("#id_words");
  page.pick = (value) => {
    const choice = page.find(`[value="${value}"]`);
    choice.checked = true;
    page.tell(choice, "change");
    return page.words.value;
  };
  return page;
}

test("a picked opinion fills the field, which then has the keys", async () => {
  const { pick, words, document } = await desk();
  assert.equal(pick("1"), "同意");
  assert.equal(document.activeElement, words);
});

test("another one takes its place", async () => {
  const { pick } = await desk();
  pick("1");
  assert.equal(pick("2"), "请核对数字");
});

test("the field alone is sent, so that it can still be emptied", async () => {
  const { pick, find } = await desk();
  pick("1");
  assert.equal(find('[value="1"]').checked, false);
});

test("what was written stays, the picked one below it", async () => {
  const { pick, words } = await desk();
  words.value = " 第三段有误 ";
  assert.equal(pick("2"), "第三段有误\n请核对数字");
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
