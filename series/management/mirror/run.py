"""One run of a mirror, what is gone before all else."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from . import MirrorError, addresses, media
from .asking import AskedSite
from .folder import MirrorFolder, readable_faults
from .pages import KnownPage, MadePage, make_pages
from .servers import Served, write_settings
from .standing import PageStamps

FORM = 2  # of the manifest
NOT_FOUND, ALONE = "404.html", "alone.html"
MOST_SHOWN = 5


@dataclass(frozen=True)
class MirrorOptions:
    """How a mirror is made."""

    jobs: int = 1
    alone: bool = False  # no application stands behind the files
    covers: bool = False  # with the drawn pictures that messengers show
    quick: bool = False  # a text whose views alone changed is not asked for


@dataclass
class Made:
    """What a run did."""

    pages: int = 0
    asked: int = 0
    written: int = 0
    files: int = 0
    copied: int = 0
    removed: int = 0
    gone: int = 0
    moved: int = 0
    settings_changed: bool = False
    lost: list[str] = field(default_factory=list)


class MirrorRun:
    """One run. Its steps stand in the order of what must not wait."""

    def __init__(self, folder: MirrorFolder, wanted: MirrorOptions, report: Callable[[str], None]):
        self.folder, self.wanted, self.report = folder, wanted, report
        self.made, self.kept = Made(), set()
        self.pages: dict[str, MadePage] = {}
        self.faults: list[MadePage] = []
        self.former = _known_pages(folder.manifest())
        self.missing = AskedSite(folder.root).ask(f"/{NOT_FOUND}").body
        self.stamps = PageStamps(folder, self.missing, quick=wanted.quick)

    def go(self) -> Made:
        """Write the mirror. Raises MirrorError; what is written by then can be served."""
        stored = list(media.public_files())
        self._remove_closed_files(stored)
        self._make(addresses.gone_addresses(covers=self.wanted.covers), jobs=1)
        self._copy([*media.static_files(), *stored])
        self._write_own_pages()
        self._make(self._addresses(), jobs=self.wanted.jobs)
        self._write_settings(stored)
        if self.faults:
            raise MirrorError(self._faults())
        self.made.removed += self.folder.remove_others(self.kept)
        self._write_manifest()
        return self.made

    def _addresses(self):
        yield from ((address,) for address in addresses.list_addresses())
        yield from addresses.entry_addresses(covers=self.wanted.covers)
        yield from ((address,) for address in addresses.moved_addresses())

    def _remove_closed_files(self, stored):
        """Remove pictures and attachments that are public no longer, before anything else."""
        open_files = {each.file for each in stored}
        for below in media.FOLDERS:
            self.made.removed += self.folder.remove_others(open_files, below=below)

    def _copy(self, files):
        self.made.copied, lost = media.copy_files(files, self.folder)
        self.made.lost = sorted(each.file for each in lost)
        self.made.files = len(files) - len(lost)
        self.kept |= {each.file for each in files} - set(self.made.lost)

    def _write_own_pages(self):
        """Write the pages of what is missing and of what needs the application."""
        own = {NOT_FOUND: self.missing}
        if self.wanted.alone:
            page = render_to_string("mirror/alone.html", {"root": self.folder.root})
            own[ALONE] = page.encode()
        for name, data in own.items():
            self.made.written += self.folder.write(self.folder.public / name, data)
        self.kept |= set(own)

    def _make(self, asked, *, jobs):
        fresh = (
            tuple(address for address in together if address not in self.pages)
            for together in asked
        )
        for page in make_pages(fresh, self.folder, self.former, self.stamps, jobs=jobs):
            self._note(page)

    def _note(self, page):
        self.pages[page.address] = page
        self.made.asked += page.is_asked
        self.made.written += page.is_written
        if page.file:
            self.kept.add(page.file)
            self.made.pages += 1
        if page.fault:
            self.faults.append(page)
        if self.made.asked % 1000 == 0 and page.is_asked:
            self.report(f"已问 {self.made.asked} 页")

    def _write_settings(self, stored):
        home = AskedSite(self.folder.root).ask("/")
        served = Served(
            gone=sorted(page.address for page in self.pages.values() if page.status == 410),
            moved=sorted(
                (page.address, page.target, page.status)
                for page in self.pages.values()
                if page.target
            ),
            attachments=[each for each in stored if each.address and each.file in self.kept],
            headers=home.headers,
            alone=self.wanted.alone,
        )
        self.made.gone, self.made.moved = len(served.gone), len(served.moved)
        self.made.settings_changed = write_settings(self.folder, served)

    def _write_manifest(self):
        pages = {
            page.address: [page.file, page.status, page.stamp, list(page.links)]
            for page in self.pages.values()
            if page.file
        }
        counts = {name: many for name, many in asdict(self.made).items() if name != "lost"}
        made_at = timezone.localtime().isoformat("T", "seconds")
        facts = {"form": FORM, "root": self.folder.root, "made_at": made_at, **counts}
        self.folder.write_manifest({**facts, "of_pages": pages})

    def _faults(self):
        shown = "、".join(f"{page.address}（{page.fault}）" for page in self.faults[:MOST_SHOWN])
        return (
            f"{len(self.faults)} 个地址没有做成：{shown}。其余的已写好，原来的文件都还在；"
            "请看日志，处理后再运行"
        )


def write_mirror(
    folder: Path, root: str, wanted: MirrorOptions, report: Callable[[str], None]
) -> Made:
    """Write the public site into a folder. Raises MirrorError."""
    place = MirrorFolder(folder.resolve(), root)
    with readable_faults(place.folder), place.held():
        return MirrorRun(place, wanted, report).go()


def _known_pages(manifest):
    if manifest.get("form") != FORM:
        return {}
    return {
        address: KnownPage(file, status, stamp, tuple(links))
        for address, (file, status, stamp, links) in manifest["of_pages"].items()
        if stamp
    }
