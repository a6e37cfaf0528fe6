"""Formats of public entries: the page's own text, and nothing of what is not public."""

import io

import docx
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from series.actions.editorial.publication import withdraw
from series.actions.media.pictures import store_picture
from series.models import Attachment, Kind
from series.outputs.registry import for_readers
from series.text.language.han import han
from tests.helpers import making, people
from tests.helpers.pictures import PNG
from tests.helpers.reading import addresses, archived, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MAKE = {
    Kind.ARTICLE: making.article,
    Kind.INITIATIVE: making.initiative,
    Kind.EVENT: making.event,
}
LETTER = (
    "<p>全市企业家：</p><p>我们倡议，办好企业。</p><p>常州市工商业联合会</p><p>2026年1月5日</p>"
)


def places(row, forms=("print", "docx")):
    return [reverse(f"series:{row.kind}_{form}", args=[row.pk]) for form in forms]


def every_place(row):
    return places(row, [output.name for output in for_readers(row.kind)])


def paragraphs(answer):
    data = b"".join(answer) if answer.streaming else answer.content
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("kind", MAKE)
def test_a_public_entry_has_both(client, kind):
    row = MAKE[kind]("public", headline="诚信经营从我做起", body=LETTER, summary="摘要一句。")
    page, file = places(row)
    text = read(client, page)
    assert '<meta name="robots" content="noindex">' in text
    assert 'class="signature"' in text or kind == Kind.ARTICLE
    answer = client.get(file)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "attachment" in answer["Content-Disposition"]
    assert "%E8%AF%9A%E4%BF%A1" in answer["Content-Disposition"]
    assert answer["X-Robots-Tag"] == "noindex"
    printed = words(text.partition("<main>")[2].partition("</main>")[0])
    assert han(printed) == han("".join(paragraphs(answer)))
    assert "我们倡议，办好企业。" in printed
    assert set(addresses(text)) >= {row.get_absolute_url(), file}


@pytest.mark.parametrize("kind", MAKE)
def test_its_own_page_leads_to_them(client, kind):
    row = MAKE[kind]("public")
    text = read(client, row.get_absolute_url())
    assert set(every_place(row)) <= set(addresses(text))
    for link in ("打印版", "下载 Word", "下载 Markdown", "下载纯文本"):
        assert f">{link}</a>" in text


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("submitted", 404), ("signed", 404), ("withdrawn", 410), ("expired", 410)],
)
def test_what_is_not_public_has_neither(client, kind, state, status):
    row = MAKE[kind](state, headline="不公开的标题", body="<p>机密的正文。</p>")
    for place in every_place(row):
        for headers in ({}, {"HTTP_IF_NONE_MATCH": "*"}):
            answer = client.get(place, **headers)
            assert answer.status_code == status, place
            assert "机密" not in answer.content.decode("utf-8", "replace")


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize(
    ("form", "content_type"),
    [("md", "text/markdown; charset=utf-8"), ("txt", "text/plain; charset=utf-8")],
)
def test_a_public_entry_is_had_as_text(client, kind, form, content_type):
    row = MAKE[kind]("public", headline="诚信*经营*从我做起", body=LETTER, summary="摘要一句。")
    answer = client.get(*places(row, [form]))
    assert answer["Content-Type"] == content_type
    assert answer["X-Robots-Tag"] == "noindex"
    assert "%E8%AF%9A%E4%BF%A1" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith(f".{form}")
    told = answer.content.decode("utf-8")
    assert told.endswith("\n")
    assert "\r" not in told
    assert told.startswith("# 诚信\\*经营\\*从我做起\n" if form == "md" else "诚信*经营*从我做起\n")
    for words_of_it in (
        "全市企业家：",
        "我们倡议，办好企业。",
        "常州市工商业联合会",
        "2026年1月5日",
    ):
        assert f"\n{words_of_it}\n" in told


@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_newer_revision_is_in_no_text(client, form):
    row = making.article("published", body="<p>公开的正文。</p>")
    making.change(row, headline="新题", body="<p>未公开的改动。</p>")
    told = client.get(*places(row, [form])).text
    assert "公开的正文" in told
    assert "未公开" not in told
    assert "新题" not in told


def test_other_kinds_numbers_and_methods(client):
    row = making.article("published")
    assert client.get(f"/events/{row.pk}/print/").status_code == 404
    assert client.get(f"/initiatives/{row.pk}.docx").status_code == 404
    assert client.get(f"/articles/{2**70}/print/").status_code == 404
    assert client.get(f"/articles/{row.pk}.doc").status_code == 404
    assert client.post(f"/articles/{row.pk}.docx").status_code == 405
    assert client.head(f"/articles/{row.pk}.docx").status_code == 200


