"""A writer who types, saves, reloads and loses session, network and server at random.

Every finished word is noted in `typed`; `lost()` looks for each of them in the revisions, the
working copies and the browser's own store (decision 116).
"""

import json

from django.conf import settings
from django.test import Client
from playwright.sync_api import Error

from chamber.models import UserSession
from series.models import Revision, WorkingCopy
from tests.helpers import people

ADD = "/desk/series/article/add/"
LINES = ("#id_summary",)
BODY = ".editor .ProseMirror"
SHORT = 300  # milliseconds in which a page does its next thing
STORED = """() => new Promise((done, failed) => {
  const asked = indexedDB.open('desk-unsent', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('forms', { keyPath: 'page' });
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const rows = asked.result.transaction('forms').objectStore('forms').getAll();
    rows.onsuccess = () => { asked.result.close(); done(JSON.stringify(rows.result)); };
  };
})"""
# Waited for: a deletion that is still asked for holds up the next writer's store.
DELETE = """() => window.indexedDB && new Promise((done, failed) => {
  const asked = indexedDB.deleteDatabase('desk-unsent');
  asked.onsuccess = () => done();
  asked.onerror = () => failed(asked.error);
})"""
# A save that was on its way opened another page: the deed is done again. A page that was left in that
# moment never loads, for which the browser's driver waits in vain.
INTERRUPTED = (
    *("Not attached to an active page", "interrupted by another navigation"),
    *("net::ERR_ABORTED", "Timeout"),
)
UNPROTECTED = """
Object.defineProperty(window, 'indexedDB', { value: undefined });
navigator.sendBeacon = () => true;
"""


