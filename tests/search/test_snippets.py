from series.search.snippets import LONGEST, marked, snippet


def hits(text, *words):
    return [piece for piece, is_hit in marked(text, words) if is_hit]


def test_a_word_is_marked_with_the_marks_inside_it():
    assert hits("常商论坛，聚势而行", "论坛聚势") == ["论坛，聚势"]
    assert hits("新时代 新常商", "新时代新常商") == ["新时代 新常商"]
    assert hits("產值2.5億元", "2.5亿") == ["2.5億"]
    assert hits("产值25亿元", "2.5亿") == []


def test_pieces_are_the_whole_text():
    text = "常商论坛，聚势而行。储能"
    for words in (["论坛聚势", "储能"], [], ["没有"]):
        assert "".join(piece for piece, _ in marked(text, words)) == text


def test_the_best_sentence_is_shown_not_the_first():
    text = "储能大会今天举行，来宾很多。\n" + "别的话说了很多。" * 20
    best = "储能企业谈动力电池的下一步，讲得很细，与会的人都记了笔记，会后还在谈。"
    assert snippet(text + best, ["储能", "动力电池"]) == best


def test_two_places_are_shown_where_no_sentence_holds_all():
    one, other = (
        "储能企业说了今年的三件大事，件件都有着落。",
        "金融机构说了明年的五件小事，样样都有回音。",
    )
    text = one + "中间的话与此无关，随便写写就好了。" * 5 + other
    assert snippet(text, ["储能", "金融"]) == one + "……" + other


def test_a_long_sentence_is_cut_at_commas():
    clause = "这一句讲了许多事情"
    text = "，".join([clause] * 12 + ["终于讲到了储能"] + [clause] * 12) + "。"
    cut = snippet(text, ["储能"])
    assert "储能" in cut
    assert len(cut) <= LONGEST + 4
    assert cut.startswith("……这一句")
    assert cut.endswith("事情……")


def test_numbers_and_latin_words_are_never_torn():
    text = "年" * 60 + "123456789.5" + "月" * 35 + "储能" + "日" * 35 + "ABCDEFGHIJ" + "时" * 60
    for shift in range(40):
        cut = snippet("前" * shift + text, ["储能"])
        assert "储能" in cut
        for whole in ("123456789.5", "ABCDEFGHIJ"):
            assert whole in cut or not set(whole) & set(cut), cut


def test_a_run_across_two_sentences_is_shown():
    text = "第一句话到这里讲完。\n第二句话从这里开头。"
    assert hits(snippet(text, ["讲完第二句"]), "讲完第二句") == ["讲完。第二句"]


def test_without_a_hit_the_text_begins():
    assert snippet("开头的话。" * 40, ["没有"]).startswith("开头的话。")
