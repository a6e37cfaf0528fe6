"""Two contents compared field by field, with the names that people know things by."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from chamber.models import Organization
from series.actions.editorial.content import full_content
from series.models import Attachment, Column, EventForm, EventState, Series
from series.text.diff.compare import Place, compare_bodies
from series.text.diff.summary import FieldChange, SetChange, picture_change, summary
from series.text.diff.wording import pieces
from series.text.markup.programme import render_programme

NAMED = {"column": Column, "series": Series, "source": Organization, "issuer": Organization}
CHOICES = {"form": EventForm, "state": EventState}
MOMENTS = ("starts_at", "ends_at")
# Every key of a content but the body, in the order in which a reader meets them.
LABELS = {
    "headline": "标题",
    "subtitle": "副题",
    "summary": "摘要",
    "column": "专栏",
    "series": "系列",
    "number": "期号",
    "issuer": "发起单位",
    "audience": "面向",
    "open_from": "响应开始",
    "open_until": "响应截止",
    "form": "形式",
    "state": "安排",
    "state_note": "安排说明",
    "starts_at": "开始",
    "ends_at": "结束",
    "all_day": "全天",
    "venue": "地点",
    "address": "地址",
    "host": "主办",
    "programme": "议程",
    "source": "来源",
    "author": "作者",
    "dateline": "原发布日期",
    "original_url": "原文链接",
    "reprint": "转载",
    "original_title": "原题",
    "original_source": "原出处",
    "original_at": "原发布时间",
    "corrections": "更正说明",
    "figures": "数字",
    "tags": "话题",
    "attachments": "附件",
    "no_keywords": "不加关键词链接",
}
SETS = ("tags", "attachments")


@dataclass(frozen=True)
class Comparison:
    """`lines` and `sets` are the fields that differ; `places` all blocks of both bodies."""

    lines: tuple[FieldChange, ...]
    sets: tuple[SetChange, ...]
    places: tuple[Place, ...]

    @property
    def summary(self) -> str:
        return summary(self.places, self.lines, self.sets)

    @property
    def altered(self) -> bool:
        return bool(self.lines or self.sets or any(place.altered for place in self.places))


def compare_contents(kind, old: Mapping, new: Mapping) -> Comparison:
    before, after = full_content(kind, old), full_content(kind, new)
    differ = [key for key in LABELS if before.get(key) != after.get(key)]
    lines = [_line(key, before, after) for key in differ if key not in SETS]
    sets = [_set(key, before, after) for key in differ if key in SETS]
    sets.append(picture_change(before["body"], after["body"]))
    return Comparison(
        tuple(line for line in lines if any(not piece.same for piece in line.pieces)),
        tuple(change for change in sets if change),
        compare_bodies(before["body"], after["body"]),
    )


def _line(key, before, after):
    return FieldChange(LABELS[key], pieces(shown(key, before), shown(key, after)))


def _set(key, before, after):
    return SetChange(LABELS[key], _members(key, before[key]), _members(key, after[key]))


def _members(key, values):
    if key != "attachments":
        return tuple(values)
    titles = dict(Attachment.objects.filter(pk__in=values).values_list("pk", "title"))
    return tuple(titles.get(pk, f"第{pk}号附件（已删除）") for pk in values)


def shown(key, content) -> str:
    """What a person reads of this field."""
    value = content.get(key)
    if value in (None, "", [], False):
        return ""
    if key in NAMED:
        return str(NAMED[key].objects.filter(pk=value).first() or "（已删除）")
    if key in CHOICES:
        return dict(CHOICES[key].choices).get(value, value)
    if key in MOMENTS:
        pattern = "%Y-%m-%d" if content.get("all_day") else "%Y-%m-%d %H:%M"
        return timezone.localtime(parse_datetime(value)).strftime(pattern)
    if key == "programme":
        return render_programme(value)
    if key in ("corrections", "figures", *SETS):
        return "\n".join(_members(key, value))
    return "是" if value is True else str(value).replace("T", " ") if key in DATES else str(value)


DATES = ("dateline", "original_at")
