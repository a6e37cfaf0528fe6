"""Sources that a page names in its window's title, its mark, its foot, its linked data, its end."""

import json

import pytest

from series.text.markup import stored_html
from series.text.recognition.published import read_text, recognise
from series.text.web.page import read_page

HEADLINE = "银杏台的夜班车"
FIRST = "三月十日夜里，三十多位会员企业的厂长坐上银杏台的夜班车，去看两家工厂怎样交接班。"
LAST = "商会秘书处把提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"


def read(*, window=HEADLINE, head="", above="", info="<p>2026-03-11 08:00</p>", below="", foot=""):
    own = f"<div id=zoom><p>{FIRST}</p><p>{LAST}</p></div>"
    body = f"{above}<div class=main><h1>{HEADLINE}</h1>{info}{own}{below}</div>{foot}"
    html = f"<html><head><title>{window}</title>{head}</head><body>{body}</body></html>"
    return recognise(read_page(html))


@pytest.mark.parametrize(
    ("window", "source"),
    [
        (f"{HEADLINE}-- 《银杏日报》数字报", "银杏日报"),
        (f"{HEADLINE}--银杏日报", "银杏日报"),
        (f"{HEADLINE}-银杏商报数字报", "银杏商报"),
        (f"{HEADLINE}_银杏晚报电子版", "银杏晚报"),
        (f"{HEADLINE}｜《银杏经济报》", "银杏经济报"),
        (f"{HEADLINE} - 银杏周刊", "银杏周刊"),
        (f"{HEADLINE}——《银杏塬》多媒体数字版", "银杏塬"),
    ],
)
def test_the_paper_of_the_windows_title(window, source):
    assert read(window=window).source == source


@pytest.mark.parametrize(
    "window",
    [
        HEADLINE,
        f"{HEADLINE}_银杏台新闻",
        "《乡土中国》",
        "读《乡土中国》",
        "我读 《银杏年华》",
        f"{HEADLINE}-要闻简报",
        "商会办起《企业家报》",
    ],
)
def test_control_other_windows_name_no_paper(window):
    assert read(window=window).source == ""


@pytest.mark.parametrize("info", ["<p>2026-03-11 来源：示例网</p>", "<p>来源：示例网</p>"])
def test_control_a_labelled_source_goes_before_the_papers_site(info):
    assert read(window=f"{HEADLINE}-银杏日报", info=info).source == "示例网"


@pytest.mark.parametrize(
    ("above", "foot", "source"),
    [
        ("<div class=head><img src=l.png alt=银杏晚报></div>", "<div class=foot>银杏晚报社 版权所有 ©2026</div>", "银杏晚报"),
        ("<header><img src=l.png alt=银杏周刊></header>", "<footer>Copyright © 2026 银杏周刊 版权所有</footer>", "银杏周刊"),
        ("<div><img src=l.png alt=银杏新闻网></div>", "<div>版权所有：银杏新闻网　京ICP备00000000号</div>", "银杏新闻网"),
        ("<div><img src=l.png alt=欢迎访问银杏时报></div>", "<p>© 银杏时报社 未经授权不得转载</p>", "银杏时报"),
        ("<a><img src=l.png alt=银杏电视台></a>", "<p>银杏电视台版权所有</p>", "银杏电视台"),
    ],
)  # fmt: skip
def test_the_owner_of_the_rights_whose_mark_the_page_shows(above, foot, source):
    assert read(above=above, foot=foot).source == source


@pytest.mark.parametrize(
    ("above", "foot"),
    [
        ("", "<div class=foot>银杏晚报社 版权所有 ©2026</div>"),
        ("<div><img src=l.png alt=银杏晚报></div>", "<div>银杏台工商联 版权所有</div>"),
        ("<div><img src=l.png alt=银杏台科技公司></div>", "<div>银杏台科技公司 版权所有</div>"),
        ("<div><img src=l.png alt=银杏晚报></div>", "<div>银杏晚报社 地址：夜班路1号</div>"),
        ("<div><img src=l.png alt=银杏晚报></div>", "<div>友情链接：银杏晚报</div>"),
    ],
)  # fmt: skip
def test_control_one_witness_alone_or_another_kind_of_owner_is_no_source(above, foot):
    assert read(above=above, foot=foot).source == ""


def linked(publisher, author):
    article = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2026-03-11", "publisher": publisher, "author": author}  # fmt: skip
    graph = [
        {"@type": "Organization", "@id": "/#org", "name": "银杏志"},
        {"@type": "Person", "@id": "/#p1", "name": "王明"},
        {"@type": "Person", "@id": "/#p2", "name": "李强"},
        article,
    ]
    data = json.dumps({"@graph": graph}, ensure_ascii=False)
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("publisher", "author", "found"),
    [
        ({"@id": "/#org"}, {"@id": "/#p1"}, ("银杏志", "王明")),
        ([{"@id": "/#org"}], [{"@id": "/#p1"}, {"@id": "/#p2"}], ("银杏志", "王明、李强")),
        ({"@type": "Organization", "@id": "/#org"}, {"@id": "/#p2"}, ("银杏志", "李强")),
        ({"name": "示例志", "@id": "/#org"}, {"@id": "/#p1"}, ("示例志", "王明")),
        ({"@id": "/#nobody"}, {"@id": "/#nobody"}, ("", "")),
    ],
)
def test_publisher_and_authors_that_another_object_names(publisher, author, found):
    text = read(head=linked(publisher, author))
    assert (text.source, text.author) == found


@pytest.mark.parametrize(
    "line",
    [
        "<div>消息来源：<a>银杏冷链</a></div>",
        "<p>消息来源： 银杏冷链</p>",
        "<div><span>新闻来源</span>：<span>银杏冷链</span></div>",
        "<p>【消息来源：银杏冷链】</p>",
        "<p>（消息来源：银杏冷链）</p>",
    ],
)
def test_who_sent_a_wire_out_goes_before_the_name_of_the_site(line):
    head = '<meta property="og:site_name" content="示例通讯">'
    assert read(head=head, below=line).source == "银杏冷链"
    assert read(head=head).source == "示例通讯"


ISSUES = [
    ("（《银杏商界》杂志2026年第3期）", "银杏商界"),
    ("《银杏商界》2026年第3期", "银杏商界"),
    ("（《银杏研究》月刊 2026年第11期）", "银杏研究"),
    ("（《银杏学刊》总第128期）", "银杏学刊"),
    ("《银杏台》会刊第5期", "银杏台"),
]


@pytest.mark.parametrize(("line", "source"), ISSUES)
def test_the_issue_of_a_magazine_is_the_source(line, source):
    assert read(below=f"<p>{line}</p>").source == source
    text = read_text(f"{HEADLINE}\n{FIRST}\n{LAST}\n{line}")
    assert (text.source, line in stored_html.visible_text(text.body)) == (source, False)


@pytest.mark.parametrize(
    "line",
    [
        "《银杏商界》",
        "王明：《夜班车》，《银杏商界》2026年第3期。",
        "《银杏商界》2026年第3期出版了，欢迎订阅。",
        "《银杏商界》杂志2026年",
        "银杏商界2026年第3期",
    ],
)
def test_control_other_lines_with_a_magazine_stay(line):
    text = read_text(f"{HEADLINE}\n{FIRST}\n{LAST}\n{line}")
    assert (text.source, line in stored_html.visible_text(text.body)) == ("", True)
