"""A kind of entry is said once: `ENTRY_KINDS` is whole, few files beside it name a single kind,
and a kind of tomorrow is taken wherever there is a loop."""

from pathlib import Path
from types import ModuleType

import pytest
from django.db import models
from django.template import engines
from django.urls import include, path, reverse

from series import drawing, sections, sitemaps
from series.actions.withdrawal.addresses import Withdrawn
from series.admin.site import kinds_of
from series.linked import articles
from series.management.public_addresses import addresses_of
from series.middleware.desk_audit import entry_page
from series.models import ENTRY_KINDS, Entry, EntryKind, Event, Kind
from series.templatetags.kinds import kind_of_model
from series.templatetags.navigation import navigation_links
from series.urls import addresses_of_kinds, app_name
from series.urls import urlpatterns as public_addresses
from series.views import outputs
from tests.helpers import making
from tests.helpers.reading import flat
from tests.structure.kind_names import files_that_name

ROOT = Path(__file__).resolve().parents[2]
MOST = 8


def test_every_kind_and_every_model_of_an_entry_is_registered():
    assert set(ENTRY_KINDS) == set(Kind)
    models = [about.model for about in ENTRY_KINDS.values()]
    assert set(models) == set(Entry.__subclasses__())
    assert {about.model.KIND: about for about in ENTRY_KINDS.values()} == ENTRY_KINDS
    assert [about.is_main for about in ENTRY_KINDS.values()].count(True) == 1


@pytest.mark.parametrize("attribute", ["folder", "seal", "shortcut", "model"])
def test_no_two_kinds_share_what_tells_them_apart(attribute):
    values = [getattr(about, attribute) for about in ENTRY_KINDS.values()]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("kind", ENTRY_KINDS)
def test_few_files_beside_the_registry_name_a_single_kind(kind):
    found = files_that_name(ENTRY_KINDS[kind], ROOT)
    assert len(found) <= MOST, found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("series/views/a.py", "rows = Entry.objects.filter(kind=Kind.EVENT)"),
        ("series/views/a.py", "from series.models import Column, Event"),
        ("series/views/a.py", "def f():\n    from ..models.event import EVENT"),
        ("series/urls.py", "from .views import archive, events"),
        ("series/admin/a.py", "from series.forms.event import EventEntryForm"),
        ("series/actions/a.py", "LISTS = {kind: 'events'}"),
        ("series/admin/a.py", "reverse('admin:series_event_change', args=[1])"),
        ("series/admin/a.py", "SECTIONS = ('series.Event',)"),
        ("templates/series/a.html", "<a href=\"{% url 'series:events' %}\">x</a>"),
        ("templates/series/a.html", '{% if entry.kind == "event" %}x{% endif %}'),
        ("templates/admin/a.html", '{% if model.object_name == "Event" %}x{% endif %}'),
    ],
)
def test_control_a_file_that_names_a_kind_is_counted(tmp_path, file, text):
    made = tmp_path / file
    made.parent.mkdir(parents=True)
    made.write_text(text, encoding="utf-8")
    assert files_that_name(ENTRY_KINDS[Kind.EVENT], tmp_path) == [file]
    assert files_that_name(ENTRY_KINDS[Kind.INITIATIVE], tmp_path) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("series/views/events.py", "kind = Kind.EVENT"),
        ("templates/series/event_list.html", "{% url 'series:events' %}"),
        ("series/models/entry_kinds.py", "from .event import EVENT"),
        ("series/actions/a.py", "import threading\nwanted = threading.Event()"),
        ("series/models/term.py", "class TermKind(models.TextChoices):\n    EVENT = 'event', 'x'"),
        ("series/text/a.py", "WEIGHTS = {'event': 1.5}"),
        ("templates/series/a.html", '<p class="event">{{ event.headline }}</p>'),
    ],
)
def test_what_names_no_kind_is_not_counted(tmp_path, file, text):
    made = tmp_path / file
    made.parent.mkdir(parents=True)
    made.write_text(text, encoding="utf-8")
    assert files_that_name(ENTRY_KINDS[Kind.EVENT], tmp_path) == []


class KindOfTomorrow(models.TextChoices):
    TALK = "talk", "访谈"


