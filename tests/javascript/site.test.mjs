import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";
import { settle, until } from "./clock.mjs";

const SIZE = mirror(
  "series/_size.html",
  `<form class="size" action="/display/"><input type="hidden" name="next" value="/">
    <button type="submit" name="size" value="large" aria-pressed="false">大</button>
    <button type="submit" name="size" value="normal" aria-pressed="true">中</button>
    <button type="submit" name="size" value="small" aria-pressed="false">小</button></form>`,
);
const FIND = mirror(
  "base.html",
  '<form class="find" role="search" data-suggest="/search/suggest/" action="/search/"><input id="q" name="q"><button type="submit">检索</button></form>',
);
const SCRIPT = mirror(
  "base.html",
  '<script src="/static/site/site.js" data-suggestions="/static/site/suggest.js" defer></script>',
);

async function site({ body = SIZE + FIND, head = SCRIPT } = {}) {
  const page = open(body, { head });
  await until(() => page.document.readyState === "complete");
  page.pressed = () => page.all(".size button").map((one) => one.getAttribute("aria-pressed"));
  page.scripts = () => page.all("script").map((one) => one.getAttribute("src"));
  return page;
}

test("a size is set without a new page, and its button is the pressed one", async () => {
  const { button, document, network, pressed, went } = await site();
  button("大").click();
  const [{ address, options }] = network.sent;
  assert.equal(address, "/display/?size=large");
  assert.deepEqual({ ...options }, { credentials: "same-origin", redirect: "manual" });
  assert.deepEqual(pressed(), ["false", "true", "false"]); // until the server has kept it
  network.expire(network.sent[0]); // the answer sends one back to the page: opaque
  await settle();
  assert.equal(document.documentElement.dataset.size, "large");
  assert.deepEqual(pressed(), ["true", "false", "false"]);
  assert.deepEqual(went, []);
});

test("a size that could not be kept is not shown", async () => {
  const { button, document, network, pressed } = await site();
  button("大").click();
  network.lose(network.sent[0]);
  await settle();
  assert.equal(document.documentElement.dataset.size, undefined);
  assert.deepEqual(pressed(), ["false", "true", "false"]);
});

test("other forms are sent as they are", async () => {
  const { button, network, went } = await site();
  button("检索").click();
  assert.deepEqual(went, ["检索"]);
  assert.deepEqual(network.sent, []);
});

test("suggestions come with the first touch of a search field, once", async () => {
  const { button, find, scripts } = await site();
  button("中").focus();
  assert.equal(scripts().length, 1);
  find("#q").focus();
  button("中").focus();
  find("#q").focus();
  assert.deepEqual(
    scripts().filter((one) => one.includes("suggest")),
    ["/static/site/suggest.js"],
  );
  await until(() => find("#q").getAttribute("role") === "combobox");
});

test("a proof has no suggestions", async () => {
  const { find, scripts } = await site({ head: SCRIPT.replace(/ data-suggestions="[^"]*"/, "") });
  find("#q").focus();
  assert.deepEqual(scripts(), ["/static/site/site.js"]);
});

test("an input method that was at work before the suggestions came is known to them", async () => {
  const { find, tell } = await site();
  tell(find("#q"), "compositionstart");
  assert.equal("composing" in find("#q").dataset, true);
  tell(find("#q"), "compositionend");
  assert.equal("composing" in find("#q").dataset, false);
});
