import assert from "node:assert/strict";
import test from "node:test";
import { until } from "./clock.mjs";
import { desk as form } from "./editor.mjs";
import { requests } from "./network.mjs";
import { mirror } from "./page.mjs";

const DIALOG = mirror(
  "admin/_picture_dialog.html",
  `<dialog class="picture-dialog" id="picture-dialog" data-drop="/drop/" data-pick="/pick/"><form>
    <input type="hidden" name="csrfmiddlewaretoken" value="token"><h2 id="picture-title">插入图片</h2>
    <p class="errornote" role="alert" hidden></p>
    <div class="source"><input class="visually-hidden" type="file" id="picture-file">
      <div class="library"><input type="search" id="picture-search"><p class="meta" role="status"></p><ul class="thumbs"></ul>
      <button class="btn" type="button" data-do="more" hidden>再显示一些</button></div></div>
    <div class="details" hidden><div class="focus"><div class="focus-picture"><img alt="待插入的图片"></div></div>
      <p><input id="picture-alt" class="vTextField"></p><p><input id="picture-caption"></p>
      <p class="about"><input id="picture-photographer"><input id="picture-licence"><input id="picture-album"></p>
      <p class="together" hidden><label><input type="checkbox" id="picture-together">排成一组</label></p>
      <p class="numbers"><input id="picture-x" value="50"><input id="picture-y" value="50"></p><p class="meta kept" hidden>焦点在“图片”里改。</p></div>
    <p class="sending" hidden><progress id="picture-progress" max="100"></progress></p>
    <button class="btn main" type="submit" disabled>插入</button><button class="btn" type="button" data-do="back" hidden>换一张</button>
    <button class="btn" type="button" data-do="close">取消</button></form></dialog>`,
);
const STREET = { small: "/pictures/1/small", url: "/pictures/1/", alt: "街景", caption: "老街" };
const FIGURE = '<figure><img src="/pictures/1/" alt="街景"><figcaption>老街</figcaption></figure>';

async function desk(markup = "<p>甲乙</p>") {
  const page = await form({
    markup,
    more: DIALOG,
    scripts: ["desk/pictures.js"],
    before: requests,
  });
  const field = (name) => page.find(`#picture-${name}`);
  const dialog = page.find("dialog");
  const press = async (name) => {
    page.button(name, dialog).click();
    await page.clock.pass(16);
  };
  const file = (name = "a.png", type = "image/png", size = 3) => {
    const made = new page.window.File(["123"], name, { type });
    Object.defineProperty(made, "size", { value: size });
    return made;
  };
  const choose = async (one) => {
    Object.defineProperty(field("file"), "files", { configurable: true, value: [one] });
    page.tell(field("file"), "change");
    await page.clock.pass(0);
  };
  const ready = () => until(() => !page.find(".details").hidden);
  const words = async (alt, caption = "") => {
    page.type(field("alt"), alt);
    page.type(field("caption"), caption);
    await press(page.find("[type=submit]").textContent);
  };
  const said = () => (page.find(".errornote").hidden ? null : page.find(".errornote").textContent);
  const opens = () => page.button("插入图片", page.root).click();
  const answer = async (number, status, told) => {
    page.window.requests[number].answer(status, told);
    await page.clock.pass(16);
  };
  const shelf = async (...pictures) => {
    page.network.answer(page.network.last("/pick/"), {
      pictures,
      next: null,
      count: pictures.length,
    });
    await page.clock.pass(0);
  };
  return {
    ...page,
    field,
    dialog,
    press,
    file,
    choose,
    ready,
    words,
    said,
    opens,
    answer,
    shelf,
    title: () => page.find("h2").textContent,
  };
}

/** Drop files on the text, at a place of it. */
function drop({ editor, surface, tell }, files, position = 1) {
  editor.view.posAtCoords = () => ({ pos: position });
  return tell(surface, "drop", {
    dataTransfer: { files, getData: () => "" },
    clientX: 1,
    clientY: 1,
  });
}

test("the button opens the dialog at the choice of a source, with the library", async () => {
  const { dialog, document, field, find, network, opens } = await desk();
  opens();
  assert.equal(dialog.open, true);
  assert.equal(network.sent.length, 1);
  assert.deepEqual(
    [find(".source").hidden, find(".details").hidden, find("[type=submit]").disabled],
    [false, true, true],
  );
  assert.equal(document.activeElement, field("file"));
});

test("a stored picture goes in with its own words, at the caret, and the dialog closes", async () => {
  const { dialog, editor, field, find, markup, opens, press, ready, shelf } = await desk();
  editor.commands.setTextSelection(2);
  opens();
  await shelf(STREET);
  await press("街景");
  await ready();
  assert.deepEqual([field("alt").value, field("caption").value], ["街景", "老街"]);
  assert.deepEqual([find(".numbers").hidden, find(".kept").hidden], [true, false]);
  await press("插入");
  assert.equal(markup(), `<p>甲</p>${FIGURE}<p>乙</p>`);
  assert.equal(dialog.open, false);
});

