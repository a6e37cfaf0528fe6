import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { NAMED, SAVED, desk, typed } from "./live.mjs";

const KEPT = "已自动保存 10:02:03，还没有存为版本";
const FAILED = "未能保存，正在重试；内容仍在本页";

test("what is typed is sent whole, a pause after the last key and not before", async () => {
  const { clock, find, type, saves, said } = await desk();
  type(find("[name=headline]"), "新");
  await clock.pass(600);
  type(find("[name=headline]"), "新题");
  await clock.pass(699);
  assert.equal(saves().length, 0);
  await clock.pass(1);
  assert.deepEqual(
    saves().map(({ method, words, options }) => [method, words, options.redirect]),
    [
      [
        "POST",
        { csrfmiddlewaretoken: "old-token", headline: "新题", body: "文", form_turn: "2" },
        "manual",
      ],
    ],
  );
  assert.equal(said("saved"), "正在保存…");
});

test("the answer is said, and the preview hears of it", async () => {
  const one = await desk();
  let heard = 0;
  one.document.addEventListener("desk:autosaved", () => (heard += 1));
  await typed(one, "新题");
  one.network.answer(one.saves()[0], { ...SAVED, others: ["李四", "王五"], news: "第4版已存" });
  await one.clock.pass(0);
  assert.equal(one.said("saved"), KEPT);
  assert.equal(one.said("others"), "李四、王五也在此稿");
  assert.equal(one.said("news"), "第4版已存");
  assert.equal(one.said("trouble"), null);
  assert.equal(heard, 1);
});

test("nothing typed, nothing sent, and one may leave", async () => {
  const { clock, saves, tell, window } = await desk();
  await clock.pass(60000);
  assert.equal(saves().length, 0);
  assert.equal(tell(window, "beforeunload"), true);
});

test("half a syllable is not sent; the finished word is", async () => {
  const { clock, find, tell, type, saves } = await desk();
  const field = find("[name=headline]");
  type(field, "题");
  tell(field, "compositionstart");
  type(field, "题chang");
  await clock.pass(60000);
  assert.equal(saves().length, 0);
  field.value = "题常";
  tell(field, "compositionend");
  await clock.pass(700);
  assert.deepEqual(
    saves().map(({ words }) => words.headline),
    ["题常"],
  );
});

test("what is typed while a save is under way goes with the next, and no two cross", async () => {
  const one = await desk();
  await typed(one, "甲");
  await typed(one, "甲乙");
  await one.clock.pass(2000);
  assert.equal(one.saves().length, 1);
  one.network.answer(one.saves()[0], SAVED);
  await one.clock.pass(699);
  assert.equal(one.saves().length, 1);
  await one.clock.pass(1);
  assert.equal(one.saves()[1].words.headline, "甲乙");
});

test("a save that fails is tried again after 1, 3, 8 and 8 seconds, and the text stays", async () => {
  const one = await desk();
  await typed(one, "新题");
  for (const [number, wait] of [1000, 3000, 8000, 8000].entries()) {
    const failed = one.saves()[number];
    if (number % 2) one.network.answer(failed, {}, { status: 500 });
    else one.network.lose(failed);
    await one.clock.pass(wait - 1);
    assert.equal(one.saves().length, number + 1);
    assert.equal(one.said("trouble"), FAILED);
    assert.equal(one.said("saved"), null);
    await one.clock.pass(1);
    assert.equal(one.saves().length, number + 2);
  }
  assert.equal(one.find("[name=headline]").value, "新题");
  one.network.answer(one.saves()[4], SAVED);
  await one.clock.pass(0);
  assert.equal(one.said("trouble"), null);
  assert.equal(one.said("saved"), KEPT);
});

test("after a success the waits begin with the shortest again", async () => {
  const one = await desk();
  await typed(one, "甲");
  one.network.lose(one.saves()[0]);
  await one.clock.pass(1000);
  one.network.answer(one.saves()[1], SAVED);
  await one.clock.pass(0);
  await typed(one, "乙");
  one.network.lose(one.saves()[2]);
  await one.clock.pass(1000);
  assert.equal(one.saves().length, 4);
});

test("a log-in that is over is said, and the next try takes the new token", async () => {
  const one = await desk();
  await typed(one, "新题");
  one.network.expire(one.saves()[0]);
  await one.clock.pass(0);
  assert.match(one.said("trouble"), /登录已过期/);
  one.document.cookie = "csrftoken=new-token";
  await one.clock.pass(1000);
  assert.equal(one.saves()[1].words.csrfmiddlewaretoken, "new-token");
});

