import pytest

from series.text.documents.plain_text import copied_source
from series.text.markup import stored_html
from series.text.recognition import published
from series.text.recognition.wechat_lines import find_wechat_lines

TEXT = "三月十日，会员走进横山桥镇的两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"
TOP = ["原创 张三 示例商会", "点击蓝字 关注我们", "点击上方“蓝字”关注", "#走访 #两个健康"]
BOTTOM = [
    "END", "阅读原文", "点击阅读原文查看", "预览时标签不可点", "收录于合集 #走访", "收录于话题", "微信扫一扫",
    "微信扫一扫可打开此内容，", "关注该公众号", "喜欢此内容的人还喜欢", "分享 收藏 点赞 在看", "在看", "赞", "写留言",
    "阅读 1,234", "向上滑动看下一个", "长按识别二维码关注我们", "轻点两下取消赞", "知道了", "取消 允许", "× 分析",
    "个人观点，仅供参考", "继续滑动看下一个", "轻触阅读原文", "发布于 江苏", "- THE END -",
]  # fmt: skip


@pytest.mark.parametrize("line", TOP)
def test_a_line_above_the_text_goes(line):
    lines = ["商会走进工厂", line, TEXT, TEXT, "预览时标签不可点"]
    assert {1, 4} == find_wechat_lines(lines)


@pytest.mark.parametrize("line", BOTTOM)
def test_a_line_below_the_text_goes(line):
    lines = ["商会走进工厂", TEXT, "分享", TEXT, line, "微信扫一扫"]
    assert find_wechat_lines(lines) == {4, 5}


def test_control_without_a_sure_line_nothing_goes():
    assert find_wechat_lines(["商会走进工厂", "关注", TEXT, "分享"]) == frozenset()
    assert find_wechat_lines(["原创", TEXT, "更多", TEXT]) == frozenset()


def test_an_import_names_what_went_and_joins_lines():
    broken = "\n".join(TEXT[at : at + 20] for at in range(0, len(TEXT), 20))
    source = copied_source(f"商会走进工厂\n点击蓝字 关注我们\n{broken}\n阅读原文\n在看")
    assert [block.text for block in source.blocks] == ["商会走进工厂", TEXT]
    assert source.rewritten == ("断在句子中间的换行 2 处接成段落",)
    assert source.skipped == ("公众号页面的文字 3 处：点击蓝字 关注我们；阅读原文；在看",)
    assert published.recognise(source).headline == "商会走进工厂"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("商会走进工厂\n原创 李某山 示例商会 2025年03月12日 09:10 江苏", "示例商会"),
        ("商会走进工厂\n原创 李某山 示例商会\n2025年3月12日 09:10 江苏", "示例商会"),
        ("原创 李某山 示例商会\n2025年3月12日 09:10 江苏\n商会走进工厂", ""),
    ],
)
def test_a_copied_head_gives_the_moment(head, source):
    text = (
        f"{head}\n点击蓝字 关注我们\n{TEXT}\n✦ 往期推荐 ✦\n商会办夜校\n赞 12\n点分享 点收藏 点在看"
    )
    found = published.recognise(copied_source(text))
    assert (found.headline, f"{found.published_on}", found.source) == (
        "商会走进工厂",
        "2025-03-12",
        source,
    )
    assert stored_html.visible_text(found.body) == TEXT
