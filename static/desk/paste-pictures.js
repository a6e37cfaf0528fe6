/* The distant pictures of a paste: named with their host, fetched only when somebody says so. */
import { element } from "./editor-tools.js";
import { spotOf } from "./paste-place.js";

const MOST = 20;

export function pictureList(editor, place, pictures, ask) {
  const wanted = pictures.slice(0, MOST);
  place.spots = wanted.map(({ after }) => spotOf(editor, place, after));
  const hosts = [...new Set(wanted.map(({ host }) => host))].join("、");
  const list = element("ul");
  const items = wanted.map(({ host, alt }) => element("li", {}, `${host}${alt ? `：${alt}` : ""}`));
  list.append(...items);
  const fetchAll = element("button", { type: "button" }, `取回 ${wanted.length} 张图片`);
  const leave = element("button", { type: "button" }, "不要图片");
  const row = element("p", { class: "row" }, fetchAll, leave);
  const part = element(
    "section",
    { class: "distant" },
    element(
      "p",
      {},
      `有 ${pictures.length} 张图片在别处的网站（${hosts}）上，没有贴入。${pictures.length > MOST ? `一次最多取回 ${MOST} 张。` : ""}取回前请确认有权使用；取回时对方网站会看到本站的访问。`,
    ),
    list,
    row,
  );
  fetchAll.addEventListener("click", async () => {
    row.remove();
    for (const [number, picture] of wanted.entries())
      await take(editor, place, { number, picture, item: items[number], ask });
  });
  leave.addEventListener("click", () =>
    part.replaceChildren(element("p", {}, `${pictures.length} 张图片没有取回。`)),
  );
  return part;
}

async function take(editor, place, { number, picture, item, ask }) {
  item.append("　正在取回…");
  const line = item.lastChild;
  try {
    const { src, alt } = await ask({ address: picture.address, alt: picture.alt });
    put(editor, place.spots[number], { src, alt: alt || picture.alt, caption: picture.caption });
    line.textContent = alt || picture.alt ? "　已取回" : "　已取回，请补写替代文字";
  } catch (error) {
    line.textContent = `　没有取回：${error.message}`;
  }
}

/** The line behind the place goes into the figure where it is still the picture's caption. */
function put(editor, spot, { src, alt, caption }) {
  const { picture, figure, figcaption } = editor.schema.nodes;
  const line = editor.state.doc.nodeAt(spot);
  const describes = caption && line?.isTextblock && bare(line.textContent) === bare(caption);
  const words = describes ? editor.schema.text(line.textContent.trim()) : null;
  const made = figure.create(null, [picture.create({ src, alt }), figcaption.create(null, words)]);
  const end = describes ? spot + line.nodeSize : spot;
  editor.view.dispatch(editor.state.tr.replaceWith(spot, end, made));
}

const bare = (text) => text.replaceAll(/\s/g, "");
