"""Pages in the layouts of the usual systems: every field, and nothing of the page in the text."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import recognise
from series.text.web.page import read_page
from tests.helpers.page_layouts.accounts import ACCOUNTS
from tests.helpers.page_layouts.associations import ASSOCIATIONS
from tests.helpers.page_layouts.newspapers import NEWSPAPERS
from tests.helpers.page_layouts.offices import OFFICES
from tests.helpers.page_layouts.pieces import PIECES
from tests.helpers.page_layouts.portals import PORTALS
from tests.helpers.page_layouts.public_bodies import PUBLIC_BODIES
from tests.helpers.page_layouts.small_systems import SMALL_SYSTEMS

LAYOUTS = (
    *SMALL_SYSTEMS,
    *OFFICES,
    *NEWSPAPERS,
    *ACCOUNTS,
    *ASSOCIATIONS,
    *PUBLIC_BODIES,
    *PORTALS,
    *PIECES,
)


def bare(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def read():
    return {layout.name: recognise(read_page(layout.html)) for layout in LAYOUTS}


def test_there_are_enough_of_them_and_each_has_a_name():
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS) >= 60


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_field_is_found(read, layout):
    text = read[layout.name]
    clock = f"{text.published_time:%H:%M}" if text.published_time else None
    found = (text.headline, str(text.published_on or ""), clock)
    assert found == (layout.headline, layout.day, layout.clock)
    assert (text.source, text.author) == (layout.source, layout.author)
    assert text.editor == layout.editor


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_text_begins_and_ends_with_its_own_words(read, layout):
    text = read[layout.name]
    body = stored_html.visible_text(text.body)
    assert bare(body).startswith(bare(layout.begins))
    assert bare(body).endswith(bare(layout.ends))
    assert [words for words in layout.lacks if words in bare(body)] == []
    assert text.han_equal
