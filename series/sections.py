"""栏目 labels (网页标签, 国办发〔2017〕47号) of every section, where entries are listed.

Name, purpose, words and type; nothing is ever empty. Decision 51.
"""

import re
from dataclasses import dataclass

from django.conf import settings

from .models.entry_kinds import listed_kinds

BETWEEN = re.compile(r"[，,、；;\s]+")
NEWS, HOME, SERVICE, DATA, ABOUT = "工作动态", "首页", "办事服务", "数据发布", "概况信息"
# Sections that no row of the database and no kind stands for: name, words, type.
LISTS = {
    "home": ("首页", "最新文章,近期活动,倡议", HOME),
    "archive": ("按月归档", "归档,往期", NEWS),
    "month": ("按月归档", "归档,往期", NEWS),
    "figures": ("数说", "数字,数据", DATA),
    "consultations": ("咨询", "咨询,答复,提问", SERVICE),
    "consultation": ("咨询", "咨询,答复,提问", SERVICE),
    "search": ("检索", "检索,查找", SERVICE),
    "feeds": ("订阅", "订阅,Atom,RSS", SERVICE),
    "site_map": ("网站地图", "网站地图,栏目", SERVICE),
    "accessibility": ("无障碍说明", "无障碍,长者模式", ABOUT),
    "privacy": ("隐私说明", "隐私,个人信息", ABOUT),
}


@dataclass(frozen=True)
class SectionLabels:
    """The labels ColumnName, ColumnDescription, ColumnKeywords and ColumnType."""

    name: str
    description: str
    keywords: str
    type: str


def every_list():
    """Return {URL name: (name, words, type)} of every list that no row stands for."""
    return LISTS | {kind.folder: (kind.label, kind.keywords, NEWS) for kind in listed_kinds()}


def section_of_list(url_name, title, description):
    """Return the section of a list by its URL name.

    A list that is not in the table is named by the first part of its title.
    """
    site = settings.SITE["name"]
    own = title.partition(" — ")[0] or site
    name, words, type = every_list().get(url_name, (own, own, NEWS))
    return SectionLabels(name, description or name, f"{words},{site}", type)


def section_of_column(column):
    about = f"{settings.SITE['owner']}专栏《{column.name}》"
    words = ",".join(filter(None, BETWEEN.split(column.keywords))) or column.name
    return SectionLabels(column.name, column.description or about, words, column.type or NEWS)


def section_of_series(series, description):
    words = ",".join(dict.fromkeys((series.title, str(series), series.column.name)))
    return SectionLabels(
        series.title, description or series.title, words, series.column.type or NEWS
    )


def section_of_tag(tag, description):
    return SectionLabels(tag.name, description or tag.name, f"{tag.name},话题", NEWS)
