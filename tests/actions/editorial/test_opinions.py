"""What is typed beside a text is kept until it is sent, and nothing else is forgotten."""

import pytest

from series.actions.editorial.opinions import (
    OPINION,
    discard_opinions,
    forget_sent,
    keep_refused,
    typed_beside,
)
from series.actions.editorial.working_copies import OpenForm, copies_of, keep_copy, new_texts_of
from series.models import WorkingCopy
from tests.helpers import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return making.article("submitted")


def page(number, **more):
    return OpenForm(page=f"{number:016x}", **more)


def type_beside(user, entry, form, *, base=1, **fields):
    given = {name: [words] for name, words in fields.items()}
    return keep_copy(
        user, kind="article", entry=entry, base=base, fields=given, form=form, purpose=OPINION
    ).copy


def test_what_was_typed_is_found_again_and_is_no_copy_of_the_text(entry, first):
    type_beside(first, entry, page(1), id_words="请核对\r\n数字", id_comment="  ")
    assert typed_beside(first, entry).words == {"id_words": "请核对\n数字"}
    assert list(copies_of(first, entry=entry)) == list(new_texts_of(first)) == []


def test_two_windows_lose_nothing_to_each_other(entry, first):
    type_beside(first, entry, page(1), id_words="先写的", id_comment="批一处")
    type_beside(first, entry, page(2), id_words="后写的")
    typed = typed_beside(first, entry)
    assert typed.words == {"id_words": "后写的", "id_comment": "批一处"}
    assert typed.elsewhere == ("先写的",)


def test_the_place_of_a_comment_holds_for_its_revision_alone(entry, first):
    place = {"id_block": "2", "id_quote": "数字"}
    type_beside(first, entry, page(1), id_comment="出处？", **place)
    assert typed_beside(first, entry).words == {"id_comment": "出处？", **place}
    making.change(entry, summary="另一个摘要")
    entry.refresh_from_db()
    assert typed_beside(first, entry).words == {"id_comment": "出处？"}


def test_a_place_without_a_comment_is_nothing(entry, first):
    type_beside(first, entry, page(1), id_block="1", id_quote="")
    assert typed_beside(first, entry).words == {}


def test_what_was_sent_is_forgotten_and_the_other_fields_stay(entry, first):
    type_beside(first, entry, page(1), id_words="同意", id_comment="出处？")
    forget_sent(first, entry, names=("id_words",), words="同意。", form=page(9))
    assert typed_beside(first, entry).words == {"id_comment": "出处？"}
    forget_sent(first, entry, names=("id_comment", "id_block"), words="出处？", form=page(9))
    assert not WorkingCopy.objects.exists()


def test_other_words_of_another_window_are_not_forgotten(entry, first):
    type_beside(first, entry, page(1), id_words="另外写的")
    copy = type_beside(first, entry, page(2), id_words="写错的")
    forget_sent(first, entry, names=("id_words",), words="改好的", form=page(3, copy=copy.key))
    assert typed_beside(first, entry).words == {"id_words": "另外写的"}


def test_refused_words_are_kept_beside_what_else_was_typed(entry, first):
    keep_refused(first, entry, name="id_words", words="写的意见")
    type_beside(first, entry, page(2), id_comment="出处？")
    keep_refused(first, entry, name="id_words", words="改写了一遍")
    typed = typed_beside(first, entry)
    assert typed.words == {"id_words": "改写了一遍", "id_comment": "出处？"}
    assert typed.elsewhere == ("写的意见",)


def test_nobody_sees_what_others_typed(entry, first, second):
    type_beside(first, entry, page(1), id_words="只给自己看")
    assert typed_beside(second, entry).words == {}
    discard_opinions(second, entry)
    assert typed_beside(first, entry).words == {"id_words": "只给自己看"}
    discard_opinions(first, entry)
    assert typed_beside(first, entry).words == {}
