"""Tags of pictures: written on one or several, chosen as chips, found, and never seen by readers."""

import pytest
from lxml import html

from series.actions.media.pictures import store_picture
from series.models import AuditLine, PictureTag
from tests.helpers import people
from tests.helpers.forms import posted, visible_text
from tests.helpers.samples.photographs import drawn, saved

pytestmark = pytest.mark.django_db
LIST, TAGS = "/desk/series/picture/", "/desk/series/picture/tags/"


def picture(number=0, *, by, alt="合影"):
    return store_picture(saved(drawn(60 + number, 40), "PNG"), alt=f"{alt}{number}", by=by)


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def tagged(desk, rows, tags, *, do="add", **also):
    form = {"_selected_action": [row.pk for row in rows], "tags": tags, "do": do, **also}
    return desk.post(TAGS, form, follow=True)


def names_of(row):
    return [tag.name for tag in row.tags.all()]


def test_several_pictures_get_and_lose_tags_at_once(desk, editor):
    one, two, other = (picture(number, by=editor) for number in range(3))
    answer = tagged(desk, [one, two], "论坛、合影 论坛", back="alt=missing")
    assert "2 张图片加上了标签“论坛、合影”" in visible_text(answer)
    assert answer.redirect_chain[-1][0].endswith("?alt=missing")
    assert sorted(names_of(one)) == sorted(names_of(two)) == sorted(["论坛", "合影"])
    assert names_of(other) == []
    tagged(desk, [one, other], "合影", do="remove")
    assert names_of(one) == ["论坛"]
    lines = AuditLine.objects.filter(verb__endswith="图片标签").order_by("number")
    assert [(line.verb[:2], line.detail["tags"]) for line in lines] == [
        ("加上", ["论坛", "合影"]),
        ("加上", ["论坛", "合影"]),
        ("去掉", ["合影"]),
    ]


def test_chips_choose_a_tag_and_one_without_pictures_is_gone(desk, editor):
    one, _ = picture(1, by=editor), picture(2, by=editor)
    tagged(desk, [one], "论坛")
    page = html.fromstring(desk.get(LIST).text)
    assert page.xpath("//ul[@aria-label='按标签']/li/a/text()") == ["全部", "论坛"]
    chosen = visible_text(desk.get(LIST, {"tag": "论坛"}))
    assert "合影1" in chosen
    assert "合影2" not in chosen
    tagged(desk, [one], "论坛", do="remove")
    assert not PictureTag.objects.exists()


def test_the_picture_dialog_and_the_list_find_by_tag(desk, editor):
    tagged(desk, [picture(1, by=editor)], "走访企业")
    picture(2, by=editor)
    assert "合影1" in visible_text(desk.get(LIST, {"q": "走访"}))
    found = desk.get("/desk/series/picture/pick/", {"q": "走访"}).json()
    assert [row["alt"] for row in found["pictures"]] == ["合影1"]


def test_the_form_of_a_picture_holds_its_tags(desk, editor):
    row = picture(by=editor)
    address = f"{LIST}{row.pk}/change/"
    desk.post(address, posted(desk.get(address), tag_names="论坛，走访"))
    assert names_of(row) == ["论坛", "走访"]
    assert "论坛、走访" in desk.get(address).text
    assert AuditLine.objects.get(verb="修改图片").detail["changed"] == "标签"


@pytest.mark.parametrize(
    ("rows", "tags", "sentence"),
    [
        (True, "", "请先写好标签"),
        (False, "论坛", "请先勾选图片"),
        (True, "长" * 21, "超过 20 个字"),
        (True, "、".join(map(str, range(21))), "最多写 20 个"),
    ],
)
def test_what_cannot_be_is_said(desk, editor, rows, tags, sentence):
    row = picture(by=editor)
    assert sentence in visible_text(tagged(desk, [row] if rows else [], tags))
    assert not PictureTag.objects.exists()


def test_a_reviewer_only_looks(as_person, editor):
    row = picture(by=editor)
    form = {"_selected_action": [row.pk], "tags": "论坛", "do": "add"}
    assert as_person(people.first()).post(TAGS, form).status_code == 403
    assert names_of(row) == []
    assert as_person(editor).post(TAGS, form).status_code == 302
    assert names_of(row) == ["论坛"]
