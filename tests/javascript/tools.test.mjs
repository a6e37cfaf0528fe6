import assert from "node:assert/strict";
import test from "node:test";
import { LETTER, article } from "./article.mjs";
import { settle } from "./clock.mjs";
import { open } from "./page.mjs";

test("the title and the link are copied, and it is said", async () => {
  const copied = [];
  const { does, status } = await article({ clipboard: async (text) => copied.push(text) });
  assert.equal(does("copy").hidden, false);
  does("copy").click();
  await settle();
  assert.deepEqual(copied, ["储能之都 https://chamber.test/articles/7/"]);
  assert.equal(status(), "已复制标题和链接");
});

test("without a clipboard what is selected is copied, and nothing of it stays", async () => {
  const copied = [];
  const { does, document, find, status } = await article({ copies: (text) => copied.push(text) });
  does("copy").click();
  await settle();
  assert.deepEqual(copied, ["储能之都 https://chamber.test/articles/7/"]);
  assert.equal(status(), "已复制标题和链接");
  assert.equal(find("textarea"), null);
  assert.equal(document.activeElement, does("copy"));
});

for (const [name, given] of [
  ["the clipboard", { clipboard: () => Promise.reject(new Error("denied")) }],
  ["the command", { copies: () => false }],
])
  test(`where ${name} refuses, the address stands there to be copied`, async () => {
    const { does, status } = await article(given);
    does("copy").click();
    await settle();
    assert.equal(status(), "请手动复制：https://chamber.test/articles/7/");
  });

test("sharing is offered where the browser can, with title and address", async () => {
  const shared = [];
  const { does } = await article({ share: async (words) => shared.push({ ...words }) });
  does("share").click();
  assert.deepEqual(shared, [{ title: "储能之都", url: "https://chamber.test/articles/7/" }]);
  assert.equal((await article()).does("share").hidden, true);
});

test("closed without sharing is no fault", async () => {
  const { does, status } = await article({
    share: () => Promise.reject(new Error("AbortError")),
  });
  does("share").click();
  await settle();
  assert.equal(status(), "");
});

test("printing is offered and prints", async () => {
  const { does, printed } = await article();
  does("print").click();
  assert.equal(printed(), 1);
});

test("inside WeChat, which can neither print nor share, its own menu is named", async () => {
  const inside = await article({
    agent: "Mozilla/5.0 MicroMessenger/8.0",
    share: async () => {},
  });
  assert.deepEqual(
    ["copy", "print", "share"].map((name) => inside.does(name).hidden),
    [false, true, true],
  );
  assert.equal(inside.find(".in-wechat").hidden, false);
  assert.equal((await article()).find(".in-wechat").hidden, true);
});

test("a page without tools is left alone", async () => {
  const { run, find } = open("<h1>题</h1>");
  await run("site/tools.js");
  assert.ok(find("h1"));
});

test("what is marked in the text goes along to the form of a report", async () => {
  const body = `<article>${LETTER}</article><p class="typo"><a href="/typos/7/">网站纠错</a></p>`;
  const { document, find } = await article({ body });
  const mark = (node) => {
    document.getSelection().selectAllChildren(node);
    document.dispatchEvent(new document.defaultView.Event("selectionchange"));
  };
  mark(find(".typo"));
  assert.equal(find(".typo a").getAttribute("href"), "/typos/7/");
  mark(find(".prose p"));
  const sent = new URL(find(".typo a").href, "https://chamber.test").searchParams.get("text");
  assert.equal(sent, "第一句。“第二句！”第三句？");
});
