import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const SHEET = mirror(
  "admin/_keys_sheet.html",
  '<dialog id="keys-sheet"><input type="checkbox" id="keys-on" checked>KEYS</dialog>',
);
const WAYS = mirror(
  "admin/_keys.html",
  `<dl class="keys">
     <a href="/desk/" data-keys="g h">今日</a><a href="/desk/articles/" data-keys="g a">文章</a>
     <a href="/desk/articles/add/" data-keys="n">写文章</a>
   </dl>`,
);
const FRAME = mirror(
  "admin/base_site.html",
  '<input type="search" id="desk-search" value="旧词"><a href="/desk/keys/" id="keys-link">快捷键</a>',
);
const QUEUE = mirror(
  "admin/_queue.html",
  `<ol class="queue"><li><h3><a href="/one/">一</a></h3></li><li>无链接</li>
   <li><h3><a href="/two/">二</a></h3><a href="/late/">改期限</a></li></ol>`,
);
const FORM = mirror(
  "admin/_action_bar.html",
  `<main><form><textarea></textarea><section class="action-bar">
   <input type="submit" value="保存" name="_save"><input type="submit" value="保存并送审" name="_submit"></section></form></main>`,
)
  .replace("<main>", '<div id="content-main">')
  .replace("</main>", "</div>");

async function desk({ before, form = "" } = {}) {
  const page = open(FRAME + QUEUE + form + SHEET.replace("KEYS", WAYS), { before });
  await page.run("desk/keys.js");
  page.body = page.document.body;
  return page;
}

test("a pair of keys follows its link, a single one too", async () => {
  const { went, body, press } = await desk();
  assert.equal(press(body, "g"), false);
  assert.deepEqual(went, []);
  press(body, "a");
  press(body, "n");
  press(body, "g");
  press(body, "h");
  assert.deepEqual(went, ["/desk/articles/", "/desk/articles/add/", "/desk/"]);
});

test("the second key of a pair comes in time, or it is a key of its own", async () => {
  const { went, body, clock, press } = await desk();
  press(body, "g");
  await clock.pass(1499);
  press(body, "a");
  assert.deepEqual(went, ["/desk/articles/"]);
  press(body, "g");
  await clock.pass(1500);
  press(body, "a");
  assert.deepEqual(went, ["/desk/articles/"]);
});

test("a second g begins the time of its pair anew", async () => {
  const { went, body, clock, press } = await desk();
  press(body, "g");
  await clock.pass(1000);
  press(body, "x"); // no such pair
  press(body, "g");
  await clock.pass(1000);
  press(body, "h");
  assert.deepEqual(went, ["/desk/"]);
});

for (const field of [
  "<textarea></textarea>",
  "<input>",
  "<select></select>",
  '<div contenteditable tabindex="0"></div>',
])
  test(`single keys rest in ${field}`, async () => {
    const { went, find, press } = await desk({ form: `<section>${field}</section>` });
    assert.equal(press(find("section").firstElementChild, "n"), true);
    assert.deepEqual(went, []);
  });

test("a box to tick is no place to type", async () => {
  const { went, find, press } = await desk({ form: '<input type="checkbox" class="tick">' });
  press(find(".tick"), "n");
  assert.deepEqual(went, ["/desk/articles/add/"]);
});

test("keys of an input method, of Alt, and those that somebody else took are left alone", async () => {
  const { went, body, document, press } = await desk();
  press(body, "n", { isComposing: true });
  press(body, "n", { keyCode: 229 });
  press(body, "n", { altKey: true });
  press(body, "N");
  document.addEventListener("keydown", (event) => event.preventDefault(), { capture: true });
  press(body, "n");
  assert.deepEqual(went, []);
});

test("? opens the sheet, and while it is open the keys rest", async () => {
  const { went, body, find, press } = await desk();
  press(body, "?");
  assert.equal(find("#keys-sheet").open, true);
  press(body, "n");
  press(body, "?");
  assert.deepEqual(went, []);
});

test("the link opens the sheet here; with Ctrl it is a link", async () => {
  const { went, find, tell } = await desk();
  tell(find("#keys-link"), "click", { ctrlKey: true });
  assert.equal(find("#keys-sheet").open, false);
  assert.deepEqual(went, ["/desk/keys/"]);
  find("#keys-link").click();
  assert.equal(find("#keys-sheet").open, true);
});

test("single keys can be switched off, which is remembered; Ctrl S goes on", async () => {
  const { went, body, find, press, window } = await desk({ form: FORM });
  find("#keys-on").click();
  press(body, "n");
  assert.deepEqual(went, []);
  assert.equal(window.localStorage.getItem("desk-keys"), "off");
  press(find("#content-main textarea"), "s", { ctrlKey: true });
  assert.deepEqual(went, ["_save"]);
  find("#keys-on").click();
  press(body, "n");
  assert.deepEqual(went, ["_save", "/desk/articles/add/"]);
  assert.equal(window.localStorage.getItem("desk-keys"), null);
});

