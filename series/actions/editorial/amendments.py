"""改后签：a reviewer changes a few words and signs them in one step (decision 118).

The amendment is a version of its own, by the reviewer. All amendments of one person in an entry may
change at most a tenth of its text and at most 200 characters, so that nobody signs a text that
is theirs.
"""

import re
from collections import Counter

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, writers_of
from series.actions.relations.organizations import names_read_first
from series.models import Decision, Review
from series.models.audit import lock_audit_chain
from series.models.content_fields import LABELS
from series.models.revision import content_digest
from series.text.diff.change_size import changed_characters
from series.text.markup.stored_html import blocks, visible_text

from .content import check_complete, full_content, tidy_content
from .live_row import apply_content
from .reviews import approve, level_to_sign
from .revisions import append_revision, lock_entry
from .signatures import signatures

AMENDABLE = ("kicker", "headline", "subtitle", "summary", "body")
SHARE, MOST = 10, 200  # one in SHARE characters, and at most MOST
_TARGET = re.compile(r'\s(?:href|src|alt)="([^"]*)"')


@names_read_first
@transaction.atomic
def amend_and_sign(entry, changes, *, revision, by, opinion=""):
    """Save these words as a version by the reviewer and sign it. Returns the Review.

    `changes` are AMENDABLE keys of a content. Lower levels are told, and sign again where the
    column asks for it.
    """
    lock_audit_chain()
    entry = lock_entry(entry)
    level = level_to_sign(entry, revision, by=by)
    content = _amended(entry, revision, changes)
    size = _check_size(entry, revision, content, by=by)
    _check_unsigned(entry, content, level, by=by)
    told = [row.reviewer for at, row in signatures(entry, revision).items() if at < level]
    keeps = not entry.column.resign_after_amendment
    amended = append_revision(
        entry, content, by=by, amended_level=level.value, keeps_signatures=keeps
    )
    facts = {"level": level.value, "changed": size, "keeps": keeps}
    record("改后签", by=by, entry=entry, digest=amended.digest, **facts)
    if entry.live_id is None:
        apply_content(entry, content)
    review = approve(entry, amended, level, by=by, opinion=opinion)
    _tell(entry, amended, told, size=size, by=by)
    return review


def _amended(entry, revision, changes):
    words = {key: changes[key] for key in AMENDABLE if key in changes}
    content = tidy_content(entry.kind, {**revision.content, **words})
    if _same_blocks(revision.content, content):
        content["body"] = revision.content["body"]
    if content_digest(content) == revision.digest:
        raise EditorialError("没有改动任何字，请直接按“通过并签字”")
    if not same_targets(revision.content, content):
        raise EditorialError("改后签只能改文字，不能增减图片、链接和替代文字，请退回编辑修改")
    check_complete(entry.kind, content)
    return content


def _check_size(entry, revision, content, *, by):
    """Return how many characters are changed. Raises EditorialError beyond the limit."""
    size, most = amended_size(revision.content, content), most_amended(revision.content)
    before = amended_by(entry, by.pk)
    if before + size > most:
        spent = f"，您在这篇稿件里先前已改 {before} 字" if before else ""
        raise EditorialError(
            f"改后签合计至多改 {most} 字（全文的十分之一，不超过 {MOST} 字），"
            f"这里改了 {size} 字{spent}；请少改一些，或退回编辑修改"
        )
    return size


def _check_unsigned(entry, content, level, *, by):
    rows = Review.objects.filter(
        entry=entry, digest=content_digest(content), decision=Decision.APPROVE
    )
    if any(row.level == level or row.reviewer_id == by.pk for row in rows):
        raise EditorialError("改成的文字与先前签过的一版相同，请退回编辑恢复那一版")


def _tell(entry, amended, signers, *, size, by):
    changed = f"《{entry}》由{by}改后签（改 {size} 字，{amended}）"
    again = "请知悉" if amended.keeps_signatures else "您的签字须按新版重签"
    notify(signers, f"{changed}，{again}", entry=entry, but=by)
    notify(writers_of(amended), f"{changed}，请知悉", entry=entry, but=by)


def amended_by(entry, person):
    """Return how many characters this person (an id) changed by amendments in the entry."""
    amendments = entry.revisions.filter(created_by=person, amended_level__isnull=False)
    return sum(
        amended_size(entry.revisions.get(number=row.number - 1).content, row.content)
        for row in amendments
    )


def amended_size(before, after):
    """Return how many characters of the amendable fields differ, as a reader sees them."""
    return changed_characters(_words(before), _words(after))


def most_amended(content):
    """Return how many characters of this content one person may amend."""
    return min(len(_words(content).replace("\n", "")) // SHARE, MOST)


def _words(content):
    lines = [content.get(key, "") for key in AMENDABLE if key != "body"]
    return "\n".join([*lines, visible_text(content["body"])])


def _same_blocks(before, after):
    """Tell whether the bodies differ at most in the white space between their blocks."""
    old, new = (tuple(part.html for part in blocks(one["body"])) for one in (before, after))
    return old == new


def same_targets(before, after):
    """Tell whether both bodies have the same links, pictures and descriptions."""
    return _targets(before) == _targets(after)


def _targets(content):
    return Counter(_TARGET.findall(content["body"]))


def fields_changed_beside(kind, before, after):
    """Return the labels of the fields that differ and are not amendable."""
    old, new = full_content(kind, before), full_content(kind, after)
    return [LABELS[key] for key in old if key not in AMENDABLE and old[key] != new[key]]
