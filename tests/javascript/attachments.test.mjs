import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { desk as form } from "./editor.mjs";
import { requests } from "./network.mjs";
import { mirror } from "./page.mjs";

const DIALOG = mirror(
  "admin/_attachment_dialog.html",
  `<dialog class="picture-dialog" id="attachment-dialog" data-drop="/drop/" data-pick="/pick/"><form>
    <input type="hidden" name="csrfmiddlewaretoken" value="token"><h2 id="attachment-title">插入附件</h2>
    <p class="errornote" role="alert" hidden></p>
    <div class="source"><input class="visually-hidden" type="file" id="attachment-file" multiple>
      <div class="library"><input type="search" id="attachment-search"><p class="meta" role="status"></p><ul class="file-list"></ul>
      <button class="btn" type="button" data-do="more" hidden>再显示一些</button></div></div>
    <p class="sending" hidden><progress id="attachment-progress" max="100"></progress></p>
    <button class="btn" type="button" data-do="close">取消</button></form></dialog>`,
);
const SHEET = { url: "/attachments/3/", label: "报名表（PDF，8 字节）" };

async function desk() {
  const page = await form({
    markup: "<p>甲乙</p>",
    more: DIALOG,
    scripts: ["desk/attachments.js"],
    before: requests,
  });
  const dialog = page.find("dialog");
  const file = (name) => new page.window.File(["123"], name);
  const choose = async (...files) => {
    const field = page.find("#attachment-file");
    Object.defineProperty(field, "files", { configurable: true, value: files });
    page.tell(field, "change");
    await page.clock.pass(0);
  };
  const answer = async (number, status, told) => {
    page.window.requests[number].answer(status, told);
    await page.clock.pass(16);
  };
  const opens = () => page.button("插入附件", page.root).click();
  const said = () => (page.find(".errornote").hidden ? null : page.find(".errornote").textContent);
  return { ...page, dialog, file, choose, answer, opens, said };
}

test("a chosen file is stored and becomes a line with its type and size", async () => {
  const page = await desk();
  page.opens();
  assert.equal(page.dialog.open, true);
  await page.choose(page.file("报名表.pdf"));
  assert.equal(page.window.requests[0].body.get("upload").name, "报名表.pdf");
  await page.answer(0, 200, JSON.stringify(SHEET));
  await until(() => !page.dialog.open);
  assert.ok(page.editor.getHTML().includes("报名表（PDF，8 字节）"));
  assert.ok(page.editor.getHTML().includes('href="/attachments/3/"'));
});

test("of several files the refused ones are named, the others stand in the text", async () => {
  const page = await desk();
  page.opens();
  await page.choose(page.file("报名表.pdf"), page.file("程序.pdf"));
  await page.answer(0, 200, JSON.stringify(SHEET));
  await until(() => page.window.requests.length === 2);
  await page.answer(1, 400, '{"error": "文件里有程序", "field": "upload"}');
  await until(() => page.said());
  assert.equal(page.said(), "“程序.pdf”：文件里有程序");
  assert.equal(page.dialog.open, true);
  assert.ok(page.editor.getHTML().includes("报名表"));
});

test("a stored one is put in by one click", async () => {
  const page = await desk();
  page.opens();
  page.network.answer(page.network.last("/pick/"), { files: [SHEET], next: null, count: 1 });
  await page.clock.pass(0);
  assert.equal(page.find("#attachment-dialog [role=status]").textContent, "共 1 个");
  page.button("报名表（PDF，8 字节）", page.dialog).click();
  assert.equal(page.dialog.open, false);
  assert.ok(page.editor.getHTML().includes('href="/attachments/3/"'));
  assert.equal(page.window.requests.length, 0);
});

test("files dropped on the text are taken, a manuscript and a picture are left to others", async () => {
  const page = await desk();
  const dropped = (name) => {
    const detail = { files: [page.file(name)], editor: page.editor, position: null };
    const event = new page.window.CustomEvent("desk:files", {
      detail,
      bubbles: true,
      cancelable: true,
    });
    page.root.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual(["a.pdf", "a.ofd", "a.xls", "a.mp4", "a.docx", "a.png", "a.exe"].map(dropped), [
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