test("switched off before, they are off, and the box says so", async () => {
  const { went, body, find, press } = await desk({
    before: ({ localStorage }) => localStorage.setItem("desk-keys", "off"),
  });
  assert.equal(find("#keys-on").checked, false);
  press(body, "n");
  assert.deepEqual(went, []);
});

test("without storage the keys work, and the switch lasts as long as the page", async () => {
  const refuse = (window) =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new window.DOMException("denied", "SecurityError");
      },
    });
  const { went, body, find, press } = await desk({ before: refuse });
  press(body, "n");
  find("#keys-on").click();
  press(body, "n");
  assert.deepEqual(went, ["/desk/articles/add/"]);
});

test("/ goes to the search field and selects its words", async () => {
  const { body, document, find, press } = await desk();
  assert.equal(press(body, "/"), false);
  const field = find("#desk-search");
  assert.equal(document.activeElement, field);
  assert.deepEqual([field.selectionStart, field.selectionEnd], [0, 2]);
});

test("the search field of a list goes before that of the frame; a hidden one is not gone to", async () => {
  const list = await desk({ form: '<input id="searchbar">' });
  list.press(list.body, "/");
  assert.equal(list.document.activeElement.id, "searchbar");
  const other = await desk({ form: '<p hidden><input id="searchbar"></p>' });
  assert.equal(other.press(other.body, "/"), true);
  assert.equal(other.document.activeElement, other.body);
});

test("j and k go from row to row by their titles, and stop at the ends", async () => {
  const { body, document, press } = await desk();
  const at = () => document.activeElement.getAttribute("href");
  const gone = (key) => (press(document.activeElement, key), at());
  assert.deepEqual(["j", "j", "j"].map(gone), ["/one/", "/two/", "/two/"]);
  assert.deepEqual(["k", "k"].map(gone), ["/one/", "/one/"]);
  document.activeElement.blur();
  press(body, "k");
  assert.equal(at(), "/two/");
});

test("Ctrl S saves with the first button that keeps one at the form", async () => {
  const { went, find, press } = await desk({ form: FORM });
  assert.equal(press(find("#content-main textarea"), "S", { metaKey: true }), false);
  press(find("#content-main textarea"), "s", { ctrlKey: true, shiftKey: true });
  press(find("#content-main textarea"), "s", { ctrlKey: true, isComposing: true });
  assert.deepEqual(went, ["_save"]);
});

test("Ctrl S without a form is the browser's", async () => {
  const { body, press } = await desk();
  assert.equal(press(body, "s", { ctrlKey: true }), true);
});

test("Ctrl Enter sends a form of one button, and goes to the main one of several", async () => {
  const one =
    '<form><textarea class="words"></textarea><button type="button">看</button><button name="only">送</button></form>';
  const sent = await desk({ form: one });
  assert.equal(sent.press(sent.find(".words"), "Enter", { ctrlKey: true }), false);
  assert.deepEqual(sent.went, ["only"]);
  const several = await desk({ form: FORM });
  several.press(several.find("#content-main textarea"), "Enter", { ctrlKey: true });
  assert.deepEqual(several.went, []);
  assert.equal(several.document.activeElement.name, "_save");
  const main = FORM.replace('name="_submit"', 'name="_submit" class="default"');
  const writing = await desk({ form: main });
  writing.press(writing.find("#content-main textarea"), "Enter", { ctrlKey: true });
  assert.deepEqual(writing.went, ["_submit"]);
});

test("Ctrl Enter finds a button that stands outside its form, and does not press it", async () => {
  const outside = `<form id="verdict"><textarea class="words"></textarea><button name="to">转交</button></form>
    <button form="verdict" class="main" name="sign">签字</button>`;
  const { document, find, press, went } = await desk({ form: outside });
  press(find(".words"), "Enter", { ctrlKey: true });
  assert.deepEqual([document.activeElement.name, went], ["sign", []]);
});

test("where changes are marked, j and k press the buttons that walk through them", async () => {
  const ways = mirror(
    "admin/_proof.html",
    `<div class="proof"><a id="previous-change" href="#b2">‹ 上一处</a>
     <a id="next-change" href="#b1">下一处 ›</a></div>`,
  );
  const { went, body, press } = await desk({ form: ways });
  press(body, "j");
  press(body, "k");
  assert.deepEqual(went, ["#b1", "#b2"]);
});
