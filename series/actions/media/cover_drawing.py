"""Drawing of a cover.
Combs of the text's clauses on vermilion, a call's verse, an event's date.

The covers are pictures for places that show no SVG: link cards of other sites and WeChat
(decision 46). Each is drawn in the wanted size with the style sheet's colours; the same facts give
the same bytes.
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
from series.text.typography.cover_lines import cover_lines, holds_words, is_well_broken
from series.text.typography.title_words import stored_breaks

from .cover_fonts import drawable, font

TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
COLOURS = 48  # of the palette: flat grounds and the edges of letters
LARGEST, SMALLEST = 84, 26


@dataclass(frozen=True)
class Facts:
    """The facts on a cover.

    `combs` are teeth (length, has a digit) by section; `verse` the lines of a call; `day` an
    event's first day; `words` the stored words of the headline.
    """

    headline: str
    kicker: str
    name: str
    combs: tuple = ()
    verse: tuple[str, ...] = ()
    day: date | None = None
    words: str = ""
    ground: str = field(default="red-fill")
    ink: str = field(default="on-red")


@lru_cache(maxsize=1)
def colours():
    """Return {token: (r, g, b)} of the light theme, from the style sheet itself."""
    sheet = Path(find("site/tokens.css")).read_text(encoding="utf-8")
    light = sheet[: sheet.index("@media")]
    return {name: ImageColor.getrgb(value) for name, value in TOKEN.findall(light)}


def draw_cover(facts: Facts, *, size: tuple[int, int]) -> bytes:
    """Return the cover as a PNG of this size."""
    image = Image.new("RGB", size, colours()[facts.ground])
    canvas = Canvas(image, colours()[facts.ink])
    if facts.day:
        _event(canvas, facts)
    elif verse := _upright(facts.verse):
        _call(canvas, facts, verse)
    else:
        _article(canvas, facts)
    out = io.BytesIO()
    flat = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


class Canvas:
    """A canvas and its measures, all in parts of the height.
    All shapes look alike."""

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
        """Draw one line of text; nothing where the machine has no font."""
        face = font(max(round(size), 8))
        if face and text:
            self.pen.text((round(x), round(y)), text, font=face, fill=self.ink, anchor=anchor)

    def faint(self, share):
        """Return the ink mixed with the ground, for secondary parts."""
        ground = self.image.getpixel((0, self.height - 1))
        pairs = zip(self.ink, ground, strict=True)
        return tuple(round(ink * share + other * (1 - share)) for ink, other in pairs)


def _headline(canvas, facts, *, x, y, width, height, most=6):
    """Draw the headline as large as it fits, else its beginning in the smallest size."""
    text, known = drawable(facts.headline), stored_breaks(facts.words)
    if not text or font(SMALLEST) is None:
        return
    for size in range(round(LARGEST * canvas.unit / 6.3), 11, -2):
        measure = font(size).getlength
        rows = cover_lines(text, width=width, most=most, measure=measure, known=known)
        tall = len(rows) * size * 1.36
        whole = is_well_broken(rows) and holds_words(
            text, width=width, measure=measure, known=known
        )
        if (whole and tall <= height) or size <= SMALLEST * canvas.unit / 6.3:
            break
    for index, row in enumerate(rows[: max(int(height // (size * 1.36)), 1)]):
        canvas.words(x, y + index * size * 1.36, row, size)


def _frame(canvas, facts):
    """Draw the kicker at the top and the sealed site's name at the bottom."""
    small = 5 * canvas.unit
    canvas.words(canvas.margin, canvas.margin, drawable(facts.kicker), small)
    foot = canvas.height - canvas.margin
    canvas.box(canvas.margin, foot - 6 * canvas.unit, 0.7 * canvas.unit, 6 * canvas.unit)
    left = canvas.margin + 2.2 * canvas.unit
    canvas.words(left, foot - 3 * canvas.unit, drawable(facts.name), 4.4 * canvas.unit, anchor="lm")


