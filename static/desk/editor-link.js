/* The line below the text in which a link's address is typed. */
import { isLink } from "./editor-nodes.js";
import { element } from "./editor-tools.js";

export function linkBar(editor) {
  const input = element("input", {
    type: "text",
    inputmode: "url",
    autocomplete: "off",
    placeholder: "https://",
  });
  const trouble = element("span", { class: "trouble", role: "alert" });
  const button = (label) => element("button", { type: "button" }, label);
  const [apply, remove, close] = [button("确定"), button("去掉链接"), button("取消")];
  const bar = element("div", {
    class: "tools asks",
    role: "group",
    "aria-label": "链接",
    hidden: "",
  });
  bar.append(element("label", {}, "链接地址", input), apply, remove, close, trouble);

  const shut = () => {
    bar.hidden = true;
    editor.view.focus();
  };
  const unset = () => editor.chain().extendMarkRange("link").unsetMark("link").run();
  const set = () => {
    const href = complete(input.value.trim());
    trouble.textContent = isLink(href) ? "" : "请填写完整的地址，例如 https://www.changzhou.gov.cn";
    if (trouble.textContent) return;
    putLink(editor, href);
    shut();
  };
  apply.addEventListener("click", set);
  remove.addEventListener("click", () => {
    unset();
    shut();
  });
  close.addEventListener("click", shut);
  input.addEventListener("input", (event) => event.stopPropagation());
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
    if (event.key !== "Enter" || event.target !== input || event.isComposing) return;
    event.preventDefault();
    set();
  });
  return {
    bar,
    open() {
      bar.hidden = false;
      trouble.textContent = "";
      input.value = editor.getAttributes("link").href ?? "";
      remove.hidden = !input.value;
      input.select();
      input.focus();
      bar.scrollIntoView({ block: "nearest" }); // above the line that stays at the foot
    },
  };
}

const complete = (typed) => (/^www\.\S+\.\S/i.test(typed) ? `https://${typed}` : typed);

function putLink(editor, href) {
  const { empty } = editor.state.selection;
  if (empty && !editor.isActive("link")) {
    editor.commands.insertContent({
      type: "text",
      text: href,
      marks: [{ type: "link", attrs: { href } }],
    });
    return;
  }
  editor.chain().extendMarkRange("link").setMark("link", { href }).run();
}
