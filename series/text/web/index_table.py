"""The index table of 政府信息公开: index number, issuing office, dates, title."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from .head import single_spaced, text_of
from .weights import Weights

_LABELS = {
    "索引号", "信息索引", "信息索引号", "主题分类", "主题词", "分类", "体裁分类", "组配分类", "公文种类", "服务对象", "发布机构", "发文机关",
    "发文机构", "发文单位", "制发机关", "发布单位", "公开主体", "信息来源", "来源", "发文日期", "成文日期", "生成日期", "发布日期", "发布时间",
    "公开日期", "印发日期", "签发日期", "生效日期", "生效时间", "实施日期", "废止日期", "废止时间", "失效日期", "文号", "发文字号", "发文文号", "文件编号",
    "有效性", "效力状态", "有效期", "时效性", "名称", "标题", "信息名称", "文件名称", "公开方式", "公开范围", "公开形式", "公开时限", "公开程序", "公开类型",
    "关键词", "关键字", "内容概述", "内容概要", "信息类别", "所属机构", "责任部门", "语种", "载体类型", "著录日期", "点击数", "浏览次数", "统一登记号",
    "规范性文件登记号", "规范性文件编号", "文件类型", "是否有效", "审核程序", "效力", "联系方式", "题注", "作者", "责任编辑",
}  # fmt: skip
_SURE = {"索引号", "信息索引", "信息索引号", "发文字号", "文号", "成文日期", "主题分类", "发布机构", "发文机关", "公开方式", "组配分类"}  # fmt: skip
_SOURCE = (
    "来源",
    "信息来源",
    "发文机关",
    "发布机构",
    "发文机构",
    "制发机关",
    "发文单位",
    "公开主体",
    "发布单位",
    "责任部门",
)
_PUBLISHED = ("发布日期", "发布时间", "公开日期")
_WRITTEN = ("发文日期", "印发日期", "生成日期", "成文日期", "签发日期")
_TITLE = ("标题", "名称", "信息名称", "文件名称")
_ROWS = ("table", "dl", "ul", "div")
_SPACES = re.compile(r"[\s\u3000:：【】\[\]*]+")
_LONGEST = 1200
_LONGEST_VALUE = 120
FEWEST = 3


@dataclass
class IndexTable:
    """The fields of the index tables of a page, and the elements that hold them."""

    fields: dict[str, str] = field(default_factory=dict)
    elements: list[_Element] = field(default_factory=list)

    def first(self, labels: tuple[str, ...]) -> str:
        return next((self.fields[label] for label in labels if self.fields.get(label)), "")

    @property
    def title(self) -> str:
        return self.first(_TITLE)

    @property
    def source(self) -> str:
        return self.first(_SOURCE)

    @property
    def published(self) -> str:
        return self.first(_PUBLISHED)

    @property
    def written(self) -> str:
        """Return the day of signing. It counts where nothing says when the text was published."""
        return self.first(_WRITTEN)


def find_index_table(document: _Element, *, weights: Weights) -> IndexTable:
    """Return the fields of the index tables; none where the page has no such table."""
    table = IndexTable()
    around: set[_Element] = set()
    for element in reversed(list(document.iter(*_ROWS))):
        if element in around or _is_frame(element) or weights.characters[element] > _LONGEST:
            continue
        text, fields = text_of(element), _fields(element)
        if len(fields) >= FEWEST and not _SURE.isdisjoint(fields) and _is_whole(text, fields):
            around.update(element.iterancestors())
            table.elements.append(element)
            table.fields = {**table.fields, **fields}
    return table


def _is_frame(element: _Element) -> bool:
    """Tell whether an element holds nothing or one other that may be the table itself."""
    return not len(element) or (len(element) == 1 and element[0].tag in _ROWS)


def _is_whole(text: str, fields: dict[str, str]) -> bool:
    """Tell whether the element holds these fields and hardly anything else."""
    held = sum(len(label) + len(_SPACES.sub("", value)) for label, value in fields.items())
    longest = max(map(len, fields.values()))
    return longest <= _LONGEST_VALUE and held * 10 >= len(_SPACES.sub("", text)) * 7


def _fields(element: _Element) -> dict[str, str]:
    """Return the fields, whatever elements hold label and value."""
    fields: dict[str, str] = {}
    label = ""
    for words in filter(None, map(single_spaced, element.itertext())):
        bare, value = _divided(words)
        if bare:
            label = bare if bare not in fields else ""
            fields.setdefault(bare, value)
        elif label:
            fields[label] += words.removeprefix("：").removeprefix(":").strip()
    return fields


def _divided(words: str) -> tuple[str, str]:
    """Return the label that the words begin with and what follows; ("", "") without one."""
    before, _, after = words.replace(":", "：", 1).partition("：")
    bare = _SPACES.sub("", before)
    return (bare, after.strip()) if bare in _LABELS else ("", "")
