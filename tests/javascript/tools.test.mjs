import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";
import { settle } from "./clock.mjs";

const TOOLS = mirror(
    "series/_tools.html",
    `<div class="tools" data-address="https://chamber.test/articles/7/">
  <button type="button" class="later" data-do="copy" hidden>复制链接</button><button type="button" class="later" data-do="print" hidden>打印</button><button type="button" class="later" data-do="share" hidden>分享</button><button type="button" class="later" data-do="play" hidden>朗读</button>
  <span class="in-wechat" hidden>点右上角“…”转发</span><span role="status"></span></div>
  <div class="speech" role="group" hidden><button type="button" data-do="pause">暂停</button><button type="button" data-do="back">上一句</button><button type="button" data-do="on">下一句</button><button type="button" data-do="stop">停止</button></div>`,
);
const LETTER = `<h1> 储能之都 </h1><p class="sub">副题</p>${TOOLS}<div class="prose">
  <p>第一句。“第二句！”第三<b>句</b>？</p><p>有注<sup class="note-sign">1</sup>的句子</p>
  <p>……</p><aside class="aside"><p>旁白</p></aside><ul><li>一项</li></ul><ol class="notes"><li>注文</li></ol></div>`;
const ALL = ["储能之都", "副题", "第一句。", "“第二句！”", "第三句？", "有注的句子", "一项"];

/** The voices of a browser and what it is told to say; nothing sounds until the test says so. */
function speechOf(window, voices) {
    const speech = new window.EventTarget();
    window.SpeechSynthesisUtterance = class extends window.EventTarget {
        constructor(text) {
            super();
            this.text = text;
        }
    };
    return Object.assign(speech, {
        voices,
        said: [],
        cancelled: 0,
        getVoices: () => speech.voices,
        speak: (said) => speech.said.push(said),
        cancel: () => (speech.cancelled += 1),
    });
}

const selectedIn = ({ value, selectionStart, selectionEnd }) =>
    value.slice(selectionStart, selectionEnd);
const MANDARIN = { lang: "zh-CN", name: "普通话" };

async function article({
    voices = [MANDARIN],
    clipboard,
    share,
    copies = null,
    highlights = false,
    agent,
    body = LETTER,
} = {}) {
    let printed = 0;
    let speech;
    const page = open(body, {
        agent,
        before(window) {
            if (voices) window.speechSynthesis = speech = speechOf(window, voices);
            if (clipboard)
                Object.defineProperty(window.navigator, "clipboard", {
                    value: { writeText: clipboard },
                });
            if (share) window.navigator.share = share;
            window.document.execCommand = () =>
                copies?.(selectedIn(window.document.querySelector("textarea")));
            window.print = () => (printed += 1);
            window.matchMedia = () => ({ matches: false });
            if (!highlights) return;
            window.Highlight = class {
                constructor(range) {
                    this.range = range;
                }
            };
            window.CSS = { highlights: new Map() };
        },
    });
    await page.run("site/tools.js");
    const said = () => speech.said.map(({ text }) => text);
    const ends = (number, type = "end") =>
        speech.said[number].dispatchEvent(new page.window.Event(type));
    const does = (name) => page.find(`[data-do=${name}]`);
    const marked = () => page.all(".is-spoken").map((one) => one.textContent.trim());
    return {
        ...page,
        speech,
        said,
        ends,
        does,
        marked,
        printed: () => printed,
        status: () => page.find("[role=status]").textContent,
    };
}

test("the title and the link are copied, and it is said", async () => {
    const copied = [];
    const { does, status } = await article({ clipboard: async (text) => copied.push(text) });
    assert.equal(does("copy").hidden, false);
    does("copy").click();
    await settle();
    assert.deepEqual(copied, ["储能之都 https://chamber.test/articles/7/"]);
    assert.equal(status(), "已复制标题和链接");
});

test("without a clipboard what is selected is copied, and nothing of it stays", async () => {
    const copied = [];
    const { does, document, find, status } = await article({ copies: (text) => copied.push(text) });
    does("copy").click();
    await settle();
    assert.deepEqual(copied, ["储能之都 https://chamber.test/articles/7/"]);
    assert.equal(status(), "已复制标题和链接");
    assert.equal(find("textarea"), null);
    assert.equal(document.activeElement, does("copy"));
});

for (const [name, given] of [
    ["the clipboard", { clipboard: () => Promise.reject(new Error("denied")) }],
    ["the command", { copies: () => false }],
])
    test(`where ${name} refuses, the address stands there to be copied`, async () => {
        const { does, status } = await article(given);
        does("copy").click();
        await settle();
        assert.equal(status(), "请手动复制：https://chamber.test/articles/7/");
    });

test("sharing is offered where the browser can, with title and address", async () => {
    const shared = [];
    const { does } = await article({ share: async (words) => shared.push({ ...words }) });
    does("share").click();
    assert.deepEqual(shared, [{ title: "储能之都", url: "https://chamber.test/articles/7/" }]);
    assert.equal((await article()).does("share").hidden, true);
});

test("closed without sharing is no fault", async () => {
    const { does, status } = await article({
        share: () => Promise.reject(new Error("AbortError")),
    });
    does("share").click();
    await settle();
    assert.equal(status(), "");
});

test("printing is offered and prints", async () => {
    const { does, printed } = await article();
    does("print").click();
    assert.equal(printed(), 1);
});

test("inside WeChat, which can neither print nor share, its own menu is named", async () => {
    const inside = await article({
        agent: "Mozilla/5.0 MicroMessenger/8.0",
        share: async () => {},
    });
    assert.deepEqual(
        ["copy", "print", "share"].map((name) => inside.does(name).hidden),
        [false, true, true],
    );
    assert.equal(inside.find(".in-wechat").hidden, false);
    assert.equal((await article()).find(".in-wechat").hidden, true);
});

test("a page without tools is left alone", async () => {
    const { run, find } = open("<h1>题</h1>");
    await run("site/tools.js");
    assert.ok(find("h1"));
});

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
        assert.equal(
            (await article({ voices })).does("play").hidden,
            hidden,
            JSON.stringify(voices),
        );
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
    const [one, other] = ["长".repeat(50) + "，", "句".repeat(60) + "，"];
    const { does, ends, said } = await article({
        body: `${TOOLS}<h1>题</h1><div class="prose"><p>${one}${other}完。</p><p>${"无".repeat(90)}。</p></div>`,
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
    const { does, ends, said } = await article();
    does("play").click();
    does("on").click();
    ends(0);
    ends(0, "error");
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
