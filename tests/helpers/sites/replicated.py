"""A served site whose PostgreSQL has a streaming replica, from which readers' pages are read.

The replica is a real one, made by pg_basebackup from the throw-away server (decision 159).
"""

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

import psycopg

from tests.helpers.postgres import NoServerError, Server, _run, stoppable_server
from tests.helpers.sites.two_hosts import Publisher
from tests.loads.places import ROOT, environment, free_port, prepare, served
from tests.loads.readers import log_in

PASSWORD = "chang-shang-2023"  # of the cast
FIRST = ("/", "/sitemap/", "/feeds/", "/archive/", "/figures/", "/consultations/")
FIRST += ("/sitemap.xml", "/calendar.ics", f"/search/?q={quote('常商')}")
NOT_FOLLOWED = ("/desk/", "/static/", "/display/", "/covers/", "/typos/", "/search/")
READER = "reads_only"
BEHIND = "SELECT pg_wal_lsn_diff(%s, pg_last_wal_replay_lsn()) > 0"


class Replica:
    """A server that follows another; `url` is that of an account that may read alone."""

    def __init__(self, primary: Server):
        self._folder, self._primary, port = primary.folder, primary, free_port()
        programs = Path(primary.control[0]).parent
        if not (programs / "pg_basebackup").exists():
            raise NoServerError("没有 pg_basebackup，请安装 postgresql-client")
        copy = [programs / "pg_basebackup", "-d", primary.url, "-D", self._folder / "replica"]
        _run([*copy, "-R", "-c", "fast", "-X", "stream"], user=primary.user, folder=self._folder)
        options = re.sub(r"-p \d+", f"-p {port}", primary.options)
        control = [primary.control[0], "-D", self._folder / "replica", "-w"]
        parts = urlsplit(primary.url)
        self._own = parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}")
        self._server = Server(self._own.geturl(), control, options, primary.user, self._folder)
        self.url = self._own._replace(netloc=f"{READER}:{READER}@127.0.0.1:{port}").geturl()

    def start(self):
        self._server.start()

    def stop(self, how="fast"):
        self._server.stop(how)

    def say(self, question, *values):
        """Ask as the superuser and return the first column of the first row."""
        with psycopg.connect(self._server.url, autocommit=True) as link:
            return link.execute(question, values).fetchone()[0]

    def pause(self):
        """Stop replaying; return once it has stopped."""
        self.say("SELECT 1 FROM pg_wal_replay_pause()")
        while self.say("SELECT pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.01)

    def go_on(self):
        self.say("SELECT 1 FROM pg_wal_replay_resume()")

    def catch_up(self):
        """Return once all is replayed that the primary has committed."""
        with psycopg.connect(self._primary.url, autocommit=True) as link:
            link.execute("CHECKPOINT")  # writes a record behind what nobody flushed yet
            (end,) = link.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
        until = time.monotonic() + 60
        while self.say(BEHIND, end):
            if time.monotonic() > until:
                raise RuntimeError("the replica does not come along")
            time.sleep(0.02)


def _plain(body):
    """Return the text of a page without what stands inside words."""
    return re.sub(r"<wbr>|</?mark>", "", body.decode("utf-8", "replace"))


def _inside(path, text, not_followed):
    """Yield the addresses of this site that a page names."""
    for link in re.findall(r'(?:href|src|loc)[=>]"?([^"<> ]+)', text):
        parts = urlsplit(urljoin(f"http://here{path}", link.replace("&amp;", "&")))
        if parts.netloc == "here" and not parts.path.startswith(not_followed):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


@contextlib.contextmanager
def replicated_databases():
    """Yield the primary Server and its running Replica. NoServerError."""
    with stoppable_server() as primary:
        with psycopg.connect(primary.url, autocommit=True) as link:
            link.execute(f"CREATE ROLE {READER} LOGIN PASSWORD '{READER}'")
            link.execute(f"GRANT pg_read_all_data TO {READER}")
            link.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")  # as on a site
        replica = Replica(primary)
        replica.start()
        try:
            yield primary, replica
        finally:
            with contextlib.suppress(NoServerError):
                replica.stop("immediate")


class ReplicatedSite:
    """The site as a reader asks it, its two servers, and a process that publishes."""

    def __init__(self, site, own, primary: Server, replica: Replica):
        self.own, self.primary, self.replica = own, primary, replica
        self._site = site
        self.port = site.port
        self.publisher = Publisher(self)
        self._cookie = None

    def get(self, path):
        """Return (status, text) of an address."""
        status, _, body = self._site.get(path)
        return status, _plain(body)

    @contextlib.contextmanager
    def primary_away(self):
        """Stop the primary while the block runs, and the process that publishes with it."""
        self.publisher.end()
        self.primary.stop()
        try:
            yield
        finally:
            self.primary.start()
            self.publisher = Publisher(self)

    def get_signed_in(self, path):
        """Return the text of an address as one who may publish sees it."""
        if self._cookie is None:
            self._cookie = log_in(self.port, "chief", PASSWORD)
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers={"Cookie": self._cookie})
        with urlopen(request, timeout=60) as answer:
            return _plain(answer.read())

    def public_pages(self):
        """Return {address: status} of all that a reader comes to from the first pages."""
        found, waiting = {}, [*FIRST]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found[path], text = self.get(path)
                waiting += _inside(path, text, NOT_FOLLOWED)
        return found

    def doctor(self, **more):
        """Return what `manage.py doctor` prints."""
        told = subprocess.run(
            [sys.executable, "manage.py", "doctor"],
            **{"cwd": ROOT, "env": self.own | more, "capture_output": True, "text": True},
            check=False,
        )
        return told.stdout

    def log(self):
        return self._site.log.read_text()


@contextlib.contextmanager
def replicated_site(folder: Path, *, redis=""):
    """Yield a ReplicatedSite without entries. NoServerError."""
    with replicated_databases() as (primary, replica):
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        more = {"CHAMBER_REPLICA": replica.url, "CHAMBER_REDIS": redis, "PYTHONPATH": paths}
        own = environment(folder, primary.url, **more)
        prepare(own)
        with served(own) as site:
            running = ReplicatedSite(site, own, primary, replica)
            try:
                yield running
            finally:
                running.publisher.end()
