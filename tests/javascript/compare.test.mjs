import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const WAYS = mirror(
  "admin/entry_compare.html",
  '<a class="btn" id="previous-change" href="#b3">‹ 上一处</a><a class="btn" id="next-change" href="#b1">下一处 ›</a>',
);
const row = (anchor) => `<div class="pair" id="${anchor}" tabindex="-1">改动</div>`;
const ROWS =
  mirror("admin/_compared_row.html", row("anchor")) && ["b1", "b2", "b3"].map(row).join("");

/** Three changes at these heights of the screen, below a bar of 100 pixels; `scrolls` is false
    where the page is too short to bring them to its top. */
async function desk(heights, { scrolls = true } = {}) {
  const page = open(WAYS + ROWS);
  page.window.getComputedStyle = () => ({ scrollMarginTop: "100px" });
  page.window.innerHeight = 800;
  let moved = 0;
  page.all(".pair").forEach((place, number) => {
    place.getBoundingClientRect = () => {
      const top = heights[number] - moved;
      return { top, bottom: top + 30 };
    };
    place.scrollIntoView = () => {
      if (scrolls) moved = heights[number] - 100;
    };
  });
  await page.run("desk/compare.js");
  page.scroll = (pixels) => (moved += pixels);
  page.after = (id) => {
    page.find(id).click();
    assert.deepEqual(page.went, []);
    return page.document.activeElement.id;
  };
  return page;
}

for (const [name, heights, before, after] of [
  ["the first is read", [100, 400, 900], "b3", "b2"],
  ["the second is read, a hair off", [-300, 101.4, 600], "b1", "b3"],
  ["one reads between two", [-300, 20, 600], "b2", "b3"],
  ["the last is read", [-900, -500, 98.6], "b2", "b1"],
]) {
  test(`when ${name}, the links lead to ${before} and ${after}`, async () => {
    const back = await desk(heights);
    assert.equal(back.after("#previous-change"), before);
    const on = await desk(heights);
    assert.equal(on.after("#next-change"), after);
  });
}

test("changes that cannot come to the top are walked through one by one", async () => {
  const page = await desk([300, 400, 500], { scrolls: false });
  const seen = [1, 2, 3, 4].map(() => page.after("#next-change"));
  assert.deepEqual(seen, ["b1", "b2", "b3", "b1"]);
  assert.equal(page.after("#previous-change"), "b3");
});

test("whoever scrolled away goes on from where they read", async () => {
  const page = await desk([100, 2000, 4000]);
  page.after("#next-change");
  page.scroll(-1900);
  assert.equal(page.after("#next-change"), "b2");
});

test("a comparison without changes has no links and no faults", async () => {
  const { run, all } = open("<p>两版相同</p>");
  await run("desk/compare.js");
  assert.equal(all("a").length, 0);
});
