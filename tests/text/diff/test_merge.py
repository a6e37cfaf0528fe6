"""Two people on one text: what only one changed is taken, what both changed is named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from series.text.diff.merge import Conflict, merge_bodies, merge_contents
from series.text.markup import stored_html

ONE = "<p>践行初心使命，高扬奋进风帆，奔赴高质量发展。</p>"
TWO = "<p>知责于心，汇发展之智，广泛汇集全市企业家力量。</p>"
THREE = "<p>推动助企纾困、减税让利、金融服务等政策直达快享。</p>"
NEXT = "<p>新增的一段：成立新材料行业商会，组建企业家联盟。</p>"
OTHER = "<p>又一段：举办常商论坛，邀请专家学者作主题演讲。</p>"


def body(*blocks):
    return "\n".join(blocks)


BASE = body(ONE, TWO, THREE)


def test_different_paragraphs_come_together():
    mine = body(ONE, TWO.replace("汇集", "凝聚"), THREE)
    theirs = body(ONE, TWO, THREE.replace("减税", "减费"))
    merged = merge_bodies(BASE, mine, theirs)
    assert merged.value == body(ONE, TWO.replace("汇集", "凝聚"), THREE.replace("减税", "减费"))
    assert (merged.conflicts, merged.taken) == ((), ("段三",))


def test_the_same_paragraph_is_a_conflict_and_mine_stands():
    mine, theirs = (
        body(ONE, TWO.replace("汇集", "凝聚"), THREE),
        body(ONE, TWO[:-5] + "！</p>", THREE),
    )
    merged = merge_bodies(BASE, mine, theirs)
    assert merged.value == mine
    assert merged.conflicts == (
        Conflict("段二", TWO, TWO.replace("汇集", "凝聚"), TWO[:-5] + "！</p>"),
    )


def test_the_rest_of_theirs_is_taken_beside_a_conflict():
    mine = body(ONE.replace("初心", "本心"), TWO, THREE)
    theirs = body(ONE.replace("初心", "丹心"), TWO, THREE, NEXT)
    merged = merge_bodies(BASE, mine, theirs)
    assert merged.value == body(ONE.replace("初心", "本心"), TWO, THREE, NEXT)
    assert [conflict.name for conflict in merged.conflicts] == ["段一"]
    assert merged.taken == ("段三之后的新段",)


def test_a_new_paragraph_and_a_deleted_one():
    merged = merge_bodies(BASE, body(ONE, NEXT, TWO, THREE), body(ONE, TWO))
    assert (merged.value, merged.conflicts) == (body(ONE, NEXT, TWO), ())


def test_deleted_here_and_changed_there_is_a_conflict():
    merged = merge_bodies(BASE, body(ONE, THREE), body(ONE, TWO.replace("汇集", "凝聚"), THREE))
    (conflict,) = merged.conflicts
    assert (conflict.name, conflict.mine) == ("段二", "")


def test_two_new_paragraphs_at_one_place_are_a_conflict():
    merged = merge_bodies(BASE, body(ONE, NEXT, TWO, THREE), body(ONE, OTHER, TWO, THREE))
    assert [conflict.name for conflict in merged.conflicts] == ["段一之后的新段"]
    assert merge_bodies("", NEXT, OTHER).conflicts[0].name == "开头的新段"


def test_both_did_the_same():
    mine = body(ONE, NEXT, TWO, THREE)
    assert merge_bodies(BASE, mine, mine) == merge_bodies(mine, mine, mine)


def test_fields_and_members():
    base = {"headline": "旧题", "author": "", "tags": ["两个健康", "新能源"], "body": BASE}
    mine = {**base, "headline": "新题", "tags": ["两个健康", "新能源", "企业家日"]}
    theirs = {**base, "author": "顾宁", "tags": ["两个健康", "常商论坛"]}
    merged = merge_contents(base, mine, theirs, sets=("tags",))
    assert merged.value == {
        "headline": "新题",
        "author": "顾宁",
        "tags": ["两个健康", "企业家日", "常商论坛"],
        "body": BASE,
    }
    assert (merged.conflicts, merged.taken) == ((), ("author", "tags"))


def test_one_field_two_values():
    base = {"headline": "旧题", "number": None, "body": ""}
    merged = merge_contents(
        base, {**base, "headline": "甲"}, {**base, "headline": "乙", "number": 2}
    )
    assert merged.conflicts == (Conflict("headline", "旧题", "甲", "乙"),)
    assert merged.value == {"headline": "甲", "number": 2, "body": ""}


def test_a_key_that_only_they_have_is_taken():
    merged = merge_contents({"body": ""}, {"body": ""}, {"body": "", "reprint": True})
    assert merged.value == {"body": "", "reprint": True}


blocks = st.lists(
    st.sampled_from([ONE, TWO, THREE, NEXT, OTHER, "<h2>题</h2>", "<p>短</p>"]), max_size=6
)


@given(blocks, blocks)
@settings(max_examples=200, deadline=None)
def test_one_side_alone_gives_that_side(base, changed):
    one, other = stored_html.clean(body(*base)), stored_html.clean(body(*changed))
    assert merge_bodies(one, other, one).value == other
    assert merge_bodies(one, one, other).value == other
    assert merge_bodies(one, other, other).value == other


@given(blocks, blocks, blocks)
@settings(max_examples=300, deadline=None)
def test_no_paragraph_of_one_side_is_lost_unsaid(base, mine, theirs):
    """Every block that only one side brought is in the result or in a named conflict."""
    sides = [stored_html.clean(body(*side)) for side in (base, mine, theirs)]
    merged = merge_bodies(*sides)
    known = {block.html for block in stored_html.blocks(merged.value)}
    for conflict in merged.conflicts:
        for part in (conflict.mine, conflict.theirs):
            known |= {block.html for block in stored_html.blocks(part)}
    old = {block.html for block in stored_html.blocks(sides[0])}
    for side in sides[1:]:
        assert {block.html for block in stored_html.blocks(side)} - old <= known


@given(blocks, blocks, blocks)
@settings(max_examples=200, deadline=None)
def test_without_conflict_the_order_of_the_two_does_not_matter(base, mine, theirs):
    sides = [stored_html.clean(body(*side)) for side in (base, mine, theirs)]
    one, other = merge_bodies(*sides), merge_bodies(sides[0], sides[2], sides[1])
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert one.value == other.value