def new_context(browser, server, *, protected=True):
    """A browser of its own, without what keeps words in it where it is not `protected`.

    Its first page stays open, and with it the process that all others share."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    if not protected:
        context.add_init_script(UNPROTECTED)
    context.new_page().goto(f"{server.url}/robots.txt")
    return context


class Writer:
    """One person in one browser, with up to two windows on one text."""

    def __init__(self, context, server, chance, *, entry=None):
        self.context, self.server, self.chance, self.entry = context, server, chance, entry
        self.typed, self.done, self.errors = [], [], []
        self.first_page = context.pages[0]
        self.log_in()
        self.open_window()

    def log_in(self):
        client = Client()
        client.force_login(people.editor())
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.server.url}
        self.context.add_cookies([cookie])

    def address(self):
        path = f"/desk/series/article/{self.entry.pk}/change/" if self.entry else ADD
        return f"{self.server.url}{path}"

    def windows(self):
        return [page for page in self.context.pages if page != self.first_page]

    def open_window(self):
        page = self.context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page = page
        self.go(lambda: page.goto(self.address()))
        return page

    # What a person does at a form.

    def focus(self):
        place = self.chance.choice([*LINES, BODY, BODY])
        self.page.locator(place).first.focus()
        self.page.keyboard.press("Control+End")

    def next_word(self):
        return f"词{len(self.typed):04d}{self.chance.randrange(16**4):04x}。"

    def type_word(self):
        if not self.at_form():
            return
        self.focus()
        word = self.next_word()
        self.page.keyboard.insert_text(word)
        self.typed.append(word)

    def compose_word(self):
        """Type by an input method: syllables first, then the word in their place."""
        if not self.at_form():
            return
        self.focus()
        word = self.next_word()
        tools = self.context.new_cdp_session(self.page)
        for part in ("c", "ci"):
            place = {"selectionStart": len(part), "selectionEnd": len(part)}
            tools.send("Input.imeSetComposition", {"text": part, **place})
        tools.send("Input.insertText", {"text": word})
        tools.detach()
        self.typed.append(word)

    def save(self):
        if self.at_form():
            self.page.keyboard.press("Control+s")
            self.answer_dialogs()

    def save_refused(self):
        """Save with a number that is none; then put it right."""
        if not self.at_form():
            return
        self.page.fill("#id_headline", "" if self.chance.random() < 0.5 else "题" * 300)
        self.save()
        if self.at_form():
            self.page.fill("#id_headline", "检测室每周开放两天")

    def reload(self):
        if self.online():
            self.go(self.page.reload)

    def back(self):
        if self.online():
            self.go(lambda: self.page.goto(f"{self.server.url}/desk/"))
            self.go(self.page.go_back)

    def second_window(self):
        """Go on in another window of the same text; the first stays open."""
        if self.online():
            others = [page for page in self.windows() if page != self.page]
            self.page = others[0] if others else self.open_window()
            self.page.bring_to_front()

    def close_window(self):
        if self.online() and self.server.running:
            self.page.close(run_before_unload=False)
            self.page = self.windows()[-1] if self.windows() else self.open_window()

    def lose_session(self):
        UserSession.objects.all().delete()

    def lose_network(self):
        self.offline = True
        self.context.set_offline(True)

    def find_network(self):
        self.offline = False
        self.context.set_offline(False)

    def restart_server(self):
        """The server is away while a word is typed and the form saved."""
        self.server.stop()
        self.type_word()
        self.save()
        self.server.start()

    def wait(self):
        self.page.wait_for_timeout(self.chance.choice((50, SHORT, 3 * SHORT)))

    offline = False

    def online(self):
        return not self.offline and self.server.running is not None

    def at_form(self):
        """Whether a form stands; one that was left by the log-in page is opened again."""
        if self.page.locator(BODY).count():
            return not self.page.locator("dialog[open]").count() or self.answer_dialogs()
        if not self.online():
            return False
        self.log_in()
        self.go(lambda: self.page.goto(self.address()))
        return self.page.locator(BODY).count() > 0

    def go(self, deed, *, to=""):
        """Change the page; who is asked to log in does so and comes back."""
        for last in (False, False, False, True):
            try:
                deed()
                break
            except Error as error:  # a save was opening another page at this moment
                if last or not any(words in str(error) for words in INTERRUPTED):
                    raise
                self.page.wait_for_timeout(SHORT)
        if "/login/" in self.page.url:
            self.log_in()
            self.page.goto(to or self.address())
        self.page.wait_for_load_state()
        if self.page.url.startswith(self.address()):
            self.page.wait_for_selector(BODY)

    def answer_dialogs(self):
        """Log in where the page asks for it; nothing else is asked of this writer."""
        self.page.wait_for_timeout(SHORT)
        box = self.page.locator("#log-in-again[open]")
        if not box.count():
            return True
        if not self.online():
            box.locator("[data-later]").click()
            return True
        self.page.fill("#again-password", people.PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#log-in-again:not([open])", state="attached")
        return True

    STEPS = (
        *(["type_word"] * 8),
        *(["compose_word"] * 3),
        *(["save"] * 4),
        *("save_refused", "reload", "back", "second_window", "close_window"),
        *("lose_session", "lose_network", "restart_server", "wait", "wait"),
    )

    def step(self):
        name = self.chance.choice(self.STEPS)
        if self.offline and self.chance.random() < 0.3:
            name = "find_network"
        self.done.append(name)
        getattr(self, name)()

    # What is left at the end.

    def come_home(self):
        """The machine is in order again, all windows are shut, and 今日 is opened."""
        self.server.start()
        self.find_network()
        self.log_in()
        left = self.windows()
        self.page = self.context.new_page()
        for page in left:
            page.close()
        desk = f"{self.server.url}/desk/"
        # A late answer to a page that is gone may take the new session's cookie away.
        self.go(lambda: self.page.goto(desk), to=desk)
        self.page.wait_for_function("() => document.querySelector('[data-recovered][data-done]')")

    def lost(self):
        """The typed words that stand nowhere."""
        rows = [*Revision.objects.values_list("content", flat=True)]
        rows += WorkingCopy.objects.unsaved().values_list("fields", flat=True)
        everything = json.dumps(rows, ensure_ascii=False) + self.stored()
        return [word for word in self.typed if word.rstrip("。") not in everything]

    def stored(self):
        has = self.page.evaluate("() => Boolean(window.indexedDB)")
        return self.page.evaluate(STORED) if has else ""

    def close(self):
        """Leave the browser empty for the next writer; what it has of the site's files stays."""
        self.server.start()
        self.find_network()
        for page in self.windows():
            page.close()
        self.first_page.evaluate(DELETE)
        self.context.clear_cookies()
