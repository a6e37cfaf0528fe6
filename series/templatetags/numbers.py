"""数字 on a page.
Beside the text, on the home page, and as combs of equal teeth (一齿一数)."""

from dataclasses import dataclass
from decimal import Decimal

from django import template

from series.text.markup import figures as text
from series.text.markup.reading_time import reading_time as time_of

register = template.Library()
NEARLY, MORE = ("近", "不足"), ("超过", "突破", "逾", "不少于", "不低于", "至少", "达")
UNSURE = "多余来几"
STEP, MOST_TEETH = 18, 43


@dataclass(frozen=True)
class Teeth:
    """A comb of equal teeth for a figure. Lengths are SVG units.

    `whole` teeth, whether the last one is dotted (近) or three more fade (超过, 多, 余), and what one
    stands for in words (`each`).
    """

    whole: int
    dotted: bool
    fading: bool
    each: str

    @property
    def width(self):
        return (self.whole + 3 * self.fading) * STEP

    @property
    def spine(self):
        return max(self.whole - 1, 0) * STEP + 3

    @property
    def solid(self):
        return max(self.whole - 1 - self.dotted, 0) * STEP + 3

    @property
    def last(self):
        return (self.whole - 1) * STEP + 1

    @property
    def fades(self):
        return [(self.whole + place) * STEP for place in range(3)]


def teeth_of(figure, *, most=MOST_TEETH) -> Teeth:
    each = text.tooth(Decimal(figure.value), most=most)
    whole = max(1, int(-(-Decimal(figure.value) // each)))
    more = figure.before in MORE[:-1] or any(character in figure.after for character in UNSURE)
    nearly = figure.before in NEARLY
    return Teeth(
        whole, nearly, more, f"{text.spoken_amount(each)}{text.counted_unit(figure.after)}"
    )


@register.inclusion_tag("series/_figure_comb.html")
def figure_comb(figure):
    return {"figure": figure, "teeth": teeth_of(figure)}


@register.inclusion_tag("series/_figure_strip.html")
def figure_strip(figure):
    """Draw the small comb under a key figure; decorative, the figure says it."""
    return {"teeth": teeth_of(figure, most=10)}


@register.filter
def at(groups, place):
    return groups.get(place, ())


@register.filter
def reading_time(entry):
    """Return the length of an entry's text and the minutes to read it."""
    return entry.reading.time if hasattr(entry, "reading") else time_of(entry.body)
