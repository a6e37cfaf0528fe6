"""The evidence of one text for an inspector.
Everything that was signed, in one .zip (decision 108).

It holds the text, every revision, submission and signature, the slip, the audit lines of the text
with their seals, and a verifier in plain Python that needs neither this site nor a database.
"""

import io
import json
import zipfile
from importlib import resources

from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils import timezone

from series.actions.audit.anchors import anchor_of, chain_end
from series.actions.progress.slips import slip_of
from series.models import AuditLine, Entry
from series.models.revision import ReadableJSON
from series.outputs.made import outputs_of
from series.text.outputs import reader
from series.text.outputs.markdown import markdown

NOTES = """《{headline}》的审核证据，{moment} 导出。

text.md           正文
slip.html         稿签，可用浏览器打开和打印
revisions.jsonl   全部版本，每行一版，digest 是内容的 SHA-256
signatures.jsonl  全部送审、签字、退回和转交
audit.jsonl       这篇稿件的全部审计记录，seal 是链值
people.json       编号与姓名
anchor.txt        导出时的链尾
verify.py         核验程序：python verify.py（Python 3.8 以上，不需要数据库和网络）

核验与另处保存的链值是否一致：python verify.py 链值文件
"""


def evidence_of(entry, *, root) -> bytes:
    """Return the .zip of an entry's evidence.
    `root` is the site's address for its own links."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(entry, root):
            archive.writestr(name, text)
    return file.getvalue()


def _files(entry, root):
    made = outputs_of(entry, root=root)
    sheet = reader.read_body(made.content["body"], links_around=True)
    revisions = list(entry.revisions.select_related("created_by").order_by("number"))
    reviews = list(entry.reviews.select_related("reviewer", "revision").order_by("pk"))
    submissions = list(entry.submissions.select_related("submitted_by", "revision").order_by("pk"))
    lines = _lines(entry)
    moment = timezone.localtime()
    yield "说明.txt", NOTES.format(headline=entry.headline, moment=f"{moment:%Y-%m-%d %H:%M}")
    yield "text.md", markdown(made.matter, sheet, root=root)
    yield "slip.html", render_to_string("series/slip.html", {"slip": slip_of(entry), "now": moment})
    yield "entry.json", _json(_entry(entry))
    yield "revisions.jsonl", _rows(map(_revision, revisions))
    yield "signatures.jsonl", _rows([*map(_submission, submissions), *map(_review, reviews)])
    yield "audit.jsonl", _rows(map(_line, lines))
    yield "people.json", _json(_people(revisions, reviews, submissions, lines))
    yield "anchor.txt", f"{anchor_of(chain_end())}\n"
    yield "verify.py", resources.files(__package__).joinpath("verify.py").read_text("utf-8")


def _lines(entry):
    before = AuditLine.objects.filter(number=OuterRef("number") - 1).values("seal")[:1]
    rows = AuditLine.objects.filter(entry=entry).order_by("number").select_related("actor")
    return list(rows.annotate(previous=Subquery(before)))


def _entry(entry):
    live = Entry.objects.select_related("live").get(pk=entry.pk).live
    return {
        "entry": entry.pk,
        "kind": entry.kind,
        "headline": entry.headline,
        "column": str(entry.column),
        "slip": entry.slip,
        "state": entry.get_visibility_display(),
        "published_at": entry.published_at and entry.published_at.isoformat(),
        "live": live.digest if live else "",
    }


def _revision(row):
    return {
        "number": row.number,
        "digest": row.digest,
        "author": row.created_by_id,
        "at": row.created_at.isoformat(),
        "note": row.note,
        "content": row.content,
    }


def _submission(row):
    return {
        "verb": "送审",
        "revision": row.revision.number,
        "digest": row.digest,
        "person": row.submitted_by_id,
        "words": row.note,
        "at": row.created_at.isoformat(),
    }


def _review(row):
    return {
        "verb": f"{row.get_level_display()}{row.get_decision_display()}",
        "revision": row.revision.number,
        "digest": row.digest,
        "person": row.reviewer_id,
        "words": row.opinion,
        "at": row.created_at.isoformat(),
    }


def _line(line):
    return {"sealed": line.sealed_facts(line.previous or ""), "seal": line.seal}


def _people(revisions, reviews, submissions, lines):
    people = [row.created_by for row in revisions]
    people += [row.reviewer for row in reviews] + [row.submitted_by for row in submissions]
    people += [line.actor for line in lines]
    return {str(person.pk): str(person) for person in people if person}


def _rows(rows):
    return "".join(f"{_json(row)}\n" for row in rows)


def _json(value):
    return json.dumps(value, ensure_ascii=False, cls=ReadableJSON)