@pytest.fixture
def talk(monkeypatch, settings):
    """A fourth kind, registered for one test; its rows would lie in the table of events."""
    about = EntryKind(
        kind=KindOfTomorrow.TALK,
        model=Event,
        folder="talks",
        seal="访",
        css="talk",
        keywords="访谈,对话",
        write="写访谈",
        shortcut="f",
        takes_place=True,
        is_news=True,
        schema_type="Interview",
    )
    monkeypatch.setitem(ENTRY_KINDS, about.kind, about)
    patterns = [*addresses_of_kinds(), *outputs.output_paths(), *public_addresses]
    addresses = ModuleType("addresses_with_a_fourth_kind")
    addresses.urlpatterns = [path("", include((patterns, app_name)))]
    settings.ROOT_URLCONF = addresses
    return about


def test_control_without_it_there_is_no_fourth_kind():
    assert entry_page("series_talk_change") == ""
    assert "talks" not in str(list(addresses_of_kinds()))
    with pytest.raises(KeyError):
        drawing.seal("talk")


def test_a_fourth_kind_is_audited_when_it_is_read_at_the_desk(talk):
    assert entry_page("series_talk_change") == "change"
    assert entry_page("series_talk_outputs_wechat") == "outputs_wechat"
    assert entry_page("series_talks_change") == ""


def test_a_fourth_kind_has_its_addresses(talk):
    assert reverse("series:talks") == "/talks/"
    assert reverse("series:talk", args=[7]) == "/talks/7/"
    assert reverse("series:talk_calendar", args=[7]) == "/talks/7.ics"
    assert reverse("series:talk_print", args=[7]) == "/talks/7/print/"
    assert reverse("series:talk_docx", args=[7]) == "/talks/7.docx"
    assert Entry(pk=7, kind="talk").get_absolute_url() == "/talks/7/"


def test_a_fourth_kind_stands_in_the_site_map_for_machines(talk):
    assert "/talks/" in sitemaps._fixed()


def test_a_fourth_kind_has_its_seals(talk):
    assert 'class="kind talk" aria-hidden="true">访</span>' in drawing.seal("talk")
    seal = engines["django"].get_template("series/_seal.html").render({"kind": "talk"})
    assert '<span class="kind talk" title="访谈" aria-hidden="true">访</span>' in flat(seal)


@pytest.mark.parametrize("template", ["series/_nav.html", "series/_footer.html"])
def test_a_fourth_kind_stands_in_navigation_and_footer(talk, template):
    areas = {"links": "header", "columns": "columns", "about": "about"}
    links = {name: navigation_links({}, area, at="talk") for name, area in areas.items()}
    page = engines["django"].get_template(template).render({**links, "site": {}})
    assert 'href="/talks/"' in page
    assert ">访谈</a>" in page
    if template == "series/_nav.html":
        assert 'href="/talks/" aria-current="page"' in page


def test_a_fourth_kind_is_a_place_with_labels(talk):
    place = sections.section_of_list("talks", "访谈 — 新时代", "")
    assert (place.name, place.keywords.split(",")[:2]) == ("访谈", ["访谈", "对话"])


def test_a_fourth_kind_stands_in_its_section_of_the_desk(talk):
    assert kinds_of("稿件") == (
        *("series.Article", "series.Initiative", "series.FlatPage", "series.Event"),
    )
    assert kind_of_model("Article") is ENTRY_KINDS[Kind.ARTICLE]


@pytest.mark.django_db
def test_a_fourth_kind_is_looked_for_when_it_is_withdrawn(talk):
    row = making.event("public")
    row.kind = "talk"
    addresses = {address.path for address in addresses_of(Withdrawn(row))}
    own = {"/talks/", f"/talks/{row.pk}/", f"/talks/{row.pk}/print/", f"/talks/{row.pk}.docx"}
    assert own <= addresses
    row.kind = "event"
    addresses = {address.path for address in addresses_of(Withdrawn(row))}
    assert own & addresses == {f"/talks/{row.pk}/"}  # the same number under another kind


@pytest.mark.django_db
def test_a_fourth_kind_says_its_own_type_to_machines(talk):
    row = making.article("public")
    row.kind = "talk"
    said = articles.article(row, root="https://example.cn", description="", tags=())
    assert said["@type"] == "Interview"
