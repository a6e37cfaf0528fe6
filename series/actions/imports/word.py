"""A manuscript from Word as a draft: what it says of itself goes into the fields, the rest is
named. All of it is written or nothing."""

import dataclasses
import logging
from pathlib import PurePath

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.editorial.content import full_content, original_moment
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.errors import EditorialError
from series.actions.media.pictures import picture_digest, store_picture
from series.actions.relations.organizations import names_read_first
from series.models import Entry, Picture
from series.models.audit import lock_audit_chain
from series.models.content_fields import FIELDS, RECOGNISED, RECOGNISED_LINES, What
from series.roles import columns_of, may
from series.text.language.han import han
from series.text.markup import stored_html
from series.text.markup.blocks import TextError

from .catalogue import Catalogue
from .paste import similar_to_paste

log = logging.getLogger(__name__)
VERB = "导入 Word"
MOST_NAMED = 3
NOTE = "从 Word 导入"
NO_COLUMN = "文中没有写明专栏，请在“专栏”里选一个再导入"
NOT_YOURS = "您不是专栏“{}”的编辑，不能在那里建稿，请改选专栏再导入"
CHANGED = "汉字核对不一致：要存入的正文与读到的汉字不同，没有导入，请报告管理员"


@dataclasses.dataclass
class Draft:
    """What will be stored, the sentences about what could not be, and those about the entries
    that say the same."""

    content: dict
    warnings: list[str] = dataclasses.field(default_factory=list)
    similar: list[str] = dataclasses.field(default_factory=list)


@names_read_first
def import_new(kind, reading, *, by, sha256, column=None):
    """Return a new draft of the text. `column` is the one chosen for texts that name none. Returns
    (entry, receipt)."""
    place = _place(reading.receipt)
    draft = Draft({"column": _column(place, column, by=by)})
    _fill_place(draft, place, reading.receipt)
    _fill_lines(draft, reading)
    _fill_words(draft, reading)
    draft.similar = _similar(draft, by=by)
    with _Pictures(reading, draft) as urls, transaction.atomic():
        lock_audit_chain()
        content = _with_pictures(draft, urls)
        entry = create_entry(kind, content, by=by, note=_note(reading))
        receipt = _receipt(reading, draft, entry, by=by)
        _record(entry, receipt, by=by, sha256=sha256)
    return entry, receipt


@names_read_first
def import_into(entry, reading, *, by, sha256, base):
    """Return the text as the newest revision of an entry; its fields stay, empty ones are filled.
    Raises StaleError where somebody saved since revision `base`. Returns the receipt."""
    draft = Draft({**full_content(entry.kind, entry.newest.content), "body": ""})
    text = reading.text
    for field in RECOGNISED_LINES:
        said, label = getattr(text, field.key), field.label
        if not draft.content[field.key]:
            _fill_line(draft, field, said)
        elif said and said != draft.content[field.key]:
            draft.warnings.append(f"文中的{label}“{said}”与稿件的不同，稿件的{label}没有改动")
    _fill_body(draft, reading)
    draft.similar = _similar(draft, by=by, entry=entry)
    with _Pictures(reading, draft) as urls, transaction.atomic():
        lock_audit_chain()
        content = _with_pictures(draft, urls)
        revision = save_revision(entry, content, by=by, base=base, note=_note(reading))
        if revision.number == base:
            raise EditorialError("文件里的文字与稿件现在的相同，没有产生新版本")
        entry.newest = revision
        receipt = _receipt(reading, draft, entry, by=by)
        _record(entry, receipt, by=by, sha256=sha256)
    return receipt


def _note(reading):
    return f"{NOTE}：{reading.receipt.file_name}"[:200]


def _place(receipt):
    return Catalogue().place(column=receipt.column, series=receipt.series, source=receipt.source)


def _column(place, chosen, *, by):
    """Return the id of the column that the text names, else of the chosen one."""
    column = place.column_id or (chosen and chosen.pk)
    if not column:
        raise EditorialError(NO_COLUMN)
    if not may(by, "create", column):
        raise EditorialError(NOT_YOURS.format(place.column if place.column_id else chosen))
    return column


def _fill_place(draft, place, receipt):
    content, warnings = draft.content, draft.warnings
    if place.column and not place.column_id:
        warnings.append(f"文中的专栏“{place.column}”还没有建立，稿件放在了所选的专栏")
    content["source"] = place.source_id
    if place.source and not place.source_id:
        warnings.append(f"来源“{place.source}”不在组织名录里，没有填入")
    if not place.series:
        return
    content["series"] = place.series_id
    if not place.series_id:
        warnings.append(f"系列“{place.series}”还没有建立，没有填入系列和期号")
    elif conflict := Entry.objects.filter(series=place.series_id, number=receipt.number).first():
        warnings.append(
            f"系列“{place.series}”的第{receipt.number}期已是《{conflict}》，期号没有填入"
        )
    else:
        content["number"] = receipt.number


def _fill_lines(draft, reading):
    for field in RECOGNISED_LINES:
        _fill_line(draft, field, getattr(reading.text, field.key))
    if not draft.content["headline"]:
        draft.warnings.append("没有认出标题，请补写")


