"""梳齿 as SVG: the spine and one tooth a clause."""

from dataclasses import dataclass

from django import template

from series.models import ENTRY_KINDS
from series.text.markup.comb import teeth, teeth_of_fingerprint
from series.text.markup.page_parts import cut_sections
from series.text.markup.stored_html import visible_text

register = template.Library()
MOST_TEETH = 80
WIDEST_STEP = 26.0
LONGEST_NAME = 4


@dataclass(frozen=True)
class Comb:
    """SVG path data: `plain` teeth, `num` teeth of clauses with a digit, the spine's width."""

    width: float
    plain: str
    num: str


@dataclass(frozen=True)
class CoverLine:
    """One section on a cover: its comb moved down by `top`, and its name beside it."""

    numeral: str
    name: str
    top: int
    comb: Comb


def draw(found, *, width, step, unit, left=0, top=0):
    """Return a comb of `found` teeth whose spine hangs at `top`; a clause of n characters is n ×
    unit long."""
    paths = {False: [], True: []}
    for place, (length, digit) in enumerate(found):
        x, y = left + 1 + place * step, round(length * unit)
        paths[digit].append(f"M{x:.1f} {top + 4}v{max(y, 3)}".replace(".0 ", " "))
    return Comb(width, "".join(paths[False]), "".join(paths[True]))


def thinned(found):
    every = max(1, -(-len(found) // MOST_TEETH))
    return found[::every]


def step_for(count, width):
    return min(WIDEST_STEP, (width - 2) / max(count - 1, 1))


@register.inclusion_tag("series/_fingerprint.html")
def fingerprint(entry):
    """Return the comb of a row in a list, 128 × 56 where it has all its 26 teeth."""
    found = teeth_of_fingerprint(entry.fingerprint)
    comb = draw(found, width=3 + (len(found) - 1) * 5, step=5, unit=1.9)
    return {"comb": comb, "css": ENTRY_KINDS[entry.kind].comb_css}


@register.inclusion_tag("series/_section_comb.html")
def section_comb(section):
    """Return the 240 × 68 comb of a section in the contents list."""
    found = thinned(teeth(section.text))
    return {"comb": draw(found, width=240, step=step_for(len(found), 240), unit=2.2)}


@register.inclusion_tag("series/_cover.html")
def cover(body):
    """Return the cover of an article without a picture: one comb a section, at most five."""
    prose = cut_sections(body)
    shown = prose.sections[:5]
    named = all(len(part.short) <= LONGEST_NAME for part in shown)
    parts = [(part.numeral, part.short if named else "", part.text) for part in shown]
    if not parts:
        parts = [("", "", visible_text(body))]
    lines = []
    for place, (sign, name, text) in enumerate(parts):
        found = thinned(teeth(text))
        top = 14 + place * 112
        comb = draw(
            found, width=336, step=step_for(len(found), 334), unit=3.1, left=105, top=top - 2
        )
        lines.append(CoverLine(sign, name, top, comb))
    return {"lines": lines, "height": 14 + len(lines) * 112 - 28, "count": len(prose.sections)}


@register.inclusion_tag("series/_month_ruler.html")
def month_ruler(days, own):
    """Return one tooth a day of the month; the event's own day is the long one."""
    step, places = 10, range(1, days + 1)
    short = "".join(f"M{3 + (day - 1) * step} 2v16" for day in places if day != own)
    return {
        "width": 6 + (days - 1) * step,
        "long": f"M{3 + (own - 1) * step} 2v38",
        "days": short,
    }
