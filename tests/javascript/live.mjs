/* A form that keeps itself and says who else is here (static/desk/autosave.js). */
import { withDatabase } from "./database.mjs";
import { mirror, open } from "./page.mjs";

export const LIVE = mirror(
  "admin/_live.html",
  `<div class="live" id="live" data-base="3" data-presence="/presence/" data-autosave="/autosave/">
    <p class="saved" role="status" data-state-line>现为第3版</p><p class="trouble" role="alert" hidden></p>
    <p class="others" role="status" hidden></p><p class="news" role="status" hidden></p></div>`,
);
export const TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="old-token">';
export const FORM = `<form>${TOKEN}<input name="headline" value="题"><textarea name="body">文</textarea>${LIVE}
  <input type="submit" name="_save" value="保存"></form>`;
export const SAVED = { saved_at: "10:02:03", copy: "c1", seen: "a1:1", others: [], news: "" };
/* The names by which one open form is told from others (templates/admin/_form_names.html). */
export const NAMES = `<input type="hidden" name="form_page" value="a1"><input type="hidden"
  name="form_writer" value="7"><input type="hidden" name="base" value="3">`;
export const NAMED = FORM.replace("<form>", `<form method="post">${NAMES}`);

export async function desk({ body = FORM, cookie, rows, scripts = [], more = "" } = {}) {
  const screen = { visibilityState: "visible" };
  const page = open(body + more, {
    before(window) {
      const { document } = window;
      if (rows) withDatabase(window, rows);
      Object.defineProperty(document, "visibilityState", {
        get: () => screen.visibilityState,
      });
      if (cookie) document.cookie = cookie;
    },
  });
  page.screen = screen;
  await page.run("desk/autosave.js", ...scripts);
  page.rows = rows;
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
