import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./page.mjs";
import { requests } from "./network.mjs";

const LOST = "图片没有传上去：网络断开或服务器没有回答，请稍后再试。";

/** A file that is under way. */
async function sending() {
  const page = open("", { before: requests });
  const { send } = await page.run("desk/picture-sending.js");
  const shares = [];
  const upload = new page.window.File(["123"], "a.png", { type: "image/png" });
  const one = send("/drop/", {
    fields: { upload, alt: "街景" },
    token: "token",
    progress: (share) => shares.push(share),
  });
  return { ...page, ...one, shares, request: page.window.requests[0] };
}

test("file and words go with the form's token", async () => {
  const { request } = await sending();
  assert.deepEqual(
    [request.method, request.address, request.headers],
    ["POST", "/drop/", { "X-CSRFToken": "token" }],
  );
  assert.deepEqual([request.body.get("upload").name, request.body.get("alt")], ["a.png", "街景"]);
});

test("its progress is told in hundredths, where its length is known", async () => {
  const { request, shares } = await sending();
  request.upload.onprogress({ lengthComputable: true, loaded: 1, total: 4 });
  request.upload.onprogress({ lengthComputable: false, loaded: 2, total: 0 });
  assert.deepEqual(shares, [25]);
});

for (const [name, status, text, told] of [
  ["a stored picture", 201, '{"url": "/pictures/9/"}', { url: "/pictures/9/" }],
  ["a fault of a field", 400, '{"error": "太长", "field": "alt"}', { error: "太长", field: "alt" }],
  ["no right", 403, "<html>", { error: "您没有权限上传图片，或者登录已过期，请重新登录后再试。" }],
  [
    "too large for the server",
    413,
    "<html>",
    { error: "图片太大，服务器没有接收，请压缩后再试。" },
  ],
  ["a page instead of an answer", 200, "<html>", { error: LOST }],
  ["an answer that says nothing", 200, "{}", { error: LOST }],
])
  test(`${name} is told`, async () => {
    const { answer, request } = await sending();
    request.answer(status, text);
    assert.deepEqual({ ...(await answer) }, told);
  });

test("a lost connection, one that takes too long and one that is stopped are told", async () => {
  for (const [end, error] of [
    ["error", LOST],
    ["timeout", LOST],
    ["abort", "上传已取消。"],
  ]) {
    const one = await sending();
    if (end === "abort") one.stop();
    else one.request[`on${end}`]();
    assert.deepEqual({ ...(await one.answer) }, { error });
  }
});
