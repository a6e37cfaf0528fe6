/* A form that keeps itself and says who else is here (static/desk/autosave.js). */
import { mirror, open } from "./page.mjs";

export const LIVE = mirror(
  "admin/_live.html",
  `<div class="live" id="live" data-base="3" data-presence="/presence/" data-autosave="/autosave/">
    <p class="saved">现为第3版</p><p class="trouble" role="alert" hidden></p>
    <p class="others" role="status" hidden></p><p class="news" role="status" hidden></p></div>`,
);
export const TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="old-token">';
export const FORM = `<form>${TOKEN}<input name="headline" value="题"><textarea name="body">文</textarea>${LIVE}
  <input type="submit" name="_save" value="保存"></form>`;
export const SAVED = { saved_at: "10:02:03", others: [], news: "" };

export async function desk({ body = FORM, cookie } = {}) {
  const screen = { visibilityState: "visible" };
  const page = open(body, {
    before({ document }) {
      Object.defineProperty(document, "visibilityState", {
        get: () => screen.visibilityState,
      });
      if (cookie) document.cookie = cookie;
    },
  });
  page.screen = screen;
  await page.run("desk/autosave.js");
  page.said = (name) => {
    const line = page.find(`.${name}`);
    return line.hidden ? null : line.textContent;
  };
  page.saves = () => page.network.to("/autosave/");
  return page;
}

/** Type into the headline, and let the pause pass. */
export async function typed(desk, text) {
  desk.type(desk.find("[name=headline]"), text);
  await desk.clock.pass(700);
}
