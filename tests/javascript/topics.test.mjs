import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const TOPICS = mirror(
  "admin/_topics.html",
  `<div class="topics" id="topics" role="group" data-ask="/topics/">
    <a class="btn" href="/topics/">建议话题</a><p class="meta" role="status"></p></div>`,
);
const FORM = `<form><input type="hidden" name="csrfmiddlewaretoken" value="t"><input name="headline" value="题">
  <input name="subtitle" value="副题"><input name="tags" maxlength="12" value="储能">
  <textarea name="body">文</textarea><textarea name="body_html" disabled></textarea>${TOPICS}</form>`;

async function desk(form = FORM) {
  const page = open(form);
  await page.run("desk/topics.js");
  page.field = page.find("[name=tags]");
  page.status = () => page.find("[role=status]").textContent;
  page.chosen = () =>
    page.all("#topics li button").map((one) => [one.textContent, one.getAttribute("aria-pressed")]);
  page.proposed = async (topics, sentence = `有 ${topics.length} 个`) => {
    page.find("#topics > button").click();
    page.network.answer(page.network.last("/topics/"), { topics, sentence });
    await page.clock.pass(0);
  };
  return page;
}

test("the link gives way to a button, and only the text's own fields are sent", async () => {
  const { find, network, status, button } = await desk();
  assert.equal(find("#topics a"), null);
  button("建议话题").click();
  assert.equal(status(), "正在找合适的话题…");
  assert.deepEqual(network.last("/topics/").words, { headline: "题", tags: "储能", body: "文" });
});

test("topics are buttons that know what is chosen", async () => {
  const { proposed, chosen, status, button } = await desk();
  await proposed(["储能", "外贸"], "从正文找到 2 个话题");
  assert.deepEqual(chosen(), [
    ["储能", "true"],
    ["外贸", "false"],
  ]);
  assert.equal(status(), "从正文找到 2 个话题");
  assert.ok(button("重新建议"));
});

test("a button puts its topic in and takes it out, and the form hears of it", async () => {
  const { proposed, chosen, status, button, field, document } = await desk();
  let heard = 0;
  document.addEventListener("input", () => (heard += 1));
  await proposed(["储能", "外贸"]);
  button("外贸").click();
  assert.deepEqual([field.value, status(), chosen()[1][1]], ["储能，外贸", "已加入“外贸”", "true"]);
  button("储能").click();
  assert.deepEqual([field.value, status(), chosen()[0][1]], ["外贸", "已去掉“储能”", "false"]);
  assert.equal(heard, 2);
});

test("what is typed with any of the marks between names shows on the buttons", async () => {
  const { proposed, chosen, field, type } = await desk();
  await proposed(["储能", "外贸", "双碳"]);
  for (const written of [
    "外贸,双碳",
    "外贸、双碳",
    "外贸；双碳",
    " 外贸 ; 双碳 ",
    "外贸\u3000双碳",
  ]) {
    type(field, written);
    assert.deepEqual(
      chosen().map(([, pressed]) => pressed),
      ["false", "true", "true"],
      written,
    );
  }
});

test("a topic that does not fit is not put in", async () => {
  const { proposed, button, field, status } = await desk();
  await proposed(["一二三四五六七八九", "一二三四五六七八九十"]);
  button("一二三四五六七八九十").click();
  assert.deepEqual(
    [field.value, status()],
    ["储能", "“话题”一栏最多 12 字，放不下“一二三四五六七八九十”"],
  );
  button("一二三四五六七八九").click();
  assert.equal(field.value, "储能，一二三四五六七八九");
});

test("a second press while one question is under way asks nothing", async () => {
  const { network, button } = await desk();
  button("建议话题").click();
  button("建议话题").click();
  assert.equal(network.sent.length, 1);
  assert.equal(button("建议话题").getAttribute("aria-disabled"), "true");
});

test("a failure is a sentence, what was proposed stays, and one may ask again", async () => {
  const one = await desk();
  await one.proposed(["储能"]);
  one.button("重新建议").click();
  one.network.answer(one.network.last("/topics/"), { error: "正文太短。" }, { status: 400 });
  await one.clock.pass(0);
  assert.equal(one.status(), "没有建议：正文太短");
  assert.deepEqual(one.chosen(), [["储能", "true"]]);
  one.button("重新建议").click();
  assert.equal(one.network.sent.length, 3);
});

test("a new form has no link to take away; a page without the field is left alone", async () => {
  const fresh = await desk(FORM.replace(/<a .*?<\/a>/, "<noscript>保存以后</noscript>"));
  assert.ok(fresh.button("建议话题"));
  const other = open(`<form>${TOPICS}</form>`);
  await other.run("desk/topics.js");
  assert.equal(other.all("button").length, 0);
});

test("what an import proposed is there at once, without asking", async () => {
  const { chosen, status, network } = await desk(
    FORM.replace("data-ask", 'data-offered="[&quot;储能&quot;,&quot;外贸&quot;]" data-ask'),
  );
  assert.deepEqual(chosen(), [
    ["储能", "true"],
    ["外贸", "false"],
  ]);
  assert.equal(status(), "导入时建议的话题：按一下加入，再按一下去掉");
  assert.deepEqual(network.to("/topics/"), []);
});
