"""The read interface: it says what the pages say, of every kind, and takes bad questions well."""

import pytest
from django.core.files.base import ContentFile
from openapi_spec_validator import validate

from series.actions.media.pictures import store_picture
from series.models import Attachment, Entry, Kind
from tests.helpers import making
from tests.helpers.heads import head_of
from tests.helpers.module_pages import column, site, work
from tests.helpers.pictures import PNG
from tests.helpers.reading import archived, words

__all__ = ["column", "site", "work"]
pytestmark = pytest.mark.django_db
ROOT = "http://testserver"
ADDRESSES = ("/api/", "/api/entries/", "/api/events/", "/api/columns/", "/api/series/")
ADDRESSES += ("/api/tags/", "/api/openapi.json")


def get(client, address, *, status=200):
    answer = client.get(address.removeprefix(ROOT))
    assert answer.status_code == status, (address, answer.content.decode()[:300])
    assert answer["Content-Type"].startswith("application/json"), address
    return answer.json()


@pytest.mark.parametrize("kind", ["article", "initiative", "event"])
def test_an_entry_says_what_its_page_shows(client, site, kind):
    row = site[kind]
    told = get(client, f"/api/entries/{row.pk}/")
    head = head_of(client, told["address"].removeprefix(ROOT))
    page = client.get(row.get_absolute_url()).text
    assert told["id"] == row.pk
    assert told["kind"] == kind
    assert told["headline"] == head.text("h1")
    assert told["published"] == head.one("PubDate")
    assert told["source"] == head.told("来源")
    assert told["column"]["name"] == head.one("ColumnName")
    assert told["modified_at"] == head.one("article:modified_time")
    assert [tag["name"] for tag in told["tags"]] == head.metas.get("article:tag", [])
    for line in told["text"].splitlines():
        assert line in words(page).replace(" ", "") or line in words(page)
    assert head.page is not None
    assert f'href="{ROOT}/api/entries/{row.pk}/"' in page


def test_an_article_with_all_that_it_can_have(client, work):
    picture = store_picture(PNG).get_absolute_url()
    file = Attachment(title="通知", extension="pdf", size=4)
    file.file.save("a.pdf", ContentFile(b"%PDF"))
    file.save()
    body = (
        f'<p>见<a href="/articles/1/">前文</a>。</p><figure><img src="{picture}" alt="图"></figure>'
    )
    reprint = {
        "reprint": True,
        "original_title": "原来的题目",
        "original_source": "新华社",
        "original_url": "https://example.org/1",
        "original_at": "2023-11-16T08:00",
    }
    row = archived(
        body=body, attachments=[file.pk], series=work.pk, number=3, author="张三",
        corrections=["2023-11-20 第二段的数字有误，已更正。"], **reprint,
    )  # fmt: skip
    told = get(client, f"/api/entries/{row.pk}/")
    assert f'src="{ROOT}{picture}"' in told["body"]
    assert f'href="{ROOT}/articles/1/"' in told["body"]
    assert told["image"] == ROOT + picture
    assert told["text"] == "见前文。"
    assert told["author"] == "张三"
    assert told["corrections"] == [{"date": "2023-11-20", "text": "第二段的数字有误，已更正。"}]
    assert told["original"]["published"] == "2023-11-16 08:00"
    assert told["source"] == told["original"]["source"] == "新华社"
    (attached,) = told["attachments"]
    assert attached == {
        "title": "通知", "extension": "pdf", "size": 4,
        "address": f"{ROOT}/attachments/{file.pk}/",
    }  # fmt: skip
    assert client.get(attached["address"].removeprefix(ROOT)).status_code == 200
    assert told["figures"] == told["mentions"] == []
    assert told["previous"]["number"] == 2
    assert told["next"]["number"] == 5
    assert told["series"]["number"] == 3


def test_figures_and_organizations_of_the_text_are_told(client, column):
    office = making.organization("市工商联金融服务专委会")
    body = "<p>市工商联金融服务专委会说，会员超过32000家。</p>"
    row = making.article("public", body=body, figures=["会员｜会员超过32000家"])
    told = get(client, f"/api/entries/{row.pk}/")
    assert told["figures"] == [
        {"label": "会员", "figure": "超过32000家", "quote": "会员超过32000家", "section": 0}
    ]
    assert told["mentions"] == [
        {"name": str(office), "address": f"{ROOT}/organizations/{office.pk}/"}
    ]


