"""Pages in an alphabet with a few Han words around their text, and texts that are left out."""

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import recognise
from series.text.web.page import read_page

ENGLISH = [
    "When the last mill on the canal closed in 2011, the weavers took their keys home and waited.",
    "Fifteen years later six of them are open again, and designers rent a loom there by the day.",
    "The chamber pays for repairs, the owners give the buildings, and a tenth of sales goes back.",
    "“I am late for lunch every day,” one of them said. She has taught thirty students since May.",
]
RUSSIAN = [
    "В понедельник торговая палата Юньчжоу открыла новый центр, где предприятия находят партнёров.",
    "Первые сорок компаний подписали договоры, остальные ждут осени, когда откроется второй зал.",
    "Палата обещает, что услуги останутся бесплатными, а список участников будет открыт для всех.",
]
KOREAN = [
    "운주 상공회의소는 월요일에 새로운 협력 센터를 열었다. 회원 기업은 이곳에서 부품과 인력을 찾을 수 있다.",
    "첫 주에만 마흔 개 회사가 등록했고, 나머지는 가을에 두 번째 건물이 문을 열 때까지 기다린다.",
    "상공회의소는 모든 서비스를 무료로 제공하며 참가 기업의 명단을 누구에게나 공개한다고 밝혔다.",
] * 3  # fmt: skip
CHINESE = [
    "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。",
    "他们在车间里问了三个问题：订单从哪里来，工人怎么留，设备多久换一次。",
    "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。",
]
MENU = "".join(f"<li><a href=/c{n}/>{word}</a></li>" for n, word in enumerate("Home World Trade Life Sport".split()))  # fmt: skip


def page(text, *, above="", below="", title="Keys of the canal"):
    own = "".join(f"<p>{line}</p>" for line in text)
    body = f"<div class=site><ul>{MENU}</ul>{above}</div><div class=main><h1>{title}</h1><div id=Content>{own}</div></div>{below}"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def lines(html):
    return stored_html.visible_text(recognise(read_page(html)).body).split("\n")


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div>Global Edition | ASIA | 中文 | Français</div>", ""),
        ("<div class=lang>English · 中文 · 日本語</div>", ""),
        ("<p>云州商会</p>", ""),
        ("", "<div class=box><p>京ICP备00000000号</p><p>主办：云州日报社</p></div>"),
        ("<div>简体</div>", "<div class=right><p>扫码关注</p><h2>Most Viewed in 24 Hours</h2><ul><li><a href=1>Rail link opens</a></li></ul></div>"),
        ("<div>Search 搜索</div>", "<div class=box>分享到微信</div>"),
    ],
)  # fmt: skip
def test_a_few_han_words_around_a_text_do_not_choose_it(text, above, below):
    assert lines(page(text, above=above, below=below)) == text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div>English | Français | Deutsch | Yunzhou Chamber of Commerce, since 1904.</div>", ""),
        ("", f"<div class=translation>{''.join(f'<p>{line}</p>' for line in ENGLISH[:2])}</div>"),
        ("", "<div class=box><p>Copyright Yunzhou Chamber. All rights reserved, no copies.</p></div>"),
    ],
)  # fmt: skip
def test_control_a_chinese_text_is_found_beside_english_words(above, below):
    assert lines(page(CHINESE, above=above, below=below, title="走进工厂")) == CHINESE


def told(html):
    return [phrase for phrase in read_page(html).skipped if phrase.startswith("正文以外还有")]


def test_a_text_that_was_left_out_whole_is_told():
    html = page(KOREAN, above="<div>한국어 | 中文版首页</div>")
    (phrase,) = told(html)
    assert KOREAN[0][:20] in phrase


@pytest.mark.parametrize(
    "html",
    [
        page(CHINESE, title="走进工厂"),
        page(ENGLISH, above="<div>中文</div>"),
        page(["秋水长天", "雁过龙城", "一河灯影"], below=f"<div class=comments>{''.join(f'<p>{line}</p>' for line in CHINESE * 6)}</div>"),
        page(["云州机械厂", "云州电子厂"], below=f"<ul>{''.join(f'<li><a href={n}>{line}</a></li>' for n, line in enumerate(CHINESE * 6))}</ul>"),
    ],
)  # fmt: skip
def test_control_nothing_is_told_of_comments_links_and_found_texts(html):
    assert told(html) == []