test("none goes in without its alternative text", async () => {
  const { document, field, markup, opens, press, ready, said, shelf, type, words } = await desk();
  opens();
  await shelf({ ...STREET, alt: "" });
  await press("缺替代文字");
  await ready();
  await words("  ");
  assert.equal(said(), "请填写替代文字，说清画面内容，再插入图片。");
  assert.equal(field("alt").getAttribute("aria-invalid"), "true");
  assert.equal(document.activeElement, field("alt"));
  assert.equal(markup(), "<p>甲乙</p>");
  type(field("alt"), "街");
  assert.deepEqual([said(), field("alt").hasAttribute("aria-invalid")], [null, false]);
});

test("a file is sent with its words and its focus, and stands in the text as the server has it", async () => {
  const { answer, choose, dialog, field, file, find, markup, opens, ready, type, window, words } =
    await desk("<p></p>");
  opens();
  await choose(file());
  await ready();
  assert.match(find(".focus-picture img").src, /^data:image\/png;base64,/);
  type(field("x"), "30");
  await words("新街", "开街 <b>");
  const [request] = window.requests;
  assert.deepEqual(
    ["alt", "caption", "focus_x", "focus_y"].map((name) => request.body.get(name)),
    ["新街", "开街 <b>", "30", "50"],
  );
  assert.deepEqual(
    [request.headers["X-CSRFToken"], find(".sending").hidden, find("[type=submit]").disabled],
    ["token", false, true],
  );
  request.upload.onprogress({ lengthComputable: true, loaded: 1, total: 2 });
  assert.equal(find("progress").value, 50);
  await answer(0, 201, { url: "/pictures/9/" });
  assert.equal(
    markup(),
    '<figure><img src="/pictures/9/" alt="新街"><figcaption>开街 &lt;b&gt;</figcaption></figure>',
  );
  assert.deepEqual([dialog.open, find(".sending").hidden], [false, true]);
});

test("what the server refuses is said at its field, and all that was typed stays", async () => {
  const { answer, choose, dialog, field, file, find, opens, ready, said, words } = await desk();
  opens();
  await choose(file());
  await ready();
  await words("新街", "开街");
  await answer(0, 400, { error: "替代文字太长。", field: "alt" });
  assert.equal(said(), "替代文字太长。");
  assert.deepEqual(
    [field("alt").value, field("caption").value, field("alt").getAttribute("aria-invalid")],
    ["新街", "开街", "true"],
  );
  assert.deepEqual([dialog.open, find("[type=submit]").disabled], [true, false]);
});

for (const [name, given, sentence] of [
  [
    "another kind of file",
    ["a.svg", "image/svg+xml", 3],
    "“a.svg”不是 PNG、JPEG、GIF 或 WebP 图片，请换一种格式。",
  ],
  [
    "a file over 20 MB",
    ["a.png", "image/png", 20 * 1024 * 1024 + 1],
    "图片超过 20 MB，请压缩后再插入。",
  ],
])
  test(`${name} is refused before anything is sent`, async () => {
    const { choose, file, find, opens, said } = await desk();
    opens();
    await choose(file(...given));
    assert.equal(said(), sentence);
    assert.equal(find(".details").hidden, true);
  });

test("a file of 20 MB to the byte is taken", async () => {
  const { choose, file, opens, ready, said } = await desk();
  opens();
  await choose(file("a.png", "image/png", 20 * 1024 * 1024));
  await ready();
  assert.equal(said(), null);
});

test("files dropped on the text go in one after the other, at the place of the drop", async () => {
  const page = await desk();
  assert.equal(
    drop(page, [page.file("a.png"), page.file("b.txt", "text/plain"), page.file("c.png")], 2),
    false,
  );
  await page.ready();
  assert.equal(page.title(), "插入图片（第 1 张，共 2 张）");
  await page.words("一");
  await page.answer(0, 201, { url: "/pictures/1/" });
  assert.equal(page.title(), "插入图片（第 2 张，共 2 张）");
  await page.ready();
  assert.equal(page.field("alt").value, "");
  await page.words("二");
  await page.answer(1, 201, { url: "/pictures/2/" });
  assert.match(
    page.markup(),
    /<p>甲<\/p><figure><img src="\/pictures\/1\/".*<figure><img src="\/pictures\/2\/".*<p>乙<\/p>$/,
  );
  assert.equal(page.dialog.open, false);
});

test("files that are no pictures are left to others", async () => {
  const page = await desk();
  drop(page, [page.file("b.txt", "text/plain")]);
  assert.equal(page.dialog.open, false);
});

