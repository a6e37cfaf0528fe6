import pytest

from series.text.typography.title_breaks import theme_columns, title_halves, verse_lines


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("履职尽责展新姿 担当作为赴新程", ("履职尽责展新姿", "担当作为赴新程")),
        ("新时代 新常商 新力量", ("新时代", "新常商", "新力量")),
        ("笃然前行，凝聚奋进合力", ("笃然前行，", "凝聚奋进合力")),
        ("经济发展通报会暨企业家座谈会", ("经济发展通报会", "暨企业家座谈会")),
        ("企业家座谈会召开", ("企业家座谈会召开",)),
        ("“学思想、建新功，高质量发展大讨论”启动", ("“学思想、建新功，高质量发展大讨论”启动",)),
        ("走进 AI 工厂", ("走进 AI 工厂",)),
        ("好，开工", ("好，开工",)),
    ],
)
def test_a_title_breaks_at_its_seams_alone(title, parts):
    assert title_halves(title) == parts


def test_a_run_of_one_character_is_a_verse():
    assert verse_lines("敢为敢闯敢干敢首创，做新时代优秀企业家") == (
        "敢为",
        "敢闯",
        "敢干",
        "敢首创",
    )
    assert verse_lines("推进清廉民企建设 构建亲清政商关系") == (
        "推进清廉民企建设",
        "构建亲清政商关系",
    )


def test_a_slogan_too_long_to_stand_upright_is_no_verse():
    longest = "一二三四五六七八九十甲乙丙丁戊己"
    assert verse_lines(longest) == (longest,)
    assert verse_lines(longest + "庚") == ()
    assert verse_lines(f"团结奋进 {longest}庚") == ()


def test_a_character_that_comes_back_late_makes_no_run():
    assert verse_lines("常州企业家爱常州建常州") == ("常州企业家爱常州建常州",)


@pytest.mark.parametrize(
    ("headline", "columns"),
    [
        ("常商论坛：聚势新能 智创未来", ("聚势新能", "智创未来")),
        ("聚势新能 智创未来 常商论坛首场举行", ("聚势新能", "智创未来")),
        ("护航民营企业‘走出去’", ("护航民营企业", "‘走出去’")),
        ("企业数字化转型", ("企业数字化转型",)),
        ("民营经济与城市共同成长", ("民营经济与城市共", "同成长")),
        ("一二三四五六七八九十一二三四五六七八九十", ("一二三四五六七八", "九十一二三四五…")),
        ("走进龙头企业看智能制造，现场问计", ("走进龙头企业看…", "现场问计")),
        ("常商论坛", ("常商论坛",)),
    ],
)
def test_an_edition_shows_its_theme(headline, columns):
    assert theme_columns(headline, name="常商论坛") == columns
