"""What programs mark in a way of their own, Word on the web among them."""

from series.text.clipboard.paste import paste

WEB_LIST = (
    '<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p class="Paragraph">走访企业'
    '</p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>新会员'
    '</p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>收集诉求'
    "</p></li></ul></div>"
)


def test_a_heading_that_is_named_by_its_role():
    html = (
        '<p role="heading" aria-level="3">服务会员</p><p role="heading">另一节</p><p>正文在此。</p>'
    )
    assert paste(html).html == "<h3>服务会员</h3>\n<h2>另一节</h2>\n<p>正文在此。</p>"


def test_levels_of_a_list_of_word_on_the_web():
    assert paste(WEB_LIST).html == (
        "<ul><li>走访企业<ul><li>新会员</li></ul></li><li>收集诉求</li></ul>"
    )


def test_bullets_that_wingdings_draws_of_letters_beyond_ascii():
    item = '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">{}&nbsp;</span>{}</p>'
    html = item.format("Ø", "政策宣讲") + item.format("Ø", "法律体检") + item.format("ü", "已办")
    assert paste(html).html == "<ul><li>政策宣讲</li><li>法律体检</li><li>已办</li></ul>"


def test_the_table_of_contents_of_word_goes_by_its_style():
    html = (
        "<p class=MsoTocHeading>目录</p><p class=MsoToc1>一、总体情况...... 1</p>"
        "<p class=MsoToc2>二、打算...... 3</p><h2>一、总体情况</h2><p>商会稳步发展。</p>"
    )
    done = paste(html)
    assert done.html == "<h2>一、总体情况</h2>\n<p>商会稳步发展。</p>"
    assert done.receipt.han.equal
    assert any(phrase.startswith("目录 3 行") for phrase in done.receipt.dropped)


def test_tasks_keep_whether_they_are_done():
    html = '<ul><li data-checked="true">完成</li><li data-checked="false">未完成</li></ul>'
    assert paste(html).html == "<ul><li>☑ 完成</li><li>☐ 未完成</li></ul>"
    plain = '<ul><li data-checked="">普通</li></ul>'
    assert paste(plain).html == "<ul><li>普通</li></ul>"


def test_raised_letters_and_ranks_that_a_class_names():
    html = '<p class="heading_2">服务</p><p>三千家<span class="Superscript">1</span>，CO<span class="Subscript">2</span>。</p>'
    assert paste(html).html == ("<h2>服务</h2>\n<p>三千家<sup>1</sup>，CO<sub>2</sub>。</p>")