test("a file dropped on the dialog itself is taken", async () => {
  const { dialog, file, find, opens, ready, tell } = await desk();
  opens();
  assert.equal(tell(dialog, "dragover"), false);
  assert.ok(dialog.classList.contains("is-over"));
  tell(dialog, "drop", { dataTransfer: { files: [file()] } });
  await ready();
  assert.ok(!dialog.classList.contains("is-over"));
  assert.match(find(".focus-picture img").src, /^data:/);
});

test("another picture may be chosen; closing stops what is being sent and forgets the rest", async () => {
  const page = await desk();
  drop(page, [page.file("a.png"), page.file("c.png")]);
  await page.ready();
  await page.press("换一张");
  assert.deepEqual([page.find(".source").hidden, page.find(".details").hidden], [false, true]);
  await page.choose(page.file("d.png"));
  await page.ready();
  await page.words("一");
  await page.press("取消");
  assert.equal(page.window.requests[0].stopped, true);
  assert.equal(page.dialog.open, false);
  assert.equal(page.document.activeElement, page.surface);
  assert.equal(page.markup(), "<p>甲乙</p>");
  page.opens();
  assert.equal(page.title(), "插入图片");
});

for (const way of ["the button", "a double click"])
  test(`with a picture of the text chosen, ${way} revises its words only`, async () => {
    const page = await desk(`<p>甲</p>${FIGURE}`);
    page.editor.commands.setNodeSelection(4);
    if (way === "the button") page.opens();
    else page.tell(page.surface.querySelector("img"), "dblclick");
    await page.ready();
    assert.equal(page.title(), "图片的替代文字");
    assert.deepEqual(
      [page.field("caption").parentElement.hidden, page.button("换一张").hidden],
      [true, true],
    );
    assert.equal(page.field("alt").value, "街景");
    assert.ok(page.button("改好"));
    await page.words("夜景");
    assert.equal(page.markup(), `<p>甲</p>${FIGURE.replace("街景", "夜景")}`);
    assert.equal(page.dialog.open, false);
  });

test("after a revision the next picture has its caption and its button again", async () => {
  const page = await desk(`<p>甲</p>${FIGURE}`);
  page.editor.commands.setNodeSelection(4);
  page.opens();
  await page.ready();
  await page.press("取消");
  page.editor.commands.setTextSelection(1);
  page.opens();
  await page.shelf(STREET);
  await page.press("街景");
  await page.ready();
  assert.deepEqual(
    [page.field("caption").parentElement.hidden, page.find("[type=submit]").textContent],
    [false, "插入"],
  );
});

test("photographer and licence go with the file and stand behind the caption", async () => {
  const page = await desk();
  page.opens();
  await page.choose(page.file());
  await page.ready();
  page.type(page.field("photographer"), "王强");
  page.type(page.field("album"), "走访");
  await page.words("街景", "老街");
  const { body } = page.window.requests[0];
  assert.deepEqual([body.get("photographer"), body.get("album")], ["王强", "走访"]);
  await page.answer(0, 200, JSON.stringify({ ...STREET, credit: "（王强 摄）" }));
  await until(() => !page.dialog.open);
  assert.ok(page.markup().includes("<figcaption>老街（王强 摄）</figcaption>"));
});

test("a stored picture shows its credit in the caption, once", async () => {
  const page = await desk();
  page.opens();
  await page.shelf({ ...STREET, credit: "（王强 摄）" });
  page.find(".thumbs button").click();
  await page.ready();
  assert.equal(page.field("caption").value, "老街（王强 摄）");
  assert.equal(page.find(".about").hidden, true);
});

test("a second picture joins the figure above it, with one caption", async () => {
  const page = await desk(`${FIGURE}<p>甲乙</p>`);
  page.select("甲");
  page.opens();
  await page.shelf({ ...STREET, url: "/pictures/2/", alt: "河景", caption: "运河" });
  page.find(".thumbs button").click();
  await page.ready();
  assert.equal(page.find(".together").hidden, false);
  page.field("together").checked = true;
  await page.press("插入");
  assert.equal(
    page.markup(),
    '<figure><img src="/pictures/1/" alt="街景"><img src="/pictures/2/" alt="河景">' +
      "<figcaption>老街　运河</figcaption></figure><p>甲乙</p>",
  );
});

test("without a picture above there is nothing to join", async () => {
  const page = await desk(`<p>甲乙</p>${FIGURE}`);
  page.select("甲");
  page.opens();
  await page.shelf(STREET);
  page.find(".thumbs button").click();
  await page.ready();
  assert.equal(page.find(".together").hidden, true);
});

test("a sentence about a picture leads to its words", async () => {
  const page = await desk(`<p>甲</p>${FIGURE}${FIGURE.replace('alt="街景"', 'alt=""')}`);
  const link = page.document.createElement("a");
  link.dataset.picture = "2";
  page.document.body.append(link);
  link.click();
  await page.ready();
  await page.words("运河");
  assert.equal(page.markup().split('alt="运河"').length, 2);
  assert.ok(page.markup().includes('alt="街景"'));
});
