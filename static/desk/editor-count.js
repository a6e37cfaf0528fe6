/* The line below the text: how long it is, and what is left to put right. 字 are counted as Word
   counts them, marks included; the minutes are those of the public page (series/text/reading_time). */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]/g;
const WORD = /[A-Za-z0-9]+(?:[.,:%'-][A-Za-z0-9]+)*/g;
const HALF = /(?<=[\u3400-\u9fff”’》）])[,;:!?().]|[,;:!?()](?=[\u3400-\u9fff“‘《（])/g;
const HAN = /[\u3005\u3007\u3400-\u9fff\uf900-\ufaff]/g;
const A_MINUTE = 400;

const times = (text, pattern) => (text.match(pattern) ?? []).length;

export function countOf(doc) {
  const found = { words: 0, read: 0, sections: 0, paragraphs: 0, half: 0, wordless: 0 };
  doc.descendants((node) => {
    if (node.type.name === "image" || node.type.name === "picture")
      found.wordless += node.attrs.alt ? 0 : 1;
    if (!node.isTextblock) return;
    const text = node.textContent;
    found.words += times(text, WIDE) + times(text, WORD);
    found.read += times(text, HAN) + times(text, WORD);
    found.half += times(text, HALF);
    if (node.type.name === "heading" && node.attrs.level === 2) found.sections += 1;
    if (node.type.name === "paragraph" && text.trim()) found.paragraphs += 1;
  });
  return found;
}

export function sentences({ words, read, sections, paragraphs, half, wordless }) {
  const said = [`${words} 字`, `${sections} 节，${paragraphs} 段`];
  if (read) said.push(`约 ${Math.ceil(read / A_MINUTE)} 分钟`);
  said.push(`半角标点 ${half} 处`);
  if (wordless) said.push(`图片缺文字说明 ${wordless} 处`);
  return said;
}
