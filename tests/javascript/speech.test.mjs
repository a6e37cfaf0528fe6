import assert from "node:assert/strict";
import test from "node:test";
import { ALL, LETTER, MANDARIN, SPEECH, TOOLS, article } from "./article.mjs";

test("reading aloud is offered where a voice speaks Mandarin", async () => {
  for (const [voices, hidden] of [
    [[MANDARIN], false],
    [[{ lang: "zh_CN" }], false],
    [[{ lang: "cmn-Hans-CN" }], false],
    [[{ lang: "zh-TW" }], false],
    [[{ lang: "zh-HK" }, { lang: "yue" }, { lang: "en-US" }], true],
    [[], true],
    [null, true],
  ])
    assert.equal((await article({ voices })).does("play").hidden, hidden, JSON.stringify(voices));
});

test("voices may come late; those of the mainland go first", async () => {
  const one = await article({ voices: [] });
  one.speech.voices = [{ lang: "zh-TW" }, MANDARIN];
  one.speech.dispatchEvent(new one.window.Event("voiceschanged"));
  assert.equal(one.does("play").hidden, false);
  one.does("play").click();
  assert.deepEqual([one.speech.said[0].voice, one.speech.said[0].lang], [MANDARIN, "zh-CN"]);
});

test("the text is read sentence by sentence, without its notes and asides", async () => {
  const { does, ends, find, said, speech } = await article();
  does("play").click();
  assert.equal(find(".speech").hidden, false);
  assert.equal(does("play").hidden, true);
  for (let number = 0; number < ALL.length; number += 1) {
    assert.deepEqual(said(), ALL.slice(0, number + 1));
    ends(number);
  }
  assert.deepEqual(said(), ALL);
  assert.equal(find(".speech").hidden, true);
  assert.equal(does("play").hidden, false);
  assert.ok(speech.cancelled > 0);
});

test("a long sentence goes in parts that end at a comma", async () => {
  const [one, other] = ["短，" + "长".repeat(50) + "，", "句".repeat(60) + "，"];
  const { does, ends, said } = await article({
    body: `${SPEECH}${TOOLS}<h1>题</h1><div class="prose"><p>${one}${other}完。</p><p>${"无".repeat(90)}。</p></div>`,
  });
  does("play").click();
  for (const number of [0, 1, 2]) ends(number);
  assert.deepEqual(said(), ["题", one, `${other}完。`, `${"无".repeat(90)}。`]);
});

test("the paragraph that is read is marked, one at a time", async () => {
  const { does, ends, marked } = await article();
  does("play").click();
  assert.deepEqual(marked(), ["储能之都"]);
  ends(0);
  assert.deepEqual(marked(), ["副题"]);
  does("stop").click();
  assert.deepEqual(marked(), []);
});

test("where the browser can, the sentence itself is marked, across its elements", async () => {
  const { does, ends, window } = await article({ highlights: true });
  const marked = () => window.CSS.highlights.get("spoken")?.range.toString();
  does("play").click();
  for (const number of [0, 1, 2, 3]) ends(number);
  assert.equal(marked(), "第三句？");
  does("stop").click();
  assert.equal(marked(), undefined);
});

test("one goes a sentence back and on; before the first there is the first, after the last the end", async () => {
  const { does, find, said } = await article();
  does("play").click();
  does("on").click();
  does("on").click();
  does("back").click();
  assert.deepEqual(said(), [ALL[0], ALL[1], ALL[2], ALL[1]]);
  for (let step = 0; step < 3; step += 1) does("back").click();
  assert.equal(said().at(-1), ALL[0]);
  for (let step = 0; step < ALL.length; step += 1) does("on").click();
  assert.equal(find(".speech").hidden, true);
});

test("an utterance that was cancelled does not go on", async () => {
  const { does, ends, find, said } = await article();
  does("play").click();
  does("on").click();
  ends(0);
  ends(0, "error");
  assert.equal(find(".speech").hidden, false);
  assert.deepEqual(said(), [ALL[0], ALL[1]]);
  does("stop").click();
  ends(1);
  assert.equal(said().length, 2);
});

test("paused, it goes on with the same sentence from its beginning", async () => {
  const { does, ends, said } = await article();
  does("play").click();
  ends(0);
  does("pause").click();
  assert.equal(does("pause").textContent, "继续");
  ends(1);
  assert.equal(said().length, 2);
  does("pause").click();
  assert.equal(does("pause").textContent, "暂停");
  assert.deepEqual(said(), [ALL[0], ALL[1], ALL[1]]);
});

test("Escape stops the reading, and only that", async () => {
  const { does, find, document, press } = await article();
  does("play").click();
  press(document.body, "a");
  assert.equal(find(".speech").hidden, false);
  press(document.body, "Escape");
  assert.equal(find(".speech").hidden, true);
});

test("a voice that breaks down, or goes away, ends the reading; leaving the page too", async () => {
  const broken = await article();
  broken.does("play").click();
  broken.ends(0, "error");
  assert.equal(broken.find(".speech").hidden, true);
  const gone = await article();
  gone.does("play").click();
  gone.speech.voices = [];
  gone.speech.dispatchEvent(new gone.window.Event("voiceschanged"));
  assert.deepEqual([gone.find(".speech").hidden, gone.does("play").hidden], [true, true]);
  const left = await article();
  left.does("play").click();
  left.tell(left.window, "pagehide");
  assert.equal(left.find(".speech").hidden, true);
});

test("the keys stay with the buttons that appear", async () => {
  const { does, document } = await article();
  does("play").focus();
  does("play").click();
  assert.equal(document.activeElement, does("pause"));
  does("stop").focus();
  does("stop").click();
  assert.equal(document.activeElement, does("play"));
});

test("who reads elsewhere keeps the keys there", async () => {
  const { does, document, find } = await article({ body: `${LETTER}<input>` });
  find("input").focus();
  does("play").click();
  assert.equal(document.activeElement, find("input"));
});

test("a sentence out of sight is scrolled to, gently unless that is unwanted", async () => {
  for (const [calm, behavior] of [
    [false, "smooth"],
    [true, "auto"],
  ]) {
    const { does, window } = await article();
    const scrolls = [];
    window.matchMedia = () => ({ matches: calm });
    window.scrollBy = ({ top, behavior }) => scrolls.push([top, behavior]);
    window.Range.prototype.getBoundingClientRect = () => ({ top: 900, bottom: 930 });
    does("play").click();
    assert.deepEqual(scrolls, [[900 - window.innerHeight / 3, behavior]]);
    window.Range.prototype.getBoundingClientRect = () => ({ top: 300, bottom: 330 });
    does("on").click();
    assert.equal(scrolls.length, 1);
  }
});
