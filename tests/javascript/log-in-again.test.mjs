import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const BOX = mirror(
  "admin/_session_end.html",
  `<dialog id="log-in-again" data-login="/desk/login/" data-next="/desk/session/" data-writer="7">
    <form><p data-fault hidden></p><input type="hidden" name="username" value="guning">
    <div data-step="password"><input name="password"></div>
    <div data-step="code" hidden><input name="code"></div>
    <button type="submit">登录，接着写</button><button type="button" data-later>先不登录</button>
    </form></dialog>`,
);
const form = (inside) =>
  `<div id="content"><form><input name="csrfmiddlewaretoken" value="t1">${inside}</form></div>`;
const LOG_IN = form('<input name="username"><input name="password">');
const CODE = form('<input name="code">');

async function asked() {
  const page = open(BOX);
  const { logInAgain } = await page.run("desk/log-in-again.js");
  const answers = [];
  logInAgain().then((answer) => answers.push(answer));
  const say = async (type, words, { url = "/desk/login/", status = 200 } = {}) => {
    const headers = { get: () => type };
    const told = { ok: true, status, url: `https://chamber.test${url}`, headers };
    page.network.sent.at(-1).done({ ...told, text: async () => words, json: async () => words });
    await page.clock.pass(0);
  };
  const press = async () => {
    page.button("登录，接着写").click();
    await page.clock.pass(0);
  };
  return {
    ...page,
    answers,
    press,
    html: (words, facts) => say("text/html", words, facts),
    json: (words) => say("application/json", words),
  };
}

test("name and password go to the log-in with a fresh token, and its guards hold", async () => {
  const one = await asked();
  one.find("[name=password]").value = "secret";
  await one.press();
  assert.equal(one.network.sent[0].address, "/desk/login/?next=%2Fdesk%2Fsession%2F");
  await one.html(LOG_IN);
  const { address, words } = one.network.sent[1];
  assert.equal(address, "/desk/login/");
  assert.deepEqual(
    [words.username, words.password, words.csrfmiddlewaretoken, words.next],
    ["guning", "secret", "t1", "/desk/session/"],
  );
  await one.json({ user: 7, left: 7200 });
  assert.deepEqual(one.answers, [true]);
  assert.equal(one.find("#log-in-again").open, false);
  assert.equal(one.find("[name=password]").value, "");
});

test("a wrong password is told as the log-in tells it, and may be typed again", async () => {
  const one = await asked();
  await one.press();
  await one.html(LOG_IN);
  await one.html(LOG_IN.replace("<form>", '<form><p class="errornote">用户名或密码不正确</p>'));
  assert.equal(one.find("[data-fault]").textContent, "用户名或密码不正确");
  await one.press();
  assert.equal(one.network.sent.length, 3);
});

test("the second step is asked where the log-in asks for it", async () => {
  const one = await asked();
  await one.press();
  await one.html(LOG_IN);
  await one.html(CODE, { url: "/desk/second-step/" });
  assert.equal(one.find("[data-step=code]").hidden, false);
  assert.equal(one.find("[data-step=password]").hidden, true);
  one.find("[name=code]").value = "123456";
  await one.press();
  const { address, words } = one.network.sent.at(-1);
  assert.deepEqual([address, words.code], ["/desk/second-step/", "123456"]);
  await one.json({ user: 7 });
  assert.deepEqual(one.answers, [true]);
});

test("another account does not take the page over", async () => {
  const one = await asked();
  await one.press();
  await one.html(LOG_IN);
  await one.json({ user: 8 });
  assert.match(one.find("[data-fault]").textContent, /别的账号/);
  assert.deepEqual(one.answers, []);
});

test("too many tries, a lost network and a password to change are told", async () => {
  const one = await asked();
  await one.press();
  await one.html(LOG_IN);
  await one.html("", { status: 429 });
  assert.match(one.find("[data-fault]").textContent, /一刻钟/);
  await one.press();
  one.network.lose(one.network.sent.at(-1));
  await one.clock.pass(0);
  assert.match(one.find("[data-fault]").textContent, /服务器没有回应/);
  await one.press();
  await one.html(form('<input name="new_password1">'), { url: "/desk/password_change/" });
  assert.match(one.find("[data-fault]").textContent, /先改密码/);
});

test("one may go on without", async () => {
  const one = await asked();
  one.find("[data-later]").click();
  await one.clock.pass(0);
  assert.deepEqual(one.answers, [false]);
});
