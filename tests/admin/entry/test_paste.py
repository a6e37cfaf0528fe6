"""Pasting and fetching as the editor's page asks for them."""

import base64
import io
import json

import pytest
from django.urls import reverse
from PIL import Image

from series.actions.media import fetch
from series.actions.media.fetch import Net
from series.actions.media.pictures import store_picture
from series.models import AuditLine, Picture, Result
from tests.helpers import making, people
from tests.helpers.picture_server import png as picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PASTE, FETCH = "/desk/series/article/paste/", "/desk/series/article/fetch/"


def ask(client, url, **words):
    return client.post(url, json.dumps(words), content_type="application/json")


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_a_paste_comes_back_clean_with_its_receipt(desk):
    html = "<p class=MsoNormal>　　第一段,完。<span style='display:none'>藏</span></p><p>&nbsp;</p>"
    answer = ask(desk, PASTE, html=html, text="第一段").json()
    receipt = answer["receipt"]
    assert answer["html"] == "<p>第一段,完。</p>"
    assert receipt["kept"] == ["段落 1 段"]
    assert receipt["rewritten"] == ["全角缩进去掉 1 处"]
    assert "空段 1 个" in receipt["dropped"]
    assert receipt["han"] == {"before": 5, "after": 4, "equal": True}
    assert receipt["sentence"] == "汉字 5 个，保留 4 个；去掉的 1 个在隐藏文字里"
    assert receipt["offers"] == [{"before": "第一段", "half": ",", "full": "，", "after": "完。"}]


def test_half_width_marks_of_a_text_are_found_and_nothing_else(desk):
    text = '会议(第一次)在12:30开始,参加的有"两代"企业家😀,详见https://a.cn/x,y?z=1\\n'
    text += "Well, he said: it is 1,000.\n用function f(x)计算.\n共3.5亿元"
    url = "/desk/series/article/punctuation/"
    marks = ask(desk, url, text=text).json()["marks"]
    assert "".join(text[at] for at, _, _ in marks) == '(),"",.'
    assert "".join(full for _, _, full in marks) == "（），“”，。"
    assert all(text[at] == half for at, half, _ in marks)
    assert ask(desk, url, text="甲，乙。").json() == {"marks": []}


def test_plain_text_is_pasted_too(desk):
    assert ask(desk, PASTE, text="甲\n乙").json()["html"] == "<p>甲</p>\n<p>乙</p>"


def test_pictures_inside_are_stored_and_distant_ones_listed(desk):
    data = base64.b64encode(picture_bytes()).decode()
    html = (
        f'<p><img src="data:image/png;base64,{data}" alt="图示"></p><img src="https://a.cn/b.jpg">'
    )
    answer = ask(desk, PASTE, html=html).json()
    picture = Picture.objects.get()
    assert answer["html"] == (
        f'<figure><img src="{picture.get_absolute_url()}" alt="图示"></figure>'
    )
    assert answer["receipt"]["pictures"] == [
        {"address": "https://a.cn/b.jpg", "host": "a.cn", "alt": "", "after": 1, "caption": ""}
    ]
    assert AuditLine.objects.filter(verb="上传图片").count() == 1


def test_a_broken_picture_inside_is_named_and_the_words_come(desk):
    data = base64.b64encode(b"\x89PNG\r\n\x1a\nbroken").decode()
    answer = ask(desk, PASTE, html=f'<p>文<img src="data:image/png;base64,{data}"></p>').json()
    assert answer["html"] == "<p>文</p>"
    assert "图片 1 幅没有存入：无法识别这张图片" in "".join(answer["receipt"]["dropped"])


def test_pictures_beyond_twenty_are_not_stored_and_said(desk):
    found = [io.BytesIO() for _ in range(21)]
    for number, file in enumerate(found):
        Image.new("RGB", (3, 2), (number, 0, 0)).save(file, "PNG")
    given = [base64.b64encode(file.getvalue()).decode() for file in found]
    html = "".join(f'<p>文<img src="data:image/png;base64,{data}"></p>' for data in given)
    answer = ask(desk, PASTE, html=html).json()
    assert answer["html"].count("<img") == 20
    assert answer["receipt"]["dropped"][-1] == "图片 1 幅没有存入：一次最多带入 20 幅"


