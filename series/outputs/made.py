"""Make WeChat, Word, print and 简报 of one revision of an entry.

Every function here starts from the stored content; nothing is written, and nothing kept but the last
public entry, whose formats are often asked for in a row.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property

from chamber.models import Organization
from chamber.page_cache.remembered import Remembered
from series import dates
from series.actions.editorial.content import full_content
from series.actions.editorial.live_row import sessions_of, set_content_fields
from series.actions.media.picture_export import drawn, size_of
from series.facts import hosts_and_ways
from series.models import (
    CHILD,
    ENTRY_KINDS,
    TEXTS,
    Attachment,
    Entry,
    Picture,
    PreparedRows,
    Revision,
)
from series.text.outputs import gbt9704, reader
from series.text.outputs import wechat as wechat_fields
from series.text.typography import shortening

MOST_BRIEF = 70
# A revision may name an organization that is gone, so it is looked up and not joined.
_ORGANIZATIONS = PreparedRows(lambda key: Organization.objects.filter(pk=key), values=1)


@dataclass(frozen=True)
class Outputs:
    """The outputs of one revision.

    `row` is the entry with that revision's fields, `root` the site's address for its own links.
    """

    row: Entry
    revision: Revision
    content: dict
    root: str

    @cached_property
    def sheet(self):
        return reader.read_body(self.content["body"])

    @cached_property
    def pictures(self):
        return Picture.objects.in_text(self.content["body"])

    @cached_property
    def source(self):
        row = self.row
        issuer = row.issuer_id if ENTRY_KINDS[row.kind].is_call else row.source_id
        key = issuer or row.source_id
        found = _ORGANIZATIONS.rows(key) if key else []
        return found[0] if found else None

    @cached_property
    def signer(self):
        """Return who signs: the issuer of a call, the host of an event.

        Empty for others: whose text it was has not signed it. Decision 134.
        """
        row, kind = self.row, ENTRY_KINDS[self.row.kind]
        if kind.takes_place:
            return row.host
        return self.source.name if kind.is_call and row.issuer_id and self.source else ""

    def wechat(self):
        """Return the fields of WeChat, which itself says who published when."""
        return wechat_fields.wechat_article(
            self.sheet,
            replace(self.matter, published=()),
            summary=self.row.summary,
            author=self.row.author or (str(self.source) if self.source else ""),
            root=self.root,
            uploads=[self._upload(picture) for picture in self.sheet.pictures],
        )

    def _upload(self, shown):
        address = f"{self.root}{shown.src}"
        picture = self.pictures.get(shown.src)
        if picture is None:
            return wechat_fields.Upload(shown, address)
        sizes = (picture.extension, picture.width, picture.height, size_of(picture))
        return wechat_fields.Upload(shown, address, *sizes)

    def brief(self):
        """Return 简报 of at most 70 characters; empty where no sentence is short enough."""
        paragraphs = wechat_fields.running_paragraphs(self.sheet)
        return shortening.brief_report(self.row.summary, paragraphs, most=MOST_BRIEF)

    @cached_property
    def paper(self):
        return gbt9704.official_letter(self.matter, self.sheet, root=self.root)

    def word(self):
        """Return the .docx as bytes."""
        from series.text.outputs.gbt9704_docx import word_file  # python-docx, only for a file

        return word_file(
            self.paper,
            file_of=self._drawn,
            title=self.row.headline,
            author=str(self.source or ""),
            at=self.row.published_at or self.revision.created_at,
        )

    def _drawn(self, address):
        picture = self.pictures.get(address)
        return drawn(picture) if picture else None

    @cached_property
    def matter(self):
        row, kind = self.row, ENTRY_KINDS[self.row.kind]
        keys = self.content["attachments"]
        listed = Attachment.objects.filter(pk__in=keys).order_by("pk") if keys else ()
        return gbt9704.LetterFields(
            kicker=row.kicker,
            headline=row.headline,
            subtitle=row.numbered_subtitle,
            word=kind.document_word,
            author=row.author,
            editor=row.editor,
            audience=row.audience if kind.is_call else "",
            issuer=self.signer,
            day=dates.full_day(row.published_at) if row.published_at else "",
            facts=tuple(_facts(row)) if kind.takes_place else (),
            programme=tuple(map(_session, sessions_of(row, self.content))),
            attachments=tuple(file.title for file in listed),
            corrections=tuple(row.corrections),
            origin=_origin(row),
            published=() if kind.document_word else tuple(self._published()),
        )

    def _published(self):
        """Yield where and when readers got the text."""
        if self.source:
            yield f"来源：{self.source.name}"
        if self.row.published_at:
            yield f"发布日期：{dates.full_day(self.row.published_at)}"
        if self.row.is_public:
            yield f"网址：{self.root}{self.row.get_absolute_url()}"


def outputs_of(entry, *, root):
    """Return the Outputs of a public entry's live revision; else of its newest."""
    revision = entry.live if entry.is_public else entry.newest
    (row,) = _row_of(entry.kind).rows(entry.pk)
    return _made_of(row, revision, root)


_last = Remembered()


def find_public_outputs(kind, pk, *, root):
    """Return the Outputs of a public entry of this kind, or None.

    One query (decision 155); none for the entry of the last call while nothing was committed."""

    def make():
        found = _public_row(kind).rows(pk)
        return _made_of(found[0], found[0].live, root) if found else None

    return _last.get((kind, pk, root), make)


def _made_of(row, revision, root):
    content = full_content(row.kind, revision.content)
    set_content_fields(row, content)
    return Outputs(row, revision, content, root)


@cache
def _row_of(kind):
    return PreparedRows(
        lambda key: CHILD[kind].objects.select_related("series").filter(pk=key), values=1
    )


@cache
def _public_row(kind):
    rows = CHILD[kind].objects.select_related("series", "live").defer(*TEXTS)
    return PreparedRows(lambda key: rows.published().filter(kind=kind, pk=key), values=1)


def _facts(event):
    """Yield (label, words) of an event's facts; a changed plan comes first."""
    if event.state != "planned":
        yield "安排", "，".join(filter(None, (event.get_state_display(), event.state_note)))
    if event.starts_at and event.ends_at:
        yield "时间", dates.span(event)
    if event.venue:
        yield "地点", f"{event.venue}（{event.address}）" if event.address else event.venue
    yield "形式", event.get_form_display()
    yield from hosts_and_ways(event)


def _session(item):
    times = "—".join(filter(None, (item.starts, item.ends)))
    kind = f"{item.get_kind_display()}：" if item.kind != "other" else ""
    speakers = (
        "".join((each["organization"], each["post"], each["name"])) for each in item.speakers
    )
    notes = "；".join(filter(None, (item.speaker, "、".join(speakers), item.note)))
    line = f"{kind}{item.title}" + (f"（{notes}）" if notes else "")
    return f"{times}　{line}" if times else line


def _origin(row):
    if not row.reprint:
        return ""
    day = dates.original_day(row.original_at)
    return f"转载自{row.original_source}《{row.original_title}》，{day}，{row.original_url}"
