"""What somebody tries who has a role, but not this one: borrowed, expired, or of another column."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.copying import copy_entry
from series.actions.errors import EditorialError
from series.actions.reviewing import sign, submit
from series.actions.revising import save_revision
from series.models import Article, Attachment, Entry, Picture, Review, StandIn
from series.roles import may
from tests import making, people

from .test_doors_by_column import of_column

pytestmark = pytest.mark.django_db


def day(shift):
    return (timezone.localdate() + timedelta(days=shift)).isoformat()


def lent(absent, person, *, first=0, last=0):
    return StandIn.objects.create(
        absent=absent, person=person, starts_on=day(first), ends_on=day(last)
    )


# 代理


def test_a_stand_in_neither_prolongs_nor_passes_on_what_was_lent(as_person, chief, second, first):
    row = lent(chief, second)
    client = as_person(second)
    form = {"absent": chief.pk, "person": second.pk, "starts_on": day(0), "ends_on": day(400)}
    answer = client.post(f"/desk/series/standin/{row.pk}/change/", form)
    assert answer.status_code == 403
    client.post("/desk/series/standin/add/", {**form, "person": first.pk, "starts_on": day(1)})
    assert client.post(f"/desk/series/standin/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(StandIn.objects.values_list("ends_on", flat=True)) == [timezone.localdate()]


def test_control_the_absent_reviewer_prolongs_it(as_person, chief, second):
    row = lent(chief, second)
    form = {"absent": chief.pk, "person": second.pk, "starts_on": day(0), "ends_on": day(9)}
    as_person(chief).post(f"/desk/series/standin/{row.pk}/change/", form)
    row.refresh_from_db()
    assert row.ends_on.isoformat() == day(9)


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"is_staff": False}, {"is_superuser": True}]
)
def test_who_may_not_sign_lends_no_signature(first, second, change):
    lent(first, second)
    type(first).objects.filter(pk=first.pk).update(**change)
    assert not may(second, "review_1", making.column())
    type(first).objects.filter(pk=first.pk).update(
        is_active=True, is_staff=True, is_superuser=False
    )
    assert may(type(second).objects.get(pk=second.pk), "review_1", making.column())


def test_nobody_signs_for_the_author(editor, first, second):
    """Whoever wrote the text does not sign it through a stand-in either."""
    row = making.article()
    revision = save_revision(row, {**making.newest(row).content, "author": "周初"}, by=first)
    submit(row, revision=revision, by=editor)
    lent(first, second)
    with pytest.raises(EditorialError, match=r"周初.*参与编写"):
        sign(row, revision=revision, by=second)
    sign(row, revision=revision, by=people.other_first())
    assert Review.objects.count() == 1


def test_nobody_signs_twice_through_a_stand_in(first, second, chief):
    """One reviewer of two levels signs the first; the stand-in does not sign the second for them."""
    first.groups.add(second.groups.get())
    row = making.article("submitted")
    sign(row, revision=making.newest(row), by=first)
    helper = people.other_first()
    lent(first, helper)
    with pytest.raises(EditorialError, match=r"周初.*已经签过"):
        sign(row, revision=making.newest(row), by=helper)
    sign(row, revision=making.newest(row), by=second)


# Another column's files


def attachment(title="名单"):
    return Attachment.objects.create(title=title, file="b.pdf", extension="pdf", size=1)


def content_of(entry, **also):
    kept = making.newest(entry).content
    return {"column": kept["column"], "headline": kept["headline"], "base": "1", **also}


def test_an_attachment_of_another_column_is_neither_named_nor_taken(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    file, free = attachment("未公开的处分名单"), attachment("报名表")
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
        making.article(column=mine, body=f'<p>文</p><img src="{src}" alt="图">')
    client.force_login(of_column("编辑", mine))
    assert "现场照片" not in client.get("/desk/series/picture/").text
    assert "现场照片" not in str(client.get("/desk/series/picture/pick/").json())
    assert client.get(f"/desk/series/picture/{secret.pk}/change/").status_code != 200
    making.article(column=mine, body=f'<img src="{secret.get_absolute_url()}" alt="图">')
    assert "现场照片" in client.get("/desk/series/picture/").text


# Another column


def test_a_copy_does_not_carry_a_text_into_a_column_of_others():
    here, there = making.column("这个专栏"), making.column("别的专栏")
    entry = making.article("public", column=here)
    making.change(entry, column=there.pk)
    with pytest.raises(EditorialError, match="编辑"):
        copy_entry(Entry.objects.get(pk=entry.pk), by=of_column("编辑", here))
    copy_entry(Entry.objects.get(pk=entry.pk), by=people.editor())
    assert Article.objects.count() == 2


def test_the_numbers_of_tags_count_only_what_one_may_see(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    making.article(column=theirs, tags=["两个健康"])
    client.force_login(of_column("编辑", mine))
    page = client.get("/desk/series/tag/")
    assert [row.used for row in page.context["cl"].result_list] == [0]
    client.force_login(people.editor())
    page = client.get("/desk/series/tag/")
    assert [row.used for row in page.context["cl"].result_list] == [1]
