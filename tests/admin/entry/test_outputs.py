"""成品 at the desk: what is copied and downloaded, of which revision, and who was told of it."""

import io
import re
import zipfile
from html import unescape

import docx
import pytest
from PIL import Image

from series.actions.media.pictures import store_picture
from series.models import AuditLine, Kind
from series.outputs.registry import at_desk
from tests.helpers import making
from tests.helpers.forms import visible_text
from tests.helpers.pictures import PNG
from tests.helpers.samples.photographs import drawn, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


EVERY = ["", *(output.desk.path for output in at_desk(Kind.ARTICLE))]


def place(row, form=""):
    return f"/desk/series/{row.kind}/{row.pk}/outputs/{form}"


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event, making.flatpage])
def test_everything_is_on_one_page(as_person, editor, make):
    row = make("public", headline="市工商联召开座谈会", summary="市工商联召开座谈会，听取意见。")
    client = as_person(editor)
    told = visible_text(client.get(place(row)))
    for words in (
        *("第1版", "与读者看到的一致", "标题 9/32 字", "摘要 15/128 字", "/70 字"),
        *("个字符，限 20000 个", "公众号", "简报", "Word 与打印"),
    ):
        assert words in told, words
    assert "未发布稿" not in told
    assert place(row) in client.get(f"/desk/series/{row.kind}/{row.pk}/change/").text


def test_covers_are_offered_of_what_is_public_alone(as_person, editor):
    public, hidden = making.article("public"), making.article(headline="草稿")
    client = as_person(editor)
    assert f'href="/covers/{public.pk}/wide/' in client.get(place(public)).text
    assert "/covers/" not in client.get(place(hidden)).text


def test_a_public_entry_shows_its_public_text_and_others_their_newest(as_person, editor):
    public, hidden = making.article("public", headline="公开的标题"), making.article("withdrawn")
    making.change(public, headline="还没发布的新题")
    client = as_person(editor)
    for form in ("", "wechat/", "markdown/", "text/"):
        assert "还没发布的新题" not in client.get(place(public, form)).text
    making.change(hidden, headline="撤稿后改的标题")
    told = visible_text(client.get(place(hidden)))
    assert "未发布稿" in told
    assert "撤稿后改的标题" in told


def test_the_preview_is_confined_and_the_page_may_frame_it(as_person, editor):
    row = making.article(body="<p>正文&lt;script&gt;。</p>")
    answer = as_person(editor).get(place(row, "wechat/"))
    policy = answer["Content-Security-Policy"]
    for rule in (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "sandbox",
    ):
        assert rule in policy
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert "正文&lt;script&gt;。" in answer.text
    page = as_person(editor).get(place(row))
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert 'sandbox=""' in page.text


def test_pictures_are_listed_for_the_upload(as_person, editor):
    picture = store_picture(PNG)
    lost = "/pictures/999/000000000000.png"
    body = (
        f'<p>文。</p><figure><img src="{picture.get_absolute_url()}" alt="会场"></figure>'
        f'<figure><img src="{lost}" alt="丢了"></figure>'
    )
    told = visible_text(as_person(editor).get(place(making.unchecked_article(body=body))))
    assert "图1 会场" in told
    assert f"3×2，{len(PNG)}" in told
    assert "可直接上传" in told
    assert "图2的文件找不到" in told


def test_a_download_of_what_is_not_public_is_an_export(as_person, editor):
    row = making.initiative("signed", headline="送审中的倡议书")
    answer = as_person(editor).get(place(row, "word/"))
    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "送审中的倡议书"
    assert "no-store" in answer["Cache-Control"]
    line = AuditLine.objects.get(verb="导出")
    assert (line.entry_id, line.actor, line.object) == (row.pk, editor, "倡议书 Word")
    assert line.digest == making.newest(row).digest
    assert line.detail["form"] == "docx"


@pytest.mark.parametrize(
    ("form", "name", "label"), [("markdown/", "md", "Markdown"), ("text/", "txt", "纯文本")]
)
def test_texts_are_copied_there_and_downloaded_as_an_export(as_person, editor, form, name, label):
    row = making.article("signed", headline="送审<b>的稿</b>", body="<p>甲*乙。</p>")
    client = as_person(editor)
    page = client.get(place(row)).text
    assert f'data-copy="text-{name}"' in page
    assert f'href="{place(row, form)}" download' in page
    shown = re.search(rf'<textarea id="text-{name}"[^>]*>(.*?)</textarea>', page, re.S)[1]
    assert not AuditLine.objects.filter(verb="导出").exists()
    answer = client.get(place(row, form))
    assert unescape(shown) == answer.text
    assert "no-store" in answer["Cache-Control"]
    line = AuditLine.objects.get(verb="导出")
    assert (line.object, line.detail["form"]) == (f"文章 {label}", name)
    assert line.digest == making.newest(row).digest


