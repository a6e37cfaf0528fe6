/* The line below the text: how long it is, and what is left to put right. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]/g;
const WORD = /[A-Za-z0-9]+(?:[.,:%'-][A-Za-z0-9]+)*/g;
const HALF = /(?<=[\u3400-\u9fff”’》）])[,;:!?().]|[,;:!?()](?=[\u3400-\u9fff“‘《（])/g;
const A_MINUTE = 300;

const times = (text, pattern) => (text.match(pattern) ?? []).length;

export function countOf(doc) {
  const found = { words: 0, sections: 0, paragraphs: 0, half: 0, wordless: 0 };
  doc.descendants((node) => {
    if (node.type.name === "image" || node.type.name === "picture") found.wordless += node.attrs.alt ? 0 : 1;
    if (!node.isTextblock) return;
    const text = node.textContent;
    found.words += times(text, WIDE) + times(text, WORD);
    found.half += times(text, HALF);
    if (node.type.name === "heading" && node.attrs.level === 2) found.sections += 1;
    if (node.type.name === "paragraph" && text.trim()) found.paragraphs += 1;
  });
  return found;
}

export function sentences({ words, sections, paragraphs, half, wordless }) {
  const said = [`${words} 字`, `${sections} 节，${paragraphs} 段`];
  if (words) said.push(`约 ${Math.max(1, Math.round(words / A_MINUTE))} 分钟`);
  said.push(`半角标点 ${half} 处`);
  if (wordless) said.push(`图片缺文字说明 ${wordless} 处`);
  return said;
}
