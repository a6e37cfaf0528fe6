import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const PANEL = mirror(
  "admin/_beside.html",
  `<aside id="content-related"><form method="post"><textarea name="words">第二段请核</textarea>
    <button type="submit" name="sign">通过并签字</button></form></aside>`,
);
const SESSION = mirror(
  "admin/_session_end.html",
  `<div id="session-end" data-address="/desk/session/"></div>
    <dialog id="log-in-again" data-login="/desk/login/" data-next="/desk/session/" data-writer="7">
    <form><p data-fault hidden></p><input name="password"><input name="code">
    <button type="button" data-later>先不登录</button></form></dialog>`,
);

async function page() {
  const one = open(PANEL + SESSION);
  await one.run("desk/sending-decisions.js");
  one.button("通过并签字").click();
  return one;
}

test("a decision goes as it was pressed once the server has answered", async () => {
  const one = await page();
  assert.deepEqual(one.went, []);
  one.network.answer(one.network.last("/desk/session/"), { user: 7 });
  await one.clock.pass(0);
  assert.deepEqual(one.went, ["sign"]);
});

test("without network nothing is sent and the opinion stays", async () => {
  const one = await page();
  one.network.lose(one.network.last("/desk/session/"));
  await one.clock.pass(0);
  assert.deepEqual(one.went, []);
  assert.match(one.find("[data-obstacle]").textContent, /没有提交：服务器没有回应/);
  assert.equal(one.find("[name=words]").value, "第二段请核");
});

test("an ended session asks for the password, then the decision goes", async () => {
  const one = await page();
  one.network.expire(one.network.last("/desk/session/"));
  await one.clock.pass(0);
  const box = one.find("#log-in-again");
  assert.equal(box.open, true);
  box.returnValue = "in";
  box.close();
  await one.clock.pass(0);
  assert.deepEqual(one.went, ["sign"]);
});

test("without a log-in the decision stays", async () => {
  const one = await page();
  one.network.expire(one.network.last("/desk/session/"));
  await one.clock.pass(0);
  one.find("[data-later]").click();
  await one.clock.pass(0);
  assert.deepEqual(one.went, []);
  assert.match(one.find("[data-obstacle]").textContent, /登录已结束/);
});
