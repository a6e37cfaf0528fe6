import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const BUTTON = mirror(
  "admin/entry_slip.html",
  '<button class="btn main" type="button" data-print hidden>打印</button>',
);

test("the button is there with the script, and prints", async () => {
  let printed = 0;
  const { run, find } = open(BUTTON, {
    before: (window) => (window.print = () => (printed += 1)),
  });
  await run("desk/slip.js");
  assert.equal(find("button").hidden, false);
  assert.equal(printed, 0);
  find("button").click();
  assert.equal(printed, 1);
});

test("a page without the button is left alone", async () => {
  const { run, all } = open("<button>别的</button>");
  await run("desk/slip.js");
  assert.equal(all("button").length, 1);
});
