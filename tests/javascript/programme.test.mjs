import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";

const KINDS = ["主题演讲", "高峰对话", "互动交流", "参观考察", "其他"];
const LINES = `09:30—10:10 主题演讲：智造之路｜张教授｜含问答
· 吴越#3｜教授｜江南大学
14:00 参观车间`;
const FORM = (lines) =>
  `<form><textarea name="programme" data-session-kinds='${JSON.stringify(KINDS)}'>${lines}</textarea></form>`;

async function desk(lines = LINES) {
  const page = open(FORM(lines));
  await page.run("desk/programme.js");
  const rows = () => [...page.document.querySelectorAll(".programme-rows > div")];
  const part = (row, name) => row.querySelector(`[data-part=${name}]`);
  return { ...page, rows, part, field: page.find("textarea") };
}

test("each session and each speaker is a row of its own", async () => {
  const { rows, part } = await desk();
  const [first, guest, second] = rows();
  assert.deepEqual(
    [first, guest, second].map((row) => row.className),
    ["session", "guest", "session"],
  );
  const values = ["starts", "ends", "kind", "title", "speaker", "note"].map(
    (n) => part(first, n).value,
  );
  assert.deepEqual(values, ["09:30", "10:10", "主题演讲", "智造之路", "张教授", "含问答"]);
  assert.equal(part(guest, "name").value, "吴越#3");
});

test("what is typed into a row stands in the lines, the rest as it was", async () => {
  const { rows, part, field, type } = await desk();
  assert.equal(field.value, LINES);
  type(part(rows()[2], "title"), "参观热处理车间");
  assert.equal(field.value, LINES.replace("参观车间", "参观热处理车间"));
  type(part(rows()[2], "note"), "分两组｜进行");
  assert.ok(field.value.endsWith("14:00 参观热处理车间｜｜分两组／进行"));
});

test("a session goes with its speakers, a new one stands last", async () => {
  const { rows, part, field, type, document } = await desk();
  const press = (row, words) =>
    [...row.querySelectorAll("button")].find((one) => one.textContent === words).click();
  press(rows()[2], "加嘉宾");
  type(part(rows()[3], "name"), "李工");
  assert.ok(field.value.endsWith("14:00 参观车间\n· 李工"));
  press(rows()[0], "删去");
  assert.equal(field.value, "14:00 参观车间\n· 李工");
  [...document.querySelectorAll("button")].find((one) => one.textContent === "加一项议程").click();
  type(part(rows().at(-1), "title"), "合影");
  assert.equal(field.value, "14:00 参观车间\n· 李工\n合影");
});

test("lines that rows cannot say are left to the field", async () => {
  for (const lines of ["题目｜主讲｜说明｜又一项", "· 没有议程的嘉宾"]) {
    const { field, find } = await desk(lines);
    assert.equal(find(".programme-rows").hidden, true);
    assert.equal(field.value, lines);
  }
});
