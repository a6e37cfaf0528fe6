import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";
import { until } from "./clock.mjs";

const FIND = mirror(
  "base.html",
  '<form class="find" role="search" data-suggest="/search/suggest/" action="/search/"><input id="q" name="q" maxlength="100"><button type="submit">检索</button></form>',
);
const FOUND = [
  { text: "储能之都", note: "话题" },
  { text: "储能企业" },
  { text: "储能沙龙开讲", url: "#event" },
];

async function site({ composing = false, value = "" } = {}) {
  const page = open(FIND);
  page.input = page.find("#q");
  page.input.toggleAttribute("data-composing", composing);
  page.input.value = value;
  page.input.focus();
  const script = page.document.createElement("script");
  script.src = "/static/site/suggest.js";
  page.document.head.append(script);
  await until(() => page.input.getAttribute("role") === "combobox" && page.find("[role=status]"));
  const list = page.find("[role=listbox]");
  const asked = () =>
    page.network.sent.map(({ address }) =>
      new URL(address, "https://x.test").searchParams.get("q"),
    );
  const options = () => page.all("[role=option]").map((one) => one.firstChild.textContent);
  const seen = () => (list.hidden ? null : options());
  const marked = () => {
    const id = page.input.getAttribute("aria-activedescendant");
    const selected = page.all("[aria-selected=true]").map((one) => one.id);
    assert.deepEqual(selected, id ? [id] : []);
    return id ? page.find(`#${id}`).firstChild.textContent : null;
  };
  const key = (name, facts) => page.press(page.input, name, facts);
  const answer = async (number, suggestions = FOUND) => {
    page.network.answer(page.network.sent[number], { suggestions });
    await page.clock.pass(0);
  };
  const typed = async (text, suggestions = FOUND) => {
    page.type(page.input, text);
    await page.clock.pass(140);
    await answer(page.network.sent.length - 1, suggestions);
  };
  return {
    ...page,
    list,
    asked,
    seen,
    marked,
    key,
    answer,
    typed,
    status: () => page.find("[role=status]").textContent,
  };
}

test("the field is a combobox that names its list", async () => {
  const { input, list } = await site();
  for (const [name, value] of Object.entries({
    "aria-controls": "q-list",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    autocomplete: "off",
  }))
    assert.equal(input.getAttribute(name), value);
  assert.deepEqual(
    [list.id, list.getAttribute("aria-label"), list.hidden],
    ["q-list", "检索建议", true],
  );
});

test("a question goes when the typing rests, without cookies", async () => {
  const { asked, clock, input, network, type } = await site();
  type(input, "储");
  await clock.pass(139);
  type(input, " 储能 ");
  await clock.pass(139);
  assert.deepEqual(asked(), []);
  await clock.pass(1);
  assert.deepEqual(asked(), ["储能"]);
  assert.equal(network.sent[0].options.credentials, "omit");
});

test("the answer is a list, with its notes, and its number is said", async () => {
  const { find, input, seen, status, typed } = await site();
  await typed("储能");
  assert.deepEqual(seen(), ["储能之都", "储能企业", "储能沙龙开讲"]);
  assert.equal(find("[role=option] small").textContent, "话题");
  assert.equal(status(), "有 3 条建议");
  assert.equal(input.getAttribute("aria-expanded"), "true");
});

test("what comes from the server is text, never markup", async () => {
  const { find, seen, typed } = await site();
  await typed("<b>", [{ text: "<img src=x>", note: "<i>" }]);
  assert.deepEqual(seen(), ["<img src=x>"]);
  assert.equal(find("[role=listbox] img, [role=listbox] i"), null);
});

test("the late answer of an older question is dropped", async () => {
  const { answer, clock, input, network, seen, type } = await site();
  type(input, "储");
  await clock.pass(140);
  type(input, "储能");
  await clock.pass(140);
  assert.equal(network.sent[0].stopped, true);
  await answer(1);
  await answer(0, [{ text: "储蓄" }]);
  assert.deepEqual(
    seen(),
    FOUND.map(({ text }) => text),
  );
});

test("an answer that was on its way as the question was given up is dropped", async () => {
  const { clock, input, network, seen, type } = await site();
  type(input, "储");
  await clock.pass(140);
  network.answer(network.sent[0], { suggestions: FOUND });
  type(input, "储能");
  await clock.pass(0);
  assert.equal(seen(), null);
});

test("an emptied field asks nothing and has no list", async () => {
  const { asked, clock, input, seen, type, typed } = await site();
  await typed("储能");
  type(input, "  ");
  await clock.pass(140);
  assert.deepEqual(asked(), ["储能"]);
  assert.equal(seen(), null);
});

test("without an answer the field is a field", async () => {
  const { clock, input, network, seen, status, type } = await site();
  type(input, "储能");
  await clock.pass(140);
  network.lose(network.sent[0]);
  await clock.pass(0);
  assert.deepEqual([seen(), status(), input.getAttribute("aria-expanded")], [null, "", "false"]);
});