def _comb(canvas, teeth, *, x, y, width, height):
    """Draw spine and teeth.
    The tooth of a clause with a digit is twice as thick."""
    thick = max(round(0.5 * canvas.unit), 2)
    canvas.box(x, y, width, 2 * thick)
    step = min(width / max(len(teeth), 1), 4.4 * canvas.unit)
    for index, (length, digit) in enumerate(teeth):
        tall = max(height * length / 26, 2 * thick)
        broad = thick * (2 if digit else 1)
        ink = canvas.ink if digit else canvas.faint(0.66)
        canvas.box(x + index * step, y + 2 * thick, broad, tall, ink=ink)


def _article(canvas, facts):
    _frame(canvas, facts)
    top, foot = canvas.margin + 11 * canvas.unit, canvas.height - canvas.margin - 11 * canvas.unit
    combs = facts.combs or (((13, False),) * 24,)
    if canvas.is_tall:
        middle = top + (foot - top) * 0.46
        left, wide = canvas.margin, canvas.width - 2 * canvas.margin
        _headline(canvas, facts, x=left, y=top, width=wide, height=middle - top)
        top = middle + 4 * canvas.unit
    else:
        left = round(canvas.width * 0.56)
        wide = canvas.width - left - canvas.margin
        words = left - 2.4 * canvas.margin
        _headline(canvas, facts, x=canvas.margin, y=top, width=words, height=foot - top)
        top, foot = canvas.margin, canvas.height - canvas.margin
    row = (foot - top) / len(combs)
    for index, teeth in enumerate(combs):
        tall = min(row * 0.72, 20 * canvas.unit)
        _comb(canvas, teeth, x=left, y=top + index * row, width=wide, height=tall)


def _upright(verse):
    """Return the lines for vertical setting, without quotation marks, which would lie wrong."""
    lines = (drawable(line).strip("“”‘’《》（）") for line in verse)
    return [line for line in lines if line]


def _call(canvas, facts, lines):
    """Draw the slogan in vertical lines, from right to left."""
    _frame(canvas, facts)
    longest, room = max(map(len, lines)), canvas.height - 2.4 * canvas.margin
    across = canvas.width - 2 * canvas.margin - (0 if canvas.is_tall else 0.3 * canvas.width)
    size = min(room / longest / 1.08, across / len(lines) / 1.3, 19 * canvas.unit)
    if canvas.is_tall:
        size = min(size, 0.66 * canvas.height / longest)
    for column, line in enumerate(lines):
        x = canvas.width - canvas.margin - size * (0.5 + 1.3 * column)
        for row, character in enumerate(line):
            y = canvas.margin * (2 if canvas.is_tall else 1.1) + size * (0.5 + 1.08 * row)
            canvas.words(x, y, character, size, anchor="mm")


def _event(canvas, facts):
    """Draw the date, its lunar day, and the month's ruler with the day."""
    _frame(canvas, facts)
    day, top = facts.day, canvas.margin + 11 * canvas.unit
    canvas.words(
        canvas.margin, top - 2 * canvas.unit, f"{day.month}月{day.day}日", 17 * canvas.unit
    )
    lunar_name = lunar.lunar_day(day)
    below = "　".join(filter(None, (f"{day.year}年", lunar.weekday(day), lunar_name)))
    canvas.words(canvas.margin, top + 20 * canvas.unit, below, 5 * canvas.unit)
    days = lunar.ruler(day)
    step = (canvas.width - 2 * canvas.margin) / (days["month_days"] - 1)
    y, thick = top + 28 * canvas.unit, max(round(0.5 * canvas.unit), 2)
    canvas.box(canvas.margin, y, canvas.width - 2 * canvas.margin, 2 * thick)
    for number in range(1, days["month_days"] + 1):
        is_day = number == day.day
        tall = (9 if is_day else 4) * canvas.unit
        ink = canvas.ink if is_day else canvas.faint(0.66)
        at = canvas.margin + (number - 1) * step
        canvas.box(at, y, thick * (2 if is_day else 1), tall, ink=ink)
    room = canvas.height - canvas.margin - 9 * canvas.unit - (y + 12 * canvas.unit)
    _headline(
        canvas,
        facts,
        x=canvas.margin,
        y=y + 12 * canvas.unit,
        width=canvas.width - 2 * canvas.margin,
        height=room,
        most=2,
    )
