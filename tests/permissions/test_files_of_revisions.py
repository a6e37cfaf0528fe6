"""Files of old revisions and of autosaves: of their columns and uploaders, not of everybody."""

import base64
import json

import pytest

from series.actions.errors import EditorialError
from series.actions.imports.run import Import
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.models import Entry, Revision, WorkingCopy
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.picture_server import png

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def files(editor):
    return store_picture(png(), alt="处分现场", by=editor), store_attachment(
        b"%PDF-1.7", name="处分名单.pdf", by=editor
    )


@pytest.fixture
def theirs():
    return making.column("别的专栏")


@pytest.fixture
def guest(column):
    return people.of_column(EDITOR, column)


def image(picture):
    return f'<p>文</p><img src="{picture.get_absolute_url()}" alt="图">'


def taken_out(files, column):
    """An entry of the column in whose first revision alone the files stand."""
    picture, file = files
    row = making.article(column=column, body=image(picture), attachments=[file.pk])
    making.change(row, body="<p>没有图。</p>", attachments=[])
    return row


def ways(client, files, mine):
    """{way: whether it shows the files to the person who is signed in}."""
    picture, file = files
    pages = {
        "list of pictures": "/desk/series/picture/",
        "choice of pictures": "/desk/series/picture/pick/",
        "list of attachments": "/desk/series/attachment/",
        "new entry": "/desk/series/article/add/",
        "own entry": f"/desk/series/article/{mine.pk}/change/",
    }
    shown = {name: "处分" in str(client.get(path).content.decode()) for name, path in pages.items()}
    shown["choice of pictures"] = "处分" in str(client.get(pages["choice of pictures"]).json())
    opened = {
        "picture": picture.get_absolute_url(),
        "attachment": file.get_absolute_url(),
        "page of the picture": f"/desk/series/picture/{picture.pk}/change/",
        "page of the attachment": f"/desk/series/attachment/{file.pk}/change/",
    }
    return shown | {name: client.get(path).status_code == 200 for name, path in opened.items()}


def test_a_file_that_was_taken_out_stays_with_its_column(client, files, theirs, guest):
    mine = making.article()
    taken_out(files, theirs)
    client.force_login(guest)
    assert [way for way, shown in ways(client, files, mine).items() if shown] == []
    client.force_login(people.of_column(EDITOR, theirs))
    seen = ways(client, files, making.article(column=theirs))
    assert all(seen.values()), seen  # control: those of the column find it everywhere


def test_a_file_of_an_autosave_stays_with_whoever_uploaded_it(client, column, theirs, guest):
    writer = people.of_column(EDITOR, theirs)
    picture = store_picture(png(), alt="处分现场", by=writer)
    file = store_attachment(b"%PDF-1.7", name="处分名单.pdf", by=writer)
    client.force_login(writer)
    typed = {"column": theirs.pk, "headline": "题", "body_html": image(picture)}
    answer = client.post("/desk/series/article/autosave/", {**typed, "attachments": [file.pk]})
    assert answer.json()["saved_at"]
    mine = making.article()
    client.force_login(guest)
    assert not any(ways(client, (picture, file), mine).values())
    client.force_login(writer)
    page = client.get("/desk/series/article/add/").text
    assert "处分名单" in page
    assert client.get(picture.get_absolute_url()).status_code == 200  # control


def test_it_is_not_taken_into_an_entry_of_ones_own(client, files, theirs, guest):
    picture, file = files
    taken_out(files, theirs)
    mine = making.article()
    for content, sentence in (
        ({"body": image(picture)}, r"正文第 1 张图片（/pictures/.*）不在图库里或您无权使用"),
        ({"attachments": [file.pk]}, f"附件 {file.pk} 不存在或您无权使用"),
    ):
        with pytest.raises(EditorialError, match=sentence):
            making.change(mine, by=guest, **content)
        making.change(mine, by=people.editor(), **content)  # control: whoever sees it may


def test_every_entrance_says_which_file_it_refuses(client, files, theirs, guest):
    picture, file = files
    taken_out(files, theirs)
    mine = making.article()
    client.force_login(guest)
    url = f"/desk/series/article/{mine.pk}"
    typed = {"column": mine.column_id, "headline": "题", "base": "1", "body_html": image(picture)}
    assert "正文第 1 张图片" in client.post(f"{url}/change/", typed).text
    assert "正文第 1 张图片" in client.post("/desk/series/article/add/", typed).text
    answer = client.post(f"{url}/autosave/", typed)
    assert (answer.status_code, "正文第 1 张图片" in answer.json()["error"]) == (400, True)
    typed = {**typed, "body_html": "<p>文</p>", "attachments": [file.pk]}
    answer = client.post(f"{url}/autosave/", typed)
    assert (answer.status_code, f"附件 {file.pk}" in answer.json()["error"]) == (400, True)
    pasted = {"html": image(picture), "text": ""}
    answer = client.post(f"{url}/paste/", json.dumps(pasted), content_type="application/json")
    assert "<img" not in answer.json()["html"]
    assert "无权使用" in str(answer.json()["receipt"]["dropped"])
    assert Revision.objects.filter(entry=mine.pk).count() == 1
    assert not WorkingCopy.objects.exists()


def test_an_import_names_the_picture_that_it_leaves_out(tmp_path, files):
    """A page from elsewhere speaks of pictures of its own site, not of ours."""
    picture, _ = files
    line = {"id": "1", "title": "民营企业座谈会召开", "date": "2023-11-17"}
    foreign = picture.get_absolute_url().replace(picture.digest[:12], "0" * 12)
    line["body"] = f'<p>座谈交流技术改造的做法。</p><p><img src="{foreign}" alt="图"></p>'
    path = tmp_path / "旧站.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    receipts = list(Import(column="新时代 新常商 新力量", commit=True).receipts([str(path)]))
    assert Entry.objects.count() == 1, [receipt.message for receipt in receipts]
    assert "<img" not in Entry.objects.get().newest.content["body"]


def test_whoever_uploads_the_same_bytes_may_use_them(client, files, theirs, guest):
    taken_out(files, theirs)
    mine = making.article()
    again = store_picture(png(), by=guest)
    assert again == files[0]
    making.change(mine, by=guest, body=image(again))


def test_the_pictures_of_a_paste_belong_to_who_pasted(client, guest):
    mine = making.article()
    client.force_login(guest)
    shown = base64.b64encode(png()).decode()
    pasted = {"html": f'<p>文</p><img src="data:image/png;base64,{shown}">', "text": ""}
    url = f"/desk/series/article/{mine.pk}/paste/"
    html = client.post(url, json.dumps(pasted), content_type="application/json").json()["html"]
    assert "<img" in html
    making.change(mine, by=guest, body=html)
