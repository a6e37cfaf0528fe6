"""Drawing a cover: combs of the text's clauses on vermilion, a call's verse, an event's date.

The design's covers (docs/decisions.md) as pictures for places that show no SVG: other sites' link
cards and WeChat. Drawn at once in the wanted size from the style sheet's colours; the same facts
give the same bytes.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles.finders import find
from PIL import Image, ImageColor, ImageDraw

from series.text.language import lunar
from series.text.typography.cover_lines import fits, lines_of

from .cover_fonts import drawable, font

TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
COLOURS = 48  # of the palette: flat grounds and the edges of letters
LARGEST, SMALLEST = 84, 26


@dataclass(frozen=True)
class Facts:
    """What a cover tells. `combs` are teeth (length, has a digit) by section; `verse` the lines
    of a call; `day` an event's first day."""

    headline: str
    kicker: str
    name: str
    combs: tuple = ()
    verse: tuple[str, ...] = ()
    day: date | None = None
    ground: str = field(default="red-fill")
    ink: str = field(default="on-red")


@lru_cache(maxsize=1)
def colours():
    """Return {token: (r, g, b)} of the light theme, from the style sheet itself."""
    sheet = Path(find("site/tokens.css")).read_text(encoding="utf-8")
    light = sheet[: sheet.index("@media")]
    return {name: ImageColor.getrgb(value) for name, value in TOKEN.findall(light)}


def draw(facts: Facts, *, size: tuple[int, int]) -> bytes:
    """Return the cover as a PNG of this size."""
    image = Image.new("RGB", size, colours()[facts.ground])
    sheet = Canvas(image, colours()[facts.ink])
    if facts.day:
        _event(sheet, facts)
    elif verse := _upright(facts.verse):
        _call(sheet, facts, verse)
    else:
        _article(sheet, facts)
    out = io.BytesIO()
    flat = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


class Canvas:
    """A canvas and its measures: everything is a part of the height, so that all shapes agree."""

    def __init__(self, image, ink):
        self.image, self.ink = image, ink
        self.pen = ImageDraw.Draw(image)
        self.width, self.height = image.size
        self.unit = self.height / 100
        self.margin = round(8 * self.unit)
        self.is_tall = self.width < 1.2 * self.height

    def box(self, x, y, width, height, *, ink=None):
        if width > 0 and height > 0:
            corner = (round(x + width) - 1, round(y + height) - 1)
            self.pen.rectangle([(round(x), round(y)), corner], fill=ink or self.ink)

    def words(self, x, y, text, size, *, anchor="la"):
        """One line; nothing where the machine has no face."""
        face = font(max(round(size), 8))
        if face and text:
            self.pen.text((round(x), round(y)), text, font=face, fill=self.ink, anchor=anchor)

    def faint(self, share):
        """Return the ink mixed with the ground, for what stands back."""
        ground = self.image.getpixel((0, self.height - 1))
        pairs = zip(self.ink, ground, strict=True)
        return tuple(round(ink * share + other * (1 - share)) for ink, other in pairs)


