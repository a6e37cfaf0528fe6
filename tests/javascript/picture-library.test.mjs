import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const SHELF = mirror(
  "admin/_picture_dialog.html",
  `<div class="library"><input type="search" id="picture-search"><p class="meta" role="status"></p>
    <ul class="thumbs"></ul><button class="btn" type="button" data-do="more" hidden>再显示一些</button></div>`,
);
const [STREET, NAMELESS] = [
  { small: "/pictures/1/small", alt: "街景", url: "/pictures/1/" },
  { small: "/pictures/2/small", alt: "", url: "/pictures/2/" },
];

async function desk() {
  const page = open(`<form>${SHELF}</form>`);
  const { library } = await page.run("desk/picture-library.js");
  page.chosen = [];
  page.shelf = library(page.find(".library"), {
    address: "/pick/",
    chosen: (picture) => page.chosen.push(picture),
  });
  page.search = page.find("[type=search]");
  page.further = page.find("[data-do=more]");
  page.asked = () =>
    page.network.sent.map(({ address }) =>
      Object.fromEntries(new URL(address, "https://x.test").searchParams),
    );
  page.answer = async (number, words, facts) => {
    page.network.answer(page.network.sent[number], words, facts);
    await page.clock.pass(0);
  };
  page.status = () => page.find("[role=status]").textContent;
  return page;
}

test("opened it shows the first page, and a picture without words is named as such", async () => {
  const { all, answer, asked, further, shelf, status, texts } = await desk();
  shelf.open();
  assert.deepEqual(asked(), [{ q: "", page: "1" }]);
  await answer(0, { pictures: [STREET, NAMELESS], next: null, count: 2 });
  assert.deepEqual(texts(".thumbs button"), ["街景", "缺替代文字"]);
  assert.deepEqual(
    all(".thumbs img").map((one) => [one.getAttribute("src"), one.alt]),
    [
      ["/pictures/1/small", ""],
      ["/pictures/2/small", ""],
    ],
  );
  assert.deepEqual(texts(".late"), ["缺替代文字"]);
  assert.deepEqual([status(), further.hidden], ["共 2 张", true]);
});

test("a click chooses", async () => {
  const { answer, button, chosen, shelf } = await desk();
  shelf.open();
  await answer(0, { pictures: [STREET], next: null, count: 1 });
  button("街景").click();
  assert.deepEqual(
    chosen.map(({ url }) => url),
    ["/pictures/1/"],
  );
});

test("further pages come below; without one nothing is asked", async () => {
  const { answer, asked, further, shelf, texts } = await desk();
  shelf.more();
  assert.deepEqual(asked(), []);
  shelf.open();
  await answer(0, { pictures: [STREET], next: 2, count: 2 });
  assert.equal(further.hidden, false);
  shelf.more();
  assert.deepEqual(asked()[1], { q: "", page: "2" });
  await answer(1, { pictures: [NAMELESS], next: null, count: 2 });
  assert.deepEqual(texts(".thumbs button"), ["街景", "缺替代文字"]);
  assert.equal(further.hidden, true);
});

test("words are searched when the typing rests, and what was found takes the place", async () => {
  const { answer, asked, clock, search, shelf, status, texts, type } = await desk();
  shelf.open();
  await answer(0, { pictures: [STREET], next: null, count: 1 });
  type(search, "会");
  await clock.pass(249);
  type(search, " 会场 ");
  await clock.pass(249);
  assert.equal(asked().length, 1);
  await clock.pass(1);
  assert.deepEqual(asked()[1], { q: "会场", page: "1" });
  await answer(1, { pictures: [], next: null, count: 0 });
  assert.deepEqual(texts(".thumbs button"), []);
  assert.equal(status(), "没有这样的图片，换个词试试。");
});

test("an input method is waited for", async () => {
  const { asked, clock, search, tell } = await desk();
  search.value = "huichang";
  tell(search, "input", { isComposing: true });
  await clock.pass(1000);
  assert.deepEqual(asked(), []);
  search.value = "会场";
  tell(search, "compositionend");
  assert.deepEqual(asked(), [{ q: "会场", page: "1" }]);
});

test("the late answer of an older question is dropped", async () => {
  const { answer, shelf, texts } = await desk();
  shelf.open();
  shelf.open();
  await answer(1, { pictures: [STREET], next: null, count: 1 });
  await answer(0, { pictures: [NAMELESS], next: null, count: 1 });
  assert.deepEqual(texts(".thumbs button"), ["街景"]);
});

test("an empty shelf and one that does not answer say so", async () => {
  const { answer, clock, network, shelf, status } = await desk();
  shelf.open();
  await answer(0, { pictures: [], next: null, count: 0 });
  assert.equal(status(), "图库还是空的。");
  shelf.open();
  await answer(1, "<html>", { status: 500 });
  assert.equal(status(), "服务器没有回答，请稍后再试。");
  shelf.open();
  network.lose(network.sent[2]);
  await clock.pass(0);
  assert.equal(status(), "服务器没有回答，请稍后再试。");
});

test("Enter in the search does not send the dialog; one that ends a word is the input method's", async () => {
  const { press, search } = await desk();
  assert.equal(press(search, "Enter"), false);
  assert.equal(press(search, "Enter", { isComposing: true }), true);
  assert.equal(press(search, "a"), true);
});
