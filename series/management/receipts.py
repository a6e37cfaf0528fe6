"""Receipts of an import as text for a terminal."""

import unicodedata
from collections import Counter

from series.actions.imports.receipt import CHANGED, NEW, REFUSED, SAME
from series.models.content_fields import LABELS

RESULT = {NEW: "新增", SAME: "未变", CHANGED: "有改动", REFUSED: "未导入"}
MARK_NAMES = {
    ",": "逗号",
    ".": "句号",
    ":": "冒号",
    ";": "分号",
    "!": "叹号",
    "?": "问号",
    "(": "括号",
    ")": "括号",
    '"': "引号",
    "'": "引号",
}
HAN_NAMES = {
    "source": "原文", "kept": "正文", "moved": "各栏", "dropped": "去掉", "left": "未能入稿",
}  # fmt: skip
LABEL_WIDTH = 10


def terminal_width(text):
    """Return how many columns a text takes in a terminal; full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad_right(text, columns):
    """Fill a text with spaces up to this number of columns."""
    return text + " " * max(0, columns - terminal_width(text))


def as_table(receipt):
    """Return a receipt as a table: one label and value on each line."""
    rows = _rows(receipt) if receipt.is_recognised else []
    rows = [("文件", receipt.file), *rows, ("结果", _result(receipt))]
    return "\n".join(_line(label, value) for label, value in rows)


def as_line(receipt):
    """Return a receipt as one line, for long lists."""
    number = f"（{receipt.number}）" if receipt.number else ""
    pieces = [receipt.date, f"{receipt.headline}{number}", receipt.message]
    text = "  ".join(piece for piece in pieces if piece)
    return f"{pad_right(RESULT[receipt.status], 8)}{receipt.file}  {text}".rstrip()


def _line(label, value):
    values = list(value) if isinstance(value, tuple | list) else [value]
    lines = [str(item) for item in values if item not in ("", None)] or ["—"]
    first = f"{pad_right(label, LABEL_WIDTH)}{lines[0]}"
    return "\n".join([first, *(" " * LABEL_WIDTH + line for line in lines[1:])])


def _rows(receipt):
    return [
        ("专栏", receipt.column),
        ("标题", receipt.headline),
        *((("引题", receipt.kicker),) if receipt.kicker else ()),
        ("副题", receipt.subtitle),
        ("系列", receipt.series),
        ("期号", receipt.number),
        ("日期", receipt.date.replace("T", " ")),
        ("来源", receipt.source),
        *((label, name) for label, name in _names(receipt) if name),
        ("摘要", receipt.summary),
        ("小标题", receipt.headings),
        ("段落", receipt.paragraphs),
        ("恢复标点", _marks(receipt)),
        ("保留空格", _spaces(receipt)),
        *(("改写", words) for words in ["；".join(receipt.rewritten)] if words),
        ("丢弃", "；".join(item.strip(" ：:") for item in receipt.dropped)),
        *(("待补图说", names) for names in [receipt.undescribed] if names),
        ("存入话题", "，".join(receipt.tags)),
        ("建议话题", "，".join(receipt.proposed_tags)),
        ("建议数字", receipt.proposed_figures),
        *_account(receipt),
    ]


def _account(receipt):
    """Return the rows that tell what became of the source's Han characters."""
    rows = [
        ("去掉的字", receipt.dropped_words),
        ("未能入稿", receipt.left),
        ("多出的字", receipt.extra),
    ]
    counts = {HAN_NAMES[key]: count for key, count in receipt.han.items() if count}
    counted = "，".join(f"{name} {count} 字" for name, count in counts.items())
    verdict = "与原文一致" if receipt.han_equal else "与原文不一致"
    if receipt.left or receipt.extra:
        verdict += "，请对照原文补上或删去"
    return [
        *((label, lines) for label, lines in rows if lines),
        *(("汉字去向", words) for words in [counted] if words),
        ("汉字核对", verdict),
    ]


def _names(receipt):
    return ((LABELS["author"], receipt.author), (LABELS["editor"], receipt.editor))


def _marks(receipt):
    if not receipt.marks:
        return "0 处"
    kinds = Counter()
    for mark, count in receipt.marks.items():
        kinds[MARK_NAMES.get(mark, mark)] += count
    named = "，".join(f"{name} {count}" for name, count in kinds.most_common())
    return f"{receipt.marks_restored} 处（{named}）"


def _spaces(receipt):
    if not receipt.spaces_between:
        return f"{receipt.spaces_kept} 处"
    total = receipt.spaces_kept + receipt.spaces_between
    return f"{total} 处（文内 {receipt.spaces_kept}，各部分之间 {receipt.spaces_between}）"


def _result(receipt):
    return "：".join(filter(None, (RESULT[receipt.status], receipt.message)))