def _headline(sheet, text, *, x, y, width, height, most=6):
    """The headline as large as it fits whole, else its beginning in small."""
    text = drawable(text)
    if not text or font(SMALLEST) is None:
        return
    for size in range(round(LARGEST * sheet.unit / 6.3), 11, -2):
        rows = lines_of(text, width=width, most=most, measure=font(size).getlength)
        tall = len(rows) * size * 1.36
        if (fits(rows) and tall <= height) or size <= SMALLEST * sheet.unit / 6.3:
            break
    for place, row in enumerate(rows[: max(int(height // (size * 1.36)), 1)]):
        sheet.words(x, y + place * size * 1.36, row, size)


def _frame(sheet, facts):
    """Kicker above, the site's name with its seal below."""
    small = 5 * sheet.unit
    sheet.words(sheet.margin, sheet.margin, drawable(facts.kicker), small)
    foot = sheet.height - sheet.margin
    sheet.box(sheet.margin, foot - 6 * sheet.unit, 0.7 * sheet.unit, 6 * sheet.unit)
    left = sheet.margin + 2.2 * sheet.unit
    sheet.words(left, foot - 3 * sheet.unit, drawable(facts.name), 4.4 * sheet.unit, anchor="lm")


def _comb(sheet, teeth, *, x, y, width, height):
    """Spine and teeth; a clause with a digit has a tooth twice as thick."""
    thick = max(round(0.5 * sheet.unit), 2)
    sheet.box(x, y, width, 2 * thick)
    step = min(width / max(len(teeth), 1), 4.4 * sheet.unit)
    for place, (length, digit) in enumerate(teeth):
        tall = max(height * length / 26, 2 * thick)
        broad = thick * (2 if digit else 1)
        ink = sheet.ink if digit else sheet.faint(0.66)
        sheet.box(x + place * step, y + 2 * thick, broad, tall, ink=ink)


def _article(sheet, facts):
    _frame(sheet, facts)
    top, foot = sheet.margin + 11 * sheet.unit, sheet.height - sheet.margin - 11 * sheet.unit
    combs = facts.combs or (((13, False),) * 24,)
    if sheet.is_tall:
        middle, left, wide = top + (foot - top) * 0.46, sheet.margin, sheet.width - 2 * sheet.margin
        _headline(sheet, facts.headline, x=left, y=top, width=wide, height=middle - top)
        top = middle + 4 * sheet.unit
    else:
        left = round(sheet.width * 0.56)
        wide = sheet.width - left - sheet.margin
        words = left - 2.4 * sheet.margin
        _headline(sheet, facts.headline, x=sheet.margin, y=top, width=words, height=foot - top)
        top, foot = sheet.margin, sheet.height - sheet.margin
    row = (foot - top) / len(combs)
    for place, teeth in enumerate(combs):
        tall = min(row * 0.72, 20 * sheet.unit)
        _comb(sheet, teeth, x=left, y=top + place * row, width=wide, height=tall)


def _upright(verse):
    """Return the lines that can be set upright; quotation marks would lie wrong."""
    lines = (drawable(line).strip("“”‘’《》（）") for line in verse)
    return [line for line in lines if line]


def _call(sheet, facts, lines):
    """The slogan upright, from the right to the left."""
    _frame(sheet, facts)
    longest, room = max(map(len, lines)), sheet.height - 2.4 * sheet.margin
    across = sheet.width - 2 * sheet.margin - (0 if sheet.is_tall else 0.3 * sheet.width)
    size = min(room / longest / 1.08, across / len(lines) / 1.3, 19 * sheet.unit)
    if sheet.is_tall:
        size = min(size, 0.66 * sheet.height / longest)
    for column, line in enumerate(lines):
        x = sheet.width - sheet.margin - size * (0.5 + 1.3 * column)
        for row, sign in enumerate(line):
            y = sheet.margin * (2 if sheet.is_tall else 1.1) + size * (0.5 + 1.08 * row)
            sheet.words(x, y, sign, size, anchor="mm")


def _event(sheet, facts):
    """The date, its lunar day, and the ruler of the month whose long tooth is the day."""
    _frame(sheet, facts)
    day, top = facts.day, sheet.margin + 11 * sheet.unit
    sheet.words(sheet.margin, top - 2 * sheet.unit, f"{day.month}月{day.day}日", 17 * sheet.unit)
    lunar_name = lunar.lunar_day(day)
    below = "　".join(filter(None, (f"{day.year}年", lunar.weekday(day), lunar_name)))
    sheet.words(sheet.margin, top + 20 * sheet.unit, below, 5 * sheet.unit)
    days = lunar.ruler(day)
    step = (sheet.width - 2 * sheet.margin) / (days["month_days"] - 1)
    y, thick = top + 28 * sheet.unit, max(round(0.5 * sheet.unit), 2)
    sheet.box(sheet.margin, y, sheet.width - 2 * sheet.margin, 2 * thick)
    for place in range(1, days["month_days"] + 1):
        is_day = place == day.day
        tall = (9 if is_day else 4) * sheet.unit
        ink = sheet.ink if is_day else sheet.faint(0.66)
        at = sheet.margin + (place - 1) * step
        sheet.box(at, y, thick * (2 if is_day else 1), tall, ink=ink)
    room = sheet.height - sheet.margin - 9 * sheet.unit - (y + 12 * sheet.unit)
    _headline(
        sheet,
        facts.headline,
        x=sheet.margin,
        y=y + 12 * sheet.unit,
        width=sheet.width - 2 * sheet.margin,
        height=room,
        most=2,
    )
