import assert from "node:assert/strict";
import test from "node:test";
import { settle } from "./clock.mjs";
import { desk as form } from "./editor.mjs";

const picture = (number, facts = {}) => ({
  host: "far.test",
  alt: `图${number}`,
  address: `https://far.test/${number}.png`,
  after: number,
  ...facts,
});

/** The list of distant pictures of a paste that is the whole text. `asked` are the questions under way. */
async function listed(pictures, markup = "<p>一</p><p>二</p>") {
  const page = await form({ markup });
  const { pictureList } = await page.run("desk/paste-pictures.js");
  const { follow } = await page.run("desk/paste-place.js");
  page.editor.commands.setTextSelection(1);
  const asked = [];
  const ask = (words) =>
    new Promise((done, fail) =>
      asked.push({ ...words, done, fail: (said) => fail(new Error(said)) }),
    );
  const part = pictureList(page.editor, follow(page.editor), pictures, ask);
  page.document.body.append(part);
  return {
    ...page,
    part,
    asked,
    items: () => page.texts(".distant li"),
    note: () => page.texts(".distant > p")[0],
  };
}

test("nothing is fetched by itself; where the pictures lie is named once each", async () => {
  const { asked, items, note } = await listed([
    picture(0),
    picture(1, { host: "other.test", alt: "" }),
    picture(2),
  ]);
  assert.deepEqual(asked, []);
  assert.match(
    note(),
    /^有 3 张图片在别处的网站（far\.test、other\.test）上，没有贴入。取回前请确认有权使用/,
  );
  assert.deepEqual(items(), ["far.test：图0", "other.test", "far.test：图2"]);
});

test("at most twenty are fetched at once, which is said", async () => {
  const { button, items, note } = await listed(
    Array.from({ length: 21 }, (_, number) => picture(number)),
  );
  assert.match(note(), /^有 21 张图片.*一次最多取回 20 张。/);
  assert.equal(items().length, 20);
  assert.ok(button("取回 20 张图片"));
});

test("they come one after the other, each to its own place, with its words", async () => {
  const { asked, button, items, markup } = await listed([
    picture(0),
    picture(1),
    picture(2, { alt: "" }),
  ]);
  button("取回 3 张图片").click();
  assert.deepEqual(
    asked.map(({ address, alt }) => [address, alt]),
    [["https://far.test/0.png", "图0"]],
  );
  assert.match(items()[0], /正在取回…$/);
  asked[0].done({ src: "/pictures/1/", alt: "" });
  await settle();
  asked[1].done({ src: "/pictures/2/", alt: "站上的话" });
  await settle();
  asked[2].done({ src: "/pictures/3/", alt: "" });
  await settle();
  const figure = (number, alt) =>
    `<figure><img src="/pictures/${number}/" alt="${alt}"><figcaption></figcaption></figure>`;
  assert.equal(
    markup(),
    `${figure(1, "图0")}<p>一</p>${figure(2, "站上的话")}<p>二</p>${figure(3, "")}`,
  );
  assert.deepEqual(items(), [
    "far.test：图0 已取回",
    "far.test：图1 已取回",
    "far.test 已取回，请补写替代文字",
  ]);
});

test("one that fails says why, and the next is fetched all the same", async () => {
  const { asked, button, items, markup } = await listed([picture(0), picture(1)]);
  button("取回 2 张图片").click();
  asked[0].fail("图片太大");
  await settle();
  asked[1].done({ src: "/pictures/2/", alt: "" });
  await settle();
  assert.deepEqual(items(), ["far.test：图0 没有取回：图片太大", "far.test：图1 已取回"]);
  assert.equal(
    markup(),
    '<p>一</p><figure><img src="/pictures/2/" alt="图1"><figcaption></figcaption></figure><p>二</p>',
  );
});

test("the places follow what is typed meanwhile", async () => {
  const { asked, button, editor, markup } = await listed([picture(1)]);
  button("取回 1 张图片").click();
  editor.commands.insertContentAt(1, "前前");
  asked[0].done({ src: "/pictures/2/", alt: "" });
  await settle();
  assert.match(markup(), /^<p>前前一<\/p><figure>/);
});

test("a caption that still stands behind its place goes into the figure", async () => {
  const { asked, button, editor, markup } = await listed(
    [picture(0, { caption: "图1 现场" }), picture(1, { caption: "图2 会场" })],
    "<p>图1　现场</p><p>图2 会场</p>",
  );
  button("取回 2 张图片").click();
  asked[0].done({ src: "/pictures/1/", alt: "" });
  await settle();
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, "改");
  asked[1].done({ src: "/pictures/2/", alt: "" });
  await settle();
  assert.equal(
    markup(),
    '<figure><img src="/pictures/1/" alt="图0"><figcaption>图1　现场</figcaption></figure>' +
      '<figure><img src="/pictures/2/" alt="图1"><figcaption></figcaption></figure><p>图2 会场改</p>',
  );
});

test("不要图片 leaves them, and nothing more can be fetched", async () => {
  const { asked, button, part } = await listed([picture(0), picture(1)]);
  button("不要图片").click();
  assert.equal(part.textContent, "2 张图片没有取回。");
  assert.deepEqual(asked, []);
});
