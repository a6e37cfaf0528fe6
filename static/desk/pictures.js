/* Pictures for the text: a file dropped on the editor, pasted or chosen, or one of the library.
   None goes in without its alternative text. Answers the editor's events (static/desk/editor.js):
   desk:picture opens the dialog, desk:files brings files along. With a picture of the text chosen,
   or by a double click on it, its own words are revised. */
import { focusOn } from "./focus.js";
import { library } from "./picture-library.js";
import { send } from "./picture-sending.js";

const KINDS = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const LARGEST = 20 * 1024 * 1024;

const dialog = document.getElementById("picture-dialog");
if (dialog) begin(dialog);

function begin(box) {
  const find = (selector) => box.querySelector(selector);
  const part = {
    form: find("form"),
    title: find("h2"),
    error: find(".errornote"),
    source: find(".source"),
    details: find(".details"),
    file: find("#picture-file"),
    alt: find("#picture-alt"),
    caption: find("#picture-caption"),
    x: find("#picture-x"),
    y: find("#picture-y"),
    numbers: find(".numbers"),
    kept: find(".kept"),
    sending: find(".sending"),
    insert: find("[type=submit]"),
    back: find("[data-do=back]"),
    captioned: find("#picture-caption").parentElement,
    about: find(".about"),
    photographer: find("#picture-photographer"),
    licence: find("#picture-licence"),
    album: find("#picture-album"),
    together: find(".together"),
    joined: find("#picture-together"),
  };
  const state = {
    editor: null,
    position: null,
    waiting: [],
    count: 0,
    file: null,
    stored: null,
    request: null,
    revised: null,
  };
  const point = focusOn(find(".focus"), { x: part.x, y: part.y });
  const shelf = library(find(".library"), {
    address: box.dataset.pick,
    chosen: (picture) => take({ stored: picture }),
  });

  function open(editor, { files = [], position = null } = {}) {
    Object.assign(state, {
      editor,
      position,
      waiting: [...files],
      count: files.length,
      revised: null,
    });
    if (!box.open) box.showModal();
    next();
  }

  /** The words of a picture that stands in the text; its caption is written there. */
  function revise(editor, { at, node }) {
    Object.assign(state, { editor, waiting: [], count: 0, revised: at });
    if (!box.open) box.showModal();
    part.title.textContent = "图片的替代文字";
    take({ stored: { url: node.attrs.src, alt: node.attrs.alt, caption: "" } });
  }

  /** The next of the files that came together; without one, the choice of a source. */
  function next() {
    const place = state.count - state.waiting.length + 1;
    const file = state.waiting.shift();
    part.title.textContent =
      state.count > 1 ? `插入图片（第 ${place} 张，共 ${state.count} 张）` : "插入图片";
    choose();
    if (file) take({ file });
  }

  function choose() {
    Object.assign(state, { file: null, stored: null });
    part.form.reset();
    say("");
    show({ details: false });
    shelf.open();
    part.file.focus();
  }

  async function take({ file = null, stored = null }) {
    const fault = file ? faultOf(file) : "";
    if (fault) return say(fault);
    say("");
    Object.assign(state, { file, stored });
    const address = stored ? stored.url : await read(file);
    for (const image of part.details.querySelectorAll("img")) image.src = address;
    part.alt.value = stored?.alt ?? "";
    part.caption.value = stored ? withCredit(stored.caption, stored.credit) : "";
    point(50, 50);
    show({ details: true });
    part.alt.focus();
  }

  function show({ details }) {
    part.details.hidden = part.back.hidden = part.insert.disabled = !details;
    const revising = state.revised !== null;
    part.back.hidden ||= revising;
    part.captioned.hidden = revising;
    part.about.hidden = Boolean(state.stored);
    part.together.hidden = revising || !details || !figureAt(state.editor, state.position);
    part.insert.textContent = revising ? "改好" : "插入";
    part.source.hidden = details;
    part.numbers.hidden = Boolean(state.stored);
    part.kept.hidden = !state.stored || revising;
    box.classList.toggle("is-stored", Boolean(state.stored));
    part.sending.hidden = true;
  }

  function say(sentence, field = null) {
    part.error.textContent = sentence;
    part.error.hidden = !sentence;
    part.alt.removeAttribute("aria-invalid");
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  }

  async function finish() {
    const alt = part.alt.value.trim();
    let caption = part.caption.value.trim();
    if (!alt) return say("请填写替代文字，说清画面内容，再插入图片。", part.alt);
    if (state.revised !== null) return reword(alt);
    let picture = state.stored;
    if (state.file) {
      say("");
      picture = await upload({
        alt,
        caption,
        photographer: part.photographer.value.trim(),
        licence: part.licence.value.trim(),
        album: part.album.value.trim(),
      });
      if (!picture) return undefined;
      caption = withCredit(caption, picture.credit);
    }
    insert(picture, { alt, caption });
    if (state.waiting.length) return next();
    return box.close();
  }

  function reword(alt) {
    const change = ({ tr }) => Boolean(tr.setNodeAttribute(state.revised, "alt", alt));
    state.editor.chain().focus().command(change).run();
    box.close();
  }

  async function upload(words) {
    const meter = part.sending.querySelector("progress");
    part.sending.hidden = false;
    part.insert.disabled = true;
    const fields = { upload: state.file, ...words, focus_x: part.x.value, focus_y: part.y.value };
    const token = part.form.elements.csrfmiddlewaretoken.value;
    state.request = send(box.dataset.drop, {
      fields,
      token,
      progress: (share) => (meter.value = share),
    });
    const answer = await state.request.answer;
    part.sending.hidden = true;
    part.insert.disabled = false;
    state.request = null;
    if (answer.error) say(answer.error, answer.field === "alt" ? part.alt : null);
    return answer.error ? null : answer;
  }

  function insert(picture, { alt, caption }) {
    const place = part.joined.checked && figureAt(state.editor, state.position);
    if (place) return join(state.editor, place, { src: picture.url, alt, caption });
    const figure = markupOf(picture.url, { alt, caption });
    const chain = state.editor.chain().focus();
    if (state.position === null) chain.insertContent(figure).run();
    else
      chain
        .insertContentAt(Math.min(state.position, state.editor.state.doc.content.size), figure)
        .run();
    state.position = null;
    return undefined;
  }

  document.addEventListener("desk:picture", ({ detail: { editor } }) => {
    const chosen = chosenIn(editor);
    if (chosen) revise(editor, chosen);
    else open(editor);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-picture]");
    const { editor } = (link && document.querySelector(".editor")?.deskEditor) ?? {};
    const found = editor && pictureOf(editor, Number(link.dataset.picture));
    if (!found) return;
    event.preventDefault();
    editor.chain().setNodeSelection(found.at).scrollIntoView().run();
    revise(editor, found);
  });
  document.addEventListener("dblclick", (event) => {
    const editor =
      event.target.matches(".editor .page img") &&
      event.target.closest(".editor").deskEditor?.editor;
    const chosen = editor && chosenIn(editor);
    if (chosen) revise(editor, chosen);
  });
  document.addEventListener("desk:files", (event) => {
    const { files, editor, position } = event.detail;
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    open(editor, { files: pictures, position });
  });
  part.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!part.insert.disabled) finish();
  });
  part.form.addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does === "close") box.close();
    if (does === "back") choose();
    if (does === "more") shelf.more();
  });
  part.alt.addEventListener("input", () => part.alt.hasAttribute("aria-invalid") && say(""));
  part.file.addEventListener(
    "change",
    () => part.file.files[0] && take({ file: part.file.files[0] }),
  );
  box.addEventListener("close", () => {
    state.request?.stop();
    state.editor?.commands.focus();
    state.waiting = [];
  });
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    const [file] = event.dataTransfer.files;
    if (file) take({ file });
  });
}

