import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { withDatabase } from "./database.mjs";
import { mirror, open } from "./page.mjs";

const PLACE = mirror(
  "admin/_typed_beside.html",
  `<div data-opinions="/opinions/" data-page="a1" data-writer="7" data-copy="c1" data-seen="p:3"
    data-base="2" data-title="检测室"><p data-opinions-kept hidden></p>
    <p data-opinions-trouble hidden></p></div>`,
);
const FIELDS = mirror(
  "admin/_verdict.html",
  '<form><input name="csrfmiddlewaretoken" value="t1"><textarea id="id_words" data-kept></textarea></form>',
);
const OTHER = '<textarea id="id_comment" data-kept></textarea><textarea id="id_note"></textarea>';

async function page({ locks = new Set() } = {}) {
  const rows = new Map();
  const one = open(PLACE + FIELDS + OTHER, {
    before: (window) => withDatabase(window, rows, locks),
  });
  const script = await one.run("desk/opinions.js");
  const field = one.find("#id_words");
  return { ...one, rows, field, script, sends: () => one.network.to("/opinions/") };
}

test("what is typed is in the browser at once and on the server after a pause", async () => {
  const one = await page();
  one.type(one.field, "请核对");
  await until(() => one.rows.size);
  assert.deepEqual(one.rows.get("a1").fields, [
    ["id_words", "请核对"],
    ["id_comment", ""],
  ]);
  await one.clock.pass(700);
  assert.deepEqual(one.sends()[0].words, {
    ...{ id_words: "请核对", id_comment: "", form_page: "a1", form_copy: "c1", form_seen: "p:3" },
    ...{ form_writer: "7", form_turn: "1", base: "2", csrfmiddlewaretoken: "t1" },
  });
  one.network.answer(one.sends()[0], { saved_at: "10:00:00" });
  await until(() => !one.rows.size);
  assert.match(one.find("[data-opinions-kept]").textContent, /意见已自动保存 10:00:00，还没有提交/);
});

test("half a syllable and fields of others are not sent", async () => {
  const one = await page();
  one.field.value = "qing";
  one.tell(one.field, "input", { isComposing: true });
  one.type(one.find("#id_note"), "说明");
  await one.clock.pass(5000);
  assert.equal(one.sends().length, 0);
  one.field.value = "请";
  one.tell(one.field, "compositionend");
  await one.clock.pass(700);
  assert.equal(one.sends()[0].words.id_words, "请");
});

test("without network the words stay in the browser and are sent again", async () => {
  const one = await page();
  one.type(one.field, "请核对");
  await one.clock.pass(700);
  one.network.lose(one.sends()[0]);
  await until(() => !one.find("[data-opinions-trouble]").hidden);
  assert.match(
    one.find("[data-opinions-trouble]").textContent,
    /没有存到服务器，存在这台电脑上；正在重试/,
  );
  assert.equal(one.rows.size, 1);
  await one.clock.pass(1000);
  one.network.answer(one.sends()[1], { saved_at: "10:00:02" });
  await until(() => !one.rows.size);
  assert.equal(one.find("[data-opinions-trouble]").hidden, true);
});

test("after the session ended a log-in sends them", async () => {
  const one = await page();
  one.type(one.field, "请核对");
  await one.clock.pass(700);
  one.network.expire(one.sends()[0]);
  await until(() => /登录已过期/.test(one.find("[data-opinions-trouble]").textContent));
  one.tell(one.document, "desk:logged-in");
  await one.clock.pass(0);
  assert.equal(one.sends().length, 2);
});

test("before a decision is sent the last words are kept", async () => {
  const one = await page();
  one.type(one.field, "请核对");
  const kept = one.script.keepOpinions();
  assert.equal(one.sends().length, 1);
  one.type(one.field, "请核对数字");
  one.network.answer(one.sends()[0], { saved_at: "10:00:00" });
  await until(() => one.sends().length === 2);
  one.network.answer(one.sends()[1], { saved_at: "10:00:01" });
  assert.equal(await kept, true);
});

test("a page that is left sends what the server does not have", async () => {
  const one = await page();
  one.tell(one.window, "pagehide");
  assert.equal(one.network.beacons.length, 0);
  one.type(one.field, "请");
  one.tell(one.window, "pagehide");
  assert.equal(one.network.beacons[0].words.id_words, "请");
});

test("what the server refuses stays to be copied", async () => {
  const one = await page();
  one.type(one.field, "请核对");
  await one.clock.pass(700);
  one.network.answer(one.sends()[0], { error: "不行" }, { status: 413 });
  await until(() => /没有收下/.test(one.find("[data-opinions-trouble]").textContent));
  await one.clock.pass(20000);
  assert.equal(one.sends().length, 1);
  assert.equal(one.rows.size, 1);
});