def test_an_event_and_a_call_tell_their_own(client, site):
    meeting = get(client, f"/api/entries/{site['event'].pk}/")["meeting"]
    assert meeting["starts"] == "2026-12-04T14:00:00+08:00"
    assert meeting["venue"] == "常州大剧院"
    item = {"starts": "09:30", "kind": "主题演讲", "title": "产业的下一程", "speaker": "专家学者"}
    assert meeting["programme"] == [item]
    call = get(client, f"/api/entries/{site['initiative'].pk}/")["call"]
    assert call == {"issuer": "常州市工商业联合会", "audience": "全市企业家"}


def test_an_event_of_whole_days_has_days_alone(client, column):
    days = {"starts_at": "2026-12-04T00:00:00+08:00", "ends_at": "2026-12-05T23:59:00+08:00"}
    row = archived(Kind.EVENT, all_day=True, state="postponed", state_note="原定11月28日", **days)
    meeting = get(client, f"/api/entries/{row.pk}/")["meeting"]
    assert (meeting["starts"], meeting["ends"]) == ("2026-12-04", "2026-12-05")
    assert (meeting["state"], meeting["state_note"]) == ("postponed", "原定11月28日")


def test_what_is_not_known_is_left_out(client, column):
    row = archived(headline="只有日期")
    told = get(client, f"/api/entries/{row.pk}/")
    assert told["published"] == told["published_at"] == "2023-11-17"
    for name in ("author", "series", "image", "original", "call", "meeting", "summary"):
        assert name not in told


def test_the_list_is_the_pages_list(client, site):
    told = get(client, "/api/entries/")
    newest = list(Entry.objects.published().newest_first().values_list("pk", flat=True))
    assert [each["id"] for each in told["entries"]] == newest
    assert "next" not in told
    for each in told["entries"]:
        whole = get(client, each["api"])
        assert each.items() <= whole.items()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=event", ["常商论坛：聚势新能 智创未来"]),
        ("tag=两个健康", ["会员总数超过32000家"]),
        ("tag=两个健康&kind=event", []),
        ("series={series}", ["服务企业再提速", "履职尽责展新姿 担当作为赴新程"]),
        ("column={column}&kind=initiative", ["敢为敢闯敢干敢首创，做新时代优秀企业家"]),
        ("tag=两个健康&year=2023&column={column}", ["会员总数超过32000家"]),
        ("year=2022", []),
    ],
)
def test_filters_narrow_the_list(client, site, asked, found):
    places = {name: site[name].pk for name in ("series", "column")}
    told = get(client, f"/api/entries/?{asked.format(**places)}")
    assert [each["headline"] for each in told["entries"]] == found


@pytest.mark.parametrize("asked", ["", "tag=篇目", "kind=article"])
def test_pages_follow_one_another_without_gap_or_repetition(client, asked):
    column = making.column("分页的专栏")
    for number in range(5):
        archived(
            headline=f"第{number}篇",
            column=column,
            tags=["篇目"],
            dateline=f"2023-11-{10 + number}",
        )
    told, seen = get(client, f"/api/entries/?size=2&column={column.pk}&{asked}"), []
    while True:
        seen += [each["headline"] for each in told["entries"]]
        assert len(told["entries"]) <= 2
        if "next" not in told:
            break
        assert "size=2" in told["next"]
        told = get(client, told["next"])
    assert seen == [f"第{number}篇" for number in (4, 3, 2, 1, 0)]
    back = get(client, told["previous"])
    assert [each["headline"] for each in back["entries"]] == ["第2篇", "第1篇"]


def test_events_by_their_days(client, site):
    for asked, count in (
        ("from=2026-12-01&to=2026-12-31", 1),
        ("from=2026-12-04&to=2026-12-04", 1),
        ("from=2026-12-05", 0),
        ("to=2026-12-03", 0),
        ("", 1),
    ):
        told = get(client, f"/api/events/?{asked}")
        assert len(told["events"]) == count, asked
    assert get(client, "/api/events/")["events"][0]["meeting"]["form"] == "论坛"


def test_columns_series_and_tags_lead_to_their_entries(client, site):
    for name, count in (("columns", 1), ("series", 2), ("tags", 2)):
        rows = get(client, f"/api/{name}/")[name]
        assert len(rows) == count
        for row in rows:
            assert client.get(row["address"].removeprefix(ROOT)).status_code == 200
            found = get(client, row["entries"])["entries"]
            assert len(found) == row.get("count", 5)
    first = get(client, "/api/tags/?size=1")
    second = get(client, first["next"])
    assert first["tags"] != second["tags"]
    assert "next" not in second


