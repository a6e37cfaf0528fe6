import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const FOCUS = mirror(
  "admin/_focus.html",
  '<div class="focus" data-focus data-x="id_focus_x" data-y="id_focus_y"><div class="focus-picture"><img alt=""></div></div>',
);
const FIELDS =
  '<input type="number" id="id_focus_x" value="30"><input type="number" id="id_focus_y" value="70">';

async function desk(fields = FIELDS) {
  const page = open(FOCUS + fields);
  await page.run("desk/focus.js");
  page.mark = page.find("[role=slider]");
  page.numbers = () => page.all("input").map(({ value }) => Number(value));
  page.shown = () => ["--x", "--y"].map((name) => page.find(".focus").style.getPropertyValue(name));
  return page;
}

test("the mark stands where the numbers say, and says so", async () => {
  const { mark, shown } = await desk();
  assert.deepEqual(shown(), ["30%", "70%"]);
  assert.equal(mark.getAttribute("aria-valuetext"), "左起 30%，上起 70%");
  assert.deepEqual([mark.getAttribute("aria-valuenow"), mark.tabIndex], ["30", 0]);
  assert.equal(mark.getAttribute("aria-label"), "焦点，用方向键移动");
});

test("the arrow keys move it by one, with Shift by ten, and the page does not scroll", async () => {
  const { mark, numbers, press, shown } = await desk();
  for (const [key, shiftKey, there] of [
    ["ArrowRight", false, [31, 70]],
    ["ArrowLeft", true, [21, 70]],
    ["ArrowUp", false, [21, 69]],
    ["ArrowDown", true, [21, 79]],
  ]) {
    assert.equal(press(mark, key, { shiftKey }), false, key);
    assert.deepEqual(numbers(), there, key);
  }
  assert.deepEqual(shown(), ["21%", "79%"]);
  assert.equal(press(mark, "Tab"), true);
});

test("it does not leave the picture", async () => {
  const { mark, numbers, press } = await desk();
  for (let step = 0; step < 12; step += 1) {
    press(mark, "ArrowLeft", { shiftKey: true });
    press(mark, "ArrowDown", { shiftKey: true });
  }
  assert.deepEqual(numbers(), [0, 100]);
});

test("a click sets it at that place of the picture and gives it the keys", async () => {
  const { document, find, mark, numbers, tell } = await desk();
  const picture = find(".focus-picture");
  picture.getBoundingClientRect = () => ({ left: 100, top: 50, width: 400, height: 200 });
  assert.equal(tell(picture, "pointerdown", { clientX: 200, clientY: 200 }), false);
  assert.deepEqual(numbers(), [25, 75]);
  assert.equal(document.activeElement, mark);
});

test("numbers that are typed move it, within the picture", async () => {
  const { find, shown, type } = await desk();
  type(find("#id_focus_x"), "150");
  assert.deepEqual(shown(), ["100%", "70%"]);
});

test("without the two fields the picture is only a picture", async () => {
  const { all } = await desk("");
  assert.equal(all("[role=slider]").length, 0);
});