def test_our_own_pictures_stay(desk):
    own = store_picture(picture_bytes()).get_absolute_url()
    answer = ask(desk, PASTE, html=f'<img src="http://testserver{own}" alt="图">').json()
    assert f'src="{own}"' in answer["html"]


@pytest.mark.parametrize("body", ["", "[]", "{", '"x"', '{"html": 5}', "[" * 100_000])
def test_what_is_no_paste_gets_one_sentence(desk, body):
    answer = desk.post(PASTE, body, content_type="application/json")
    assert answer.status_code == 422
    assert "重新复制后再试" in answer.json()["error"]


def test_too_deep_and_too_large_get_one_sentence(desk):
    deep = ask(desk, PASTE, html="<div>" * 3000)
    assert (deep.status_code, "嵌套超过" in deep.json()["error"]) == (422, True)
    large = ask(desk, PASTE, html="x" * (6 * 1024 * 1024))
    assert (large.status_code, "分几次复制" in large.json()["error"]) == (413, True)


@pytest.fixture
def public_pictures(port, monkeypatch):
    """The control: names ending in .test are this machine's server, and count as public."""
    net = Net(
        resolve=lambda host, port: ["127.0.0.1"],
        allows=lambda ip: ip == "127.0.0.1",
        ports=frozenset({port}),
        seconds=2,
    )
    monkeypatch.setattr(fetch, "INTERNET", net)
    return f"http://pictures.test:{port}"


def test_a_picture_is_fetched_stored_and_named_in_the_audit(desk, public_pictures):
    entry = making.article()
    url = reverse("admin:series_article_fetch", args=[entry.pk])
    answer = ask(desk, url, address=f"{public_pictures}/png", alt="展台")
    picture = Picture.objects.get()
    assert answer.json() == {"src": picture.get_absolute_url(), "alt": "展台"}
    line = AuditLine.objects.get(verb="取回图片")
    assert (line.object, line.entry_id, line.result) == (
        *(f"{public_pictures}/png", entry.pk, Result.DONE),
    )
    assert line.detail["sha256"] == picture.digest


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("text", "无法识别这张图片"), ("gone", "404"), ("large", "超过 20 MB"), ("drip", "2 秒内")],
)
def test_what_is_no_picture_is_refused_and_named_in_the_audit(
    desk, public_pictures, path, sentence
):
    answer = ask(desk, FETCH, address=f"{public_pictures}/{path}")
    assert (answer.status_code, sentence in answer.json()["error"]) == (422, True)
    assert not Picture.objects.exists()
    line = AuditLine.objects.get(verb="取回图片")
    assert (line.result, sentence in line.detail["reason"]) == (Result.REFUSED, True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "[::1]"])
def test_inner_hosts_are_refused_by_default(desk, server, host):
    answer = ask(desk, FETCH, address=f"http://{host}/png")
    assert "指向内部网络" in answer.json()["error"]
    assert server.RequestHandlerClass.seen == []


@pytest.mark.parametrize("person", [people.first, people.second, people.chief])
@pytest.mark.parametrize("url", [PASTE, FETCH])
def test_who_may_not_write_may_neither_paste_nor_fetch(as_person, person, url, db):
    assert ask(as_person(person()), url, html="<p>甲</p>").status_code == 403


def test_a_column_s_editor_pastes_into_their_own_column_only(client, db):
    from series.models import ColumnRole

    entry, mine = making.article(), making.article(column=making.column("建设新能源之都"))
    person = people._person("own", name="栏编")
    role = people.editor().groups.get()
    ColumnRole.objects.create(user=person, column=mine.column, role=role)
    client.force_login(person)
    for name in ("paste", "fetch"):
        url = f"admin:series_article_{name}"
        assert ask(client, reverse(url, args=[mine.pk]), html="<p>甲</p>").status_code != 403
        assert ask(client, reverse(url, args=[entry.pk]), html="<p>甲</p>").status_code == 403
