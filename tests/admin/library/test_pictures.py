"""Pictures at the desk: dropped into the editor, picked from the library, cropped, counted."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from chamber.models import User
from series.actions.errors import EditorialError
from series.actions.media.pictures import store_picture
from series.actions.media.renditions import make_missing
from series.models import AuditLine, ColumnRole, Picture
from series.roles import EDITOR
from tests.helpers import making, people
from tests.helpers.forms import visible_text
from tests.helpers.samples.photographs import drawn, photograph, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DROP, PICK = "/desk/series/picture/drop/", "/desk/series/picture/pick/"


def drop(client, data=None, **fields):
    file = SimpleUploadedFile("座谈会.jpg", data or saved(drawn(), "JPEG"))
    given = {"upload": file, "alt": "座谈会现场", **fields}
    return client.post(DROP, {name: value for name, value in given.items() if value is not None})


def figure(picture, alt="图"):
    return f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="{alt}"></figure>'


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


@pytest.fixture
def guest():
    """An editor of the column 建设新能源之都 alone."""
    user = User.objects.create_user("guest", password=people.PASSWORD, is_staff=True, name="客编")
    role = Group.objects.get_or_create(name=EDITOR)[0]
    ColumnRole.objects.create(user=user, column=making.column("建设新能源之都"), role=role)
    return user


def test_a_dropped_file_is_stored_and_told(desk):
    answer = drop(desk, photograph(orientation=6), caption="第一排", focus_x="20", focus_y="80")
    picture = Picture.objects.get()
    assert answer.json() == {
        "id": picture.pk,
        "url": picture.get_absolute_url(),
        "small": picture.get_absolute_url(),
        "alt": "座谈会现场",
        "caption": "第一排",
        "credit": "",
        "width": 40,
        "height": 60,
    }
    assert (picture.focus_x, picture.focus_y) == (20, 80)
    assert AuditLine.objects.filter(verb="上传图片", actor=people.editor()).count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({"alt": ""}, "请填写替代文字，说清画面内容", "alt"),
        ({"alt": "　 "}, "请填写替代文字，说清画面内容", "alt"),
        ({"upload": None}, "请选择要上传的文件", "upload"),
        ({"data": b"%PDF-1.7"}, "无法识别这张图片，请换成 PNG、JPEG、GIF 或 WebP 格式", "upload"),
        ({"focus_x": "101"}, "确保该值小于或等于100。", "focus_x"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stored(desk, fields, sentence, field):
    answer = drop(desk, **fields)
    assert answer.status_code == 400
    assert answer.json() == {"error": sentence, "field": field}
    assert not Picture.objects.exists()


def test_a_known_picture_goes_into_the_text_with_the_words_just_typed(desk):
    known = store_picture(saved(drawn(), "JPEG"), alt="旧的文字", caption="旧说明")
    answer = drop(desk).json()
    assert (answer["id"], answer["alt"], answer["caption"]) == (known.pk, "座谈会现场", "")
    known.refresh_from_db()
    assert known.alt == "旧的文字"


def test_a_picture_that_came_without_words_takes_the_first(desk):
    known = store_picture(saved(drawn(), "JPEG"))
    drop(desk, caption="第一排")
    known.refresh_from_db()
    assert (known.alt, known.caption) == ("座谈会现场", "第一排")


def test_the_library_is_searched_and_paged(desk):
    for number in range(30):
        store_picture(saved(drawn(60 + number, 40), "PNG"), alt=f"走访{number}", caption="合影")
    wanted = store_picture(saved(drawn(200, 100), "PNG"), alt="新能源企业座谈会", caption="会场")
    first = desk.get(PICK).json()
    assert (len(first["pictures"]), first["count"], first["next"]) == (12, 31, 2)
    assert first["pictures"][0]["id"] == wanted.pk
    last = desk.get(PICK, {"page": "3"}).json()
    assert (len(last["pictures"]), last["next"]) == (7, None)
    assert [row["id"] for row in desk.get(PICK, {"q": "座谈会 会场"}).json()["pictures"]] == [
        wanted.pk
    ]
    assert desk.get(PICK, {"q": "没有"}).json() == {"pictures": [], "count": 0, "next": None}


@pytest.mark.parametrize("query", ["?page=x", "?page=-4", "?page=99999999999999999999", "?q=%00"])
def test_odd_questions_to_the_library_are_answered(desk, query):
    assert desk.get(PICK + query).status_code == 200


def test_the_library_shows_the_small_file(desk):
    picture = store_picture(saved(drawn(1000, 600), "PNG"), alt="大图")
    list(make_missing())
    small = desk.get(PICK).json()["pictures"][0]["small"]
    assert small == picture.get_absolute_url().replace(".png", "-480.webp")
    assert desk.get(small).status_code == 200


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_other_columns_unpublished_pictures_are_not_in_the_library(client, guest, state):
    hidden = store_picture(saved(drawn(), "PNG"), alt="未公开的合影")
    free = store_picture(saved(drawn(61), "PNG"), alt="没有用过", by=guest)
    making.article(state, body=figure(hidden))
    client.force_login(guest)

    def listed():
        return {row["id"] for row in client.get(PICK).json()["pictures"]}

    change = f"/desk/series/picture/{hidden.pk}/change/"
    assert listed() == {free.pk}
    assert "未公开的合影" not in client.get("/desk/series/picture/").text
    assert client.get(change).status_code == 302
    # Control: once readers see it, everybody does.
    making.article("public", body=figure(hidden), headline="公开的一篇")
    assert listed() == {hidden.pk, free.pk}
    assert client.get(change).status_code == 200


def test_whoever_may_not_edit_all_its_texts_does_not_crop_it(client, guest):
    picture = store_picture(saved(drawn(), "PNG"), alt="合影")
    making.article("public", body=figure(picture))
    client.force_login(guest)
    change = f"/desk/series/picture/{picture.pk}/change/"
    given = {"alt": "合影", "caption": "", "focus_x": "1", "focus_y": "1"}
    assert client.post(change, given).status_code == 403
    assert Picture.objects.get().focus_x == 50
    client.force_login(people.editor())
    assert client.post(change, given).status_code == 302
    assert Picture.objects.get().focus_x == 1


def test_the_focus_is_set_by_numbers_and_leaves_a_line(desk):
    picture = store_picture(saved(drawn(1000, 600), "PNG"), alt="合影")
    list(make_missing())
    url = f"/desk/series/picture/{picture.pk}/change/"
    page = desk.get(url).text
    assert 'name="focus_x" value="50"' in page
    desk.post(url, {"alt": "合影", "caption": "", "focus_x": "10", "focus_y": "90"})
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y, picture.rendered_at) == (10, 90, None)
    assert AuditLine.objects.filter(verb="修改图片").count() == 1
    desk.post(url, {"alt": "合影二", "caption": "", "focus_x": "", "focus_y": "101"})
    assert Picture.objects.get().alt == "合影"
    assert "小于或等于100" in visible_text(
        desk.post(url, {"alt": "合", "focus_x": "", "focus_y": "101"})
    )


def test_new_words_alone_remake_no_cover(desk):
    picture = store_picture(saved(drawn(1000, 600), "PNG"), alt="合影")
    list(make_missing())
    url = f"/desk/series/picture/{picture.pk}/change/"
    desk.post(url, {"alt": "合影二", "caption": "", "focus_x": "50", "focus_y": "50"})
    picture.refresh_from_db()
    assert picture.alt == "合影二"
    assert picture.rendered_at


def test_a_picture_tells_where_it_is_used(desk, client, guest):
    picture = store_picture(saved(drawn(), "PNG"), alt="合影")
    url = f"/desk/series/picture/{picture.pk}/change/"
    assert "还没有稿件用到这张图片" in desk.get(url).text
    making.article("draft", body=figure(picture), headline="草稿里的一处")
    making.event("public", body=figure(picture), headline="公开的一处")
    text = desk.get(url).text
    assert "草稿里的一处" in text
    assert "公开的一处" in text
    client.force_login(guest)
    assert "草稿里的一处" not in client.get(url).text


def test_the_list_shows_and_finds_what_lacks_words(desk):
    store_picture(saved(drawn(), "PNG"))
    store_picture(saved(drawn(61), "PNG"), alt="有文字的")
    assert "缺替代文字" in desk.get("/desk/series/picture/").text
    only = desk.get("/desk/series/picture/?alt=missing").text
    assert "缺替代文字" in only
    assert "有文字的" not in only


@pytest.mark.parametrize("alt", ["", "　"])
def test_no_text_is_submitted_with_a_silent_picture(editor, alt):
    picture = store_picture(saved(drawn(), "PNG"), alt="库里的文字")
    body = figure(picture, alt="有") + figure(picture, alt=alt)
    with pytest.raises(EditorialError, match="第 2 张图片缺替代文字，请补上后再送审"):
        making.article("submitted", body=body)
    assert making.article("submitted", body=figure(picture, alt="有")).pk


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_the_drop_takes_posts_only(desk, method):
    assert getattr(desk, method)(DROP).status_code == 405


def test_who_may_not_write_learns_nothing(client, first):
    client.force_login(first)
    assert client.get(DROP).status_code == 403
    assert drop(client).status_code == 403
    assert not Picture.objects.exists()


def test_the_drop_needs_the_csrf_token(editor):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert drop(strict).status_code == 403
