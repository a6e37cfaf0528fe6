"""`manage.py mirror`: the whole public site as files, equal to what the site answers."""

import multiprocessing
import os
import signal
import time

import pytest
import time_machine
from django.conf import settings as configured
from django.core.management import CommandError
from django.db import connections
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.actions.site.redirects import add_redirect
from series.management.mirror.addresses import (
    FILES,
    FIXED,
    LEFT,
    LEFT_FOLDERS,
    OF_ROWS,
    PAGE_QUERY,
    names_of_kinds,
)
from series.management.mirror.folder import file_of
from series.management.public_addresses import public_patterns
from series.models import DailyViews, Entry, Tag
from tests.commands.mirror.mirroring import ROOT, bytes_of, differences, mirror, pages_of, times_of
from tests.helpers import making, people, whole_site
from tests.helpers.deeds import consulting
from tests.helpers.pictures import PNG
from tests.helpers.samples import photographs
from tests.helpers.small_disk import mounted

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE, SENTENCE = "撤下来的一篇", "这句话别处没有"
SECRET = "还没有送审的一篇"


def fill():
    """The small site with a list of two pages and a text to withdraw."""
    whole_site.fill()
    for number in range(22):
        making.article("public", headline=f"第{number}次会议")
    row = making.article("public", headline=HEADLINE, body=f"<p>{SENTENCE}。</p>", tags=["会议"])
    add_redirect("/old/news.html", row.get_absolute_url(), by=people.chief())
    consulting.answered()
    return row


def few():
    """A handful of texts, one of them to withdraw, with a redirect to it."""
    row = making.article("public", headline=HEADLINE, body=f"<p>{SENTENCE}。</p>", tags=["会议"])
    making.article("public", headline="另外一篇", tags=["两个健康"])
    add_redirect("/old/news.html", row.get_absolute_url(), by=people.chief())
    return row


def named(addresses):
    return {resolve(address.partition("?")[0]).url_name for address in addresses}


def is_page(address):
    """Whether an address is a page of its own: what narrows a list is left to the application."""
    _, mark, query = address.partition("?")
    return not mark or PAGE_QUERY.fullmatch(query) is not None


@pytest.mark.slow(reason="asks a site with two pages of a list three times over")
def test_every_address_has_the_bytes_that_the_site_answers(folder):
    row = fill()
    making.take_off(making.article("public", headline="早先撤下的"))
    make_missing()
    with time_machine.travel(timezone.now(), tick=False):
        mirror(folder)
        linked = whole_site.answers()
        assert differences(folder, dict(linked)) == []
    pages, files, client = pages_of(folder), bytes_of(folder), Client()
    kept = {*FIXED, *OF_ROWS, *names_of_kinds()}
    for address, (status, data) in linked.items():
        name = resolve(address.partition("?")[0]).url_name
        if name in FILES:
            extension = "pdf" if name == "attachment" else "html"
            assert files[file_of(address, extension)] == data
        elif status == 200 and name in kept and is_page(address):
            assert address in pages  # each link of a page leads to a file
    kinds = names_of_kinds() - {f"flatpage{end}" for end in ("_print", "_docx", "_md", "_txt")}
    missing = {*FIXED, *OF_ROWS, *kinds} - named(pages)
    # Redirects have no file; these rows are not in the small site, or without a public page.
    assert missing <= {
        *("favicon", "touch_icon", "share_cover", "security", "speaker"),
        *("flatpage", "initiative"),
        *("endorsement_names", "initiative_atom", "series_calendar"),
        *(f"initiative_{form}" for form in ("print", "docx", "md", "txt")),
    }
    assert files["404.html"] == client.get("/404.html").content
    moved = (folder / "server" / "moved.conf").read_text(encoding="utf-8")
    assert f'"/old/news.html" "{row.get_absolute_url()}$is_args$args";' in moved


def test_each_address_of_the_site_is_mirrored_or_left_to_the_application():
    folders = tuple(each.strip("/") for each in LEFT_FOLDERS)
    names = {
        pattern.name
        for pattern in public_patterns()
        if not pattern.lookup_str.startswith("series.api")
    }
    names = {name for name in names if name and not name.startswith(folders)}
    mirrored = {*FIXED, *OF_ROWS, *FILES, *names_of_kinds()}
    assert names == mirrored | set(LEFT)
    assert mirrored & set(LEFT) == set()


def test_a_second_run_writes_only_what_changed(folder):
    row = few()
    with time_machine.travel(timezone.now(), tick=False):
        mirror(folder)
        assert differences(folder, {}) == []
    first = times_of(folder)
    told = mirror(folder)
    assert "重写 0 个" in told
    assert "新复制 0 个" in told
    assert "配置有变" not in told
    assert times_of(folder) == first

    making.republish(row, headline="改了标题的一篇")
    told = mirror(folder, quick=True)
    now, page = times_of(folder), row.get_absolute_url().strip("/")
    changed = {file for file in now if now[file] != first.get(file)}
    assert {f"{page}/index.html", "index.html", "articles/index.html"} <= changed
    assert "accessibility/index.html" not in changed
    assert "改了标题的一篇" in (folder / "public" / page / "index.html").read_text(encoding="utf-8")


