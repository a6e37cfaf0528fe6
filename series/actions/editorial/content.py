"""The content of a revision: the mapping that editors change and reviewers sign.

Its keys are those of `series.models.content_fields`, which defines the value of each. Keys of
optional fields are absent while they are empty, so that older contents keep their digests
(decision 23). A correction is a line "2026-11-24 what was put right", a figure a line
"全市会员总数｜全市会员总数超过32000家": what is counted, and the text's own words (decision 42).
"""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from series.actions.errors import EditorialError
from series.models import ENTRY_KINDS, Column, Series, Speaker
from series.models.content_fields import FIELDS, LABELS, ORGANIZATIONS, What, fields_of
from series.models.entry import UNTITLED
from series.text.language.single_line import single_line
from series.text.language.tag_names import split_tags, tidy_tag
from series.text.markup import stored_html
from series.text.markup.figures import FigureError, find_figure

SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
SESSION = ("starts", "ends", "kind", "title", "speaker", "note")
SPEAKER = ("name", "post", "organization")


def blank_content(kind):
    """Return an empty content of this kind."""
    return {field.key: field.empty for field in fields_of(kind) if not field.optional}


def full_content(kind, content):
    """Return a content with all keys, the optional ones included."""
    return {**{field.key: field.empty for field in fields_of(kind)}, **content}


def tidy_content(kind, content):
    """Return typed content in its one stored form: known keys, safe markup, tidy lines.

    Raises ValueError on an unknown key.
    """
    unknown = set(content) - {field.key for field in fields_of(kind)}
    if unknown:
        raise ValueError(f"unknown content keys: {sorted(unknown)}")
    tidy, left_out = {}, ENTRY_KINDS[kind].leaves_out
    for field in fields_of(kind):
        given = content.get(field.key, field.empty)
        value = _tidy(field, field.empty if field.key in left_out else given)
        if not field.optional or value not in (field.empty, None):
            tidy[field.key] = value
    return tidy


def _tidy(field, value):
    if field.what in TIDY:
        return TIDY[field.what](value)
    return single_line(value) if isinstance(value, str) else value


def _tag_names(tags):
    names = (tidy_tag(name) for tag in tags for name in split_tags(tag))
    return list(dict.fromkeys(name for name in names if name))


def _lines(texts):
    return [line for text in texts or () if (line := single_line(text))]


def _programme(items):
    return [_session(item) for item in items if item.get("title")]


def _session(item):
    row = {key: single_line(str(item.get(key) or "")) for key in SESSION}
    speakers = [_speaker(each) for each in item.get("speakers") or () if each.get("name")]
    # Absent while there are none, so that older contents keep their digests.
    return {**row, "kind": row["kind"] or "other", **({"speakers": speakers} if speakers else {})}


def _speaker(item):
    row = {key: single_line(str(item.get(key) or "")) for key in SPEAKER}
    return {**row, "id": item["id"]} if item.get("id") else row


TIDY = {
    What.MARKUP: stored_html.clean,
    What.NAMES: _tag_names,
    What.LINES: _lines,
    What.PROGRAMME: _programme,
}


def check_references(content):
    """Check that the content's references exist and fit together.

    The series belongs to the column, an issue number to a series, no span ends before it starts.
    Raises EditorialError.
    """
    if not Column.objects.filter(pk=content["column"]).exists():
        raise EditorialError("请先选择专栏")
    if (
        content["series"]
        and not Series.objects.filter(pk=content["series"], column=content["column"]).exists()
    ):
        raise EditorialError("所选系列不属于这个专栏，请重新选择系列")
    _check_organizations(content)
    _check_slug(content.get("slug"))
    _check_event_facts(content)
    if content["number"] and not content["series"]:
        raise EditorialError("填写了期号，请同时选择系列")
    for first, last, sentence in SPANS:
        start, end = content.get(first), content.get(last)
        if start and end and _moment(end) < _moment(start):
            raise EditorialError(sentence)


def _check_slug(slug):
    if slug and not SLUG.fullmatch(slug):
        raise EditorialError(
            f"网址“{slug}”不能用，请只写小写字母、数字和连字符，至少有一个字母，例如：about"
        )


def _check_organizations(content):
    for field in ORGANIZATIONS:
        key = content.get(field.key)
        if key and not field.model.objects.filter(pk=key).exists():
            raise EditorialError(f"所选{field.label}已从组织中删除，请重新选择")


def _check_event_facts(content):
    if not content.get("map_url", "https://").startswith("https://"):
        raise EditorialError("地图链接须以 https:// 开头，请从地图网站复制完整地址")
    sessions = content.get("programme", ())
    keys = {each["id"] for item in sessions for each in item.get("speakers", ()) if "id" in each}
    if keys and Speaker.objects.filter(pk__in=keys).count() < len(keys):
        raise EditorialError("议程中有嘉宾已从登记中删除，请去掉姓名后的编号")
    event = content.get("about_event")
    if event and not FIELDS["about_event"].model.objects.at_work().filter(pk=event).exists():
        raise EditorialError("所写活动已不存在，请重新选择")


def _moment(text):
    return datetime.fromisoformat(text)


SPANS = (
    ("starts_at", "ends_at", "结束时间早于开始时间，请核对"),
    ("deadline", "ends_at", "报名截止晚于活动结束，请核对"),
    ("open_from", "open_until", "响应截止早于响应开始，请核对"),
)


def check_complete(kind, content):
    """Check that a content has everything that it needs before somebody signs it.

    A draft may lack it. Raises EditorialError.
    """
    missing = [] if content["headline"] else ["标题"]
    kind_info = ENTRY_KINDS[kind]
    if kind_info.needs_body and not stored_html.visible_text(content["body"]).strip():
        missing.append("正文")
    missing += [name for key, name in kind_info.needs if not content[key]]
    if content.get("reprint"):
        missing += [LABELS[key] for key in REPRINT_NEEDS if not content.get(key)]
    if missing:
        raise EditorialError(
            f"《{content['headline'] or UNTITLED}》还缺{'、'.join(missing)}，请补齐后再送审"
        )
    if silent := stored_html.silent_pictures(content["body"]):
        positions = "、".join(map(str, silent))
        raise EditorialError(f"第 {positions} 张图片缺替代文字，请补上后再送审")
    figures_of(content)


def figures_of(content):
    """Return the figures of a content, each found in its text. Raises EditorialError."""
    try:
        return [find_figure(line, content["body"]) for line in content.get("figures", ())]
    except FigureError as error:
        raise EditorialError(str(error)) from error


REPRINT_NEEDS = ("original_title", "original_source", "original_url", "original_at")


def original_moment(content):
    """Return (moment, time known) of a text that was public elsewhere, or (None, True).

    Decision 4.
    """
    dateline = content["dateline"]
    return moment_of(dateline) if dateline else (None, True)


def moment_of(dateline):
    """Return (moment, time known) of a dateline "2023-11-17" or "2023-11-17T09:30".

    Raises EditorialError where it cannot be read or lies in the future.
    """
    try:
        moment = parse_datetime(dateline) if "T" in dateline else None
        day = parse_date(dateline[:10])
    except ValueError:  # well formed, but no such day: 2023-02-30
        day = None
    if day is None:
        raise EditorialError(f"原发布日期“{dateline}”无法识别，请写成 2023-11-17")
    naive = moment or datetime(day.year, day.month, day.day)
    aware = naive if timezone.is_aware(naive) else timezone.make_aware(naive)
    if aware > timezone.now():
        raise EditorialError(f"原发布日期 {dateline} 在将来，请核对")
    return aware, moment is not None
