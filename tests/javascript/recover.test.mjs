import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { withDatabase } from "./database.mjs";
import { mirror, open } from "./page.mjs";

const PLACE = mirror("admin/entry_form.html", '<div data-recovered="7"></div>');
const TOKEN = '<input name="csrfmiddlewaretoken" value="t1">';
const OUT = '<form id="logout-form" method="post"><button type="submit">退出</button></form>';
const QUESTION = mirror(
  "admin/_session_end.html",
  '<dialog id="log-out-question" data-writer="7"><b data-count></b></dialog>',
);
const row = (facts) => ({
  ...{ page: "a1", writer: "7", copy: "", autosave: "/autosave/", action: "/desk/articles/7/" },
  ...{ title: "检测室", fields: [["headline", "检测室"]], turn: 4, base: "3", at: 1e12 },
  ...facts,
});

async function page(rows, { locks = new Set(), script = "desk/recover.js", body = PLACE } = {}) {
  const stored = new Map(rows.map((one) => [one.page, one]));
  const one = open(TOKEN + body, { before: (window) => withDatabase(window, stored, locks) });
  await one.run(script);
  return { ...one, rows: stored, sends: () => one.network.to("/autosave/") };
}

test("a row is sent as it was written, and the page says where it can be opened", async () => {
  const one = await page([row()]);
  await until(() => one.sends().length);
  assert.deepEqual(one.sends()[0].words, {
    ...{ headline: "检测室", form_page: "a1", form_copy: "", form_writer: "7", form_turn: "4" },
    ...{ form_recovered: "1", base: "3", csrfmiddlewaretoken: "t1" },
  });
  one.network.answer(one.sends()[0], { saved_at: "10:00:00", copy: "c9" });
  await until(() => one.find(".recovered"));
  assert.match(one.find(".recovered").textContent, /没有存到服务器的字.*《检测室》/);
  assert.equal(one.find(".recovered a").getAttribute("href"), "/desk/articles/7/?copy=c9");
  assert.equal(one.rows.size, 0);
});

test("what the server has already goes without a word", async () => {
  const one = await page([row()]);
  await until(() => one.sends().length);
  one.network.answer(one.sends()[0], { saved_at: "" });
  await until(() => !one.rows.size);
  assert.equal(one.find(".recovered"), null);
});

test("rows of others and of windows that are open are left alone", async () => {
  const rows = [row({ page: "b1", writer: "8" }), row({ page: "c1" })];
  const one = await page(rows, { locks: new Set(["desk-form-c1"]) });
  await one.clock.pass(0);
  await one.clock.pass(0);
  assert.equal(one.sends().length, 0);
  assert.equal(one.rows.size, 2);
});

test("what the server does not take can be copied, and stays in the store", async () => {
  const one = await page([row()]);
  await until(() => one.sends().length);
  one.network.answer(one.sends()[0], {}, { status: 403 });
  await until(() => one.find(".recovered textarea"));
  assert.equal(one.find(".recovered textarea").value, "检测室");
  assert.equal(one.rows.size, 1);
});

for (const [name, does] of [
  ["a lost network", (one) => one.network.lose(one.sends()[0])],
  ["an ended session", (one) => one.network.expire(one.sends()[0])],
])
  test(`${name} leaves the row for the next opening`, async () => {
    const one = await page([row()]);
    await until(() => one.sends().length);
    does(one);
    await one.clock.pass(0);
    await one.clock.pass(0);
    assert.equal(one.rows.size, 1);
    assert.equal(one.find(".recovered"), null);
  });

test("log-out sends what is left, then clears this person's rows and no others", async () => {
  const rows = [row(), row({ page: "b1", writer: "8" })];
  const one = await page(rows, { script: "desk/log-out.js", body: OUT + QUESTION });
  one.button("退出").click();
  await until(() => one.sends().length);
  assert.deepEqual(one.went, []);
  one.network.answer(one.sends()[0], { saved_at: "10:00:00", copy: "c9" });
  await until(() => one.went.length);
  assert.deepEqual([...one.rows.keys()], ["b1"]);
});

test("what cannot be sent is asked about before it is cleared", async () => {
  const one = await page([row()], { script: "desk/log-out.js", body: OUT + QUESTION });
  one.button("退出").click();
  await until(() => one.sends().length);
  one.network.lose(one.sends()[0]);
  await until(() => one.find("dialog").open);
  assert.equal(one.find("[data-count]").textContent, "1");
  one.find("dialog").close();
  await one.clock.pass(0);
  assert.deepEqual([one.went.length, one.rows.size], [0, 1]);
  one.button("退出").click();
  await until(() => one.sends().length === 2);
  one.network.lose(one.sends()[1]);
  await until(() => one.find("dialog").open);
  one.find("dialog").returnValue = "clear";
  one.find("dialog").close();
  await until(() => one.went.length);
  assert.equal(one.rows.size, 0);
});
