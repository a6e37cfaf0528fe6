/* The bar while one writes: what is still missing before 送审, each a link to its place, and which
   button is the next step. A new text is saved first; with a headline and a text it is sent. */
import { element } from "./editor-tools.js";

const bar = document.querySelector(".action-bar");
const form = bar?.closest("form");
if (bar?.querySelector("[name=_submit]")) begin(form);

function begin(form) {
  const { headline } = form.elements;
  const [save, submit] = ["_save", "_submit"].map((name) => bar.querySelector(`[name=${name}]`));
  const line = element("p", { class: "lacks", hidden: "" });
  const isNew = save.classList.contains("default");
  bar.querySelector(".lacks")?.remove();
  bar.querySelector(".bar-acts").before(line);
  let editor = null;

  const text = () => (editor ? editor.state.doc.textContent : form.elements.body.value).trim();
  const lacking = () => {
    const found = [];
    if (!headline.value.trim()) found.push(["标题", () => headline.focus()]);
    if (!text())
      found.push(["正文", () => (editor ? editor.commands.focus() : form.elements.body.focus())]);
    if (editor) found.push(...silentPictures(editor));
    return found;
  };
  const show = () => {
    const found = lacking();
    line.hidden = !found.length;
    line.replaceChildren(`送审前还差 ${found.length} 项：`);
    if (found.length) line.append(linkTo(found[0]));
    if (!isNew) return;
    const ready = Boolean(headline.value.trim() && text());
    save.classList.toggle("default", !ready);
    submit.classList.toggle("default", ready);
  };
  form.addEventListener("input", show);
  form.addEventListener("desk:editor", ({ detail }) => {
    editor = detail.editor;
    show();
  });
  show();
}

function linkTo([words, go]) {
  const link = element("button", { type: "button", class: "as-link" }, words);
  link.addEventListener("click", go);
  return link;
}

function silentPictures(editor) {
  const found = [];
  let number = 0;
  editor.state.doc.descendants((node, at) => {
    if (!["picture", "image"].includes(node.type.name)) return;
    number += 1;
    if (!node.attrs.alt.trim())
      found.push([
        `第 ${number} 张图片的替代文字`,
        () => {
          editor.chain().focus().setNodeSelection(at).scrollIntoView().run();
          editor.view.dom.dispatchEvent(
            new CustomEvent("desk:picture", { bubbles: true, detail: { editor } }),
          );
        },
      ]);
  });
  return found;
}
