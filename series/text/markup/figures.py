"""数字: a number of a text with its bounds and its quotation (decision 42).

The bounds are words such as 超过, 近, 多, 余. A figure is written as one line,
“全市会员总数｜全市会员总数超过32000家”: what is counted, and the text's own words. A third part
says which number of the words is meant; without it, the last. Nothing is invented here: the words
must stand in the text as they are. What a text offers is found by `propose_figures` (decision 97).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lxml import html

from series.text.numbers.finding import Quantity, quantities
from series.text.numbers.proposals import LONGEST_LABEL, LONGEST_QUOTE, ProposedFigure, propose
from series.text.numbers.units import UNITS as ALL_UNITS
from series.text.typography.no_break import UNITS

SEPARATOR = "｜"
SEPARATORS = re.compile(r"\s*[｜|]\s*")
MOST = 12
BEFORE = "超过|不少于|不低于|不足|每年|年均|至少|累计|突破|近|逾|约|达"
NUMBER = re.compile(
    rf"(?P<before>{BEFORE})?(?P<digits>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)"
    rf"(?P<after>[多余来几]?[十百千]?[万亿]?[多余来几]?(?:{UNITS}))"
)
COUNTED = re.compile(
    rf"[多余来几]?(?:十|百(?!分)|千(?![瓦克米]))?[万亿]*[多余来几]?((?:{ALL_UNITS})?)"
)
BETWEEN = re.compile(r"[，。；：！？、\s]+")
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class FigureError(ValueError):
    """An error of a figure. Its message is the sentence for the editor."""


@dataclass(frozen=True)
class QuotedFigure:
    """A figure that was found in a text.
    `value` counts single units (3万条 is 30000); `section` is the number of the section that says
    it, 0 before the first heading."""

    label: str
    quote: str
    before: str
    digits: str
    after: str
    value: Decimal
    section: int


def split_figure_line(line: str) -> tuple[str, str, str]:
    """Return (label, quote, number) of one written figure.
    The number is empty where none is named.

    A line without a separator is its own quote.
    """
    label, _, rest = SEPARATORS.sub(SEPARATOR, line.strip()).partition(SEPARATOR)
    quote, _, number = rest.partition(SEPARATOR)
    if not rest:
        return _label_of(label), label, ""
    return label, quote, number


def normalise_figure_line(line: str) -> str:
    """Return the stored form of a typed line.
    Raises FigureError where it can never be a figure."""
    label, quote, number = split_figure_line(line)
    _check(line, label, quote, number)
    return _line(label, quote, number)


def propose_figures(body: str) -> list[ProposedFigure]:
    """Return the figures that a body offers, in its order.
    Each can be taken as it is."""
    return [figure for figure in propose(_blocks(body)) if _reads_as_proposed(figure)]


def proposed_line(figure: ProposedFigure) -> str:
    """Return the line by which a proposed figure is stored."""
    return _line(figure.label, figure.quote, figure.number)


def shown_words(line: str) -> tuple[str, str]:
    """Return how a proposed line is shown.
    What is counted with its number, and the words around.

    The words are empty where they say no more.
    """
    label, quote, number = split_figure_line(line)
    return f"{label} {number}", "" if quote == f"{label}{number}" else quote


def _line(label, quote, number):
    return SEPARATOR.join(filter(None, (label, quote, number)))


def _reads_as_proposed(figure):
    """Tell whether the stored line would say the same number."""
    found = _named_number(figure.quote, figure.number)
    return (
        not SEPARATORS.search(f"{figure.label}{figure.quote}")
        and found is not None
        and found.value == figure.quantity.value
    )


def _named_number(quote: str, number: str) -> Quantity | None:
    """Return the quantity of a quote that is written as `number`; without one, the last."""
    found = [
        quantity
        for quantity in quantities(quote)
        if number in ("", quote[quantity.start : quantity.end])
    ]
    return found[0 if number else -1] if found else None


def _check(line, label, quote, number):
    if not label or not quote:
        raise FigureError(f"数字“{line}”请写成“说的是什么｜正文原句”")
    if len(label) > LONGEST_LABEL or len(quote) > LONGEST_QUOTE:
        raise FigureError(
            f"数字“{label[:LONGEST_LABEL]}”过长：名目至多{LONGEST_LABEL}字，"
            f"原句至多{LONGEST_QUOTE}字"
        )
    if number and not _named_number(quote, number):
        raise FigureError(f"“{quote}”中没有数字“{number}”，请照原句填写，或去掉这一栏")
    if not NUMBER.search(quote) and not _named_number(quote, number):
        raise FigureError(f"“{quote}”中没有带单位的数字，请改选含有数字的一句")


def find_figure(line: str, body: str) -> QuotedFigure:
    """Return the figure of a line in `body`; of several numbers the last.
    Raises FigureError with the sentence that says what is wrong and what to do."""
    return _quoted_figure(line, _blocks(body))


def still_in_text(lines: Iterable[str], body: str) -> list[QuotedFigure]:
    """Return the figures of the lines whose words stand in `body`."""
    blocks, figures = _blocks(body), []
    for line in lines:
        try:
            figures.append(_quoted_figure(line, blocks))
        except FigureError:
            continue
    return figures


def _quoted_figure(line, blocks):
    label, quote, number = split_figure_line(line)
    _check(line, label, quote, number)
    section = next((section for section, words in blocks if quote in words), None)
    if section is None:
        raise FigureError(f"正文里没有“{quote}”，请照正文原样摘录")
    simple = None if number else list(NUMBER.finditer(quote))
    if not simple:
        named = _named_number(quote, number)
        parts = (named.before, named.digits, named.after, named.value)
        return QuotedFigure(label, quote, *parts, section)
    last = simple[-1]
    digits, after = last["digits"], last["after"]
    return QuotedFigure(
        label, quote, last["before"] or "", digits, after, _value(digits, after), section
    )


def _blocks(body: str) -> list[tuple[int, str]]:
    """Return (number of its section, text) for each block of the body."""
    section, found = 0, []
    for block in html.fragment_fromstring(body, create_parent="div") if body.strip() else ():
        section += block.tag == "h2"
        found.append((section, " ".join(block.text_content().split())))
    return found


def _label_of(quote: str) -> str:
    """Return a quote without its numbers: 全市会员总数 of 全市会员总数超过32000家."""
    rest = NUMBER.sub("", quote)
    return BETWEEN.split(rest.strip("，。；：、 "))[-1][:LONGEST_LABEL]


def _value(digits: str, after: str) -> Decimal:
    value = Decimal(re.sub("[,，]", "", digits))
    for character in after:
        if character in SCALES:
            value *= SCALES[character]
        elif character not in "多余来几":
            break
    return value


def counted_unit(after: str) -> str:
    """Return the counted unit without scales and bounds: 家 of 多万家, 千瓦 of 万千瓦以上."""
    found = COUNTED.match(after)
    return found[1] if found and found[1] else after


def tooth(value: Decimal, *, most: int) -> Decimal:
    """Return what one tooth of a comb of at most `most` teeth stands for.
    It is 1, 2 or 5 times a power of ten, and never less than one unit."""
    step = Decimal(1)
    while True:
        for factor in (1, 2, 5):
            if value <= most * step * factor:
                return step * factor
        step *= 10


def spoken_amount(value: Decimal) -> str:
    """Return a round number as it is spoken: 1000, 2万, 1.5亿."""
    for scale, character in ((SCALES["亿"], "亿"), (SCALES["万"], "万")):
        if value >= scale:
            return f"{(value / scale).normalize():f}{character}"
    return f"{value.normalize():f}"
