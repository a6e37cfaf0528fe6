"""巡检：checks that read all texts for what is broken. `manage.py check_desk` runs them.

Each check yields findings: {"text", "entry", "kind", "column", "headline"}; the start page reads
those of the last run.
"""

import re
from urllib.parse import unquote, urlsplit

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from series.actions.editorial.page_facts import trusted_sources
from series.actions.editorial.reviews import is_trusted
from series.actions.media.covers import missing_on_cover
from series.actions.verification.registers import RegisterFault
from series.actions.verification.verify import Verification
from series.models import (
    Attachment,
    Decision,
    DeskCheck,
    Entry,
    Level,
    Picture,
    Review,
    Visibility,
)
from series.search.checking import DAMAGED, IndexCheck
from series.search.damage import DamagedIndexError

AUDIT, REGISTERS = "audit", "registers"
FOR_AUDITORS = (AUDIT, REGISTERS)
# Name of a check → the words after its number on the start page.
CHECKS = {
    "links": "处站内链接失效",
    "alts": "张图片缺替代文字",
    "files": "个图片或附件文件丢失",
    "covers": "篇稿件的封面缺字",
    "sources": "篇转载的来源不在名单",
    "digests": "处文字或签字与摘要不符",
    "search": "处公开的字句检索不到",
    AUDIT: "处审计链断开",
    REGISTERS: "处名称或角色与审计记录不符",
}
MOST_KEPT = 200
SAMPLE = 200  # texts whose words are looked for; all of them: `manage.py audit_search`

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"', re.I)
IMAGE = re.compile(r"<img\b[^>]*>", re.I)
ALT = re.compile(r'\balt="\s*[^"\s]', re.I)
GONE = (404, 410)


def run_checks(*, status_of, root=""):
    """Run every check and store its findings. Returns {name: how many}.

    `status_of(path)` is the status that a reader gets at a path of this site; `root` the public
    address without a path, by which a body may name it in full.
    """
    texts, audit, registers = faults()
    results = {
        "links": dead_links(status_of=status_of, root=root),
        "alts": missing_alts(),
        "files": missing_files(),
        "covers": incomplete_covers(),
        "sources": unlisted_sources(),
        "digests": texts,
        "search": unfindable(),
        AUDIT: audit,
        REGISTERS: registers,
    }
    return {name: store_findings(name, list(findings)) for name, findings in results.items()}


@transaction.atomic
def store_findings(name, findings):
    """Replace the findings of a check by these. Returns how many there are."""
    now = {"checked_at": timezone.now(), "total": len(findings)}
    DeskCheck.objects.update_or_create(
        name=name, defaults={**now, "findings": findings[:MOST_KEPT]}
    )
    return len(findings)


def _at(row, text):
    keys = ("kind", "column", "headline")
    return {"text": text, "entry": row["pk"], **{key: row[key] for key in keys}}


def _public(*fields):
    rows = Entry.objects.published().order_by("pk")
    return rows.values("pk", "kind", "column", "headline", *fields).iterator(chunk_size=500)


def dead_links(*, status_of, root=""):
    """Yield a finding for each link of a public text that leads nowhere.
    Links into this site that answer 404 or 410."""
    linked = [
        ({key: row[key] for key in ("pk", "kind", "column", "headline")}, path)
        for row in _public("body")
        for link in LINK.findall(row["body"])
        if (path := inside(link, root=root))
    ]
    # After all rows are read: a request may close the connection that they come from.
    answers = {path: status_of(path) for path in dict.fromkeys(path for _, path in linked)}
    for row, path in linked:
        if answers[path] in GONE:
            yield _at(row, f"链接 {unquote(path)} 打不开（{answers[path]}）")


def inside(link, *, root=""):
    """Return the path of a link into this site; empty for every other link."""
    parts = urlsplit(link.replace("&amp;", "&"))
    if (parts.scheme or parts.netloc) and f"{parts.scheme}://{parts.netloc}" != root:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def missing_alts():
    """Yield a finding for each public text with pictures that lack an alternative text."""
    for row in _public("body"):
        silent = sum(1 for tag in IMAGE.findall(row["body"]) if not ALT.search(tag))
        if silent:
            yield _at(row, f"正文有 {silent} 张图片没有替代文字")


def incomplete_covers():
    """Yield a finding for each headline that the covers' font cannot draw."""
    for row in _public():
        if sentence := missing_on_cover(row["headline"]):
            yield _at(row, sentence)


def missing_files():
    """Yield a finding for each entry's picture or attachment whose file is missing."""
    for model, name in ((Picture, "图片"), (Attachment, "附件")):
        used = model.objects.filter(entries__isnull=False).order_by("pk", "entries")
        fields = ("entries__pk", "entries__kind", "entries__column", "entries__headline")
        lost = default_storage.lost(used.values_list("file", flat=True).iterator())
        for file, pk, kind, column, headline in used.values_list("file", *fields).iterator():
            if file in lost:
                row = {"pk": pk, "kind": kind, "column": column, "headline": headline}
                yield _at(row, f"{name}文件 {file} 不在了，请从备份恢复")


def unlisted_sources():
    """Yield a finding for each reprint from an unlisted source without the extra signature.

    Drafts and public entries are checked.
    """
    rows = (
        Entry.objects.at_work()
        .exclude(newest__reprint_of="")
        .filter(newest__isnull=False, visibility__in=(Visibility.DRAFT, Visibility.PUBLIC))
    )
    facts = ("newest__reprint_of", "newest__reprint_host", "newest__digest")
    sources = trusted_sources()
    extra = Review.objects.filter(level=Level.EXTRA, decision=Decision.APPROVE)
    signed = set(extra.values_list("entry", "digest"))
    for row in rows.order_by("pk").values("pk", "kind", "column", "headline", *facts):
        source, host, digest = (row[fact] for fact in facts)
        if not is_trusted(source, host, sources) and (row["pk"], digest) not in signed:
            yield _at(row, f"来源“{source}”不在转载名单")


def unfindable():
    """Yield a finding for public words that search misses and hidden texts it finds.

    A random sample is checked, another one every day.
    """
    try:
        for miss in IndexCheck().misses(sample=SAMPLE, seed=timezone.localdate().toordinal()):
            row = Entry.objects.filter(pk=miss.entry.pk).values("pk", "kind", "column", "headline")
            yield _at(row.get(), f"{miss.why}“{miss.text}”，请运行 manage.py reindex")
    except DamagedIndexError:
        yield {"text": DAMAGED}


def faults():
    """Return the findings of `Verification`: (of texts and signatures, of the audit, of registers)."""
    verified = list(Verification().faults())
    keys = {fault.entry for fault in verified if fault.entry}
    rows = Entry.objects.filter(pk__in=keys).values("pk", "kind", "column", "headline")
    entries = {row["pk"]: row for row in rows}
    texts, audit, registers = [], [], []
    for fault in verified:
        row = entries.get(fault.entry)
        if fault.table.startswith("审计"):
            audit.append({"text": fault.what})
        elif isinstance(fault, RegisterFault):
            registers.append({"text": fault.what})
        else:
            texts.append(_at(row, fault.what) if row else {"text": fault.what})
    return texts, audit, registers
