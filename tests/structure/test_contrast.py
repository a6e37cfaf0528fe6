"""Every pair of colours that the style sheets put together can be read, in each theme.

The tokens are read from tokens.css itself; the pairs are those of the design's table.
"""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database
STATIC = Path(__file__).resolve().parents[2] / "static" / "site"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
GROUNDS = ("paper", "sunk", "surface")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "red", "jade") for ground in GROUNDS),
    *((ink, tint) for ink in ("ink", "ink-2", "ink-3") for tint in ("red-tint", "jade-tint")),
    *(("on-red", "red-fill"), ("on-jade", "jade-fill"), ("jade", "jade-tint")),
    *(("paper", "ink"), ("code", "code-ground")),  # pressed and current choices; the QR code
]
# Borders of fields and the focus; what a red field means is said by its words (on-red).
LINES = [(line, ground) for line in ("edge", "focus") for ground in GROUNDS]
READABLE, VISIBLE = 4.5, 3.0


def themes():
    """{theme: {token: colour}}; a theme names only what differs from the light one."""
    sheet = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light = dict(TOKEN.findall(sheet[: sheet.index("@media")]))
    parts = re.split(r"(?=@media|\n  :root)", sheet)
    dark = [dict(TOKEN.findall(part)) for part in parts[1:] if "dark" in part.split("{")[0]]
    forced = [
        dict(TOKEN.findall(part))
        for part in parts
        if part.lstrip().startswith(':root[data-theme="dark"]')
    ]
    return {
        "light": light,
        **{f"dark {place}": {**light, **found} for place, found in enumerate(dark) if found},
        "chosen dark": {**light, **forced[0]},
        "elder": {**light, "ink-2": light["ink"], "ink-3": light["ink"], "line": light["edge"]},
    }


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def too_weak(colours):
    weak = [(pair, READABLE) for pair in TEXT] + [(pair, VISIBLE) for pair in LINES]
    return [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for (ink, ground), least in weak
        if contrast(colours[ink], colours[ground]) < least
    ]


@pytest.mark.parametrize("theme", themes())
def test_every_pair_can_be_read(theme):
    assert too_weak(themes()[theme]) == []


def test_the_dark_colours_are_the_same_by_choice_and_by_system():
    known = themes()
    dark = [colours for theme, colours in known.items() if "dark" in theme]
    assert len(dark) >= 2
    assert all(colours == dark[0] for colours in dark)


def test_control_a_grey_date_on_paper_is_reported():
    colours = {**themes()["light"], "ink-3": "#999999"}
    assert any(line.startswith("ink-3 on paper: 2.") for line in too_weak(colours))


def test_known_values():
    assert round(contrast("#ffffff", "#000000"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_no_colour_is_named_outside_the_tokens():
    named = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    found = {}
    for sheet in STATIC.glob("*.css"):
        rules = re.sub(r"@media print \{.*", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        if sheet.name != "tokens.css" and (hits := named.findall(rules)):
            found[sheet.name] = hits
    assert found == {}
