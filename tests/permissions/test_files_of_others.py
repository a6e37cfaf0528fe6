"""Attachments and pictures of a column that one may not see: not named, not taken, not guessed."""

import pytest

from series.models import Attachment, Picture
from tests.helpers import making, people

from .test_doors_by_column import of_column

pytestmark = pytest.mark.django_db


def attachment(title="名单"):
    return Attachment.objects.create(title=title, file="b.pdf", extension="pdf", size=1)


def content_of(entry, **also):
    kept = making.newest(entry).content
    return {"column": kept["column"], "headline": kept["headline"], "base": "1", **also}


def test_an_attachment_of_another_column_is_neither_named_nor_taken(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    file, free = attachment("未公开的处分名单"), attachment("报名表")
    making.article("public", column=theirs, attachments=[free.pk])
    making.article(column=theirs, attachments=[file.pk])
    entry = making.article(column=mine)
    editor = of_column("编辑", mine)
    client.force_login(editor)
    page = f"/desk/series/article/{entry.pk}/change/"
    for path in (page, "/desk/series/attachment/", "/desk/series/article/add/"):
        assert "处分名单" not in client.get(path).text, path
    assert client.get(f"/desk/series/attachment/{file.pk}/change/").status_code != 200
    given = content_of(entry, body="正文", attachments=[file.pk, free.pk])
    client.post(page, given)
    assert file.pk not in making.newest(entry).content["attachments"]
    autosaved = {**given, "headline": "改题"}
    client.post(f"/desk/series/article/{entry.pk}/autosave/", autosaved)
    for path in ("proof/?working=1", "compare/?b=mine", "change/"):
        assert "处分名单" not in client.get(f"/desk/series/article/{entry.pk}/{path}").text, path
    client.post(page, content_of(entry, body="正文", attachments=[free.pk]))
    assert making.newest(entry).content["attachments"] == [free.pk]
    client.force_login(people.editor())
    assert "处分名单" in client.get("/desk/series/attachment/").text


def picture(digest="a" * 64, **given):
    return Picture.objects.create(
        file="a.png", digest=digest, extension="png", width=1, height=1, **given
    )


def test_a_guessed_number_opens_no_picture_of_another_column(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    secret = picture(alt="未公开的现场照片")
    making.article(column=theirs, body=f'<p>文</p><img src="{secret.get_absolute_url()}" alt="图">')
    for src in (f"/pictures/{secret.pk}/", f"/pictures/{secret.pk}/000000000000.png"):
        making.unchecked_article(column=mine, body=f'<p>文</p><img src="{src}" alt="图">')
    client.force_login(of_column("编辑", mine))
    assert "现场照片" not in client.get("/desk/series/picture/").text
    assert "现场照片" not in str(client.get("/desk/series/picture/pick/").json())
    assert client.get(f"/desk/series/picture/{secret.pk}/change/").status_code != 200
    making.article(column=mine, body=f'<img src="{secret.get_absolute_url()}" alt="图">')
    assert "现场照片" in client.get("/desk/series/picture/").text
