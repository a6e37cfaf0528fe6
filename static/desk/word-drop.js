/* A manuscript that is dropped on the text: its import is offered, the text stays as it is. The
   file goes to the page 导入 Word as if it had been chosen there. */
import { element } from "./editor-tools.js";

const MANUSCRIPT = /\.(docx?|wps|rtf|odt|html?|txt|md)$/i;

const box = document.getElementById("paste-receipt");

if (box) {
  document.addEventListener("desk:files", (event) => {
    const file = event.detail.files.find(({ name }) => MANUSCRIPT.test(name));
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    offer(file);
  });
}

function offer(file) {
  const isNew = !document.querySelector("[name=base]")?.value;
  const result = isNew ? "成为一篇新的草稿" : "成为这篇稿件的新一版";
  const go = element("button", { type: "button" }, "导入");
  const leave = element("button", { type: "button" }, "不导入");
  const row = element("p", { class: "row" });
  row.append(go, leave);
  box.replaceChildren(
    element("h2", {}, "导入文稿"),
    element("p", {}, `“${file.name}”是一份文稿，没有放进正文。导入后${result}。`),
    row,
  );
  go.addEventListener("click", () => send(file));
  leave.addEventListener("click", () => box.replaceChildren());
  go.focus();
}

function send(file) {
  const form = element("form", {
    method: "post",
    action: box.dataset.word,
    enctype: "multipart/form-data",
    hidden: "",
  });
  for (const name of ["csrfmiddlewaretoken", "base", "column"]) {
    const value = document.querySelector(`[name=${name}]`)?.value;
    if (value) form.append(element("input", { type: "hidden", name, value }));
  }
  const upload = element("input", { type: "file", name: "upload" });
  const files = new DataTransfer();
  files.items.add(file);
  upload.files = files.files;
  form.append(upload);
  document.body.append(form);
  form.submit();
}
