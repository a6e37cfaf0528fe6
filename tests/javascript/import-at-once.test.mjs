// 导入 Word: choosing the files is the last click where the column is known.
import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

const FORM = (column) => `<form data-at-once><input type="file" name="upload">${column}</form>`;
const CHOICE = (value) =>
  `<select name="column"><option value=""></option><option value="3"></option></select>`.replace(
    `value="${value}"`,
    `value="${value}" selected`,
  );

async function sent(column, files) {
  const one = open(FORM(column));
  let times = 0;
  one.find("form").requestSubmit = () => {
    times += 1;
  };
  await one.run("desk/import-at-once.js");
  const field = one.find("[type=file]");
  Object.defineProperty(field, "files", { value: files });
  field.dispatchEvent(new one.window.Event("change"));
  return times;
}

test("files of a known column, or for an entry, are sent once they are chosen", async () => {
  assert.equal(await sent(CHOICE("3"), ["稿.docx"]), 1);
  assert.equal(await sent("", ["稿.docx"]), 1);
});

test("without a column, or without a file, the button sends the form", async () => {
  assert.equal(await sent(CHOICE(""), ["稿.docx"]), 0);
  assert.equal(await sent(CHOICE("3"), []), 0);
});
