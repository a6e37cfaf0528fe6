import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const LIVE = mirror(
    "admin/_live.html",
    `<div class="live" id="live" data-base="3" data-presence="/presence/" data-autosave="/autosave/">
    <p class="saved">现为第3版</p><p class="trouble" role="alert" hidden></p>
    <p class="others" role="status" hidden></p><p class="news" role="status" hidden></p></div>`,
);
const TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="old-token">';
const FORM = `<form>${TOKEN}<input name="headline" value="题"><textarea name="body">文</textarea>${LIVE}
  <input type="submit" name="_save" value="保存"></form>`;
const SAVED = { saved_at: "10:02:03", others: [], news: "" };
const KEPT = "已自动保存 10:02:03，还没有存为版本";
const FAILED = "未能保存，正在重试；内容仍在本页";

async function desk({ body = FORM, cookie } = {}) {
    const screen = { visibilityState: "visible" };
    const page = open(body, {
        before({ document }) {
            Object.defineProperty(document, "visibilityState", {
                get: () => screen.visibilityState,
            });
            if (cookie) document.cookie = cookie;
        },
    });
    page.screen = screen;
    await page.run("desk/autosave.js");
    page.said = (name) => {
        const line = page.find(`.${name}`);
        return line.hidden ? null : line.textContent;
    };
    page.saves = () => page.network.to("/autosave/");
    return page;
}

/** Type into the headline, and let the pause pass. */
async function typed(desk, text) {
    desk.type(desk.find("[name=headline]"), text);
    await desk.clock.pass(700);
}

test("what is typed is sent whole, a pause after the last key and not before", async () => {
    const { clock, find, type, saves, said } = await desk();
    type(find("[name=headline]"), "新");
    await clock.pass(600);
    type(find("[name=headline]"), "新题");
    await clock.pass(699);
    assert.equal(saves().length, 0);
    await clock.pass(1);
    assert.deepEqual(
        saves().map(({ method, words, options }) => [method, words, options.redirect]),
        [["POST", { csrfmiddlewaretoken: "old-token", headline: "新题", body: "文" }, "manual"]],
    );
    assert.equal(said("saved"), "正在保存…");
});

test("the answer is said, and the preview hears of it", async () => {
    const one = await desk();
    let heard = 0;
    one.document.addEventListener("desk:autosaved", () => (heard += 1));
    await typed(one, "新题");
    one.network.answer(one.saves()[0], { ...SAVED, others: ["李四", "王五"], news: "第4版已存" });
    await one.clock.pass(0);
    assert.equal(one.said("saved"), KEPT);
    assert.equal(one.said("others"), "李四、王五也在此稿");
    assert.equal(one.said("news"), "第4版已存");
    assert.equal(one.said("trouble"), null);
    assert.equal(heard, 1);
});

test("nothing typed, nothing sent, and one may leave", async () => {
    const { clock, saves, tell, window } = await desk();
    await clock.pass(60000);
    assert.equal(saves().length, 0);
    assert.equal(tell(window, "beforeunload"), true);
});

test("half a syllable is not sent; the finished word is", async () => {
    const { clock, find, tell, type, saves } = await desk();
    const field = find("[name=headline]");
    type(field, "题");
    tell(field, "compositionstart");
    type(field, "题chang");
    await clock.pass(60000);
    assert.equal(saves().length, 0);
    field.value = "题常";
    tell(field, "compositionend");
    await clock.pass(700);
    assert.deepEqual(
        saves().map(({ words }) => words.headline),
        ["题常"],
    );
});

test("what is typed while a save is under way goes with the next, and no two cross", async () => {
    const one = await desk();
    await typed(one, "甲");
    await typed(one, "甲乙");
    await one.clock.pass(2000);
    assert.equal(one.saves().length, 1);
    one.network.answer(one.saves()[0], SAVED);
    await one.clock.pass(699);
    assert.equal(one.saves().length, 1);
    await one.clock.pass(1);
    assert.equal(one.saves()[1].words.headline, "甲乙");
});

