import pytest

from series.text.language.bylines import bylines, person_names


@pytest.mark.parametrize(
    ("typed", "people", "bodies"),
    [
        ("张三", ["张三"], []),
        ("张三、李四光", ["张三", "李四光"], []),
        ("文：张三", ["张三"], []),
        ("阿卜杜拉·买买提，John Smith", ["阿卜杜拉·买买提", "John Smith"], []),
        ("本刊编辑部", [], ["本刊编辑部"]),
        ("市工商联", [], ["市工商联"]),
        ("张三；宣教处", ["张三"], ["宣教处"]),
        ("新时代新常商新力量专栏", [], ["新时代新常商新力量专栏"]),
        ("、 ，", [], []),
        ("", [], []),
    ],
)
def test_names_are_of_people_or_of_bodies(typed, people, bodies):
    found = bylines(typed)
    assert [each.name for each in found if each.is_person] == people
    assert [each.name for each in found if not each.is_person] == bodies


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("张三", ["张三"]),
        ("张三 李四", ["张三", "李四"]),
        ("责任编辑：张三、李四", ["张三", "李四"]),
        ("责编：张三　李四", ["张三", "李四"]),
        ("John Smith，张三", ["John Smith", "张三"]),
    ],
)
def test_editors_are_named_one_by_one(typed, expected):
    assert person_names(typed) == expected
