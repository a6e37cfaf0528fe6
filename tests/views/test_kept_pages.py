"""Pages of the page cache are those that Django would answer now (decision 137)."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chamber.models import Organization
from chamber.page_cache import writes
from chamber.page_cache.versions import EVERYTHING
from series.actions.counters import views
from series.actions.editorial.placements import place
from series.actions.editorial.publication import withdraw
from series.models import DailyViews, Entry, Notice, Place, Tag
from series.page_keys import month_keys
from tests.helpers import making, people
from tests.helpers.deeds.registering import enrol, open_event
from tests.helpers.reading import archived
from tests.helpers.sites.kept_site import BROWSER, KeptSite
from tests.helpers.whole_site import answers, fill

OTHER = "<p>理事推选出新班子。</p>"  # nothing in common with the other texts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept_site():
    return KeptSite()


@contextmanager
def no_numbers():
    """The protection is off: nothing that is written raises a number."""
    path, writes._Site.path = writes._Site.path, None
    try:
        yield
    finally:
        writes._Site.path = path


def stale(site, addresses):
    """The kept pages that are not what Django answers now."""
    old = {each: site.get(each).body for each in addresses if site.is_kept(each)}
    return [each for each, body in old.items() if body != site.anew(each).body]


def first(model=Entry, **which):
    return model.objects.filter(**which).first()


def publish_another():
    making.article("public", headline="新近发布的一篇", tags=["两个健康"])


def change_headline():
    making.republish(first(headline="会员总数超过32000家"), headline="会员总数超过33000家")


def withdraw_one():
    entry = first(headline="服务企业再提速")
    withdraw(entry, reason="数字有误", by=people.chief())


def publish_instalment():
    series = first(headline="履职尽责展新姿 担当作为赴新程").series
    making.article("public", headline="第三期来了", series=series.pk, number=3)


def publish_event():
    making.event(
        "public", headline="常商论坛第二场", series=first(kind="event").series_id, number=2
    )


def report_on_event():
    event = first(kind="event")
    content = {"about_event": event.pk, "aftermath": "report"}
    making.article("public", headline="论坛侧记", **content)


def register_someone():
    enrol(first(headline="要报名的活动"), "王一")


def rename_organization():
    Organization.objects.filter(name="常州市工商业联合会").update(short_name="市总商会")


def rename_tag():
    Tag.objects.filter(name="新能源之都").update(name="新能源名城")


def put_on_top():
    entry, now = first(headline="三级审核签过的一篇"), timezone.now()
    period = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1)}
    place(entry, Place.TOP, column=None, by=people.chief(), **period)


def put_up_notice():
    now = timezone.now()
    period = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1)}
    Notice.objects.create(text="今晚八点至九点维护", **period)


ACTS = (
    *(publish_another, change_headline, withdraw_one, publish_instalment, publish_event),
    *(
        report_on_event,
        register_someone,
        rename_organization,
        rename_tag,
        put_on_top,
        put_up_notice,
    ),
)


@pytest.mark.slow(reason="150 pages, made anew after each of eleven acts")
def test_no_kept_page_is_older_than_any_act(kept_site):
    fill()
    open_event(headline="要报名的活动")
    seen = [each for each in answers() if kept_site.get(each) and kept_site.is_kept(each)]
    assert len(seen) > 60
    assert {"/", "/feeds/", "/sitemap.xml", "/articles/", "/events/"} <= set(seen)
    for act in ACTS:
        act()
        assert stale(kept_site, seen) == [], act.__name__
        for each in seen:
            kept_site.get(each)
    with no_numbers():
        withdraw(first(headline="三级审核签过的一篇"), reason="重复", by=people.chief())
    assert len(stale(kept_site, seen)) > 3  # control
    writes.versions().touch([EVERYTHING])


@pytest.mark.parametrize(
    ("day", "is_touched"), [("2023-05-20", False), ("2023-02-20", True), ("2023-01-20", False)]
)
def test_only_what_comes_between_touches_the_page_of_an_older_text(kept_site, day, is_touched):
    """Its page shows what was published before it: here from February to March."""
    for month, number in [(1, 9), (2, 1), (2, 2), (2, 3), (2, 4)]:
        archived(headline=f"{month}月{number}日", body=OTHER, dateline=f"2023-{month:02}-0{number}")
    page = archived(headline="三月的一篇", dateline="2023-03-09").get_absolute_url()
    assert kept_site.get(page).status == 200
    archived(headline="秋收冬藏", body="<p>寒来暑往。</p>", dateline=day)
    assert stale(kept_site, [page]) == []
    assert ("秋收冬藏" in kept_site.get(page).body.decode()) == is_touched
    with no_numbers():
        archived(headline="闰余成岁", body="<p>云腾致雨。</p>", dateline="2023-03-08")
    assert stale(kept_site, [page]) == [page]  # control
    writes.versions().touch([EVERYTHING])


def test_a_stretch_of_years_depends_on_the_whole_list():
    moment = timezone.make_aware(datetime(2023, 12, 31, 23, 59))
    assert month_keys("tag:7", moment, moment + timedelta(minutes=2)) == (
        *("tag:7:2023-12", "tag:7:2024-01"),
    )
    assert len(month_keys("tag:7", moment, moment + timedelta(days=700))) == 24
    assert month_keys("tag:7", moment, moment + timedelta(days=800)) == ("tag:7",)


@pytest.fixture
def text(column):
    return making.article("public", headline="会员总数超过32000家", tags=["两个健康"])


def test_a_publication_leaves_the_pages_that_it_does_not_touch(kept_site, text):
    elsewhere = making.column("商会动态")
    other = making.article(
        "public", headline="商会换届", column=elsewhere.pk, tags=["商会"], body=OTHER
    )
    untouched = [other.get_absolute_url(), elsewhere.get_absolute_url(), "/tags/商会/"]
    touched = ["/", text.get_absolute_url(), "/feeds/all.atom", "/articles/"]
    for each in [*untouched, *touched]:
        assert kept_site.get(each).status == 200
        assert kept_site.is_kept(each), each
    making.republish(text, headline="会员总数超过33000家")
    assert [each for each in untouched if not kept_site.is_kept(each)] == []
    assert [each for each in touched if kept_site.is_kept(each)] == []


def test_the_first_text_of_a_series_makes_links_to_it_everywhere(kept_site, column):
    run = making.series("常商夜话", in_column=column)
    elsewhere = making.column("商会动态")  # nothing else touches its page
    text = making.article("public", body="<p>下一期《常商夜话》见。</p>", column=elsewhere.pk)
    naming = text.get_absolute_url()
    assert run.get_absolute_url() not in kept_site.get(naming).text
    assert kept_site.is_kept(naming)
    making.article("public", headline="第一夜", series=run.pk, number=1, body=OTHER)
    assert run.get_absolute_url() in kept_site.get(naming).text


def test_work_at_the_desk_leaves_every_page(kept_site, text):
    kept_site.get("/")
    draft = making.article("draft", headline="还在写的一篇", tags=["新话题"])
    making.change(draft, headline="改过的一篇")
    making.bring_to_review(draft)
    making.change(text, headline="公开稿的修改稿")
    assert kept_site.is_kept("/")


def test_the_next_reader_finds_it_withdrawn(kept_site, text):
    address = text.get_absolute_url()
    assert kept_site.get(address).status == 200
    assert kept_site.is_kept(address)
    withdraw(text, reason="数字有误", by=people.chief())
    assert kept_site.get(address).status == 410
    assert "32000" not in kept_site.get("/").text


def test_who_is_logged_in_makes_and_gets_no_kept_page(kept_site, text, transactional_db):
    client = Client()
    client.force_login(people.editor())
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    address = text.get_absolute_url()
    kept_site.get(address, cookie=cookie)
    assert len(kept_site.cache.pages) == 0
    kept_site.get(address)
    asked = kept_site.django.asked
    kept_site.get(address, cookie=f"display=dark; {cookie}")
    assert kept_site.django.asked == asked + 1
    careless = KeptSite(session_cookies=frozenset())  # control
    careless.get(address, cookie=cookie)
    assert len(careless.cache.pages) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("/search/?q=会员", "/search/", "/nowhere/", "/articles/999999/", "/desk/login/"),
        *("/healthz", "/robots.txt", "/display/?theme=dark", "/articles/?before=20300101T0000-1"),
        *("/typos/", "/consultations/ask/", "/?anything=else", "/articles/?year=2023"),
    ],
)
def test_what_is_counted_personal_faulty_or_invented_is_not_kept(kept_site, text, address):
    kept_site.get(address)
    kept_site.get(address)
    assert len(kept_site.cache.pages) == 0
    assert not kept_site.is_kept(address)


def test_a_form_is_not_kept(kept_site):
    event = open_event(headline="要报名的活动")
    address = f"/events/{event.pk}/register/"
    assert "报名" in kept_site.get(address).text
    assert not kept_site.is_kept(address)


def test_what_a_messenger_appends_is_left_out(kept_site, text):
    address = text.get_absolute_url()
    page = kept_site.get(f"{address}?from=singlemessage&isappinstalled=0")
    assert "singlemessage" not in page.text
    assert kept_site.is_kept(address)
    assert kept_site.is_kept(f"{address}?from=timeline")
    assert not kept_site.is_kept(f"{address}?from=timeline&own=1")


def test_each_choice_of_display_has_its_own_page(kept_site, text):
    address = text.get_absolute_url()
    elder = kept_site.get(address, cookie="display=elder")
    assert 'data-view="elder"' in elder.text
    assert kept_site.get(address, cookie="seen=1; display=elder").body == elder.body
    plain = kept_site.get(address)
    assert 'data-view="elder"' not in plain.text
    assert kept_site.get(address, cookie="display=<b>invented").body == plain.body
    assert len(kept_site.cache.pages) == 2


def test_a_page_for_another_host_is_not_kept(kept_site, text):
    kept_site.get("/", host="evil.example")
    kept_site.get("/", host="localhost:1")
    assert len(kept_site.cache.pages) == 0


def test_a_view_of_a_kept_page_is_counted_and_programs_are_not(kept_site, text):
    address = text.get_absolute_url()
    for _ in range(5):
        kept_site.get(address, user_agent=BROWSER)
    assert kept_site.is_kept(address)
    kept_site.get(address, user_agent="Baiduspider/2.0")
    kept_site.get(address, user_agent=BROWSER, sec_purpose="prefetch")
    kept_site.get(address, user_agent=BROWSER, cache_control="max-age=0")  # a reload
    kept_site.get(address, user_agent=BROWSER, method="HEAD")
    views.write_views()
    assert DailyViews.objects.get(entry=text.pk).count == 5
    assert kept_site.is_kept(address)  # writing views touches no page
