import assert from "node:assert/strict";
import test from "node:test";
import { FORM } from "./live.mjs";
import { open } from "./page.mjs";

const BODY = FORM.replace(
  '<textarea name="body">',
  '<input name="hidden" type="hidden"><input name="kicker"><textarea name="body">',
);

async function page() {
  const one = open(BODY);
  await one.run("desk/next-field.js");
  return one;
}

test("Enter in a one-line field goes to the next that one can see, and saves nothing", async () => {
  const one = await page();
  assert.equal(one.press(one.find("[name=headline]"), "Enter"), false);
  assert.equal(one.document.activeElement, one.find("[name=kicker]"));
  one.press(one.find("[name=kicker]"), "Enter");
  assert.equal(one.document.activeElement, one.find("[name=body]"));
});

test("an input method's Enter, Ctrl+Enter and Enter in a text of lines are left alone", async () => {
  const one = await page();
  const field = one.find("[name=headline]");
  for (const facts of [{ isComposing: true }, { keyCode: 229 }, { ctrlKey: true }])
    assert.equal(one.press(field, "Enter", facts), true);
  assert.equal(one.press(one.find("[name=body]"), "Enter"), true);
  assert.equal(one.press(one.find("[name=_save]"), "Enter"), true);
});