def _fill_line(draft, field, said):
    most = field.max_length
    if len(said) <= most:
        draft.content[field.key] = said
        return
    draft.content[field.key] = ""
    draft.content["body"] = draft.content.get("body", "") + stored_html.paragraph(said)
    draft.warnings.append(f"认作{field.label}的一行超过 {most} 字，放在了正文开头")


def _fill_words(draft, reading):
    receipt, content = reading.receipt, draft.content
    _fill_body(draft, reading)
    content["tags"] = list(receipt.tags)
    if len(receipt.summary) <= FIELDS["summary"].max_length:
        content["summary"] = receipt.summary
    if receipt.date:
        try:
            original_moment({"dateline": receipt.date})
            content["dateline"] = receipt.date
        except EditorialError as error:
            draft.warnings.append(f"{error}（没有填入）")


def _fill_body(draft, reading):
    """Below the lines that were too long for their fields."""
    draft.content["body"] = draft.content.get("body", "") + reading.body


class _Pictures:
    """The pictures of a text, stored while the block runs; new ones go again if it fails."""

    def __init__(self, reading, draft):
        self.reading, self.draft, self.fresh = reading, draft, []

    def __enter__(self):
        return {
            token: self._stored(token) for token in stored_html.picture_tokens(self.reading.body)
        }

    def __exit__(self, kind, error, trace):
        if kind is not None:
            for picture in self.fresh:
                picture.file.delete(save=False)
                picture.delete()

    def _stored(self, token):
        image = self.reading.pictures.get(token)
        try:
            if image is None:
                raise EditorialError("没有内容")
            known = Picture.objects.filter(digest=picture_digest(image.data)).exists()
            picture = store_picture(image.data, alt=image.alt[:200])
        except EditorialError as error:
            self.draft.warnings.append(f"一幅图片没有带入：{error}")
            return ""
        if not known:
            self.fresh.append(picture)
        return picture.get_absolute_url()


def _with_pictures(draft, urls):
    """Return the content to store; refused where its Han characters are not those that were read."""
    read = draft.content["body"]
    body = stored_html.clean(stored_html.replace_pictures(read, urls))
    if han(stored_html.plain(body)) != han(stored_html.plain(read)):
        raise EditorialError(CHANGED)
    return {**draft.content, "body": body}


def _receipt(reading, draft, entry, *, by):
    """Plain JSON: for the page of the draft, and for the audit."""
    found, kept = reading.receipt, entry.newest.content
    count = len(han(stored_html.plain(reading.body)))
    said = f"正文汉字 {count} 个，全部保留"
    if not found.han_equal:
        said += "；认出的各栏与原文汉字不同，请对照原文"
    return {
        "file": PurePath(found.file).name[:200],
        "fields": _fields(found, kept),
        "words": said,
        "marks": found.marks_restored,
        "warnings": [*draft.warnings, *_namesakes(entry, kept, by=by), *draft.similar],
        "skipped": list(found.dropped),
    }


def _fields(found, kept):
    """Return [(label, value)] of what was recognised and is in the draft."""
    pictures = len(stored_html.picture_ids(kept["body"]))
    rows = [
        *((field.label, _recognised(field, field.value_in(kept), found)) for field in RECOGNISED),
        ("小标题", "、".join(found.headings)),
        ("段落", f"{found.paragraphs} 段"),
        ("图片", pictures and f"{pictures} 幅"),
    ]
    return [[label, value] for label, value in rows if value]


def _recognised(field, value, found):
    """Return what the receipt says of a field that the text filled in."""
    if field.what is What.REFERENCE:
        return value and getattr(found, field.key)
    if field.what is What.NUMBER:
        return value and f"第{value}期"
    if field.what is What.DATELINE:
        return value.replace("T", " ")
    return "、".join(value) if field.what is What.NAMES else value


def _namesakes(entry, kept, *, by):
    """Return entries of the same headline that this person may see."""
    if not kept["headline"]:
        return []
    same = Entry.objects.filter(headline=kept["headline"]).exclude(pk=entry.pk)
    columns = columns_of(by, "view")
    same = same if columns is None else same.filter(column__in=columns)
    return [
        f"找到同题稿件：第 {row.pk} 号稿（{row.get_visibility_display()}）"
        for row in same[:MOST_NAMED]
    ]


def _similar(draft, *, by, entry=None):
    """Return entries that this person may see and that say the same; compared before anything is
    held."""
    found = similar_to_paste(draft.content["body"], by=by, entry=entry)
    return [row.sentence for row in found[:MOST_NAMED]]


def _record(entry, receipt, *, by, sha256):
    given = {"object": receipt["file"], "digest": entry.newest.digest, "sha256": sha256}
    record(VERB, by=by, entry=entry, **given, receipt=receipt)


def read_safely(read):
    """Return the Reading that `read` gives; whatever goes wrong becomes one sentence."""
    try:
        return read()
    except (TextError, EditorialError):
        raise
    except Exception as error:
        log.exception("word import")
        raise EditorialError(
            "程序未能读懂这个文件，请另存为新的 .docx 后再试，或交给管理员"
        ) from error
