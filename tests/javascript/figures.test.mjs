import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const PANEL = mirror(
  "admin/_figures.html",
  `<div class="topics figure-offers" id="figure-offers" role="group" data-ask="/figures/">
    <a class="btn" href="/figures/">从正文找数字</a><p class="meta" role="status"></p></div>`,
);
const FORM = `<form><input type="hidden" name="csrfmiddlewaretoken" value="t"><input name="headline" value="题">
  <textarea name="figures" rows="2">旧｜旧有1家</textarea><textarea name="body">文</textarea>${PANEL}</form>`;
const offer = (name) => ({
  line: `${name}｜${name}有9家｜9家`,
  shown: `${name} 9家`,
  quote: `${name}有9家`,
});

async function desk(form = FORM) {
  const page = open(form);
  await page.run("desk/figures.js");
  page.field = page.find("[name=figures]");
  page.status = () => page.find("[role=status]").textContent;
  page.pressed = () =>
    page.all("#figure-offers li button").map((one) => one.getAttribute("aria-pressed"));
  page.proposed = async (offers, sentence = "有") => {
    page.find("#figure-offers > button").click();
    page.network.answer(page.network.last("/figures/"), { offers, sentence });
    await page.clock.pass(0);
  };
  return page;
}

test("the link gives way to a button, and only the fields that are needed are sent", async () => {
  const { find, network, button } = await desk();
  assert.equal(find("#figure-offers a"), null);
  button("从正文找数字").click();
  assert.deepEqual(network.last("/figures/").words, { figures: "旧｜旧有1家", body: "文" });
});

test("a press puts the line into the field, another takes it out; the text's words stand by", async () => {
  const { proposed, pressed, field, button, status, all } = await desk();
  await proposed([offer("甲"), offer("乙")]);
  button("甲 9家").click();
  assert.deepEqual(
    [field.value, pressed()],
    [`旧｜旧有1家\n${offer("甲").line}`, ["true", "false"]],
  );
  assert.equal(status(), "已采用“甲 9家”");
  button("甲 9家").click();
  assert.deepEqual([field.value, status()], ["旧｜旧有1家", "已去掉“甲 9家”"]);
  assert.deepEqual(
    all("#figure-offers q").map((one) => one.textContent),
    ["甲有9家", "乙有9家"],
  );
});

test("all are taken with one press, twelve at the most", async () => {
  const { proposed, pressed, field, button, status } = await desk();
  await proposed(["甲", "乙"].map(offer));
  button("全部采用").click();
  assert.deepEqual([pressed(), status()], [["true", "true"], "已采用 2 个数字"]);
  await proposed([..."甲乙丙丁戊己庚辛壬癸子丑寅"].map(offer));
  button("全部采用").click();
  assert.equal(field.value.split("\n").length, 12);
  assert.equal(status(), "数字最多 12 个，采用了前 9 个");
  button("寅 9家").click();
  assert.equal(status(), "数字最多 12 个，放不下“寅 9家”");
});

test("what is typed shows on the buttons, and the form hears of a press", async () => {
  const { proposed, pressed, field, button, document } = await desk();
  let heard = 0;
  document.addEventListener("input", () => (heard += 1));
  await proposed([offer("甲")]);
  assert.equal(button("全部采用").hidden, true); // one is taken by its own button
  button("甲 9家").click();
  assert.equal(heard, 1);
  field.value = "";
  field.dispatchEvent(new document.defaultView.Event("input", { bubbles: true }));
  assert.deepEqual(pressed(), ["false"]);
});

test("what an import found is there at once, without asking", async () => {
  const found = JSON.stringify([offer("甲")]).replaceAll('"', "&quot;");
  const { pressed, status, network } = await desk(
    FORM.replace("data-ask", `data-offered="${found}" data-ask`),
  );
  assert.deepEqual(pressed(), ["false"]);
  assert.equal(status(), "导入时找到的数字：按一下采用，再按一下去掉");
  assert.deepEqual(network.to("/figures/"), []);
});

test("a refusal is said, and the button asks again", async () => {
  const { network, button, status, clock } = await desk();
  button("从正文找数字").click();
  network.answer(network.last("/figures/"), { error: "稿件太大。" }, { status: 413 });
  await clock.pass(0);
  assert.equal(status(), "没有找到：稿件太大");
  assert.equal(button("从正文找数字").hasAttribute("aria-disabled"), false);
});