def test_a_withdrawal_takes_the_text_out_of_every_file(folder):
    row = few()
    mirror(folder)
    page = file_of(row.get_absolute_url())
    before = bytes_of(folder)
    assert {file for file in before if SENTENCE.encode() in before[file]} >= {page}  # control
    assert [file for file in before if file.startswith("tags/会议")] != []

    making.take_off(Entry.objects.get(pk=row.pk))
    mirror(folder)
    after = bytes_of(folder)
    told = [file for file, data in after.items() if SENTENCE.encode() in data]
    assert told == []
    assert [file for file, data in after.items() if HEADLINE.encode() in data] == []
    assert after[page] == Client().get(row.get_absolute_url()).content
    assert "撤回" in after[page].decode()
    assert [file for file in after if file.startswith("tags/会议")] == []  # no topic any more
    gone = (folder / "server" / "gone.conf").read_text(encoding="utf-8")
    assert f'"{row.get_absolute_url()}" "1";' in gone
    assert f'"/articles/{row.pk}.docx" "1";' in gone
    assert '"/old/news.html" "1";' in gone


def test_nothing_of_drafts_and_private_files_is_there(folder):
    few()
    open_picture = store_picture(PNG, alt="图", by=people.editor())
    hidden = store_picture(photographs.photograph(), alt="图", by=people.editor())
    paper = store_attachment(b"%PDF-1.7 secret", name="秘密.pdf", by=people.editor())
    shown = f'<p>有图。</p><img src="{open_picture.get_absolute_url()}" alt="会场">'
    held = f'<p>有图。</p><img src="{hidden.get_absolute_url()}" alt="会场">'
    making.article("public", headline="公开的有图", body=shown)
    making.article("draft", headline=SECRET, body=held, attachments=[paper.pk])
    mirror(folder, covers=True)
    files = bytes_of(folder)
    assert open_picture.get_absolute_url().strip("/") in files  # control
    assert hidden.get_absolute_url().strip("/") not in files
    assert [file for file in files if file.startswith(f"attachments/{paper.pk}/")] == []
    everything = b"".join(files.values())
    assert "公开的有图".encode() in everything  # control
    for title in (SECRET, "%PDF-1.7 secret"):
        assert title.encode() not in everything
    assert [file for file in files if file.startswith(("desk", "search", "static/desk"))] == []


def test_nobody_is_counted_as_a_reader(folder):
    from series.actions.counters import views

    few()
    mirror(folder)
    views.write_views()
    assert DailyViews.objects.count() == 0


def _killed(folder):
    connections.close_all()
    mirror(folder, jobs=2)


def test_a_killed_run_leaves_whole_files_and_the_next_one_completes(folder):
    row = few()
    mirror(folder)
    whole, page = bytes_of(folder), file_of(row.get_absolute_url())
    making.republish(row, headline="改了标题的一篇")
    for path in (folder / "public" / "articles").rglob("*.html"):
        path.unlink()
    connections.close_all()
    run = multiprocessing.get_context("fork").Process(target=_killed, args=(folder,))
    run.start()
    made = folder / "public" / "articles"
    until = time.monotonic() + 60
    while len(list(made.rglob("*.html"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.join()
    assert run.exitcode == -signal.SIGKILL
    halfway, client = bytes_of(folder), Client()
    for address, (file, _) in pages_of(folder).items():
        if file in halfway and not file.endswith(".docx"):
            answer = client.get(address)
            assert halfway[file] in (whole[file], answer.content)

    mirror(folder, jobs=2)
    after = bytes_of(folder)
    assert set(after) == set(whole)
    assert list((folder / "state" / "unfinished").iterdir()) == []
    told = {file for file, data in after.items() if HEADLINE.encode() in data}
    assert (told, "改了标题的一篇" in after[page].decode()) == (set(), True)


def test_what_is_refused_is_said(folder, tmp_path, settings):
    making.article("public")
    (tmp_path / "notes.txt").write_text("别的东西")
    with pytest.raises(CommandError, match="不是空的，也不是镜像"):
        mirror(tmp_path)
    with pytest.raises(CommandError, match=r"elsewhere\.example 不是本站的域名"):
        mirror(folder, root="https://elsewhere.example")
    with pytest.raises(CommandError, match="请写成 https://域名"):
        mirror(folder, root="testserver")
    with pytest.raises(CommandError, match="请加 --root"):
        mirror(folder, root="")
    assert not folder.exists()
    mirror(folder)
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    with pytest.raises(CommandError, match=f"是 {ROOT} 的镜像"):
        mirror(folder, root="https://other.example")
    settings.SITE = {**configured.SITE, "base_url": "https://other.example"}
    with pytest.raises(CommandError, match=r"网站的地址是 https://other\.example"):
        mirror(folder)


def test_a_full_or_closed_disk_is_said(settings):
    making.article("public")
    with mounted(megabytes=2) as disk:
        folder = disk.folder / "mirror"
        disk.fill()
        with pytest.raises(CommandError, match="磁盘已满"):
            mirror(folder)
        disk.refuse_writes()
        with pytest.raises(CommandError, match="不能写入"):
            mirror(folder)


def test_two_runs_at_once_are_refused(folder):
    import fcntl

    making.article("public")
    mirror(folder)
    with (folder / "state" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="另一次镜像正在写入"):
            mirror(folder)
    assert "重写 0 个" in mirror(folder)


def test_an_address_without_a_possible_file_has_none():
    assert file_of("/") == "index.html"
    assert file_of("/tags/%E5%B8%B8%E5%95%86/?before=20231117T0000-12") == (
        "tags/常商/before=20231117T0000-12.html"
    )
    assert file_of("/.well-known/security.txt") == ".well-known/security.txt"
    for address in ("/tags/../", "/tags/%2e%2e/", "/.git/config", "/a//b", f"/tags/{'长' * 90}/"):
        assert file_of(address) == ""
    assert Tag.objects.count() == 0
