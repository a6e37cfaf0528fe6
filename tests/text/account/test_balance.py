"""The account of a source: kept, moved, dropped, left, extra."""

import time
from random import Random

import pytest

from series.text.account.balance import settle
from series.text.account.witness import Segment, Witness, plain_witness
from series.text.markup.blocks import Piece

SOURCE = "走访纪实\n来源：市工商联\n商会走进两家工厂。\n会员们提了三条意见。\n责任编辑：甲"
BODY = "商会走进两家工厂。\n会员们提了三条意见。"
FIELDS = (Piece("title", "走访纪实"), Piece("source", "市工商联"))
DROPPED = (Piece("说明", "来源："), Piece("说明", "责任编辑：甲"))


def account(body=BODY, fields=FIELDS, dropped=DROPPED, source=SOURCE, **options):
    return settle(plain_witness(source), body=body, fields=fields, dropped=dropped, **options)


def test_everything_is_accounted_for():
    found = account()
    assert found.is_balanced
    assert found.in_order
    assert (found.total, found.kept, found.moved, found.dropped_count) == (32, 17, 8, 7)


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"body": "商会走进两家工厂。"}, "会员们提了三条意见"),
        ({"body": "会员们提了三条意见。"}, "商会走进两家工厂"),
        ({"body": BODY.replace("三条", "")}, "三条"),
        ({"fields": FIELDS[1:]}, "走访纪实"),
        ({"dropped": DROPPED[:1]}, "责任编辑：甲"),
    ],
)
def test_what_is_lost_is_told_with_its_words(changed, left):
    found = account(**changed)
    assert [words for _, words in found.left] == [left]
    assert found.left[0][0].startswith("第 ")


def test_a_lost_repetition_is_told_too():
    twice = SOURCE + "\n商会走进两家工厂。"
    assert [words for _, words in account(source=twice).left] == ["商会走进两家工厂"]


def test_what_the_source_does_not_have_is_told():
    assert account(body=BODY.replace("三条", "三十条")).extra == ("十",)
    assert account(body=BODY.replace("三条", "三十条")).left == ()
    assert account(body=f"{BODY}\n欢迎关注我们").extra == ("欢迎关注我们",)


def test_what_the_reader_wrote_itself_is_no_extra():
    numbered = BODY.replace("商会走进", "第一条　商会走进")
    assert account(body=numbered).extra == ("第一条",)
    assert account(body=numbered, added=(Piece("自动编号", "第一条"),)).is_balanced


def test_paragraphs_in_another_order_are_kept_but_not_in_order():
    found = account(body="会员们提了三条意见。\n商会走进两家工厂。")
    assert found.is_balanced
    assert not found.in_order


def test_a_field_may_stand_in_what_was_dropped_around_the_text():
    dropped = (*DROPPED, Piece("网页其他部分", "走访纪实"))
    found = account(dropped=dropped)
    assert found.is_balanced
    assert found.moved == 8


def test_a_dropped_piece_said_twice_hides_no_loss():
    dropped = (*DROPPED, Piece("说明", "责任编辑：甲"), Piece("说明", "会员们提了三条意见"))
    found = account(body="会员们提了三条意见。", dropped=dropped)
    assert [words for _, words in found.left] == ["商会走进两家工厂"]


def test_a_short_paragraph_may_repeat_the_beginning_of_what_was_dropped():
    witness = Witness((Segment("甲乙丙"), Segment("甲乙")))
    found = settle(witness, body="甲乙", dropped=(Piece("隐藏文字", "甲乙丙"),))
    assert found.is_balanced
    assert not settle(witness, body="甲", dropped=(Piece("隐藏文字", "甲乙丙"),)).is_balanced


def test_words_of_a_kind_are_dropped_under_its_name():
    witness = Witness((Segment("正文"), Segment("内部提示", "隐藏文字")))
    found = settle(witness, body="正文")
    assert found.dropped == (("隐藏文字", 4, "内部提示"),)
    assert settle(witness, body="正文内部提示").kept == 6


def test_a_field_from_the_head_of_a_page_is_no_extra():
    witness = Witness((Segment("正文"),), aside="夜校开课")
    assert settle(witness, body="正文", fields=(Piece("title", "夜校开课"),)).is_balanced
    assert settle(witness, body="正文", fields=(Piece("title", "夜校停课"),)).extra == ("夜校停课",)


def test_radicals_of_a_pdf_are_the_characters_that_replace_them():
    assert settle(plain_witness("⼀、⼈员"), body="一、人员").is_balanced


def test_large_sources_take_linear_time():
    chance = Random(3)
    signs = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))
    lines = ["".join(chance.choices(signs, k=60)) for _ in range(20_000)]
    body = [line for at, line in enumerate(lines) if at % 500]
    begun = time.process_time()
    found = settle(plain_witness("\n".join(lines)), body="\n".join(body))
    assert time.process_time() - begun < 10
    assert sum(len(words) for _, words in found.left) == 40 * 60


def test_a_body_that_has_nothing_of_its_source_ends_soon():
    source = plain_witness("\n".join("甲乙丙丁戊己庚辛" * 20 for _ in range(3000)))
    begun = time.process_time()
    found = settle(source, body="\n".join("子丑寅卯辰巳午未" * 20 for _ in range(3000)))
    assert time.process_time() - begun < 20
    assert not found.is_balanced


def test_radicals_of_the_supplement_are_no_extra_words():
    found = settle(plain_witness("⺠营企业⾛访"), body="民营企业走访")
    assert found.is_balanced
    assert found.kept == 6
