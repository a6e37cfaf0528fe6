import pytest

from series.text.markup.reading_time import reading_time


@pytest.mark.parametrize(
    ("body", "characters", "minutes"),
    [
        ("", 0, 0),
        ("<p>。，！</p>", 3, 0),
        ("<p>常商</p>", 2, 1),
        ("<p>" + "字" * 400 + "</p>", 400, 1),
        ("<p>" + "字" * 401 + "</p>", 401, 2),
        ("<p>超过32000家，AI 大会</p>", 8, 1),
    ],
)
def test_characters_and_begun_minutes(body, characters, minutes):
    found = reading_time(body)
    assert (found.characters, found.minutes) == (characters, minutes)