test("while an input method composes nothing is asked and its keys are its own", async () => {
  const { asked, clock, input, key, seen, tell, type, typed } = await site();
  await typed("储");
  tell(input, "compositionstart");
  assert.equal(seen(), null);
  type(input, "储neng");
  await clock.pass(1000);
  assert.equal(key("ArrowDown"), true);
  assert.equal(key("Enter"), true);
  assert.deepEqual(asked(), ["储"]);
  input.value = "储能";
  tell(input, "compositionend");
  assert.equal(key("ArrowDown", { keyCode: 229 }), true);
  await clock.pass(140);
  assert.deepEqual(asked(), ["储", "储能"]);
});

test("a word that was begun before the script came is not asked in halves", async () => {
  const { asked, clock, input, tell } = await site({ composing: true, value: "chu" });
  await clock.pass(1000);
  assert.deepEqual(asked(), []);
  input.value = "储";
  tell(input, "compositionend");
  await clock.pass(140);
  assert.deepEqual(asked(), ["储"]);
});

test("what was typed before the script came is asked", async () => {
  const { asked, clock } = await site({ value: "储能" });
  await clock.pass(140);
  assert.deepEqual(asked(), ["储能"]);
});

test("the arrows go round through the list and the field", async () => {
  const { key, marked, typed, window } = await site();
  await typed("储能");
  const at = (name) => (assert.equal(key(name), false), marked());
  assert.deepEqual(["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map(at), [
    "储能之都",
    "储能企业",
    "储能沙龙开讲",
    null,
    "储能沙龙开讲",
  ]);
  assert.equal(window.brought.length, 4);
  await typed("储");
  assert.equal(marked(), null);
  assert.equal(at("ArrowUp"), "储能沙龙开讲");
});

test("Enter without a marked suggestion is the form's own", async () => {
  const { key, typed, went } = await site();
  await typed("储能");
  assert.equal(key("Enter"), true);
  assert.deepEqual(went, []);
});

test("Enter on a suggestion searches for it, or goes to its page", async () => {
  const one = await site();
  await one.typed("储能");
  one.key("ArrowDown");
  assert.equal(one.key("Enter"), false);
  assert.deepEqual(one.went, [new URLSearchParams({ q: "储能之都" }).toString()]);
  assert.equal(one.seen(), null);
  const other = await site();
  await other.typed("储能");
  other.key("ArrowUp");
  other.key("Enter");
  assert.equal(other.window.location.hash, "#event");
  assert.deepEqual(other.went, []);
});

test("Escape closes the list and leaves the words; again it is the browser's", async () => {
  const { input, key, seen, status, typed } = await site();
  await typed("储能");
  assert.equal(key("Escape"), false);
  assert.deepEqual([seen(), status(), input.value], [null, "", "储能"]);
  assert.equal(key("Escape"), true);
});

test("after Escape an arrow opens the same list without asking again", async () => {
  const { asked, key, marked, seen, typed } = await site();
  await typed("储能");
  key("Escape");
  key("ArrowDown");
  assert.equal(seen().length, 3);
  assert.equal(marked(), "储能之都");
  assert.deepEqual(asked(), ["储能"]);
});

test("an arrow asks at once where the words are others", async () => {
  const { answer, asked, input, key, seen, type } = await site();
  type(input, "储能");
  key("ArrowDown");
  assert.deepEqual(asked(), ["储能"]);
  await answer(0);
  assert.equal(seen().length, 3);
});

test("a click on a suggestion takes it, and the field keeps the focus till then", async () => {
  const { all, tell, typed, went } = await site();
  await typed("储能");
  const word = all("[role=option] span")[1];
  assert.equal(tell(word, "mousedown"), false);
  word.click();
  assert.deepEqual(went, [new URLSearchParams({ q: "储能企业" }).toString()]);
});

test("a click between the suggestions takes none", async () => {
  const { list, typed, went } = await site();
  await typed("储能");
  list.click();
  assert.deepEqual(went, []);
});

test("the list closes behind who leaves the field", async () => {
  const { input, seen, typed } = await site();
  await typed("储能");
  input.blur();
  assert.deepEqual([seen(), input.getAttribute("aria-expanded")], [null, "false"]);
});

test("who leaves the field, or searches, is followed by no list", async () => {
  const one = await site();
  one.type(one.input, "储能");
  await one.clock.pass(140);
  one.input.blur();
  await one.answer(0);
  assert.equal(one.seen(), null);
  const other = await site();
  other.type(other.input, "储能");
  other.button("检索").click();
  await other.clock.pass(1000);
  assert.deepEqual(other.asked(), []);
});

test("other keys are the field's own", async () => {
  const { key, typed } = await site();
  await typed("储能");
  assert.deepEqual(
    ["a", "Home", "Tab"].map((name) => key(name)),
    [true, true, true],
  );
});
