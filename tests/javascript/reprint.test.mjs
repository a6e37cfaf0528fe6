import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

// As series/forms/reprint.py writes it beside the field.
const SAID = {
  sources: { 常州日报: "cznews.gov.cn", 中华工商时报: "" },
  listed: "在名单上",
  unlisted: "不在名单上",
  unsaid: "名单见设置",
};
const FORM = (help) => `<form><input type="checkbox" name="reprint">
  <input name="original_source" id="id_original_source" data-reprint='${JSON.stringify(SAID)}'>
  <div class="help" id="id_original_source_helptext">${help}</div><input name="original_url"></form>`;

async function desk(help = "<div>名单见设置</div>") {
  const page = open(FORM(help));
  await page.run("desk/reprint.js");
  const field = (name) => page.find(`[name=${name}]`);
  page.said = ({ name, address = "", reprint = true }) => {
    field("reprint").checked = reprint;
    field("original_url").value = address;
    page.type(field("original_source"), name);
    return page.find("#id_original_source_helptext").textContent;
  };
  return { ...page, field };
}

test("whether the source is on the list is said while one types", async () => {
  const { said } = await desk();
  for (const [given, sentence] of [
    [{ name: "中华工商时报" }, SAID.listed],
    [{ name: " 中华工商时报 " }, SAID.listed],
    [{ name: "某号" }, SAID.unlisted],
    [{ name: "constructor" }, SAID.unlisted],
    [{ name: "" }, SAID.unsaid],
    [{ name: "中华工商时报", reprint: false }, SAID.unsaid],
  ])
    assert.equal(said(given), sentence, JSON.stringify(given));
});

test("a source with a site of its own is on the list only from there", async () => {
  const { said } = await desk();
  const name = "常州日报";
  for (const [address, sentence] of [
    ["https://cznews.gov.cn/1.html", SAID.listed],
    ["https://epaper.cznews.gov.cn/1.html", SAID.listed],
    ["https://fakecznews.gov.cn/", SAID.unlisted],
    ["https://cznews.gov.cn.evil.test/", SAID.unlisted],
    ["cznews.gov.cn", SAID.unlisted],
    ["", SAID.unlisted],
  ])
    assert.equal(said({ name, address }), sentence, address);
});

test("the address and the box are listened to as well", async () => {
  const { said, find, field, type, tell } = await desk();
  const line = () => find("#id_original_source_helptext").textContent;
  said({ name: "常州日报" });
  type(field("original_url"), "https://cznews.gov.cn/");
  assert.equal(line(), SAID.listed);
  field("reprint").checked = false;
  tell(field("reprint"), "input");
  assert.equal(line(), SAID.unsaid);
});

test("the sentence stands inside Django's own help", async () => {
  const inner = await desk();
  inner.said({ name: "某号" });
  assert.equal(inner.find(".help > div").textContent, SAID.unlisted);
  const bare = await desk("名单见设置");
  assert.equal(bare.said({ name: "某号" }), SAID.unlisted);
});

test("a form without the field is left alone", async () => {
  const { run, find } = open("<form><input></form>");
  await run("desk/reprint.js");
  assert.ok(find("input"));
});
