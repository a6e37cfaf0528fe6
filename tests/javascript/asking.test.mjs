import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

const TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="token">';

/** A question that is under way: the page, the request, and what becomes of it. */
async function asked() {
  const page = open(TOKEN);
  const { ask } = await page.run("desk/asking.js");
  const told = ask("/topics/", { headline: "题" }).then(
    (words) => ({ words }),
    (error) => ({ error: error.message }),
  );
  return { ...page, told, request: page.network.last("/topics/") };
}

test("the question goes as JSON with the form's token, and the answer comes back", async () => {
  const { network, request, told } = await asked();
  const { method, words, options } = request;
  assert.deepEqual([method, words, options.redirect], ["POST", { headline: "题" }, "manual"]);
  assert.deepEqual(
    { ...options.headers },
    { "Content-Type": "application/json", "X-CSRFToken": "token" },
  );
  network.answer(request, { topics: ["储能"] });
  assert.deepEqual(await told, { words: { topics: ["储能"] } });
});

for (const [name, answer, sentence] of [
  ["a lost connection", ({ network, request }) => network.lose(request), "服务器没有回应"],
  ["a log-in that is over", ({ network, request }) => network.expire(request), "登录可能已过期"],
  [
    "the server's own sentence, without its stop",
    ({ network, request }) => network.answer(request, { error: "正文太短。" }, { status: 400 }),
    "正文太短",
  ],
  [
    "a refusal without words",
    ({ network, request }) => network.answer(request, "<html>", { status: 502 }),
    "服务器拒绝了（502）",
  ],
])
  test(`${name} is a sentence`, async () => {
    const one = await asked();
    answer(one);
    assert.deepEqual(await one.told, { error: sentence });
  });

test("after thirty seconds nobody waits any longer", async () => {
  const { clock, request, told } = await asked();
  await clock.pass(29999);
  assert.ok(!request.stopped);
  await clock.pass(1);
  assert.deepEqual(await told, { error: "服务器没有回应" });
});

test("an answer that is no JSON tells nothing, and is no fault", async () => {
  const { network, request, told } = await asked();
  network.answer(request, "");
  assert.deepEqual(Object.keys((await told).words), []);
});
