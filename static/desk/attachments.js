/* Attachments for the text: files that are chosen, dropped on the dialog or on the text, or stored
   ones. Each becomes a line of its own, a link with its type and size. Answers the editor's events
   (static/desk/editor.js): desk:attachment opens the dialog, desk:files brings files along. */
import { library } from "./picture-library.js";
import { send } from "./picture-sending.js";

const ATTACHED = /\.(pdf|ofd|xlsx?|pptx?|zip|mp3|mp4)$/i;

const dialog = document.getElementById("attachment-dialog");
if (dialog) begin(dialog);

function begin(box) {
  const find = (selector) => box.querySelector(selector);
  const error = find(".errornote");
  const sending = find(".sending");
  const field = find("[type=file]");
  const state = { editor: null, position: null, request: null };
  const shelf = library(find(".library"), {
    address: box.dataset.pick,
    name: "files",
    list: find(".file-list"),
    item: (file) => itemOf(file, () => finish([file])),
    words: { count: "个", none: "没有这样的附件，换个词试试。", empty: "还没有上传过附件。" },
  });

  function open(editor, { files = [], position = null } = {}) {
    Object.assign(state, { editor, position });
    say([]);
    field.value = "";
    if (!box.open) box.showModal();
    shelf.open();
    field.focus();
    if (files.length) upload(files);
  }

  /** One after the other; what was stored goes into the text, what was refused is said. */
  async function upload(files) {
    const [stored, refused] = [[], []];
    for (const file of files) {
      const answer = await sent(file);
      if (answer.error) refused.push(`“${file.name}”：${answer.error}`);
      else stored.push(answer);
    }
    if (refused.length) insert(stored);
    else finish(stored);
    say(refused);
  }

  async function sent(file) {
    sending.hidden = false;
    const meter = sending.querySelector("progress");
    state.request = send(box.dataset.drop, {
      fields: { upload: file },
      token: find("form").elements.csrfmiddlewaretoken.value,
      progress: (share) => (meter.value = share),
      what: "附件",
    });
    const answer = await state.request.answer;
    state.request = null;
    sending.hidden = true;
    return answer;
  }

  function finish(files) {
    insert(files);
    box.close();
  }

  function insert(files) {
    if (!files.length) return;
    const markup = files.map(markupOf).join("");
    const chain = state.editor.chain().focus();
    if (state.position === null) chain.insertContent(markup).run();
    else {
      const end = state.editor.state.doc.content.size;
      chain.insertContentAt(Math.min(state.position, end), markup).run();
    }
    state.position = null;
  }

  function say(sentences) {
    error.textContent = sentences.join(" ");
    error.hidden = !sentences.length;
  }

  document.addEventListener("desk:attachment", ({ detail: { editor } }) => open(editor));
  document.addEventListener("desk:files", (event) => {
    const files = [...event.detail.files].filter(({ name }) => ATTACHED.test(name));
    if (!files.length || event.defaultPrevented) return;
    event.preventDefault();
    open(event.detail.editor, { files, position: event.detail.position });
  });
  find("form").addEventListener("submit", (event) => event.preventDefault());
  find("form").addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does === "close") box.close();
    if (does === "more") shelf.more();
  });
  field.addEventListener("change", () => field.files.length && upload([...field.files]));
  box.addEventListener("close", () => {
    state.request?.stop();
    state.editor?.commands.focus();
  });
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    const files = [...event.dataTransfer.files];
    if (files.length) upload(files);
  });
}

function itemOf(file, chosen) {
  const item = document.createElement("li");
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = file.label;
  button.addEventListener("click", chosen);
  return item;
}

function markupOf({ url, label }) {
  const line = document.createElement("p");
  const link = line.appendChild(document.createElement("a"));
  link.setAttribute("href", url);
  link.textContent = label;
  return line.outerHTML;
}
