"""Pictures and attachments: what the bytes are decides, never the name."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chamber.models import User
from series.actions.editorial.publication import withdraw
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.models import Attachment, AuditLine, Picture
from tests.helpers import making, people
from tests.helpers.forms import visible_text
from tests.helpers.samples.packages import drawn

pytestmark = pytest.mark.django_db


def png(width=40, height=30):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def upload(client, model, data, name, **fields):
    file = SimpleUploadedFile(name, data)
    return client.post(f"/desk/series/{model}/add/", {"upload": file, **fields}, follow=True)


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_a_picture_is_stored_and_shown_to_the_desk(desk, client):
    answer = upload(desk, "picture", png(), "座谈会.png", alt="座谈会现场")
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.alt) == (40, 30, "座谈会现场")
    assert "图片“座谈会现场”已存入" in visible_text(answer)
    assert f'src="{picture.get_absolute_url()}"' in answer.text
    assert desk.get(picture.get_absolute_url()).status_code == 200
    client.logout()
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_a_picture_that_is_there_already_says_so(desk):
    upload(desk, "picture", png(), "a.png", alt="旧")
    answer = visible_text(upload(desk, "picture", png(), "b.png", alt="新"))
    assert "这张图片早已存入，用的是原来的文字“旧”" in answer
    assert Picture.objects.get().alt == "旧"


@pytest.mark.parametrize(
    "store",
    [
        lambda by: store_picture(png(), alt="图", by=by),
        lambda by: store_attachment(b"%PDF-1.7", name="a.pdf", by=by),
    ],
)
def test_an_upload_without_its_audit_line_is_no_upload(editor, store):
    with pytest.raises(ValueError, match="unsaved"):
        store(User(username="nobody"))  # whom no audit line can name
    assert (Picture.objects.count(), Attachment.objects.count()) == (0, 0)
    store(editor)
    assert Picture.objects.count() + Attachment.objects.count() == 1
    assert AuditLine.objects.get(verb__startswith="上传").actor == editor


def test_a_picture_needs_words_for_those_who_cannot_see_it(desk):
    assert "请填写替代文字" in visible_text(upload(desk, "picture", png(), "a.png", alt=""))
    assert not Picture.objects.exists()


@pytest.mark.parametrize("data", [b"", b"<svg onload='alert(1)'/>", b"GIF89a" + b"x" * 40])
def test_what_is_no_picture_is_refused(desk, data):
    answer = upload(desk, "picture", data, "a.png", alt="图")
    assert "无法识别这张图片" in visible_text(answer)
    assert not Picture.objects.exists()


def test_the_words_of_a_picture_change_and_its_file_does_not(desk):
    upload(desk, "picture", png(), "a.png", alt="旧")
    picture = Picture.objects.get()
    url = f"/desk/series/picture/{picture.pk}/change/"
    desk.post(url, {"alt": "新", "caption": "", "file": "b.png", "digest": "0"})
    after = Picture.objects.get()
    assert (after.alt, after.file, after.digest) == ("新", picture.file, picture.digest)


@pytest.mark.parametrize(
    ("name", "data", "extension"),
    [
        ("报名表.pdf", b"%PDF-1.7 x", "pdf"),
        ("名单.XLSX", archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        ("通知.docx", archive("word/document.xml"), "docx"),
        ("现场.JPEG", drawn("JPEG"), "jpg"),
        ("合集.zip", archive("a.txt"), "zip"),
    ],
)
def test_attachments_of_each_kind(desk, name, data, extension):
    upload(desk, "attachment", data, name)
    file = Attachment.objects.get()
    assert (file.title, file.extension, file.size) == (name.split(".")[0], extension, len(data))
    assert name.split(".")[0] not in file.file.name
    assert AuditLine.objects.filter(verb="上传附件").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("页面.html", b"<script>", "不能上传这种文件"),
        ("图.svg", b"<svg/>", "不能上传这种文件"),
        ("无后缀", b"%PDF-", "不能上传这种文件"),
        ("假.pdf", b"MZ\x90", "文件内容不是 pdf 格式"),
        ("假.docx", archive("xl/workbook.xml"), "文件内容不是 docx 格式"),
        ("坏.docx", b"PK\x03\x04 broken", "已损坏"),
        ("宏.docx", archive("word/document.xml", "word/vbaProject.bin"), "文件里有宏"),
        ("空.pdf", b"", "这个文件是空的"),
        ("大.pdf", b"%PDF-" + b"x" * (20 * 1024 * 1024), "文件超过 20 MB"),
    ],
)
def test_what_cannot_be_attached(desk, name, data, sentence):
    assert sentence in visible_text(upload(desk, "attachment", data, name))
    assert not Attachment.objects.exists()


def test_a_title_is_changed_until_a_text_with_it_is_submitted(desk):
    upload(desk, "attachment", b"%PDF-1.7", "报名表.pdf")
    file = Attachment.objects.get()
    url = f"/desk/series/attachment/{file.pk}/change/"
    assert desk.post(url, {"title": "另一个名称"}).status_code == 302
    assert Attachment.objects.get().title == "另一个名称"
    line = AuditLine.objects.get(verb="修改附件")
    assert (line.detail["before"], line.detail["name"]) == ("报名表", "另一个名称")
    making.article("submitted", attachments=[file.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"title": "读者会看到的名称"}).status_code == 403
    assert Attachment.objects.get().title == "另一个名称"


def test_several_files_at_once(desk):
    files = [SimpleUploadedFile(f"材料{n}.pdf", b"%PDF-1.7") for n in (1, 2)]
    bad = SimpleUploadedFile("程序.pdf", b"MZ")
    answer = desk.post(
        "/desk/series/attachment/add/", {"upload": [*files, bad], "title": "不用"}, follow=True
    )
    text = visible_text(answer)
    assert "已存入 2 个附件" in text
    assert "“程序.pdf”没有存入：文件内容不是 pdf 格式" in text
    assert set(Attachment.objects.values_list("title", flat=True)) == {"材料1", "材料2"}


def test_several_pictures_share_what_is_said_about_all(desk):
    files = [SimpleUploadedFile(f"{n}.png", png(40 + n)) for n in (1, 2)]
    about = {"album": "走访", "photographer": "王强", "licence": "授权使用"}
    desk.post("/desk/series/picture/add/", {"upload": files, "alt": "", **about})
    assert [row.credit for row in Picture.objects.all()] == ["（王强 摄，授权使用）"] * 2
    assert set(Picture.objects.values_list("album", "alt")) == {("走访", "")}
    page = desk.get("/desk/series/picture/?album=走访").text
    assert page.count('class="thumbnail"') == 2
    assert desk.get("/desk/series/picture/?album=别的").text.count('class="thumbnail"') == 0


def test_what_nothing_uses_is_listed_and_deleted(desk, editor):
    free = store_picture(png(41), alt="没有用过", by=editor)
    used = store_picture(png(42), alt="用过一次", by=editor)
    row = making.article(body=f'<figure><img src="{used.get_absolute_url()}" alt="图"></figure>')
    making.change(row, body="<p>没有图了。</p>")
    listed = visible_text(desk.get("/desk/series/picture/?unused=1"))
    assert "没有用过" in listed
    assert "用过一次" not in listed
    chosen = {"action": "delete_chosen", "index": "0", "_selected_action": [free.pk, used.pk]}
    asked = visible_text(desk.post("/desk/series/picture/", chosen))
    assert "将删除 1 个图片" in asked
    assert "“用过一次”有稿件在用，或在某一旧版本里，不能删除" in asked
    assert Picture.objects.count() == 2
    done = visible_text(
        desk.post("/desk/series/picture/", {**chosen, "confirmed": "1"}, follow=True)
    )
    assert "已删除 1 个图片" in done
    assert list(Picture.objects.all()) == [used]
    assert AuditLine.objects.filter(verb="删除图片", result="refused").count() == 1


def test_one_file_is_deleted_from_its_page(desk, first, as_person):
    upload(desk, "attachment", b"%PDF-1.7", "报名表.pdf")
    url = f"/desk/series/attachment/{Attachment.objects.get().pk}/delete/"
    assert "将删除 1 个附件" in visible_text(desk.get(url))
    assert Attachment.objects.exists()
    assert as_person(first).post(url).status_code == 403
    assert "已删除 1 个附件" in visible_text(as_person(people.editor()).post(url, follow=True))
    assert not Attachment.objects.exists()


def test_the_dialog_stores_and_lists_attachments(desk, first, as_person):
    file = SimpleUploadedFile("报名表.pdf", b"%PDF-1.7")
    told = desk.post("/desk/series/attachment/drop/", {"upload": file}).json()
    row = Attachment.objects.get()
    assert told == {
        "id": row.pk,
        "url": row.get_absolute_url(),
        "title": "报名表",
        "label": "报名表（PDF，8 字节）",
    }
    bad = desk.post("/desk/series/attachment/drop/", {"upload": SimpleUploadedFile("a.pdf", b"MZ")})
    assert (bad.status_code, bad.json()["error"][:12]) == (400, "文件内容不是 pdf 格")
    assert desk.get("/desk/series/attachment/pick/?q=报名").json()["count"] == 1
    assert desk.get("/desk/series/attachment/pick/?q=%00没有").json()["files"] == []
    assert as_person(first).post("/desk/series/attachment/drop/", {}).status_code == 403


def test_what_is_withdrawn_leaves_the_caches_at_once(desk, client):
    upload(desk, "attachment", b"%PDF-1.7", "报名表.pdf")
    file = Attachment.objects.get()
    row = making.article("public", attachments=[file.pk])
    client.logout()
    answer = client.get(file.get_absolute_url())
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, no-cache")
    assert answer["Content-Disposition"].startswith("attachment")
    withdraw(row, reason="名单有误", by=people.chief())
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_name_cannot_write_headers_of_its_own(desk):
    upload(desk, "attachment", b"%PDF-1.7", "a.pdf", title='表"\r\nSet-Cookie: a=b\r\n\r\n<script>')
    answer = desk.get(Attachment.objects.get().get_absolute_url())
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%A1%A8%22")


def test_a_path_in_the_name_leads_nowhere(desk):
    upload(desk, "attachment", b"%PDF-1.7", "..\\..\\etc\\报名表.pdf")
    file = Attachment.objects.get()
    assert file.title == "报名表"
    assert file.file.name.startswith("attachments/")


def test_without_a_file_the_form_says_so(desk):
    answer = desk.post("/desk/series/attachment/add/", {"title": "报名表"})
    assert "请选择要上传的文件" in visible_text(answer)
