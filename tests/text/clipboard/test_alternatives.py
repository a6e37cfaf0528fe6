"""Other forms of a paste: they are offered, and nothing is changed unasked."""

import pytest

from series.text.clipboard.paste import paste

ONE = "三月十日，天宁区商会的三十多位会员走进横山桥镇的两家工厂，看新装的生产线，听车间主任讲用工和融资上的难处。"
LINES = [ONE[at : at + 22] for at in range(0, len(ONE), 22)]


def alternatives(html="", text=""):
    return {one.name: one for one in paste(html, text).receipt.alternatives}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", "\n".join(LINES)),
        ("".join(f"<p>{line}</p>" for line in LINES), ""),
        (f"<p>{'<br>'.join(LINES)}</p>", ""),
    ],
)
def test_lines_of_a_pdf_are_joined_by_one_press(html, text):
    assert alternatives(html, text)["接成一段"].html == f"<p>{ONE}</p>"
    assert paste(html, text).html != f"<p>{ONE}</p>"


def test_formats_stay_and_what_is_no_paragraph_too():
    bold = LINES[0].replace("天宁区", "<b>天宁区</b>")
    html = f"<p>{bold}</p><p>{'</p><p>'.join(LINES[1:])}</p><ul><li>甲</li></ul>"
    other = alternatives(html)["接成一段"].html
    assert (
        other == f"<p>{ONE.replace('天宁区', '<strong>天宁区</strong>')}</p>\n<ul><li>甲</li></ul>"
    )


def test_markdown_is_offered_as_formatted_text():
    text = "# 商会走进工厂\n\n会员**三十多位**。\n\n- 甲\n- 乙\n\n|商会|名额|\n|---|---|\n|天宁|12|"
    other = alternatives(text=text)["按 Markdown 排版"].html
    for part in (
        "<h2>商会走进工厂</h2>",
        "<strong>三十多位</strong>",
        "<ul><li>甲</li>",
        "<td>天宁</td>",
    ):
        assert part in other
    coloured = "<div><div><span style='color:#00f'># 商会走进工厂</span></div></div>"
    assert "按 Markdown 排版" in alternatives(coloured, text)
    assert alternatives("<h2>商会走进工厂</h2><p>会员。</p>", text) == {}


def test_headings_that_an_import_would_recognise_are_offered():
    text = f"一、看现场，摸实情\n{ONE}\n二、听意见，解难题\n{ONE}"
    other = alternatives(text=text)["认出小标题 2 个"]
    assert other.html.startswith("<h2>一、看现场，摸实情</h2>")
    assert "“一、看现场，摸实情”" in other.sentence


def test_control_whole_paragraphs_are_offered_nothing():
    assert alternatives(text=f"{ONE}\n{ONE}") == {}
    assert alternatives(f"<p>{ONE}</p><p>{ONE}</p>") == {}


def test_characters_are_settled_and_named():
    result = paste("", "⼯商联⼈员\ufffc到会，\ue863某在场。")
    assert result.html == "<p>工商联人员到会，\ue863某在场。</p>"
    assert "部首码位的字 2 个改为汉字（⼯→工、⼈→人）" in result.receipt.rewritten
    assert any("疑为“䶮”" in said for said in result.receipt.rewritten)
    assert result.receipt.dropped == ("看不见的字符 1 个",)
    assert result.receipt.han.equal
    assert paste("<p>⼯商联</p>").html == "<p>工商联</p>"


@pytest.mark.parametrize("line", ["编辑：小李　审核：老王", "责编丨王某", "来源：示例商会"])
def test_credits_below_a_text_of_wechat_go_with_their_words(line):
    words = "".join(line.split())
    for pasted in (
        paste("", f"{ONE}\nEND\n{line}\n预览时标签不可点"),
        paste(f"<section class='rich_media'><p>{ONE}</p><p>END</p><p>{line}</p></section>"),
    ):
        assert pasted.html == f"<p>{ONE}</p>"
        assert any("编辑、审核" in said and words in said for said in pasted.receipt.dropped)
        assert pasted.receipt.han.equal
    assert paste("", f"{ONE}\n{line}").html.count("<p>") == 2  # control: no trace of WeChat


def test_furniture_of_wechat_goes_from_plain_text_too():
    result = paste("", f"点击蓝字 关注我们\n{ONE}\n阅读原文\n在看")
    assert result.html == f"<p>{ONE}</p>"
    assert "关注、分享语 3 处" in "".join(result.receipt.dropped)
    assert result.receipt.han.equal


TITLE = "会员走进两家工厂"
LONG = f"{ONE}会员们说，这样的走访不只是看一看。"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", f"{TITLE}\n市工商联　李某山\n{LONG}\n{ONE}"),
        (f"<h1>{TITLE}</h1><p>文/李某山 图/王某</p><p>{LONG}</p><p>{ONE}</p>", ""),
        (f"<p style='text-align:center'><b>{TITLE}</b></p><p>作者：李某山</p><p>{LONG}</p><p>{ONE}</p>", ""),
    ],
)  # fmt: skip
def test_a_manuscripts_title_is_offered_for_the_field(html, text):
    other = alternatives(html, text)["认作标题"]
    assert other.fields == {"headline": TITLE, "author": "李某山"}
    assert other.html == f"<p>{LONG}</p>\n<p>{ONE}</p>"
    assert other.sentence.startswith(f"“{TITLE}”，作者 李某山")


def test_the_title_takes_kicker_subtitle_headings_and_editor_with_it():
    text = (
        f"引题：两个健康进车间\n标题：{TITLE}\n——走访记\n来源：示例日报 2026-11-03\n{LONG}\n"
        f"看现场，摸实情\n{ONE}\n责任编辑：李某山"
    )
    other = alternatives(text=text)["认作标题"]
    assert other.fields == {
        "headline": TITLE, "kicker": "两个健康进车间", "subtitle": "走访记", "editor": "李某山",
    }  # fmt: skip
    assert other.html == f"<p>{LONG}</p>\n<h2>看现场，摸实情</h2>\n<p>{ONE}</p>"
    assert other.sentence.endswith("认出小标题 1 个；请自行选填：示例日报、2026-11-03")


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{LONG}",
        f"一、看现场\n{LONG}",
        f"● 看现场\n{LONG}",
        f"图1 走访现场（王某 摄）\n{LONG}",
        "会员走进两家工厂\n下午三点",
    ],
)
def test_control_a_piece_of_a_text_offers_no_title(text):
    assert "认作标题" not in alternatives(text=text)


def test_a_line_of_metadata_and_a_lost_pictures_caption_are_no_headings():
    assert "认出小标题 1 个" not in alternatives(text=f"2025-03-12 来源：示例日报\n{LONG}")
    picture = (
        "<p><img src='https://example.com/a.png'></p><p style='text-align:center'>走访现场</p>"
    )
    assert alternatives(f"<p>{LONG}</p>{picture}<p>{ONE}</p>") == {}