def test_the_index_names_every_address(client, db):
    told = get(client, "/api/")
    assert told["owner"] == "常州市工商业联合会"
    for name in ("entries", "events", "columns", "series", "tags", "openapi"):
        assert get(client, told[name])


def test_the_document_is_valid_and_speaks_chinese(client, db):
    document = get(client, "/api/openapi.json")
    validate(document)
    assert set(document["paths"]) == {
        *("/api/", "/api/entries/", "/api/entries/{pk}/", "/api/events/"),
        *("/api/columns/", "/api/series/", "/api/tags/"),
    }
    assert document["servers"] == [{"url": ROOT}]
    for schema in document["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            about = field.get("description", "") or name
            assert "$ref" in field or field.get("type") == "array" or not about.isascii(), name
    for path in document["paths"].values():
        for asked in path["get"]["parameters"]:
            assert asked["in"] == "path" or not asked["description"].isascii()
        assert not path["get"]["summary"].isascii()


def test_answers_are_those_that_the_document_promises(client, site):
    """Every field that is answered is described, and every required one is answered."""
    schemas = get(client, "/api/openapi.json")["components"]["schemas"]
    for name, address in (
        *(("EntryOut", f"/api/entries/{site[kind].pk}/") for kind in Kind.values if kind in site),
        *(("EntryPageOut", "/api/entries/"), ("EventPageOut", "/api/events/")),
        *(("ColumnPageOut", "/api/columns/"), ("TagPageOut", "/api/tags/")),
    ):
        told, schema = get(client, address), schemas[name]
        assert set(told) <= set(schema["properties"])
        assert set(schema["required"]) <= set(told)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/api/entries/?kind=book", 400), ("/api/entries/?year=x", 400)),
        *(("/api/entries/?size=0", 400), ("/api/entries/?size=101", 400)),
        *(("/api/entries/?knd=event", 400), ("/api/?x=1", 400)),
        *((f"/api/entries/?column={10**30}", 400), ("/api/entries/?column=999", 404)),
        *(("/api/entries/?series=999", 404), ("/api/entries/?tag=没有", 404)),
        *(("/api/entries/?tag=%00", 404), ("/api/entries/?before=x", 404)),
        *(("/api/entries/?after=20231117T9999-1", 404), ("/api/events/?from=x", 400)),
        *(("/api/events/?to=9999-12-31", 400), ("/api/events/?before=%00", 404)),
        *(("/api/tags/?after=-1", 400), (f"/api/tags/?after={10**30}", 400)),
        *(("/api/entries/999999/", 404), (f"/api/entries/{10**30}/", 404)),
        *(("/api/no/such/", 404), ("/api/no", 404), ("/api/entries/x/", 404)),
    ],
)
def test_bad_questions_get_one_chinese_sentence(client, column, address, status):
    told = get(client, address, status=status)
    assert set(told) == {"error"}
    assert not told["error"].isascii()
    assert "Traceback" not in told["error"]


def test_an_address_without_its_slash_leads_to_the_one_with_it(client, column):
    answer = client.get("/api/entries?size=2")
    assert (answer.status_code, answer["Location"]) == (301, "/api/entries/?size=2")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, column, method):
    for address in ADDRESSES:
        answer = getattr(client, method)(address)
        assert answer.status_code == 405
        assert answer.json() == {"error": "这个接口只供读取，请用 GET"}
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_hostile_words_stay_data(client, column):
    hostile = "</script><script>alert(1)</script>"
    told = get(client, f"/api/entries/{archived(headline=hostile).pk}/")
    assert told["headline"] == hostile
    answer = client.get("/api/entries/")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_configured_address_is_named(client, site, settings):
    settings.SITE = {**settings.SITE, "base_url": "https://zt.example.cn"}
    for address in (*ADDRESSES, f"/api/entries/{site['article'].pk}/"):
        text = client.get(address).text
        assert "https://zt.example.cn/" in text or "openapi" in address
        assert "testserver" not in text


def test_making_is_what_the_desk_makes(client, column):
    """The state of the other tests' rows: published through the desk, not from an archive."""
    row = making.article("public", headline="经审发的一篇")
    told = get(client, f"/api/entries/{row.pk}/")
    assert len(told["published"]) == len("2026-11-24 09:30")
    assert told["published_at"].endswith(":00+08:00")