test("a save that fails is tried again after 1, 3, 8 and 8 seconds, and the text stays", async () => {
    const one = await desk();
    await typed(one, "新题");
    for (const [number, wait] of [1000, 3000, 8000, 8000].entries()) {
        const failed = one.saves()[number];
        if (number % 2) one.network.answer(failed, {}, { status: 500 });
        else one.network.lose(failed);
        await one.clock.pass(wait - 1);
        assert.equal(one.saves().length, number + 1);
        assert.equal(one.said("trouble"), FAILED);
        assert.equal(one.said("saved"), null);
        await one.clock.pass(1);
        assert.equal(one.saves().length, number + 2);
    }
    assert.equal(one.find("[name=headline]").value, "新题");
    one.network.answer(one.saves()[4], SAVED);
    await one.clock.pass(0);
    assert.equal(one.said("trouble"), null);
    assert.equal(one.said("saved"), KEPT);
});

test("after a success the waits begin with the shortest again", async () => {
    const one = await desk();
    await typed(one, "甲");
    one.network.lose(one.saves()[0]);
    await one.clock.pass(1000);
    one.network.answer(one.saves()[1], SAVED);
    await one.clock.pass(0);
    await typed(one, "乙");
    one.network.lose(one.saves()[2]);
    await one.clock.pass(1000);
    assert.equal(one.saves().length, 4);
});

test("a log-in that is over is said, and the next try takes the new token", async () => {
    const one = await desk();
    await typed(one, "新题");
    one.network.expire(one.saves()[0]);
    await one.clock.pass(0);
    assert.match(one.said("trouble"), /登录已过期/);
    one.document.cookie = "csrftoken=new-token";
    await one.clock.pass(1000);
    assert.equal(one.saves()[1].words.csrfmiddlewaretoken, "new-token");
});

test("without the right nothing is lost, and it is tried again after half a minute", async () => {
    const one = await desk();
    await typed(one, "新题");
    one.network.answer(one.saves()[0], {}, { status: 403 });
    await one.clock.pass(29999);
    assert.match(one.said("trouble"), /没有改这篇稿件的权限/);
    assert.equal(one.saves().length, 1);
    await one.clock.pass(1);
    assert.equal(one.saves().length, 2);
});

for (const [status, body, words] of [
    [413, "<html>", "稿件太大，未能自动保存；内容仍在本页，请删减或分成几篇"],
    [400, { error: "正文过长" }, "正文过长"],
])
    test(`what the server refuses (${status}) is not sent again until something else is typed`, async () => {
        const one = await desk();
        await typed(one, "新题");
        one.network.answer(one.saves()[0], body, { status });
        await one.clock.pass(60000);
        assert.equal(one.said("trouble"), words);
        assert.equal(one.saves().length, 1);
        await typed(one, "短");
        assert.equal(one.saves().length, 2);
    });

test("an answer without a time is no save: it is tried again without a word", async () => {
    const one = await desk();
    await typed(one, "新题");
    one.network.answer(one.saves()[0], { saved_at: "", others: [], news: "" });
    await one.clock.pass(0);
    assert.equal(one.said("saved"), null);
    await one.clock.pass(1000);
    assert.equal(one.saves().length, 2);
});

test("a field that changes without a key is noticed with the next beat", async () => {
    const { clock, find, saves } = await desk();
    find("[name=body]").value = "日历填的";
    await clock.pass(5700);
    assert.deepEqual(
        saves().map(({ words }) => words.body),
        ["日历填的"],
    );
});

test("what the editor makes of the text as it opens is no change", async () => {
    const { clock, find, tell, saves } = await desk();
    find("[name=body]").disabled = true;
    tell(find("form"), "desk:editor");
    await clock.pass(20000);
    assert.equal(saves().length, 0);
});

