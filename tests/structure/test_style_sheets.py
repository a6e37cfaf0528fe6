from pathlib import Path

import pytest

from tests.structure.markup_rules import colours, crowded

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.css"))
HOLDERS = ("site/tokens.css", "site/modes.css")  # the second gives tokens their values in print


def test_the_tokens_hold_the_colours():
    assert "site/tokens.css" in SHEETS
    assert len(colours((STATIC / "site/tokens.css").read_text(encoding="utf-8"))) > 5


@pytest.mark.parametrize("name", SHEETS)
def test_colours_stand_in_the_tokens_alone(name):
    written = colours((STATIC / name).read_text(encoding="utf-8"))
    if name in HOLDERS:
        written = [colour for colour in written if not colour.startswith("--")]
    assert written == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_sheet_fetches_from_elsewhere(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not [word for word in ("http://", "https://", "@import url(//") if word in text]


@pytest.mark.parametrize("name", SHEETS)
def test_a_line_holds_one_declaration(name):
    assert crowded((STATIC / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".a {\n  color: red;\n}\n", []),
        (".a {\n  color: red; inset: 0\n}\n", ["color: red; inset: 0"]),
        (".a {\n  color: red; inset: 0;\n}\n", ["color: red; inset: 0;"]),
        (".a { color: red }\n", [".a { color: red }"]),
        (".a {\n  color: red }\n", ["color: red }"]),
        ("@media print{.a{\n  color: red;\n}\n}\n", ["@media print{.a{"]),
        ("/* a; b;\nc; { */\n.a {\n  content: ';{}';\n}\n", []),
        (".a {\n  mask: url(data:x;y;z);\n  font:\n    1rem/1.5 serif;\n}\n", []),
    ],
)
def test_control_a_crowded_line_is_found(css, found):
    assert crowded(css) == found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".a { color: #b3202c; }", ["color: #b3202c"]),
        (".a { border: 1px solid rgb(0 0 0 / 50%); }", ["border: 1px solid rgb(0 0 0 / 50%)"]),
        (".a { background: white; }", ["background: white"]),
        (".a { color: var(--red); white-space: nowrap; }", []),
        ("/* #fff */ .a:hover { inset: 0 }", []),
        ("#main { color: currentColor; mask: url(a.svg#red) }", []),
    ],
)
def test_control_a_written_out_colour_is_found(css, found):
    assert colours(css) == found
