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
MOST_LINES = 6
COVER, WIDE_COVER = 220, 460


@dataclass(frozen=True)
class Comb:
    """SVG path data: `plain` teeth, `num` teeth of clauses with a digit, the spine's width."""

    width: float
    plain: str
    num: str


@dataclass(frozen=True)
class CoverLine:
    """One section on a cover: its comb below its name."""

    numeral: str
    name: str
    comb: Comb


def draw(clauses, *, width, step, unit, left=0, top=0):
    """Return a comb with a tooth for each clause, its spine at `top`.
    A clause is (length, has a digit).

    The tooth of a clause of n characters is n × unit long.
    """
    paths = {False: [], True: []}
    for index, (length, digit) in enumerate(clauses):
        x, y = left + 1 + index * step, round(length * unit)
        paths[digit].append(f"M{x:.1f} {top + 4}v{max(y, 3)}".replace(".0 ", " "))
    return Comb(width, "".join(paths[False]), "".join(paths[True]))


def thinned(clauses):
    """Return every nth clause, so that at most MOST_TEETH remain."""
    every = max(1, -(-len(clauses) // MOST_TEETH))
    return clauses[::every]


def step_for(count, width):
    return min(WIDEST_STEP, (width - 2) / max(count - 1, 1))


@register.inclusion_tag("series/_fingerprint.html")
def fingerprint(entry):
    """Draw the comb of a row in a list.
    128 × 56 with all its 26 teeth."""
    clauses = teeth_of_fingerprint(entry.fingerprint)
    comb = draw(clauses, width=3 + (len(clauses) - 1) * 5, step=5, unit=1.9)
    return {"comb": comb, "css": ENTRY_KINDS[entry.kind].comb_css}


@register.inclusion_tag("series/_section_comb.html")
def section_comb(section):
    """Draw the 240 × 68 comb of a section in the contents list."""
    clauses = thinned(teeth(section.text))
    return {"comb": draw(clauses, width=240, step=step_for(len(clauses), 240), unit=2.2)}


@register.inclusion_tag("series/_cover.html")
def cover(body):
    """Draw the cover of an article without a picture.
    One comb a section with its name, at most six; a text without sections says its clauses."""
    prose = cut_sections(body)
    parts = [(part.numeral, part.short, teeth(part.text)) for part in prose.sections[:MOST_LINES]]
    if not parts:
        clauses = teeth(visible_text(body))
        parts = [("", f"全文{len(clauses)}句", clauses)]
    width = WIDE_COVER if len(parts) == 1 else COVER
    return {"lines": [_cover_line(*part, width=width) for part in parts]}


def _cover_line(numeral, name, clauses, *, width):
    shown = thinned(clauses)
    comb = draw(shown, width=width, step=step_for(len(shown), width), unit=1.6)
    return CoverLine(numeral, name, comb)


@register.inclusion_tag("series/_month_ruler.html")
def month_ruler(days, own):
    """Draw one tooth a day of the month.
    The event's own day is the long one."""
    step = 10
    short = "".join(f"M{3 + (day - 1) * step} 2v16" for day in range(1, days + 1) if day != own)
    return {
        "width": 6 + (days - 1) * step,
        "long": f"M{3 + (own - 1) * step} 2v38",
        "days": short,
    }