def test_a_newer_revision_stays_inside(client):
    row = making.initiative("published", body="<p>公开的正文。</p>")
    making.change(row, headline="新题", body="<p>未公开的改动。</p>")
    page, file = places(row)
    assert "公开的正文" in read(client, page)
    assert "未公开的改动" not in read(client, page)
    told = "".join(paragraphs(client.get(file)))
    assert "公开的正文" in told
    assert "未公开的改动" not in told


def test_withdrawing_takes_all_off_at_once(client):
    row = making.initiative("published")
    every = every_place(row)
    assert len(every) >= 4
    assert {client.get(place).status_code for place in every} == {200}
    withdraw(row, reason="数据有误", by=people.chief())
    assert {client.get(place).status_code for place in every} == {410}


def test_a_guessed_number_puts_no_picture_into_the_file(client):
    """The picture is shown under its own address alone, also by an entry that became public."""
    secret = store_picture(PNG)
    own = secret.get_absolute_url()
    for src, shown in ((own, 1), (f"/pictures/{secret.pk}/000000000000.png", 0)):
        body = f'<p>文。</p><figure><img src="{src}" alt="图"></figure>'
        row = making.unchecked_article("published", body=body)
        page, file = places(row)
        document = docx.Document(io.BytesIO(client.get(file).content))
        assert len(document.inline_shapes) == shown, src
        assert ("<img" in read(client, page)) == bool(shown)


def test_a_lost_picture_file_is_told_by_its_words(client):
    picture = store_picture(PNG)
    body = f'<figure><img src="{picture.get_absolute_url()}" alt="会场"></figure><p>文。</p>'
    row = making.article("published", body=body)
    picture.file.storage.delete(picture.file.name)
    assert "［会场］" in paragraphs(client.get(places(row)[1]))


def test_hostile_words_are_words(client):
    evil = "<script>alert(1)</script>&\"'"
    row = making.event(
        "published",
        headline=f"标题{evil}",
        venue=evil,
        host=evil,
        body=f"<p>{evil.replace('<', '&lt;')}</p>",
        programme=[{"title": evil, "speaker": evil, "starts": "09:30"}],
    )
    page, file = places(row)
    text = read(client, page)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert f"地点：{evil}" in paragraphs(client.get(file))


def test_an_event_tells_its_particulars_and_a_changed_plan_first(client):
    row = archived(
        Kind.EVENT, headline="常商论坛", body="", host="市工商联", state="postponed", state_note="原定11月12日"
    )  # fmt: skip
    told = paragraphs(client.get(places(row)[1]))
    assert told[:3] == ["常商论坛", "通知", "安排：改期，原定11月12日"]
    assert told[3].startswith("时间：2026年12月4日（")
    assert told[4] == "地点：常州大剧院"
    assert told[-2:] == ["市工商联", "2023年11月17日"]


def test_attachments_corrections_and_origin_are_told(client):
    file = Attachment(title="报名表", extension="pdf", size=4)
    file.file.save("a.pdf", ContentFile(b"%PDF"))
    file.save()
    row = making.article(
        "published", attachments=[file.pk], corrections=["2026-11-24 第二段的数字已更正"]
    )
    told = paragraphs(client.get(places(row)[1]))
    assert "附件：报名表" in told
    assert "更正：2026-11-24 第二段的数字已更正" in told


def test_one_picture_and_three_cost_the_same(client, django_assert_num_queries, django_assert_max_num_queries):  # fmt: skip
    def with_pictures(count):
        shown = "".join(
            f'<figure><img src="{store_picture(PNG).get_absolute_url()}" alt="图{n}"></figure>'
            for n in range(count)
        )
        return making.article("published", body=f"<p>文。</p>{shown}")

    one, three = with_pictures(1), with_pictures(3)
    for first, second in zip(every_place(one), every_place(three), strict=True):
        client.get(first)
        with django_assert_max_num_queries(8) as spent:
            client.get(first)
        with django_assert_num_queries(len(spent.captured_queries)):
            client.get(second)


def test_the_printed_title_ends_its_lines_between_words(client):
    row = archived(headline="常商论坛助力民营企业高质量发展")
    text = client.get(*places(row, ["print"])).text
    title = text[text.index("<h1") : text.index("</h1>")]
    assert "<wbr>" in title
    assert "高质<wbr>量" not in title
    assert "<wbr>" not in text[text.index("</h1>") :]
