"""What readers ask of the site under load: kept pages, pages made each time, a day's mix."""

import http.client
import random
import re
from urllib.parse import quote, urlencode

from tests.loads.open_loop import HOST, ask

KEPT, UNCACHED, DESK = "kept", "uncached", "desk"
ROLE = "bianji"  # an editor of the demonstration site
SHARES = {KEPT: 80, UNCACHED: 15, DESK: 5}


class Readers:
    """Makes the requests of a demonstration site that is served; the same for a seed."""

    def __init__(self, site, passwords):
        self.port, self.dice = site.port, random.Random(17)
        listed = site.get("/articles/")[2].decode()
        self.articles = sorted(set(re.findall(r'href="(/articles/\d+/)"', listed)))
        text = re.sub(r"<[^>]+>|\s", "", listed)
        self.words = re.findall(r"[\u4e00-\u9fff]{2}", text)
        self.cookie = log_in(self.port, ROLE, passwords[ROLE])
        self.number = 0

    def kept(self):
        """Ask for an article, the home page or the list: each is in the memory of the process."""
        path = self.dice.choice([*self.articles, "/", "/articles/"])
        return ask(path, port=self.port, kind=KEPT)

    def uncached(self):
        """Ask for what nobody asked for before."""
        return ask(self.uncached_path(), port=self.port, kind=UNCACHED)

    def uncached_path(self):
        """Return an address that is new: three articles of five, a list, a search."""
        self.number += 1
        kind = self.dice.randrange(5)
        if kind < 3:
            return f"{self.dice.choice(self.articles)}?n={self.number}"
        if kind == 3:
            return f"/articles/?n={self.number}"
        return f"/search/?q={quote(' '.join(self.dice.sample(self.words, 2)))}"

    def desk(self):
        """Ask for the start page or the list of articles of the desk."""
        path = self.dice.choice(("/desk/", "/desk/series/article/"))
        return ask(path, port=self.port, kind=DESK, cookie=self.cookie)

    def day(self):
        """Ask for one of the three, as often as on a real day."""
        (kind,) = self.dice.choices(list(SHARES), SHARES.values())
        return getattr(self, kind)()

    def endless(self, kind: str):
        """Yield requests of this kind without end."""
        make = getattr(self, kind)
        while True:
            yield make()

    def warm(self):
        """Yield each kept page often enough for every process to have it."""
        for path in [*self.articles, "/", "/articles/"] * 12:
            yield ask(path, port=self.port, kind=KEPT)


def log_in(port, username, password):
    """Return the Cookie header of somebody who is signed in at the desk."""
    link = http.client.HTTPConnection(HOST, port, timeout=60)
    link.request("GET", "/desk/login/")
    answer = link.getresponse()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', answer.read().decode())[1]
    words = {"username": username, "password": password, "csrfmiddlewaretoken": token}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    link.request("POST", "/desk/login/", urlencode(words), headers)
    answer = link.getresponse()
    answer.read()
    link.close()
    cookies = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie", [])]
    if not any(each.startswith("sessionid=") for each in cookies):
        raise RuntimeError(f"{username} is not signed in: {answer.status}")
    return "; ".join(cookies)
