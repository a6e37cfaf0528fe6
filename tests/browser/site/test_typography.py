"""Chinese typography as a browser sets it: where lines begin, how long they are, how far apart."""

import pytest

from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORBIDDEN = "。，、；：？！）》」』”’…—～·／%‰℃"
SENTENCE = (
    "2023年11月17日，常州·新北的企业家说——今年100～150家单位／部门参加，增长12.5%，会员超过32000家；"
    "第十四届常商论坛（2023—2026）授信7.65亿元，“走出去”的企业近60家……"
)
BODY = "".join(f"<p>{'开' * number}{SENTENCE * 3}</p>" for number in range(1, 24))
# The first character of every line of every paragraph, and the longest line in characters.
LINES = """
() => [...document.querySelectorAll('.prose .part p')].map(block => {
  const lines = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let top = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = [...range.getClientRects()].at(-1);
      if (!box || !box.width) continue;
      if (top === null || box.top > top + 8) { lines.push(''); top = box.top; }
      lines[lines.length - 1] += node.data[at];
    }
  }
  return lines;
})
"""
WHOLE = ("32000家", "12.5%", "7.65亿元", "100～150家", "2023—2026", "第十四届", "近60家", "2023年")


@pytest.fixture
def address(live_server):
    row = making.article("public", headline="履职尽责展新姿 担当作为赴新程", body=BODY)
    return live_server.url + row.get_absolute_url()


def opened(page, address, width, choice):
    page.context.clear_cookies()
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": address}])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    return page.evaluate(LINES)


def faults(paragraphs):
    """[what] a line must not do: begin with a sign, part a number from its unit."""
    found = []
    for lines in paragraphs:
        found += [f"“{line[:6]}” begins with {line[0]}" for line in lines if line[0] in FORBIDDEN]
        text, joined = "|".join(lines), "".join(lines)
        found += [
            f"{whole} is parted" for whole in WHOLE if text.count(whole) < joined.count(whole)
        ]
    return found


@pytest.mark.parametrize("choice", ["", "large", "small", "elder"])
def test_no_line_begins_with_a_sign_and_no_number_is_parted(page, address, choice):
    opened(page, address, 1920, choice)
    for width in (1920, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        paragraphs = page.evaluate(LINES)
        assert faults(paragraphs) == [], width
        wide = [line for lines in paragraphs for line in lines if len(line) > 60]
        assert wide == []  # Latin digits are half as wide; the measure itself is tested below


def test_control_without_the_spans_lines_break_wrongly(page, address):
    opened(page, address, 390, "")
    page.evaluate(
        "[...document.styleSheets].forEach(sheet => sheet.insertRule("
        "'.nb{white-space:normal!important}', sheet.cssRules.length))"
    )
    page.evaluate(
        "document.querySelectorAll('.nb').forEach(one => one.replaceWith(...one.childNodes))"
    )
    assert faults(page.evaluate(LINES)) != []


@pytest.mark.parametrize(
    ("choice", "size"), [("", 18), ("large", 22), ("small", 16), ("elder", 25), ("elder.large", 25)]
)
def test_measure_leading_and_indent(page, address, choice, size):
    opened(page, address, 1920, choice)
    style = page.evaluate(
        "(() => { const p = document.querySelector('.prose .part p'); const s = getComputedStyle(p);"
        "return [s.fontSize, s.lineHeight, s.textIndent, p.getBoundingClientRect().width]"
        ".map(parseFloat); })()"
    )
    font, leading, indent, width = style
    assert font >= size
    assert 1.8 <= leading / font <= 1.9 + 0.001
    assert round(indent / font, 2) == 2
    assert width / font <= 38


def test_the_headline_breaks_at_its_inner_space_alone(page, address):
    opened(page, address, 390, "")
    tops = page.evaluate(
        "[...document.querySelectorAll('h1 .half')].map(half => [half.getClientRects().length,"
        "Math.round(half.getBoundingClientRect().top)])"
    )
    assert [lines for lines, _ in tops] == [1, 1]
    assert tops[0][1] < tops[1][1]


def test_what_is_copied_is_what_was_written(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, address, 390, "")
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('.prose .part p'));"
        "document.execCommand('copy')"
    )
    assert page.evaluate("navigator.clipboard.readText()").strip() == f"开{SENTENCE * 3}"
