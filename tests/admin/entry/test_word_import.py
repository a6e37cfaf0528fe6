"""导入 Word: a file becomes a draft, or the next revision; a bad one is one clear sentence."""

import hashlib
import os
import re
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from series.actions.imports.refused_uploads import keep_upload, kept_upload
from series.models import AuditLine, Column, ColumnRole, Entry, Picture, Revision, WorkingCopy
from series.text.markup import stored_html
from tests.helpers import making, people
from tests.helpers.forms import posted, visible_text
from tests.helpers.samples.docx_builder import cell, docx, paragraph, picture, png, table, text
from tests.helpers.samples.photographs import drawn, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NEW = "/desk/series/article/word/"
FIRST = "商会联络员走进车间，把企业最急的三件事记成清单，当月逐项答复，企业不用再跑第二趟。"
SECOND = "清单每月更新一次，办结的划掉，没办结的写明原因和时限，商会和企业各留一份备查。"
OTHER = "车间里的夜校\n2025-03-12\n夜校开在车间，会员企业轮流请老师。\n".encode()


def manuscript(column="【建设新能源之都】", **more):
    return docx(
        paragraph(text(f"{column}一张清单跑到底 ——走进标杆企业（三）", bold=True), align="center"),
        paragraph("来源：常州市工商业联合会"),
        paragraph("清单怎么来", style="1"),
        paragraph(FIRST),
        paragraph("清单怎么用", style="1"),
        paragraph(SECOND),
        paragraph(picture("img", alt="联络员在车间")),
        table([cell("事项"), cell("办结")], [cell("融资"), cell("31 件")]),
        relations={"img": ("image", "media/a.png")},
        extra={"word/media/a.png": png(40, 30)},
        **more,
    )


def upload(client, data, name="清单.docx", url=NEW, **fields):
    return client.post(url, {"upload": SimpleUploadedFile(name, data), **fields}, follow=True)


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def places(db):
    column = making.column("建设新能源之都")
    return column, making.series("走进标杆企业", in_column=column), making.organization()


def test_a_photograph_of_a_phone_in_the_manuscript_is_stored(desk, places):
    """MPO: a JPEG with further pictures behind it; it ended the whole import in a fault page."""
    photo = saved(drawn(), "MPO", save_all=True, append_images=[drawn(30, 20)])
    data = docx(
        paragraph("来源：常州市工商业联合会"),
        paragraph(FIRST),
        paragraph(picture("img", alt="联络员在车间")),
        relations={"img": ("image", "media/a.jpg")},
        extra={"word/media/a.jpg": photo},
    )
    assert upload(desk, data, column=places[0].pk).status_code == 200
    assert Picture.objects.get().file.name.endswith(".jpg")
    assert "<img" in Entry.objects.get().newest.content["body"]


