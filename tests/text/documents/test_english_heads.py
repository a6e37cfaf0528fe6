"""Head and furniture of English texts that are no pages."""

import pytest

from tests.helpers.samples.text_heads import read_head

H = "Riverside Traders Rebuild After Flood"
TEXT = (
    "Three weeks after the river burst its banks, forty of the shops on Dock Street have reopened.",
    "“We lost the stock, not the street,” said tea seller Old Pan, “the kettles are on.”",
)
PAPER, DAY = "The Wenling Courier", "2026-04-02"


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    "head",
    [
        ("By Shu Qing", PAPER, "April 2, 2026", "Share    Save"),
        (PAPER, "April 2, 2026", "By Shu Qing"),
        ("April 2, 2026", PAPER, "By Shu Qing", "Advertisement"),
        (f"By Shu Qing | {PAPER} | Updated: April 2, 2026",),
        (f"By Shu Qing, {PAPER}", "Published 2 April 2026", "Text Size: A A A Print Share"),
    ],
)
@pytest.mark.parametrize(
    "below", [(), ("Read more: How the levee was saved", "Comments (4)"), ("Related: Tea sellers return", "Back to top")]
)  # fmt: skip
def test_an_english_head_gives_its_fields(ending, head, below):
    text = (TEXT[0], "Advertisement", TEXT[1])
    reading = read_head(H, *head, below=below, ending=ending, text=text)
    read = reading.receipt
    assert (read.headline, read.author, read.source, read.date) == (H, "Shu Qing", PAPER, DAY)
    assert reading.lines == [line.strip() for line in TEXT]


def test_an_english_head_in_one_paragraph():
    head = f"By Shu Qing\n{PAPER}\nApril 2, 2026"
    read = read_head(H, head, ending=".md", text=TEXT).receipt
    assert (read.author, read.source, read.date) == ("Shu Qing", PAPER, DAY)


@pytest.mark.parametrize(
    "line", ["By Hand", "Chamber News", "Advertisement rates rise", "April in the port"]
)
def test_control_an_english_heading_stays(line):
    reading = read_head(H, line, text=TEXT)
    assert (reading.receipt.headline, reading.first) == (H, line)


def test_control_a_medium_may_be_a_title():
    read = read_head("Tea Trade Gazette", "April 2, 2026", text=TEXT).receipt
    assert (read.headline, read.source, read.date) == ("Tea Trade Gazette", "", DAY)


def test_control_a_day_below_the_text_stays():
    assert read_head(H, below=["April 2, 2026"], text=TEXT).last == "April 2, 2026"
