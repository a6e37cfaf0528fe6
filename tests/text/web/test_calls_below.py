"""What systems of pages put below a text: shares, calls to follow, disclaimers in English."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import read_text, recognise
from series.text.web.page import read_page

FIRST = "The chamber opened a weekly export clinic on Tuesday, offering free advice on paperwork."
LAST = "The clinic runs every Tuesday afternoon until the end of June for all of its members."
CHINESE = ("三月十日上午，三十多位会员企业的厂长走进两家工厂，看新装的生产线。", "商会把提问整理成清单，约定在四月底之前答复。")  # fmt: skip


def read(below, *, lines=(FIRST, LAST), head="<div>2024-02-11</div>", title="Opening the gate"):
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<h1>{title}</h1>{head}<div class='entry-content'>{text}{below}</div>"
    return recognise(read_page(f"<html><title>{title}</title><body>{page}</body></html>"))


def body(text):
    return stored_html.visible_text(text.body).split("\n")


@pytest.mark.parametrize(
    "below",
    [
        "<div class='sharedaddy'><h3 class='sd-title'>Share this:</h3><ul><li>Twitter</li></ul></div>",
        "<div id='jp-relatedposts'><h3><em>Related</em></h3><p>Winter photos</p></div>",
        "<div class='sharedaddy sd-like'><h3>Like this:</h3><div>Like Loading...</div></div>",
        "<h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul><h3>Related</h3><p>Winter photos</p>",
        "<div class='addtoany_content'>Pass it on</div><div class='yarpp'><h3>Related posts:</h3><ol><li>Winter photos</li></ol></div>",
        "<p>Notice: The content above is uploaded and posted by a user.</p>",
        "<p>Disclaimer: The views expressed are those of the author and do not represent this website.</p>",
    ],
)  # fmt: skip
def test_shares_related_texts_and_disclaimers_leave_a_text(below):
    assert body(read(below)) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("<h3>Related</h3><p>The chamber also plans a second clinic for importers, open to all members.</p>", "open to all members."),
        ("<h3>Related costs</h3><p>Share this burden with your supplier, the advisers say, and write it down.</p>", "write it down."),
        ("<p>Notice: the gate of plant two is closed on Mondays.</p>", "closed on Mondays."),
    ],
)  # fmt: skip
def test_control_own_headings_and_notices_stay(below, last):
    assert body(read(below))[-1].endswith(last)


CALLS = [
    "加入好友，掌握第一手台商消息",
    "加入《海峽鄉音網》LINE好友，新聞不漏接！",
    "立即加入LINE官方帳號，獨家新聞搶先看",
    "點我加入LINE好友",
    "追蹤我們的粉絲專頁，掌握最新消息",
    "用LINE傳送",
]


@pytest.mark.parametrize("call", CALLS)
def test_calls_to_follow_a_paper_leave_a_page_and_a_copied_text(call):
    assert body(read(f"<p>{call}</p>", lines=CHINESE, title="走進工廠")) == [*CHINESE]
    assert body(read_text("\n".join(["走進工廠", *CHINESE, call]))) == [*CHINESE]


@pytest.mark.parametrize(
    "own",
    [
        "協會邀請鄉親加入好友會，一起關心長者",
        "加入協會三年，他交了許多好友",
        "他用LINE傳來一張照片，照片上是滿桌的月餅",
        "加入商會的人追蹤我們半年了",
    ],
)
def test_control_sentences_about_friends_stay(own):
    assert body(read(f"<p>{own}</p>", lines=CHINESE, title="走進工廠")) == [*CHINESE, own]


@pytest.mark.parametrize(
    ("words", "editor"),
    [("责任编辑：郝易_BJ007", "郝易"), ("责任编辑：王晓易_NE0011", "王晓易"), ("责任编辑：郝易 BJ007", "郝易")],
)  # fmt: skip
def test_an_editor_has_no_account_number_and_both_statements_go(words, editor):
    statement = (
        "特别声明：以上内容为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。<br>"
        "Notice: The content above (including the pictures and videos if any) is uploaded and posted by a user of "
        "NetEase Hao, which is a social media platform and only provides information storage services."
    )
    below = f"<p>（原标题：车间记）</p><div>{statement}</div><div>{words}</div>"
    text = read(below, lines=CHINESE, title="走进工厂")
    assert (text.editor, body(text)) == (editor, [*CHINESE])


@pytest.mark.parametrize(
    ("head", "day", "source"),
    [
        ("<p><span>示例镇商会</span> <span>11-02 2024</span><span>浏览：118</span></p>", "2024-11-02", "示例镇商会"),
        ("<p><span>11月02日 2024</span> <span>示例镇商会</span></p>", "2024-11-02", "示例镇商会"),
    ],
)  # fmt: skip
def test_a_day_above_its_year_in_one_element(head, day, source):
    text = read("", lines=CHINESE, head=head, title="走进工厂")
    assert (str(text.published_on), text.source) == (day, source)


@pytest.mark.parametrize(
    ("window", "line", "source"),
    [
        ("示例日报数字报-走进工厂", "<p>示例日报记者 王浩然</p>", "示例日报"),
        ("走进工厂_示例晚报网", "<p>示例晚报记者 王浩然</p>", "示例晚报"),
        ("走进工厂-天宁区工商联", "<p>示例晚报记者 王浩然</p>", "示例晚报"),
        ("走进工厂-天宁区工商联", "<p>本报记者 王浩然</p>", ""),
    ],
)
def test_a_reporters_paper_is_the_source(window, line, source):
    own = "".join(f"<p>{words}</p>" for words in CHINESE)
    page = f"<h1>走进工厂</h1><p>2024-07-28</p>{line}<div id='ozoom'>{own}</div>"
    text = recognise(read_page(f"<html><title>{window}</title><body>{page}</body></html>"))
    assert (text.source, text.author) == (source, "王浩然")
