"""Pages that editors saved themselves or that stand since the first years of the web."""

from series.text.web.page import read_page

PARAGRAPH = "商会秘书处逐户走访会员企业，把问题记在同一张表上，月底前逐项答复，办结情况向会员公开。"


def test_the_name_of_an_unsaved_document_is_no_title():
    html = f"<html><head><title>新建文档</title></head><body><p>商会换届</p><p>{PARAGRAPH}</p></body></html>"
    source = read_page(html)
    assert source.title == ""
    assert source.blocks[0].text == "商会换届"


def test_a_line_in_a_large_font_is_the_title_where_the_window_names_another():
    html = (
        "<html><head><title>商会动态</title></head><body><table><tr><td><font size=5>商会举办培训班</font></td></tr>"
        f"<tr><td><p>{PARAGRAPH}</p></td></tr></table></body></html>"
    )
    assert read_page(html).title == "商会举办培训班"


def test_the_name_of_a_section_is_no_title_where_any_line_stands_above_the_text():
    html = (
        "<html><head><title>商会动态</title></head><body><table><tr><td><font size=2>商会举办培训班</font></td></tr>"
        f"<tr><td><p>{PARAGRAPH}</p></td></tr></table></body></html>"
    )
    assert read_page(html).title == "商会举办培训班"
