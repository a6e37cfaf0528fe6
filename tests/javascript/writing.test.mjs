/* The writing page beside the text: headline, folds, outline, bar. */
import assert from "node:assert/strict";
import test from "node:test";
import { desk } from "./editor.mjs";
import { mirror, open } from "./page.mjs";

const HEADS = mirror("admin/_heads.html", '<p class="title-count" id="title-count" hidden></p>');

async function headline(value = "") {
  const page = open(
    `<form><textarea name="headline" rows="1">${value}</textarea>${HEADS}<textarea name="body"></textarea></form>`,
  );
  await page.run("desk/headline.js");
  return { ...page, field: page.find("[name=headline]"), count: page.find("#title-count") };
}

test("a tooth stands for each character of the headline", async () => {
  const { count, field, type } = await headline("园区");
  assert.equal(count.hidden, false);
  assert.equal(count.textContent, "2 / 32 字，一行排得下");
  type(field, "园区来了𠮷");
  assert.equal(count.textContent, "5 / 32 字，一行排得下");
  assert.equal(count.querySelector(".red").getAttribute("d").match(/M/g).length, 5);
});

test("what is too long for a line of a list is said", async () => {
  const { count } = await headline("字".repeat(35));
  assert.equal(count.textContent, "35 / 32 字，多 3 字，列表里会折行");
  assert.equal(count.querySelector(".ink").getAttribute("d").match(/M/g).length, 3);
});

test("Enter in the headline goes on to the text, but not while one composes", async () => {
  const { document, field, find, press } = await headline();
  field.focus();
  assert.equal(press(field, "Enter", { isComposing: true }), true);
  assert.equal(document.activeElement, field);
  assert.equal(press(field, "Enter"), false);
  assert.equal(document.activeElement, find("[name=body]"));
});

const FOLDS = `<form>
  <details class="fold" id="fold-credits"><summary><span class="says"></span></summary>
    <select name="source"><option value="">不注明</option><option value="1">常州市工商联</option></select>
    <input name="author" value="陈静"><input name="editor"></details>
  <details class="fold" id="fold-figures"><summary><span class="says"></span></summary>
    <textarea name="figures"></textarea></details>
  <details class="fold" id="fold-reprint"><summary><span class="says"></span></summary>
    <input type="checkbox" name="reprint"><input name="original_source"></details>
  <details class="fold" id="fold-rest"><summary><span class="says"></span></summary>
    <input type="checkbox" name="no_keywords"><input name="dateline"></details></form>`;

test("a folded line says its value, also after a change", async () => {
  const { find, run, tell, texts, type } = open(FOLDS);
  await run("desk/folds.js");
  const says = () => texts(".says");
  assert.deepEqual(says(), ["陈静", "没有单列", "不是转载", "自动加关键词链接"]);
  find("[name=source]").value = "1";
  tell(find("[name=source]"), "change");
  type(find("[name=figures]"), "会员｜32000家\n\n走访｜160家");
  find("[name=reprint]").checked = true;
  tell(find("[name=reprint]"), "change");
  type(find("[name=dateline]"), "2023-11-17");
  assert.deepEqual(says(), [
    "常州市工商联，陈静",
    "2 个",
    "转载自（还没有写出处）",
    "自动加关键词链接，原发布于 2023-11-17",
  ]);
});

const BAR = `<section class="action-bar"><div class="bar-acts">
  <input type="submit" name="_save" class="default"><input type="submit" name="_submit"></div></section>`;

async function writing(markup, { title = "", bar = BAR } = {}) {
  const page = await desk({
    markup,
    before: ({ document }) =>
      document.addEventListener("DOMContentLoaded", () => {
        const form = document.querySelector("form");
        const manuscript = document.createElement("div");
        manuscript.className = "manuscript";
        manuscript.append(...form.childNodes);
        form.innerHTML = `<textarea name="headline">${title}</textarea>`;
        form.append(manuscript);
        form.insertAdjacentHTML("beforeend", bar);
      }),
    scripts: ["desk/outline.js", "desk/action-bar.js"],
  });
  await page.clock.pass(300);
  return page;
}

test("two headings make an outline, which follows the text", async () => {
  const page = await writing("<p>导语。</p><h2>甲</h2><p>字</p><h2>乙</h2>");
  const { clock, editor, find, texts } = page;
  assert.equal(find(".outline").hidden, false);
  assert.deepEqual(texts(".outline li"), ["导语，3 字", "甲，1 字", "乙，0 字"]);
  editor.commands.setContent("<h2>甲</h2><p>字</p>", { emitUpdate: true });
  await clock.pass(250);
  assert.equal(find(".outline").hidden, true);
});

test("a part of the outline is gone to and marked", async () => {
  const { all, clock, editor, find, window } = await writing(
    "<h2>甲</h2><p>字</p><h2>乙</h2><p>尾</p>",
  );
  all(".outline a")[1].click();
  await clock.pass(20);
  assert.equal(editor.state.selection.$from.parent.textContent, "乙");
  assert.equal(find(".outline [aria-current]").textContent, "乙，1 字");
  assert.ok(window.brought.includes(find(".page h2:last-of-type")));
});

test("a new text is saved first; with headline and text it is sent", async () => {
  const { editor, find, type } = await writing("<p></p>");
  const main = () => find(".action-bar .default").name;
  assert.equal(find(".lacks").textContent, "送审前还差 2 项：标题");
  assert.equal(main(), "_save");
  type(find("[name=headline]"), "题");
  assert.equal(find(".lacks").textContent, "送审前还差 1 项：正文");
  editor.commands.insertContent("文");
  assert.deepEqual([main(), find(".lacks").hidden], ["_submit", true]);
});

test("a picture without words is named, and its link chooses it", async () => {
  const heard = [];
  const { document, editor, find } = await writing(
    '<p>文</p><figure><img src="/pictures/1/" alt="街"></figure><figure><img src="/pictures/2/" alt=""></figure>',
    { title: "题" },
  );
  document.addEventListener("desk:picture", ({ detail }) => heard.push(detail.editor));
  assert.equal(find(".lacks").textContent, "送审前还差 1 项：第 2 张图片的替代文字");
  find(".lacks button").click();
  assert.equal(editor.state.selection.node.attrs.src, "/pictures/2/");
  assert.deepEqual(heard, [editor]);
});

test("a text that was saved before keeps its main button", async () => {
  const bar = BAR.replace(' class="default"', "").replace(
    'name="_submit"',
    'name="_submit" class="default"',
  );
  const { find } = await writing("<p></p>", { bar });
  assert.equal(find(".action-bar .default").name, "_submit");
});