test("without the right nothing is lost, and it is tried again after half a minute", async () => {
  const one = await desk();
  await typed(one, "新题");
  one.network.answer(one.saves()[0], {}, { status: 403 });
  await one.clock.pass(29999);
  assert.match(one.said("trouble"), /没有改这篇稿件的权限/);
  assert.equal(one.saves().length, 1);
  await one.clock.pass(1);
  assert.equal(one.saves().length, 2);
});

for (const [status, body, words] of [
  [413, "<html>", "稿件太大，未能自动保存；内容仍在本页，请删减或分成几篇"],
  [400, { error: "正文过长" }, "正文过长"],
])
  test(`what the server refuses (${status}) is not sent again until something else is typed`, async () => {
    const one = await desk();
    await typed(one, "新题");
    one.network.answer(one.saves()[0], body, { status });
    await one.clock.pass(60000);
    assert.equal(one.said("trouble"), words);
    assert.equal(one.saves().length, 1);
    await typed(one, "短");
    assert.equal(one.saves().length, 2);
  });

test("an answer without a time is no save: it is tried again without a word", async () => {
  const one = await desk();
  await typed(one, "新题");
  one.network.answer(one.saves()[0], { saved_at: "", others: [], news: "" });
  await one.clock.pass(0);
  assert.equal(one.said("saved"), null);
  await one.clock.pass(1000);
  assert.equal(one.saves().length, 2);
});

test("a field that changes without a key is noticed with the next beat", async () => {
  const { clock, find, saves } = await desk();
  find("[name=body]").value = "日历填的";
  await clock.pass(5700);
  assert.deepEqual(
    saves().map(({ words }) => words.body),
    ["日历填的"],
  );
});

test("what the editor makes of the text as it opens is no change", async () => {
  const { clock, find, tell, saves } = await desk();
  find("[name=body]").disabled = true;
  tell(find("form"), "desk:editor");
  await clock.pass(20000);
  assert.equal(saves().length, 0);
});

test("every change is in the browser's store at once, and goes when the server has it", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  one.type(one.find("[name=headline]"), "新题");
  await one.clock.pass(1);
  const row = one.rows.get("a1");
  assert.deepEqual(row.fields, [
    ["base", "3"],
    ["headline", "新题"],
    ["body", "文"],
  ]);
  assert.deepEqual([row.writer, row.turn, row.autosave], ["7", 1, "/autosave/"]);
  await one.clock.pass(700);
  one.network.answer(one.saves()[0], SAVED);
  await one.clock.pass(1);
  assert.equal(one.rows.size, 0);
});

test("what is typed while the server answers stays in the store", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  await typed(one, "甲");
  one.type(one.find("[name=headline]"), "甲乙");
  await one.clock.pass(1);
  one.network.answer(one.saves()[0], SAVED);
  await one.clock.pass(1);
  assert.equal(one.rows.get("a1").title, "甲乙");
});

test("with the words in the browser's store one may leave without a question", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  one.type(one.find("[name=headline]"), "甲");
  assert.equal(one.tell(one.window, "beforeunload"), false);
  await until(() => one.tell(one.window, "beforeunload"));
});

test("a failure says where the words are", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  await typed(one, "甲");
  one.network.lose(one.saves()[0]);
  await one.clock.pass(1);
  assert.equal(one.said("trouble"), "未能保存，正在重试；字存在这台电脑上");
});

test("half a syllable is not in the store either", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  one.tell(one.find("[name=headline]"), "compositionstart");
  one.type(one.find("[name=headline]"), "chang");
  await one.clock.pass(1);
  assert.equal(one.rows.size, 0);
});

test("a form that came back refused is kept at once", async () => {
  const refused = NAMED.replace('id="live"', 'id="live" data-unkept');
  const { clock, saves } = await desk({ body: refused, rows: new Map() });
  await clock.pass(0);
  assert.equal(saves().length, 1);
});

test("a form whose save was done without its knowing goes on from there", async () => {
  const one = await desk({ body: NAMED, rows: new Map() });
  await typed(one, "甲");
  const goes = { action: "/desk/articles/9/", autosave: "/autosave/9/", presence: "/presence/9/" };
  one.network.answer(one.saves()[0], { saved_at: "", base: 4, ...goes, others: [], news: "" });
  await one.clock.pass(1000);
  const [again] = one.network.to("/autosave/9/");
  assert.equal(again.words.base, "4");
});
