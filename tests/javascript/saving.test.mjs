import assert from "node:assert/strict";
import test from "node:test";
import { NAMED, desk, typed } from "./live.mjs";
import { mirror } from "./page.mjs";

const QUESTION = mirror(
  "admin/_saving_dialogs.html",
  `<dialog id="save-question"><form method="dialog"><p data-question></p>
    <button type="submit" value="save">仍要保存</button></form></dialog>`,
);
const LOG_IN = mirror(
  "admin/_session_end.html",
  `<dialog id="log-in-again" data-login="/desk/login/" data-next="/desk/session/" data-writer="7">
    <form><p data-fault hidden></p><div data-step="password"><input name="password"></div>
    <div data-step="code" hidden><input name="code"></div>
    <button type="submit">登录，接着写</button><button type="button" data-later>先不登录</button>
    </form></dialog>`,
);
const PAGE = "/desk/articles/7/";
const GOES = { action: PAGE, autosave: "/autosave/", presence: "/presence/" };
const SAVED = { address: PAGE, base: 4, ...GOES };

async function page() {
  const more = QUESTION + LOG_IN + '<aside id="content-related"><p>第3版</p></aside>';
  const one = await desk({ body: NAMED, rows: new Map(), scripts: ["desk/saving.js"], more });
  one.sent = () =>
    one.network.sent.filter(({ method, address }) => method === "POST" && address.endsWith(PAGE));
  one.save = () => one.find("[name=_save]").click();
  return one;
}

test("the form goes by fetch with its button, and the page stays", async () => {
  const one = await page();
  one.type(one.find("[name=headline]"), "新题");
  one.save();
  const [{ words, options }] = one.sent();
  assert.deepEqual([words.headline, words._save, words.form_page], ["新题", "保存", "a1"]);
  assert.equal(options.headers.Accept, "application/json");
  assert.deepEqual(one.went, []);
});

test("a saved form goes on from its new revision, and what stands beside it is fetched anew", async () => {
  const one = await page();
  await typed(one, "新题");
  one.save();
  one.network.answer(one.sent()[0], SAVED);
  await one.clock.pass(0);
  assert.equal(one.find("[name=base]").value, "4");
  assert.equal(one.said("saved"), "已存为第4版");
  assert.equal(one.tell(one.window, "beforeunload"), true);
  const fresh = one.network.sent.at(-1);
  assert.equal(fresh.address, PAGE);
  fresh.done({ ok: true, text: async () => '<aside id="content-related"><p>第4版</p></aside>' });
  await one.clock.pass(0);
  assert.equal(one.find("#content-related").textContent, "第4版");
  assert.equal(one.find("[name=headline]").value, "新题");
});

test("words typed while the form was on its way are kept after it", async () => {
  const one = await page();
  one.type(one.find("[name=headline]"), "甲");
  one.save();
  one.type(one.find("[name=headline]"), "甲乙");
  one.network.answer(one.sent()[0], SAVED);
  await one.clock.pass(0);
  const kept = one.saves().at(-1).words;
  assert.deepEqual([kept.headline, kept.base], ["甲乙", "4"]);
});

test("a refused form shows its errors in place and is kept at once", async () => {
  const one = await page();
  one.type(one.find("[name=headline]"), "");
  one.save();
  const answer = { error: "稿件没有保存", errors: { headline: ["请填写标题"] } };
  one.network.answer(one.sent()[0], answer, { status: 422 });
  await one.clock.pass(0);
  assert.equal(one.find(".errornote").textContent, "稿件没有保存");
  assert.equal(one.find("#id_headline_error").textContent, "请填写标题");
  assert.equal(one.document.activeElement, one.find("[name=headline]"));
  assert.equal(one.find("[name=headline]").getAttribute("aria-describedby"), "id_headline_error");
  assert.equal(one.saves().length, 1);
  assert.equal(one.said("trouble"), "稿件没有保存");
});

test("the errors of before go with the next answer", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], { error: "没有", errors: { body: ["短"] } }, { status: 422 });
  await one.clock.pass(0);
  one.save();
  one.network.answer(one.sent()[1], SAVED);
  await one.clock.pass(0);
  assert.equal(one.all(".errornote, .errorlist, [aria-invalid]").length, 0);
});

test("without network the save is tried again after 1, 3 and 8 seconds", async () => {
  const one = await page();
  one.save();
  for (const [number, wait] of [1000, 3000, 8000].entries()) {
    one.network.lose(one.sent()[number]);
    await one.clock.pass(0);
    assert.match(one.said("trouble"), /存不上去.*正在重试/);
    await one.clock.pass(wait);
    assert.equal(one.sent().length, number + 2);
  }
});

test("a text that was changed since is not submitted behind its writer's back", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], {}, { status: 503 });
  await one.clock.pass(0);
  one.type(one.find("[name=headline]"), "又写");
  await one.clock.pass(1000);
  assert.equal(one.sent().length, 1);
  assert.match(one.said("trouble"), /请再按一次保存/);
});

test("a save during a review asks first, and says so when it is agreed", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], { question: "正在初审，须重新送审" }, { status: 409 });
  await one.clock.pass(0);
  const box = one.find("#save-question");
  assert.equal(box.open, true);
  assert.equal(box.querySelector("p").textContent, "正在初审，须重新送审。");
  box.returnValue = "save";
  box.close();
  await one.clock.pass(0);
  assert.equal(one.sent()[1].words.leaves_review, "1");
});

test("who does not agree has saved nothing", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], { question: "正在初审" }, { status: 409 });
  await one.clock.pass(0);
  one.find("#save-question").close();
  await one.clock.pass(0);
  assert.equal(one.sent().length, 1);
  assert.match(one.said("trouble"), /没有保存/);
});

test("a merge is sent as a page", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], { merge: true }, { status: 409 });
  await one.clock.pass(0);
  assert.deepEqual(one.went, ["_save"]);
});

test("an ended session asks for the password and the save goes on", async () => {
  const one = await page();
  one.type(one.find("[name=headline]"), "过期后写的");
  one.save();
  one.network.expire(one.sent()[0]);
  await one.clock.pass(0);
  assert.equal(one.find("#log-in-again").open, true);
  one.find("#log-in-again").returnValue = "in";
  one.find("#log-in-again").close();
  await one.clock.pass(0);
  assert.equal(one.sent()[1].words.headline, "过期后写的");
});

test("who goes on without a log-in is told that nothing was saved", async () => {
  const one = await page();
  one.save();
  one.network.expire(one.sent()[0]);
  await one.clock.pass(0);
  one.find("[data-later]").click();
  await one.clock.pass(0);
  assert.match(one.said("trouble"), /登录已结束，字仍在本页/);
});

test("an answer from before the save does not tell of it as of somebody else's", async () => {
  const one = await page();
  one.save();
  one.network.answer(one.sent()[0], SAVED);
  await one.clock.pass(0);
  one.network.answer(one.network.to("/presence/")[0], { others: [], news: "您在另一页存为第4版" });
  await one.clock.pass(0);
  assert.equal(one.said("news"), null);
});
