/* An article with the tools below its title (static/site/tools.js), in a browser of one's choice. */
import { mirror, open } from "./page.mjs";

export const TOOLS = mirror(
  "series/_tools.html",
  `<div class="tools" data-address="https://chamber.test/articles/7/">
  <button type="button" class="later" data-do="copy" hidden>复制链接</button><button type="button" class="later" data-do="print" hidden>打印</button><button type="button" class="later" data-do="share" hidden>分享</button><button type="button" class="later" data-do="play" hidden>朗读</button>
  <span class="in-wechat" hidden>点右上角“…”转发</span><span role="status"></span></div>`,
);
export const SPEECH = mirror(
  "series/_speech.html",
  `<div class="speech" role="group" hidden><button type="button" data-do="pause">暂停</button><button type="button" data-do="back">上一句</button><button type="button" data-do="on">下一句</button><button type="button" data-do="stop">停止</button></div>`,
);
export const LETTER = `${SPEECH}<h1> 储能之都 </h1><p class="sub">副题</p>${TOOLS}<div class="prose">
  <p>第一句。“第二句！”第三<b>句</b>？</p><p>有注<sup class="note-sign">1</sup>的句子</p>
  <p>……</p><aside class="aside"><p>旁白</p></aside><ul><li>一项</li></ul><ol class="notes"><li>注文</li></ol></div>`;
export const ALL = ["储能之都", "副题", "第一句。", "“第二句！”", "第三句？", "有注的句子", "一项"];

/** The voices of a browser and what it is told to say; nothing sounds until the test says so. */
function speechOf(window, voices) {
  const speech = new window.EventTarget();
  window.SpeechSynthesisUtterance = class extends window.EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
  return Object.assign(speech, {
    voices,
    said: [],
    cancelled: 0,
    getVoices: () => speech.voices,
    speak: (said) => speech.said.push(said),
    cancel: () => (speech.cancelled += 1),
  });
}

const selectedIn = ({ value, selectionStart, selectionEnd }) =>
  value.slice(selectionStart, selectionEnd);
export const MANDARIN = { lang: "zh-CN", name: "普通话" };

export async function article({
  voices = [MANDARIN],
  clipboard,
  share,
  copies = null,
  highlights = false,
  agent,
  body = LETTER,
} = {}) {
  let printed = 0;
  let speech;
  const page = open(body, {
    agent,
    before(window) {
      if (voices) window.speechSynthesis = speech = speechOf(window, voices);
      if (clipboard)
        Object.defineProperty(window.navigator, "clipboard", {
          value: { writeText: clipboard },
        });
      if (share) window.navigator.share = share;
      window.document.execCommand = () =>
        copies?.(selectedIn(window.document.querySelector("textarea")));
      window.print = () => (printed += 1);
      window.matchMedia = () => ({ matches: false });
      if (!highlights) return;
      window.Highlight = class {
        constructor(range) {
          this.range = range;
        }
      };
      window.CSS = { highlights: new Map() };
    },
  });
  await page.run("site/tools.js");
  const said = () => speech.said.map(({ text }) => text);
  const ends = (number, type = "end") =>
    speech.said[number].dispatchEvent(new page.window.Event(type));
  const does = (name) => page.find(`[data-do=${name}]`);
  const marked = () => page.all(".is-spoken").map((one) => one.textContent.trim());
  return {
    ...page,
    speech,
    said,
    ends,
    does,
    marked,
    printed: () => printed,
    status: () => page.find("[role=status]").textContent,
  };
}
