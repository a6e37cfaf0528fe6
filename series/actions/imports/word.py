"""Import of a Word manuscript as a draft.
What is recognised goes into the fields, what cannot be stored is reported. All of it is written or
nothing."""

import dataclasses
import logging
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q

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
from .odd_values import pictures_to_describe
from .paste import similar_to_paste

log = logging.getLogger(__name__)
VERB = "导入 Word"
MOST_NAMED = 3
NOTE = "从 Word 导入"
TITLE_LINES = 4  # blocks among which the title stands
NO_COLUMN = "文中没有写明专栏，请在“专栏”里选一个再导入"
NOT_YOURS = "您不是专栏“{}”的编辑，不能在那里建稿，请改选专栏再导入"
CHANGED = "汉字核对不一致：要存入的正文与读到的汉字不同，没有导入，请报告管理员"


@dataclasses.dataclass
class Draft:
    """The content that will be stored, with warnings and sentences about similar entries."""

    content: dict
    warnings: list[str] = dataclasses.field(default_factory=list)
    similar: list[str] = dataclasses.field(default_factory=list)


def import_of_newest(entry):
    """Return the condition of audit lines of the import that made the newest revision."""
    return Q(verb=VERB, digest=entry.newest.digest)


@names_read_first
def import_new(kind, reading, *, by, sha256, column=None):
    """Create a draft of a manuscript. Returns (entry, receipt).

    `column` is the one chosen for texts that name none.
    """
    target = _target(reading.receipt)
    draft = Draft({"column": _column(target, column, by=by)})
    _fill_target(draft, target, reading.receipt)
    _fill_lines(draft, reading)
    _fill_words(draft, reading)
    draft.similar = _similar(draft, by=by)
    with _Pictures(reading, draft, by=by) as urls, transaction.atomic():
        lock_audit_chain()
        content = _with_pictures(draft, urls)
        entry = create_entry(kind, content, by=by, note=_note(reading))
        receipt = _receipt(reading, draft, entry, by=by)
        _record(entry, receipt, by=by, sha256=sha256)
    return entry, receipt


@names_read_first
def import_into(entry, reading, *, by, sha256, base):
    """Save a manuscript as the newest revision of an entry. Returns the receipt.

    Its fields stay, empty ones are filled. Raises StaleError where somebody saved since revision
    `base`.
    """
    draft = Draft({**full_content(entry.kind, entry.newest.content), "body": ""})
    text = reading.text
    for field in RECOGNISED_LINES:
        line, label = getattr(text, field.key), field.label
        if not draft.content[field.key]:
            _fill_line(draft, field, line)
        elif line and line != draft.content[field.key]:
            draft.warnings.append(f"文中的{label}“{line}”与稿件的不同，稿件的{label}没有改动")
    _fill_body(draft, reading)
    draft.similar = _similar(draft, by=by, entry=entry)
    with _Pictures(reading, draft, by=by) as urls, transaction.atomic():
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


def _target(receipt):
    return Catalogue().target(column=receipt.column, series=receipt.series, source=receipt.source)


def _column(target, chosen, *, by):
    """Return the id of the column that the text names, else of the chosen one."""
    column = target.column_id or (chosen and chosen.pk)
    if not column:
        raise EditorialError(NO_COLUMN)
    if not may(by, "create", column):
        raise EditorialError(NOT_YOURS.format(target.column if target.column_id else chosen))
    return column


def _fill_target(draft, target, receipt):
    content, warnings = draft.content, draft.warnings
    if target.column and not target.column_id:
        warnings.append(f"文中的专栏“{target.column}”还没有建立，稿件放在了所选的专栏")
    content["source"] = target.source_id
    if target.source and not target.source_id:
        warnings.append(f"来源“{target.source}”不在组织名录里，没有填入")
    if not target.series:
        return
    content["series"] = target.series_id
    if not target.series_id:
        warnings.append(f"系列“{target.series}”还没有建立，没有填入系列和期号")
    elif conflict := Entry.objects.filter(series=target.series_id, number=receipt.number).first():
        warnings.append(
            f"系列“{target.series}”的第{receipt.number}期已是《{conflict}》，期号没有填入"
        )
    else:
        content["number"] = receipt.number


def _fill_lines(draft, reading):
    for field in RECOGNISED_LINES:
        _fill_line(draft, field, getattr(reading.text, field.key))
    if _stood_in_brackets(reading.text.kicker, reading.source):
        draft.warnings.append(f"【{reading.text.kicker}】不是已有专栏的名称，存为引题")
    if not draft.content["headline"]:
        draft.warnings.append("没有认出标题，请补写")


def _stood_in_brackets(kicker, source):
    titles = (source.title, *(block.text for block in source.blocks[:TITLE_LINES]))
    return bool(kicker) and any(f"【{kicker}】" in line for line in titles)


