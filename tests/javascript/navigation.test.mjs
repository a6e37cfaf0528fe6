import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

const row = (key, number) => `
  <li id="link-${key}">
    <a href="/feeds/">${key}</a>
    <form method="post">
      <input type="hidden" name="row" value="${key}">
      <input type="number" name="position" value="${number}">
      <button name="do" value="place">改次序</button>
      <button name="do" value="up">↑</button>
      <button name="do" value="down">↓</button>
    </form>
  </li>`;
const BODY = `<ol data-reorder>${row(7, 1)}${row(8, 2)}${row(9, 3)}</ol>`;

async function page(body = BODY) {
  const one = open(body);
  const sent = [];
  one.document.addEventListener("submit", (event) => {
    event.preventDefault();
    const { row, position } = event.target.elements;
    sent.push([event.submitter.value, row.value, position.value]);
  });
  await one.run("desk/navigation.js");
  const drag = (type, key) => {
    const event = new one.window.Event(type, { bubbles: true, cancelable: true });
    one.find(`#link-${key}`).dispatchEvent(event);
    return event;
  };
  return { ...one, sent, drag };
}

test("a row that is dropped on another takes its place", async () => {
  const one = await page();
  assert.equal(one.find("#link-9").draggable, true);
  one.drag("dragstart", 9);
  assert.equal(one.drag("dragover", 7).defaultPrevented, true);
  assert.equal(one.find(".is-over").id, "link-7");
  one.drag("drop", 7);
  one.drag("dragend", 9);
  assert.deepEqual(one.sent, [["place", "9", "1"]]);
  assert.equal(one.document.querySelector(".is-over"), null);
});

test("a row that is dropped where it was is sent nowhere", async () => {
  const one = await page();
  one.drag("dragstart", 8);
  one.drag("drop", 8);
  assert.deepEqual(one.sent, []);
});

test("Alt with an arrow presses the button of the row", async () => {
  const one = await page();
  assert.equal(one.press(one.find("#link-8 a"), "ArrowUp", { altKey: true }), false);
  one.press(one.find("#link-8 a"), "ArrowDown", { altKey: true });
  assert.deepEqual(
    one.sent.map(([button, key]) => [button, key]),
    [
      ["up", "8"],
      ["down", "8"],
    ],
  );
});

test("control: an arrow alone is the browser's", async () => {
  const one = await page();
  assert.equal(one.press(one.find("#link-8 a"), "ArrowUp"), true);
  assert.deepEqual(one.sent, []);
});

test("rows that nobody may move are not dragged", async () => {
  const one = await page(`<ol data-reorder><li id="link-7"><a href="/feeds/">7</a></li></ol>`);
  assert.equal(one.find("#link-7").draggable, false);
});
