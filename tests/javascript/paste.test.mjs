import assert from "node:assert/strict";
import test from "node:test";
import { desk as form } from "./editor.mjs";
import { mirror } from "./page.mjs";

const BOX = mirror(
  "admin/_paste.html",
  '<section id="paste-receipt" class="receipt" aria-live="polite" data-paste="/paste/" data-fetch="/fetch/"></section>',
);
const NOTHING = {
  han: { equal: true },
  sentence: "贴入 3 字",
  kept: [],
  rewritten: [],
  dropped: [],
  twins: [],
  offers: [],
  pictures: [],
  alternatives: [],
};
const OFFERS = [
  { before: "甲", half: ",", full: "，", after: "乙" },
  { before: "乙", half: ";", full: "；", after: "丙" },
];

async function desk(markup = "<p>文</p>") {
  const page = await form({ markup, more: BOX, scripts: ["desk/paste.js"] });
  const box = page.find("#paste-receipt");
  page.editor.commands.setTextSelection(2);
  const pastes = async ({ html = "", text = "" }) => {
    page.tell(page.surface, "paste", {
      clipboardData: {
        getData: (type) => (type === "text/html" ? html : text),
        files: [],
        types: [],
      },
    });
    await page.clock.pass(0);
  };
  const answers = async (html, receipt = {}) => {
    page.network.answer(page.network.last("/paste/"), {
      html,
      receipt: { ...NOTHING, ...receipt },
    });
    await page.clock.pass(0);
  };
  const press = async (name) => {
    page.button(name, box).click();
    await page.clock.pass(16);
  };
  return { ...page, box, pastes, answers, press };
}

test("the receipt stands below the text", async () => {
  const { box } = await desk();
  assert.equal(box.previousElementSibling.className, "form-row");
});

test("what is pasted goes to the server first, and comes into the text clean", async () => {
  const { answers, box, markup, network, pastes, texts } = await desk();
  await pastes({ html: '<p style="x">章</p>', text: "章" });
  assert.deepEqual(network.last("/paste/").words, { html: '<p style="x">章</p>', text: "章" });
  assert.deepEqual([markup(), box.textContent], ["<p>文</p>", "正在整理粘贴的内容…"]);
  await answers("<p>章</p>");
  assert.equal(markup(), "<p>文章</p>");
  assert.deepEqual(texts("#paste-receipt h2, #paste-receipt > p:first-of-type"), [
    "粘贴回执",
    "贴入 3 字。",
  ]);
});

test("the receipt names what was kept, changed and dropped, and like texts with their links", async () => {
  const { all, answers, pastes, texts } = await desk();
  await pastes({ text: "章" });
  const twins = [{ words: "《旧稿》", address: "/desk/articles/3/" }];
  await answers("<p>章</p>", { kept: ["加粗 1 处"], dropped: ["字体", "颜色"], twins });
  assert.deepEqual(texts("summary"), ["保留 1 项", "去掉 2 项", "文字雷同 1 项"]);
  assert.deepEqual(texts("#paste-receipt li"), ["加粗 1 处", "字体", "颜色", "《旧稿》"]);
  const [link] = all("#paste-receipt a");
  assert.deepEqual(
    [link.getAttribute("href"), link.target, link.rel],
    ["/desk/articles/3/", "_blank", "noopener"],
  );
});

test("a count that differs is told as trouble", async () => {
  const one = await desk();
  await one.pastes({ text: "章" });
  await one.answers("<p>章</p>", { han: { equal: false }, sentence: "少了 2 字" });
  assert.deepEqual(one.texts("#paste-receipt .trouble"), ["少了 2 字。"]);
  const other = await desk();
  await other.pastes({ text: "章" });
  await other.answers("<p>章</p>");
  assert.deepEqual(other.texts("#paste-receipt .trouble"), []);
});

test("where the server does not answer the plain lines go in, and it is said", async () => {
  const { clock, markup, network, pastes, texts } = await desk();
  await pastes({ html: "<b>x</b>", text: " 一 \r\n\n<二>\n" });
  network.lose(network.last("/paste/"));
  await clock.pass(0);
  assert.equal(markup(), "<p>文一</p><p>&lt;二&gt;</p>");
  assert.deepEqual(texts("#paste-receipt .trouble"), [
    "没有整理：服务器没有回应。已按纯文本贴入。",
  ]);
});

test("one types on while the server works; the paste goes where it was", async () => {
  const { answers, editor, markup, pastes } = await desk();
  await pastes({ text: "章" });
  editor.commands.insertContentAt(1, "前");
  await answers("<p>章</p>");
  assert.equal(markup(), "<p>前文章</p>");
});

test("a paste that somebody else took is not taken twice", async () => {
  const { document, network, pastes } = await desk();
  document.addEventListener("desk:paste", (event) => event.preventDefault(), { capture: true });
  await pastes({ text: "章" });
  assert.deepEqual(network.sent, []);
});

test("half-width marks are only offered; 改 mends one", async () => {
  const { answers, markup, pastes, press, texts } = await desk();
  await pastes({ text: "甲,乙;丙" });
  await answers("<p>甲,乙;丙</p>", { offers: OFFERS });
  assert.equal(markup(), "<p>文甲,乙;丙</p>");
  assert.deepEqual(texts(".marks summary"), ["汉字之间的半角标点 2 处，没有改动"]);
  await press("把“乙”后的半角标点改为全角");
  assert.equal(markup(), "<p>文甲,乙；丙</p>");
  assert.deepEqual(texts(".offers li"), ["甲,，乙改", "乙;；丙 已改"]);
});