def _fill_line(draft, field, line):
    most = field.max_length
    if len(line) <= most:
        draft.content[field.key] = line
        return
    draft.content[field.key] = ""
    draft.content["body"] = draft.content.get("body", "") + stored_html.paragraph(line)
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
    """Put the body below the lines that were too long for their fields."""
    draft.content["body"] = draft.content.get("body", "") + reading.body


class _Pictures:
    """The stored pictures of a text inside a `with` block.
    New ones are deleted if it fails."""

    def __init__(self, reading, draft, *, by):
        self.reading, self.draft, self.by, self.fresh = reading, draft, by, []

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
            existed = Picture.objects.filter(digest=picture_digest(image.data)).exists()
            picture = store_picture(image.data, alt=image.alt[:200], uploader=self.by)
        except EditorialError as error:
            self.draft.warnings.append(f"一幅图片没有带入：{error}")
            return ""
        if not existed:
            self.fresh.append(picture)
        return picture.get_absolute_url()


def _with_pictures(draft, urls):
    """Return the content with picture addresses; refuse it where Han characters differ."""
    read = draft.content["body"]
    body = stored_html.clean(stored_html.replace_pictures(read, urls))
    if han(stored_html.visible_text(body)) != han(stored_html.visible_text(read)):
        raise EditorialError(CHANGED)
    return {**draft.content, "body": body}


def _receipt(reading, draft, entry, *, by):
    """Return the receipt as plain JSON for the draft's page and the audit."""
    read, content = reading.receipt, entry.newest.content
    count = len(han(stored_html.visible_text(reading.body)))
    summary = f"正文汉字 {count} 个，全部保留"
    if read.left or read.extra:
        summary = f"正文汉字 {count} 个，与原文不一致，请对照下面的提醒补上或删去"
    elif not read.han_equal:
        summary += "；认出的各栏与原文汉字不同，请对照原文"
    return {
        "file": PurePath(read.file).name[:200],
        "fields": _fields(read, content),
        "words": summary,
        "marks": read.marks_restored,
        "warnings": [
            *draft.warnings,
            *_undescribed(content),
            *_same_headline(entry, content, by=by),
            *draft.similar,
        ],
        "skipped": [*read.dropped, *(f"去掉的字：{words}" for words in read.dropped_words)],
        "proposed_tags": list(read.proposed_tags),
        "proposed_figures": list(read.proposed_figures),
    }


def _undescribed(content):
    return [
        f"图片缺替代文字：{phrase}，请补上后再送审"
        for phrase in pictures_to_describe(content["body"])
    ]


def _fields(read, content):
    """Return [(label, value)] of what was recognised and is in the draft."""
    pictures = len(stored_html.picture_addresses(content["body"]))
    rows = [
        *((field.label, _recognised(field, field.value_in(content), read)) for field in RECOGNISED),
        ("小标题", "、".join(read.headings)),
        ("段落", f"{read.paragraphs} 段"),
        ("图片", pictures and f"{pictures} 幅"),
        ("改写", "；".join(read.rewritten)),
    ]
    return [[label, value] for label, value in rows if value]


def _recognised(field, value, read):
    """Return a filled-in field's value as the receipt shows it."""
    if field.what is What.REFERENCE:
        return value and getattr(read, field.key)
    if field.what is What.NUMBER:
        return value and f"第{value}期"
    if field.what is What.DATELINE:
        return value.replace("T", " ")
    return "、".join(value) if field.what is What.NAMES else value


def _same_headline(entry, content, *, by):
    """Return sentences about entries of the same headline that this person may see."""
    if not content["headline"]:
        return []
    same = Entry.objects.at_work().filter(headline=content["headline"]).exclude(pk=entry.pk)
    columns = columns_of(by, "view")
    same = same if columns is None else same.filter(column__in=columns)
    return [
        f"找到同题稿件：第 {row.pk} 号稿（{row.get_visibility_display()}）"
        for row in same[:MOST_NAMED]
    ]


def _similar(draft, *, by, entry=None):
    """Return sentences about similar entries that this person may see.

    Texts are compared before anything is locked.
    """
    rows = similar_to_paste(draft.content["body"], by=by, entry=entry)
    return [row.sentence for row in rows[:MOST_NAMED]]


def _record(entry, receipt, *, by, sha256):
    detail = {"object": receipt["file"], "digest": entry.newest.digest, "sha256": sha256}
    record(VERB, by=by, entry=entry, **detail, receipt=receipt)


def read_safely(read):
    """Return the ImportReading from `read`; turn any error into an EditorialError or TextError."""
    try:
        return read()
    except (TextError, EditorialError):
        raise
    except Exception as error:
        log.exception("word import")
        raise EditorialError(
            "程序未能读懂这个文件，请另存为新的 .docx 后再试，或交给管理员"
        ) from error
