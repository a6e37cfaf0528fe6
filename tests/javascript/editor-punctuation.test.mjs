import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { desk } from "./editor.mjs";
import { mirror } from "./page.mjs";

const PLACE = mirror(
  "admin/_paste.html",
  '<section id="paste-receipt" data-punctuation="/punctuation/"></section>',
);
const TEXT = "<h2>园区,课堂</h2><p>𠮷<strong>一,</strong>二,三</p>";

async function looking({ markup = TEXT, choose } = {}) {
  const page = await desk({ markup, more: PLACE });
  if (choose) page.select(choose);
  page.button("半角标点改全角").click();
  await until(() => page.network.to("/punctuation/").length);
  const bar = page.find(".punctuation");
  const asked = () => page.network.to("/punctuation/");
  /** Answer as the server does for commas. */
  const answer = async () => {
    const one = asked().at(-1);
    const marks = [...one.words.text].flatMap((sign, at) =>
      sign === "," ? [[at, ",", "，"]] : [],
    );
    page.network.answer(one, { marks });
    await until(() => !/正在查看/.test(bar.querySelector("[role=status]").textContent));
  };
  const said = () => bar.querySelector("[role=status]").textContent;
  return { ...page, bar, asked, answer, said, marked: () => page.texts(".sought") };
}

test("the marks are counted and shown before anything is changed", async () => {
  const page = await looking();
  assert.equal(page.asked()[0].words.text, "园区,课堂\n𠮷一,二,三\n");
  await page.answer();
  assert.match(page.said(), /正文里有 3 处：, → ， 3 处；数字、网址、英文里的不改/);
  assert.equal(page.marked().length, 3);
  assert.equal(page.markup(), TEXT);
});

test("they become full-width with their format, and one step takes all back", async () => {
  const page = await looking();
  await page.answer();
  page.button("改成全角（3 处）", page.bar).click();
  assert.equal(page.markup(), "<h2>园区，课堂</h2><p>𠮷<strong>一，</strong>二，三</p>");
  assert.match(page.said(), /已改成全角 3 处/);
  page.editor.commands.undo();
  assert.equal(page.markup(), TEXT);
});

test("of chosen words only theirs are changed", async () => {
  const page = await looking({ choose: "二,三" });
  await page.answer();
  assert.match(page.said(), /选中的文字里有 1 处/);
  page.button("改成全角（1 处）", page.bar).click();
  assert.match(page.markup(), /园区,课堂.*一,<\/strong>二，三/);
});

test("a text that changes meanwhile is looked at anew, never changed at an old place", async () => {
  const page = await looking();
  const first = page.asked()[0];
  page.editor.commands.insertContentAt(1, "新,");
  page.network.answer(first, { marks: [[2, ",", "，"]] });
  await page.clock.pass(399);
  assert.equal(page.bar.querySelectorAll("button")[0].hidden, true);
  await page.clock.pass(1);
  await page.answer();
  page.button("改成全角（4 处）", page.bar).click();
  assert.match(page.markup(), /<h2>新，园区，课堂/);
});

test("without an answer nothing is changed, and the bar says so", async () => {
  const page = await looking();
  page.network.lose(page.asked()[0]);
  await until(() => /没有查到：服务器没有回应/.test(page.said()));
  assert.equal(page.markup(), TEXT);
  page.press(page.bar, "Escape");
  assert.equal(page.bar.hidden, true);
});

test("a page without an address has no button for it", async () => {
  const { root } = await desk({ markup: TEXT });
  assert.equal(root.querySelector("[aria-label=半角标点改全角]"), null);
});
