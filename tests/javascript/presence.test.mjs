import assert from "node:assert/strict";
import test from "node:test";
import { FORM, LIVE, SAVED, TOKEN, desk, typed } from "./live.mjs";

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