test("presence is told at once and every five seconds, with the revision that one began from", async () => {
    const { clock, network, said } = await desk();
    assert.deepEqual(
        network.to("/presence/").map(({ words }) => words),
        [{ csrfmiddlewaretoken: "old-token", base: "3" }],
    );
    network.answer(network.to("/presence/")[0], { others: ["李四"], news: "" });
    await clock.pass(0);
    assert.equal(said("others"), "李四也在此稿");
    await clock.pass(10000);
    assert.equal(network.to("/presence/").length, 3);
    network.answer(network.to("/presence/")[1], { others: [], news: "" });
    await clock.pass(0);
    assert.equal(said("others"), null);
});

test("a merge's own base goes before that of the page", async () => {
    const { network } = await desk({
        body: FORM.replace("<form>", '<form><input name="base" value="5">'),
    });
    assert.equal(network.to("/presence/")[0].words.base, "5");
});

test("a page that nobody sees is silent", async () => {
    const one = await desk();
    one.screen.visibilityState = "hidden";
    await one.clock.pass(20000);
    assert.equal(one.network.to("/presence/").length, 1);
    one.screen.visibilityState = "visible";
    one.tell(one.document, "visibilitychange");
    assert.equal(one.network.to("/presence/").length, 2);
});

test("a beat that is lost says nothing", async () => {
    const { clock, network, said } = await desk();
    network.lose(network.to("/presence/")[0]);
    await clock.pass(5000);
    assert.equal(said("trouble"), null);
    assert.equal(network.to("/presence/").length, 2);
});

test("who leaves says so, and what is not kept goes along", async () => {
    const one = await desk();
    one.type(one.find("[name=headline]"), "未存");
    assert.equal(one.tell(one.window, "beforeunload"), false);
    one.tell(one.window, "pagehide");
    const [gone, kept] = one.network.beacons;
    assert.deepEqual([gone.address, gone.words.leaving], ["/presence/", "1"]);
    assert.deepEqual([kept.address, kept.words.headline], ["/autosave/", "未存"]);
});

test("who leaves with everything kept sends no text", async () => {
    const one = await desk();
    await typed(one, "新题");
    one.network.answer(one.saves()[0], SAVED);
    await one.clock.pass(0);
    one.tell(one.window, "pagehide");
    assert.deepEqual(
        one.network.beacons.map(({ address }) => address),
        ["/presence/"],
    );
});

test("saving by the button stops the save under way and asks no question", async () => {
    const one = await desk({ cookie: "csrftoken=new-token" });
    await typed(one, "甲");
    one.type(one.find("[name=headline]"), "甲乙");
    one.find("[name=_save]").click();
    assert.equal(one.saves()[0].stopped, true);
    assert.equal(one.tell(one.window, "beforeunload"), true);
    await one.clock.pass(14999);
    assert.equal(one.saves().length, 1);
    assert.equal(one.said("trouble"), null);
    assert.equal(one.find("[name=csrfmiddlewaretoken]").value, "new-token");
});

test("where the browser stopped the sending, typing is kept again", async () => {
    const one = await desk();
    one.type(one.find("[name=headline]"), "甲");
    one.find("[name=_save]").click();
    await one.clock.pass(15000);
    await typed(one, "甲乙");
    assert.equal(one.saves().length, 1);
});

test("a page that came back from the browser's memory beats at once", async () => {
    const one = await desk();
    one.tell(one.window, "pageshow", { persisted: true });
    assert.equal(one.network.to("/presence/").length, 2);
});

test("who may only read says that he is here, and no more", async () => {
    const reading = TOKEN + LIVE.replace('data-autosave="/autosave/"', "");
    const { clock, network } = await desk({ body: reading });
    await clock.pass(5000);
    assert.deepEqual([...new Set(network.sent.map(({ address }) => address))], ["/presence/"]);
});
