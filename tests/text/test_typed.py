from series.text.typed import body_markup


def test_each_line_is_a_paragraph():
    assert body_markup("　　第一段。\n\n第二段。\r\n") == "<p>第一段。</p><p>第二段。</p>"


def test_signs_without_tags_stay_as_typed():
    assert body_markup("若a<b且c>d，A&B") == "<p>若a&lt;b且c&gt;d，A&amp;B</p>"


def test_markup_stays_markup():
    assert body_markup("<h2>以学促干</h2>\n<p>正文</p>") == "<h2>以学促干</h2>\n<p>正文</p>"