def test_control_what_is_public_leaves_no_such_line(as_person, editor):
    row = making.initiative("public")
    making.change(row, headline="还没发布的新题")
    client = as_person(editor)
    for form in EVERY:
        assert client.get(place(row, form)).status_code == 200
    assert not AuditLine.objects.filter(verb__in=("导出", "查看未发布稿件")).exists()


@pytest.mark.parametrize("form", EVERY)
def test_a_look_at_what_is_not_public_is_in_the_audit(as_person, first, form):
    row = making.article()
    as_person(first).get(place(row, form))
    line = AuditLine.objects.get(verb="查看未发布稿件")
    assert (line.actor, line.entry_id) == (first, row.pk)


@pytest.mark.parametrize("form", EVERY)
def test_they_are_only_read_and_of_their_own_kind(as_person, editor, form):
    row = making.article()
    client = as_person(editor)
    assert client.post(place(row, form)).status_code == 405
    assert client.get(place(row, form).replace("/article/", "/event/")).status_code == 404
    assert client.get(f"/desk/series/article/x/outputs/{form}").status_code == 404


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event, making.flatpage])
def test_an_empty_draft_has_them_too(as_person, editor, make):
    empty = {"starts_at": "", "ends_at": "", "venue": ""} if make is making.event else {}
    row = make(headline="", body="", **empty)
    client = as_person(editor)
    for form in EVERY:
        assert client.get(place(row, form)).status_code == 200
    assert "还没有标题" in visible_text(client.get(place(row)))


def test_one_picture_and_three_cost_the_same(as_person, editor, django_assert_num_queries, django_assert_max_num_queries):  # fmt: skip
    def with_pictures(count):
        pictures = [store_picture(PNG) for _ in range(count)]
        shown = "".join(f'<img src="{one.get_absolute_url()}" alt="图">' for one in pictures)
        return making.article("public", body=f"<p>文。</p><figure>{shown}</figure>")

    client = as_person(editor)
    one, three = with_pictures(1), with_pictures(3)
    client.get(place(one))
    with django_assert_max_num_queries(14) as spent:
        client.get(place(one))
    with django_assert_num_queries(len(spent.captured_queries)):
        client.get(place(three))


def test_pictures_for_wechat_come_in_one_archive_in_order(as_person, editor):
    noise = Image.effect_noise((2400, 1800), 90).convert("RGB")
    large = store_picture(saved(noise, "PNG"), alt="大图")
    moving = store_picture(saved(drawn(), "GIF"), alt="动图")
    small = store_picture(saved(drawn(61), "JPEG"), alt="小图")
    shown = "".join(
        f'<figure><img src="{row.get_absolute_url()}" alt="{row.alt}"></figure>'
        for row in (large, moving, small, large)
    )
    row = making.article(headline="座谈会", body=f"<p>有图。</p>{shown}")
    client = as_person(editor)
    assert "下载图文包" in client.get(place(row)).text
    answer = client.get(place(row, "wechat-zip/"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        pictures = {name: archive.read(name) for name in names if name.startswith("图")}
        listed = archive.read("清单.txt").decode("utf-8-sig")
        page = archive.read("正文.html").decode()
    assert names == ["图1.jpg", "图2.jpg", "图3.jpg", "图4.jpg", "正文.html", "清单.txt"]
    assert all(len(data) < 1024 * 1024 for data in pictures.values())
    assert large.file.size > 1024 * 1024  # the control: it had to be made smaller
    with small.file.open("rb") as file:
        assert pictures["图3.jpg"] == file.read()
    assert "图2.jpg：动图" in listed
    assert "标题：座谈会" in listed
    assert "图4" in page
    assert "<script" not in page
    assert AuditLine.objects.filter(detail__form="wechat_zip").count() == 1


def test_a_lost_picture_is_named_in_the_archive(as_person, editor):
    lost = store_picture(saved(drawn(), "PNG"), alt="丢了")
    body = f'<figure><img src="{lost.get_absolute_url()}" alt="丢了"></figure>'
    row = making.article(body=f"<p>有图。</p>{body}")
    lost.file.storage.delete(lost.file.name)
    answer = as_person(editor).get(place(row, "wechat-zip/"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["正文.html", "清单.txt"]
        assert "图1：没有放进来" in archive.read("清单.txt").decode("utf-8-sig")