test("another form of the paste is put in by one press, and undone by one", async () => {
  const { answers, editor, markup, pastes, press, texts } = await desk("<p>文字</p>");
  await pastes({ text: "一行\n半句" });
  const joined = { name: "接成一段", sentence: "有 1 处换行", html: "<p>一行半句</p>" };
  await answers("<p>一行</p><p>半句</p>", { alternatives: [joined] });
  assert.equal(markup(), "<p>文一行</p><p>半句字</p>");
  assert.deepEqual(texts(".alternative"), ["接成一段 有 1 处换行"]);
  await press("接成一段");
  assert.equal(markup(), "<p>文一行半句字</p>");
  assert.deepEqual(texts(".alternative"), []);
  editor.commands.undo();
  assert.equal(markup(), "<p>文一行</p><p>半句字</p>");
});

const TITLE = {
  name: "认作标题",
  sentence: "“章”",
  html: "<p>文</p>",
  fields: { headline: "章", author: "李某" },
};

/** The page with fields of the form beside the text. */
async function deskWith(fields) {
  const page = await desk("<p></p>");
  const form = page.document.createElement("form");
  form.innerHTML = Object.keys(fields)
    .map((name) => `<input name="${name}">`)
    .join("");
  page.document.body.append(form);
  const input = (name) => form.querySelector(`[name="${name}"]`);
  for (const [name, value] of Object.entries(fields)) input(name).value = value;
  await page.pastes({ text: "章\n文" });
  await page.answers("<p>章</p><p>文</p>", { alternatives: [TITLE] });
  return { ...page, value: (name) => input(name).value };
}

test("认作标题 moves a manuscript's title into its field; what is written there stays", async () => {
  const { markup, press, value } = await deskWith({ headline: "", author: "王某" });
  await press("认作标题");
  assert.equal(markup(), "<p>文</p>");
  assert.deepEqual([value("headline"), value("author")], ["章", "王某"]);
});

test("认作标题 is not offered where there is a headline", async () => {
  const { texts, value } = await deskWith({ headline: "题", author: "" });
  assert.deepEqual([texts(".alternative"), value("headline")], [[], "题"]);
});

test("撤销粘贴 takes back another form too", async () => {
  const { answers, markup, pastes, press } = await desk("<p>文字</p>");
  await pastes({ text: "# 题\n文" });
  const other = { name: "按 Markdown 排版", sentence: "", html: "<h2>题</h2><p>文</p>" };
  await answers("<p># 题</p><p>文</p>", { alternatives: [other] });
  await press("按 Markdown 排版");
  assert.equal(markup(), "<p>文</p><h2>题</h2><p>文字</p>");
  await press("撤销粘贴");
  assert.equal(markup(), "<p>文字</p>");
});

test("全部改正 mends the rest, and says which are no longer there", async () => {
  const { answers, editor, markup, pastes, press, texts } = await desk();
  await pastes({ text: "甲,乙;丙" });
  await answers("<p>甲,乙;丙</p>", { offers: OFFERS });
  editor.commands.deleteRange({ from: 2, to: 4 });
  await press("全部改正（2 处）");
  assert.equal(markup(), "<p>文乙；丙</p>");
  assert.deepEqual(texts(".offers li"), ["甲,，乙 没有找到，文字可能已改过", "乙;；丙 已改"]);
  assert.deepEqual(texts(".marks button"), []);
});

test("全部改正 leaves what was mended one by one", async () => {
  const { answers, markup, pastes, press, texts } = await desk();
  await pastes({ text: "甲,乙;丙" });
  await answers("<p>甲,乙;丙</p>", { offers: OFFERS });
  await press("把“甲”后的半角标点改为全角");
  await press("全部改正（2 处）");
  assert.equal(markup(), "<p>文甲，乙；丙</p>");
  assert.deepEqual(texts(".offers li"), ["甲,，乙 已改", "乙;；丙 已改"]);
});

test("撤销粘贴 takes it out and goes back to the text", async () => {
  const { answers, box, document, markup, pastes, press, surface } = await desk();
  await pastes({ text: "章" });
  await answers("<p>章</p>");
  await press("撤销粘贴");
  assert.equal(markup(), "<p>文</p>");
  assert.equal(box.textContent, "这次粘贴已撤销。");
  assert.equal(document.activeElement, surface);
});

test("关闭回执 leaves the text as it is", async () => {
  const { answers, box, markup, pastes, press } = await desk();
  await pastes({ text: "章" });
  await answers("<p>章</p>");
  await press("关闭回执");
  assert.deepEqual([box.childElementCount, markup()], [0, "<p>文章</p>"]);
});

test("distant pictures are offered in the receipt and asked for at their own address", async () => {
  const { answers, network, pastes, press } = await desk();
  await pastes({ html: "<p>章<img src=x></p>", text: "章" });
  await answers("<p>章</p>", {
    pictures: [{ host: "far.test", alt: "街景", address: "https://far.test/a.png", after: 1 }],
  });
  assert.equal(network.to("/fetch/").length, 0);
  await press("取回 1 张图片");
  assert.deepEqual(network.last("/fetch/").words, {
    address: "https://far.test/a.png",
    alt: "街景",
  });
});