/** The words with photographer and licence behind them, once. */
function withCredit(caption, credit) {
  return !credit || caption.includes(credit) ? caption : `${caption}${credit}`;
}

/** The figure around this place or right above it, as {at, node}; null where there is none. */
function figureAt(editor, position) {
  if (!editor) return null;
  const { doc, selection } = editor.state;
  const here =
    position === null ? selection.$from : doc.resolve(Math.min(position, doc.content.size));
  for (let depth = here.depth; depth > 0; depth -= 1)
    if (here.node(depth).type.name === "figure")
      return { at: here.before(depth), node: here.node(depth) };
  const above = here.depth ? doc.resolve(here.before(1)) : here;
  const node = above.nodeBefore;
  return node?.type.name === "figure" ? { at: above.pos - node.nodeSize, node } : null;
}

/** Put a picture behind the others of a figure; its caption behind theirs. */
function join(editor, { at, node }, { src, alt, caption }) {
  const words = node.lastChild;
  const behind = at + node.nodeSize - 1 - words.nodeSize;
  const known = words.textContent;
  editor
    .chain()
    .focus()
    .command(({ tr, state: { schema } }) => {
      if (caption) tr.insertText(known ? `　${caption}` : caption, behind + words.nodeSize - 1);
      tr.insert(behind, schema.nodes.picture.create({ src, alt }));
      return true;
    })
    .run();
}

function chosenIn(editor) {
  const { node, from } = editor.state.selection;
  return ["picture", "image"].includes(node?.type.name) ? { at: from, node } : null;
}

/** The picture of this number in the text, from 1, as the server counts them. */
function pictureOf(editor, number) {
  const found = [];
  editor.state.doc.descendants((node, at) => {
    if (["picture", "image"].includes(node.type.name)) found.push({ at, node });
  });
  return found[number - 1] ?? null;
}

function faultOf(file) {
  if (!KINDS.includes(file.type))
    return `“${file.name}”不是 PNG、JPEG、GIF 或 WebP 图片，请换一种格式。`;
  return file.size > LARGEST ? "图片超过 20 MB，请压缩后再插入。" : "";
}

/** As data, since the content policy allows no blob addresses. */
function read(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => done("");
    reader.readAsDataURL(file);
  });
}

function markupOf(url, { alt, caption }) {
  const figure = document.createElement("figure");
  const image = figure.appendChild(document.createElement("img"));
  image.setAttribute("src", url);
  image.setAttribute("alt", alt);
  figure.appendChild(document.createElement("figcaption")).textContent = caption;
  return figure.outerHTML;
}
