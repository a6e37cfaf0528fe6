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

/** Three changes at these heights of the screen, below a bar of 100 pixels. */
async function desk(heights) {
  const page = open(WAYS + ROWS);
  page.window.getComputedStyle = () => ({ scrollMarginTop: "100px" });
  page.all(".pair").forEach((place, number) => {
    place.getBoundingClientRect = () => ({ top: heights[number] });
  });
  await page.run("desk/compare.js");
  page.after = (id) => {
    page.find(id).click();
    return [
      page.document.activeElement.id,
      page.window.brought.map((place) => place.id),
      page.went,
    ];
  };
  return page;
}

for (const [name, heights, before, after] of [
  ["the first is read", [100, 400, 900], null, "b2"],
  ["the second is read, a hair off", [-300, 101.4, 600], "b1", "b3"],
  ["one reads between two", [-300, 20, 600], "b2", "b3"],
  ["the last is read", [-900, -500, 98.6], "b2", null],
]) {
  test(`when ${name}, the links lead to ${before} and ${after}`, async () => {
    const back = await desk(heights);
    assert.deepEqual(
      back.after("#previous-change"),
      before ? [before, [before], []] : ["", [], ["#b3"]],
    );
    const on = await desk(heights);
    assert.deepEqual(on.after("#next-change"), after ? [after, [after], []] : ["", [], ["#b1"]]);
  });
}

test("a comparison without changes has no links and no faults", async () => {
  const { run, all } = open("<p>两版相同</p>");
  await run("desk/compare.js");
  assert.equal(all("a").length, 0);
});
