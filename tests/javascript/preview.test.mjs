import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const PLACE = mirror(
  "admin/_preview.html",
  '<div data-preview="/proof/" data-working="1" data-title="预览：题"></div>',
);
const HOME = "https://chamber.test";

async function desk(place = PLACE) {
  const page = open(place);
  await page.run("desk/preview.js");
  page.frame = page.find("iframe");
  page.shown = () =>
    page.all(".widths button").map((one) => [one.textContent, one.getAttribute("aria-pressed")]);
  return page;
}

/** A frame whose document one sees into, as a browser has it; jsdom loads none. */
function loaded(frame, { scrollY }) {
  const happened = [];
  const view = { scrollY, scrollTo: (x, y) => happened.push(["scroll", x, y]) };
  Object.defineProperty(frame, "contentDocument", {
    configurable: true,
    value: { defaultView: view },
  });
  Object.defineProperty(frame, "contentWindow", {
    value: { location: { replace: (address) => happened.push(["draw", address]) } },
  });
  return happened;
}

test("the proof of the working copy stands in a frame with its name, as on a telephone", async () => {
  const { frame, find, shown } = await desk();
  assert.deepEqual(
    [frame.src, frame.title, frame.loading],
    [`${HOME}/proof/?working=1`, "预览：题", "lazy"],
  );
  assert.equal(find(".stand").className, "stand phone");
  assert.deepEqual(shown(), [
    ["手机", "true"],
    ["平板", "false"],
    ["电脑", "false"],
  ]);
  assert.equal(find(".widths").getAttribute("aria-label"), "预览宽度");
});

test("who may not edit sees what is stored", async () => {
  const { frame } = await desk(PLACE.replace('data-working="1"', ""));
  assert.equal(frame.src, `${HOME}/proof/`);
});

test("another width changes the stand, not the page in it", async () => {
  const { button, find, frame, shown } = await desk();
  frame.src = "/proof/?working=1#here";
  button("电脑").click();
  assert.equal(find(".stand").className, "stand desktop");
  assert.deepEqual(
    shown().map(([, pressed]) => pressed),
    ["false", "false", "true"],
  );
  assert.equal(frame.src, `${HOME}/proof/?working=1#here`);
});

test("after an autosave it is drawn anew, once, at the line that was read", async () => {
  const { document, frame, tell } = await desk();
  const happened = loaded(frame, { scrollY: 340 });
  tell(document, "desk:autosaved");
  assert.deepEqual(happened, [["draw", "/proof/?working=1"]]);
  tell(frame, "load");
  tell(frame, "load");
  assert.deepEqual(happened.slice(1), [["scroll", 0, 340]]);
});

test("a frame that was refused has no place to keep", async () => {
  const { document, frame, tell } = await desk();
  const happened = loaded(frame, { scrollY: 340 });
  Object.defineProperty(frame, "contentDocument", { value: null });
  tell(document, "desk:autosaved");
  tell(frame, "load");
  assert.deepEqual(happened, [["draw", "/proof/?working=1"]]);
});

test("a frame that comes back after a new log-in is read from its top", async () => {
  const { document, frame, tell } = await desk();
  const happened = loaded(frame, { scrollY: 340 });
  const shown = Object.getOwnPropertyDescriptor(frame, "contentDocument");
  Object.defineProperty(frame, "contentDocument", { ...shown, value: null });
  tell(document, "desk:autosaved");
  Object.defineProperty(frame, "contentDocument", shown);
  tell(frame, "load");
  assert.deepEqual(happened.slice(1), [["scroll", 0, 0]]);
});