def test_a_manuscript_becomes_a_draft_with_its_receipt(desk, places):
    column, series, source = places
    data = manuscript()
    page = upload(desk, data)
    entry = Entry.objects.get()
    content = entry.newest.content
    assert page.redirect_chain[-1][0] == f"/desk/series/article/{entry.pk}/change/"
    assert (content["headline"], content["subtitle"]) == ("一张清单跑到底", "走进标杆企业")
    assert (content["column"], content["series"], content["number"], content["source"]) == (
        *(column.pk, series.pk, 3, source.pk),
    )
    assert entry.visibility == "draft"
    assert "<h2>清单怎么来</h2>" in content["body"]
    assert "<table>" in content["body"]
    stored = Picture.objects.get()
    assert f'src="{stored.get_absolute_url()}" alt="联络员在车间"' in content["body"]
    words = visible_text(page)
    for told in (
        "导入回执",
        "来自“清单.docx”",
        "全部保留",
        "清单怎么来、清单怎么用",
        "1 幅",
        "第3期",
    ):
        assert told in words, told
    line = AuditLine.objects.get(verb="导入 Word")
    assert (line.actor, line.entry_id, line.object) == (people.editor(), entry.pk, "清单.docx")
    assert line.detail["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry.newest.note == "从 Word 导入：清单.docx"


def test_the_receipt_goes_when_the_words_change(desk, places):
    upload(desk, manuscript())
    entry = Entry.objects.get()
    url = f"/desk/series/article/{entry.pk}/change/"
    assert "导入回执" in visible_text(desk.get(url))
    making.change(entry, headline="改过的标题")
    assert "导入回执" not in visible_text(desk.get(url))


def test_what_the_desk_does_not_know_is_named_and_not_made(desk):
    column = making.column()
    words = visible_text(upload(desk, manuscript(), column=column.pk))
    content = Entry.objects.get().newest.content
    assert (content["column"], content["series"], content["number"], content["source"]) == (
        *(column.pk, None, None, None),
    )
    assert "【建设新能源之都】不是已有专栏的名称，存为引题" in words
    assert "系列“走进标杆企业”还没有建立" in words
    assert "来源“常州市工商业联合会”不在组织名录里" in words
    assert Column.objects.count() == 1


def test_without_a_column_the_page_asks_for_one(desk):
    making.column()
    page = upload(desk, manuscript())
    assert "请在“专栏”里选一个再导入" in visible_text(page)
    assert not Entry.objects.exists()
    assert not Picture.objects.exists()


def test_a_number_that_is_taken_stays_empty(desk, places):
    column, series, _ = places
    making.article(headline="另一篇", column=column, series=series, number=3)
    words = visible_text(upload(desk, manuscript()))
    assert "第3期已是《另一篇》" in words
    assert Entry.objects.get(headline="一张清单跑到底").newest.content["number"] is None


def test_a_text_of_the_same_headline_is_named(desk, places):
    other = making.article("published", headline="一张清单跑到底")
    assert f"找到同题稿件：第 {other.pk} 号稿" in visible_text(upload(desk, manuscript()))


def test_a_page_and_a_plain_text_are_taken_too(desk, places):
    html = f"<html><head><title>网页标题在此</title></head><body><h1>网页标题在此</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    upload(desk, html.encode(), name="a.html", column=places[0].pk)
    upload(desk, f"纯文本的标题\n{FIRST}\n{SECOND}".encode(), name="a.txt", column=places[0].pk)
    upload(desk, f"# 标记语言的标题\n\n{FIRST}\n".encode(), name="a.md", column=places[0].pk)
    upload(desk, manuscript(), name="旧名.doc")
    assert set(Entry.objects.values_list("headline", flat=True)) == {
        *("网页标题在此", "纯文本的标题", "标记语言的标题", "一张清单跑到底"),
    }


def test_an_older_word_file_without_libreoffice_is_one_sentence(desk, places, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    page = upload(desk, b"{\\rtf1\\ansi text}", name="稿.rtf", column=places[0].pk)
    assert "没有安装 LibreOffice" in visible_text(page)
    assert "请在 Word/WPS 中另存为 .docx 后再导入" in visible_text(page)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("kind", ["initiative", "event"])
def test_other_kinds_are_imported_too(desk, places, kind):
    upload(desk, manuscript(), url=f"/desk/series/{kind}/word/")
    assert Entry.objects.get().kind == kind


def test_into_an_entry_the_text_is_the_next_revision(desk, places):
    entry = making.article(subtitle="", column=places[0])
    url = reverse("admin:series_article_word", args=[entry.pk])
    page = desk.get(url)
    assert "现在的第1版留在历史版本里" in visible_text(page)
    answer = upload(desk, manuscript(), url=url, base=posted(page)["base"])
    newest = making.newest(entry)
    assert (newest.number, newest.note) == (2, "从 Word 导入：清单.docx")
    assert newest.content["headline"] == "民营企业座谈会召开"
    assert newest.content["subtitle"] == "走进标杆企业"
    assert FIRST in stored_html.visible_text(newest.content["body"])
    assert "标题“一张清单跑到底”与稿件的不同，稿件的标题没有改动" in visible_text(answer)
    before = Revision.objects.get(entry=entry, number=1)
    assert making.BODY.replace("\n", "") == before.content["body"].replace("\n", "")


def test_a_stale_import_writes_nothing(desk, places):
    entry = making.article(column=places[0])
    making.change(entry, headline="别人刚改")
    url = reverse("admin:series_article_word", args=[entry.pk])
    answer = upload(desk, manuscript(), url=url, base=1)
    assert "刚被" in visible_text(answer)
    assert making.newest(entry).number == 2
    assert not Picture.objects.exists()


def test_unsaved_words_are_not_passed_over(desk, places, editor):
    entry = making.article(column=places[0])
    fields = {"headline": ["未存的标题"]}
    WorkingCopy.objects.create(user=editor, entry=entry, kind="article", base=1, fields=fields)
    url = reverse("admin:series_article_word", args=[entry.pk])
    assert "还有没有保存的改动" in visible_text(upload(desk, manuscript(), url=url, base=1))
    assert making.newest(entry).number == 1


def test_an_import_ends_the_signatures(desk, places):
    entry = making.article("signed", column=places[0])
    url = reverse("admin:series_article_word", args=[entry.pk])
    upload(desk, manuscript(), url=url, base=1)
    assert making.newest(entry).number == 2
    page = desk.get(f"/desk/series/article/{entry.pk}/change/")
    assert "送审" in visible_text(page)


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("加密.docx", lambda: ENCRYPTED, "去掉密码"),
        ("旧.doc", lambda: ENCRYPTED, "旧版 .doc"),
        ("断.docx", lambda: manuscript()[:2000], "已损坏或不完整"),
        ("宏.docx", lambda: manuscript_with_macro(), "文件里有宏"),
        ("宏.docm", lambda: b"PK\x03\x04", "文件里有宏"),
        ("炸弹.docx", lambda: docx(paragraph("甲"), extra={"word/media/a.png": b"0" * 101 * 1024 * 1024}), "解压后过大"),
        ("大.txt", lambda: b"x" * (5 * 1024 * 1024 + 1), "超过 5 MB"),
        ("空.docx", lambda: b"", "文件是空的"),
        ("无字.docx", lambda: docx(paragraph("")), "没有正文"),
        ("表.docx", lambda: docx(extra={"word/document.xml": b"<workbook/>", "xl/a.xml": b"<a/>"}), "而是Excel 工作簿"),
        ("表.xlsx", lambda: b"PK\x03\x04", "只能导入"),
        ("页.pdf", lambda: b"%PDF-1.7", "这是 PDF 文件"),
        ("假.txt", lambda: b"%PDF-1.7", "这是 PDF 文件"),
        ("网.html", lambda: b"<html><body></body></html>", "没有找到正文"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_sentence_and_nothing_else(desk, places, name, data, sentence):
    page = upload(desk, data(), name=name, column=places[0].pk)
    assert sentence in visible_text(page)
    assert page.status_code == 200
    assert "没有导入，请按下面的提示改正" in visible_text(page)
    assert not Entry.objects.exists()
    assert not Picture.objects.exists()


def manuscript_with_macro():
    return docx(paragraph("甲"), extra={"word/vbaProject.bin": b"x"})


def test_a_failure_inside_the_reader_is_a_sentence_too(desk, places, monkeypatch):
    def fail(data):
        raise RuntimeError("unforeseen")

    monkeypatch.setitem(
        __import__("series.actions.imports.readings", fromlist=["READERS"]).READERS,
        ".docx",
        fail,
    )
    assert "程序未能读懂这个文件" in visible_text(upload(desk, manuscript()))


def test_when_writing_fails_the_pictures_go_again(desk, places, monkeypatch, settings):
    """Nothing half written: neither row nor file is left. The control is the first test."""
    from series.actions.errors import EditorialError
    from series.actions.imports import word

    def fail(*given, **more):
        raise EditorialError("数据库说不")

    monkeypatch.setattr(word, "create_entry", fail)
    assert "数据库说不" in visible_text(upload(desk, manuscript()))
    assert not Entry.objects.exists()
    assert not Picture.objects.exists()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_an_editor_of_one_column_imports_there_only(client, places):
    mine = making.column("别的专栏")
    person = people._person("own", name="栏编")
    role = people.editor().groups.get()
    ColumnRole.objects.create(user=person, column=mine, role=role)
    client.force_login(person)
    page = upload(client, manuscript())
    assert "您不是专栏“建设新能源之都”的编辑" in visible_text(page)
    assert not Entry.objects.exists()
    foreign = making.article(column=places[0])
    url = reverse("admin:series_article_word", args=[foreign.pk])
    assert client.get(url).status_code == 403
    assert upload(client, manuscript(), url=url, base=1).status_code == 403
    hidden = making.article(headline="一张清单跑到底", column=places[0])
    words = visible_text(upload(client, manuscript(column=""), column=mine.pk))
    assert Entry.objects.filter(column=mine).count() == 1
    assert f"第 {hidden.pk} 号稿" not in words


@pytest.mark.parametrize("path", ["/desk/", "/desk/series/article/", "/desk/series/article/add/"])
def test_the_button_stands_where_texts_begin(desk, path):
    making.column()
    assert f'href="{NEW}"' in desk.get(path).text
    desk.force_login(people.first())
    if path != "/desk/series/article/add/":
        assert f'href="{NEW}"' not in desk.get(path).text


def test_the_picture_of_a_manuscript_is_decoded_once(desk, places, monkeypatch):
    """Pillow opens it twice: for what its header says, and to decode it."""
    opened, real = [], Image.open

    def counted(*given, **options):
        opened.append(given)
        return real(*given, **options)

    monkeypatch.setattr(Image, "open", counted)
    upload(desk, manuscript())
    assert Picture.objects.count() == 1
    assert len(opened) == 2


def several(client, *files, **fields):
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(NEW, {"upload": uploads, **fields}, follow=True)


def test_several_files_become_drafts_each_with_its_receipt(desk, places):
    page = several(desk, ("一.docx", manuscript()), ("二.txt", OTHER), column=places[0].pk)
    rows = list(Entry.objects.order_by("pk"))
    assert [row.newest.content["headline"] for row in rows] == ["一张清单跑到底", "车间里的夜校"]
    words = visible_text(page)
    assert "已导入 2 篇" in words
    assert "来自“一.docx”" in words
    assert "来自“二.txt”" in words
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    for row in rows:
        assert f'href="/desk/series/article/{row.pk}/change/"' in page.text


def test_a_bad_file_among_several_keeps_none_of_the_others_out(desk, places):
    page = several(
        desk,
        *(("一.docx", manuscript()), ("坏.docx", b"PK\x03\x04"), ("二.txt", OTHER)),
        column=places[0].pk,
    )
    assert Entry.objects.count() == 2
    words = visible_text(page)
    assert "“坏.docx”：" in words
    assert "有的文件没有导入" in words
    assert "已导入 2 篇" in words


def test_a_list_names_only_imports_that_one_may_see(client, desk, places):
    several(desk, ("一.docx", manuscript()), ("二.txt", OTHER), column=places[0].pk)
    keys = ",".join(str(row.pk) for row in Entry.objects.all())
    person = people._person("own", name="栏编")
    ColumnRole.objects.create(
        user=person, column=making.column("别的专栏"), role=people.editor().groups.get()
    )
    client.force_login(person)
    assert "已导入" not in visible_text(client.get(f"{NEW}?done={keys}"))
    assert client.get(f"{NEW}?done=x,9,,²").status_code == 200


def test_the_column_is_the_one_in_which_the_person_saved_last(desk, places):
    assert desk.get(NEW).context["form"]["column"].value() == places[0].pk, "the only one there is"
    other = making.column("别的专栏")
    assert desk.get(NEW).context["form"]["column"].value() is None
    making.article(column=other)
    last = making.article(column=places[0])
    assert desk.get(NEW).context["form"]["column"].value() == last.column_id


def test_a_refused_upload_need_not_be_sent_again(desk, places):
    page = upload(desk, OTHER, name="二.txt")
    assert "请在“专栏”里选一个再导入" in visible_text(page)
    assert "“二.txt”已经收到" in visible_text(page)
    key = re.search(r'name="kept" value="(\w+)"', page.text)[1]
    page = desk.post(NEW, {"kept": key, "column": places[0].pk}, follow=True)
    assert Entry.objects.get().newest.content["headline"] == "车间里的夜校"
    page = desk.post(NEW, {"kept": key, "column": places[0].pk})
    assert "请选择要导入的文件" in visible_text(page), "it is imported once"
    assert Entry.objects.count() == 1


def test_a_kept_upload_is_its_senders_alone_and_goes_after_a_day(desk, places, settings):
    key = re.search(r'name="kept" value="(\w+)"', upload(desk, OTHER, name="二.txt").text)[1]
    assert kept_upload(key, by=people.editor()).name == "二.txt"
    assert kept_upload(key, by=people.admin()) is None
    for forged in ("../" * 3 + "secret_key", f"{key}/../{key}", "", key.upper()):
        assert kept_upload(forged, by=people.editor()) is None
    file = Path(settings.DATA_DIR, "refused_uploads", f"{people.editor().pk}-{key}")
    yesterday = time.time() - 25 * 3600
    os.utime(file, (yesterday, yesterday))
    keep_upload("三.txt", b"x", by=people.editor())
    assert kept_upload(key, by=people.editor()) is None


def test_too_many_files_at_once_are_refused_whole(desk, places):
    page = several(desk, *[(f"{n}.txt", OTHER) for n in range(21)], column=places[0].pk)
    assert "一次最多导入 20 个文件" in visible_text(page)
    assert not Entry.objects.exists()
