import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

/** A toolbar over something that composes or not, as the editor's view says. */
async function tools() {
  const page = open('<div class="page"></div>');
  const { element, toolbar } = await page.run("desk/editor-tools.js");
  const state = { bold: false, undo: true };
  const done = [];
  const view = { composing: false, dom: page.find(".page") };
  const groups = [
    [
      {
        label: "粗",
        name: "加粗",
        keys: "Control+B",
        active: () => state.bold,
        does: () => done.push("bold"),
      },
      { label: "撤", name: "撤销", off: () => state.undo, does: () => done.push("undo") },
    ],
    [{ label: "表", does: () => done.push("table") }],
  ];
  const made = toolbar({ view }, { label: "正文格式", groups });
  page.document.body.prepend(made.bar);
  return { ...page, ...made, done, element, state, view };
}

test("an element has its attributes and its children", async () => {
  const { element } = await tools();
  assert.equal(
    element("p", { class: "x", hidden: "" }, "甲", element("b", {}, "乙<")).outerHTML,
    '<p class="x" hidden="">甲<b>乙&lt;</b></p>',
  );
});

test("the bar and its buttons have names, and a line stands between groups", async () => {
  const { all, bar } = await tools();
  assert.deepEqual(
    [bar.getAttribute("role"), bar.getAttribute("aria-label")],
    ["toolbar", "正文格式"],
  );
  assert.deepEqual(
    all("button").map((one) => one.getAttribute("aria-label")),
    ["加粗", "撤销", "表"],
  );
  assert.deepEqual(
    [...bar.children].map(({ localName }) => localName),
    ["button", "button", "i", "button"],
  );
  assert.equal(all("button")[0].getAttribute("aria-keyshortcuts"), "Control+B");
});

test("buttons say whether they hold and whether they can", async () => {
  const { all, show, state } = await tools();
  const [bold, undo, table] = all("button");
  show();
  assert.deepEqual(
    [bold.getAttribute("aria-pressed"), undo.getAttribute("aria-disabled")],
    ["false", "true"],
  );
  Object.assign(state, { bold: true, undo: false });
  show();
  assert.deepEqual(
    [bold.getAttribute("aria-pressed"), undo.getAttribute("aria-disabled")],
    ["true", "false"],
  );
  assert.equal(table.hasAttribute("aria-pressed"), false);
});

test("a button that cannot does nothing, and the text keeps the selection", async () => {
  const { all, done, show, state, tell } = await tools();
  const [bold, undo] = all("button");
  show();
  undo.click();
  assert.deepEqual(done, []);
  state.undo = false;
  show();
  undo.click();
  bold.click();
  assert.deepEqual(done, ["undo", "bold"]);
  assert.equal(tell(bold, "mousedown"), false);
});

test("a word that is being composed is finished first", async () => {
  const { all, clock, done, find, tell, view } = await tools();
  view.composing = true;
  all("button")[0].click();
  await clock.pass(1000);
  assert.deepEqual(done, []);
  tell(find(".page"), "compositionend");
  await clock.pass(60);
  assert.deepEqual(done, ["bold"]);
  tell(find(".page"), "compositionend");
  await clock.pass(60);
  assert.deepEqual(done, ["bold"]);
});

test("the bar is one stop of Tab; arrows, Home and End go between its buttons", async () => {
  const { all, document, press } = await tools();
  const stops = () => all("button").map(({ tabIndex }) => tabIndex);
  const go = (key) => (
    assert.equal(press(document.activeElement, key), false),
    document.activeElement.textContent
  );
  assert.deepEqual(stops(), [0, -1, -1]);
  all("button")[0].focus();
  assert.deepEqual(["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"].map(go), [
    "撤",
    "表",
    "粗",
    "表",
    "粗",
    "表",
  ]);
  assert.deepEqual(stops(), [-1, -1, 0]);
  assert.equal(press(document.activeElement, "a"), true);
});
