import assert from "node:assert/strict";
import test from "node:test";
import { mirror, open } from "./page.mjs";

const PAGE = `<h1>题</h1>${mirror(
  "admin/entry_outputs.html",
  `<output id="wechat-title-text">标题</output><button class="btn" data-copy="wechat-title-text" hidden>复制标题</button>
  <button class="btn main" data-copy="wechat-source" data-plain="wechat-plain" hidden>复制正文</button>
  <textarea id="wechat-source" readonly>&lt;p style="x"&gt;文&lt;/p&gt;</textarea><textarea id="wechat-plain" hidden>文</textarea>`,
)}`;

/** A browser whose clipboard takes (`allows`) what is written and what the copy command gives. */
async function desk({ writes = true, commands = true } = {}) {
  const written = [];
  const commanded = [];
  const page = open(PAGE, {
    before(window) {
      window.ClipboardItem = class {
        constructor(items) {
          this.items = items;
        }
      };
      const write = async ([{ items }]) => {
        if (!writes) throw new window.DOMException("denied", "NotAllowedError");
        for (const [type, blob] of Object.entries(items))
          written.push([type, blob.type, blob.size]);
      };
      if (writes !== null)
        Object.defineProperty(window.navigator, "clipboard", { value: { write } });
      window.document.execCommand = (name) => {
        const event = new window.Event("copy", { bubbles: true, cancelable: true });
        event.clipboardData = {
          setData: (type, text) => commands && commanded.push([type, text]),
        };
        if (name === "copy" && commands) page.document.dispatchEvent(event);
        return commands;
      };
    },
  });
  await page.run("desk/outputs.js");
  page.pressed = async (name) => {
    page.button(name).click();
    await page.clock.pass(0);
    return page.texts(".copied");
  };
  return { ...page, written, commanded };
}

test("the buttons are there with the script", async () => {
  const { all, texts } = await desk();
  assert.deepEqual(
    all("button").map(({ hidden }) => hidden),
    [false, false],
  );
  assert.deepEqual(texts("[role=status]"), ["", ""]);
});

test("a line is copied as text, which is said beside its button for four seconds", async () => {
  const { clock, commanded, pressed, texts, written } = await desk();
  assert.deepEqual(await pressed("复制标题"), ["已复制", ""]);
  assert.deepEqual(written, [["text/plain", "text/plain", 6]]);
  assert.deepEqual(commanded, []);
  await clock.pass(3999);
  assert.deepEqual(texts(".copied"), ["已复制", ""]);
  await clock.pass(1);
  assert.deepEqual(texts(".copied"), ["", ""]);
});

test("the article is copied as its HTML with its text beside it, by the command", async () => {
  const { commanded, pressed, window, written } = await desk();
  assert.deepEqual(await pressed("复制正文"), ["", "已复制"]);
  assert.deepEqual(commanded, [
    ["text/html", '<p style="x">文</p>'],
    ["text/plain", "文"],
  ]);
  assert.deepEqual(written, []);
  assert.equal(window.getSelection().rangeCount, 0);
});

test("where the command is refused, the article is written", async () => {
  const { pressed, written } = await desk({ commands: false });
  assert.deepEqual(await pressed("复制正文"), ["", "已复制"]);
  assert.deepEqual(
    written.map(([type]) => type),
    ["text/html", "text/plain"],
  );
});

for (const [name, writes] of [
  ["has no clipboard", null],
  ["refuses", false],
])
  test(`where the page ${name}, a line goes by the command, once`, async () => {
    const { commanded, document, pressed, tell } = await desk({ writes });
    assert.deepEqual(await pressed("复制标题"), ["已复制", ""]);
    tell(document, "copy", { clipboardData: { setData: assert.fail } });
    assert.deepEqual(commanded, [["text/plain", "标题"]]);
  });

test("where nothing is allowed, one is told to copy by hand, and a later copy is one's own", async () => {
  const { document, pressed, tell } = await desk({ writes: false, commands: false });
  assert.deepEqual(await pressed("复制标题"), ["浏览器不允许复制，请选中文字后手工复制", ""]);
  assert.equal(tell(document, "copy", { clipboardData: { setData: assert.fail } }), true);
});
