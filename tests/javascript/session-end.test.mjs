import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const ADDRESS = "/desk/session/";
const box = (left) =>
  mirror(
    "admin/_session_end.html",
    `<div id="session-end" role="alert" data-left="${left}" data-prolongable="yes"
      data-address="${ADDRESS}" data-token="abc" hidden><p></p><button hidden>继续工作</button></div>`,
  );
const MINUTE = 60_000;

async function watched(left) {
  const page = open(box(left));
  await page.run("desk/session-end.js");
  return page;
}

test("nothing is asked or shown while there is time", async () => {
  const { clock, network, find } = await watched(7200);
  await clock.pass(60 * MINUTE);
  assert.equal(network.sent.length, 0);
  assert.equal(find("#session-end").hidden, true);
});

test("five minutes before the end it warns, and the button prolongs", async () => {
  const { clock, network, find } = await watched(300);
  await clock.pass(15_000);
  network.answer(network.last(ADDRESS), { left: 285, prolongable: true });
  await clock.pass(0);
  assert.equal(find("#session-end").hidden, false);
  assert.match(find("#session-end p").textContent, /5 分钟后结束，继续工作请按“继续工作”/);
  find("#session-end button").click();
  const asked = network.last(ADDRESS);
  assert.equal(asked.method, "POST");
  assert.equal(asked.options.headers["X-CSRFToken"], "abc");
  network.answer(asked, { left: 7200, prolongable: true });
  await clock.pass(0);
  assert.equal(find("#session-end").hidden, true);
});

test("work in another window keeps the warning away", async () => {
  const { clock, network, find } = await watched(300);
  await clock.pass(15_000);
  network.answer(network.last(ADDRESS), { left: 7000, prolongable: true });
  await clock.pass(MINUTE);
  assert.equal(find("#session-end").hidden, true);
  assert.equal(network.sent.length, 1);
});

test("at the longest age there is no button, only the advice to save", async () => {
  const { clock, network, find } = await watched(300);
  await clock.pass(15_000);
  network.answer(network.last(ADDRESS), { left: 100, prolongable: false });
  await clock.pass(0);
  assert.match(find("#session-end p").textContent, /2 分钟后结束，请先保存，再重新登录/);
  assert.equal(find("#session-end button").hidden, true);
});

test("an ended session is told without leaving the page; a lost network leaves the warning", async () => {
  const { clock, network, find } = await watched(200);
  await clock.pass(15_000);
  network.lose(network.last(ADDRESS));
  await clock.pass(0);
  assert.match(find("#session-end p").textContent, /分钟后结束/);
  await clock.pass(15_000);
  network.expire(network.last(ADDRESS));
  await clock.pass(0);
  assert.match(find("#session-end p").textContent, /登录已结束/);
});

test("a page without the warning is left alone", async () => {
  const { run, all } = open("<p>登录</p>");
  await run("desk/session-end.js");
  assert.equal(all("p").length, 1);
});

test("where the session has ended, the button asks for the password on the spot", async () => {
  const dialog = `<dialog id="log-in-again"><form><input name="password"><div data-step="code">
    </div><p data-fault></p><button type="button" data-later></button></form></dialog>`;
  const { document, find, network, run, clock, tell } = open(box(7200) + dialog);
  await run("desk/session-end.js");
  tell(document, "desk:session-ended");
  assert.match(find("#session-end p").textContent, /登录已结束，本页的文字仍在/);
  find("#session-end button").click();
  assert.equal(find("#log-in-again").open, true);
  document.cookie = "csrftoken=new-token";
  tell(document, "desk:logged-in");
  const asked = network.last(ADDRESS);
  assert.deepEqual([asked.method, asked.options.headers["X-CSRFToken"]], ["POST", "new-token"]);
  network.answer(asked, { left: 7200, prolongable: true });
  await clock.pass(0);
  assert.equal(find("#session-end").hidden, true);
});
