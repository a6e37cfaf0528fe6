"""Which texts use a tag, on a site that has no other; what nobody uses may be deleted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.editorial.schedules import schedule
from series.actions.tags.tags import name_tag
from series.actions.tags.usage import delete_tag, unused_tags, uses_of
from series.models import AuditLine, Tag, TaggedEntry
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def new(name):
    return name_tag(Tag(), name=name, by=people.editor())


def unused():
    return sorted(unused_tags().values_list("name", flat=True))


def test_a_scheduled_text_uses_its_tags():
    new("排期的")
    row = making.article("signed", tags=["排期的"])
    moment = timezone.now() + timedelta(days=1)
    schedule(row, revision=making.newest(row), at=moment, by=people.chief())
    making.change(row, tags=["别的"])
    assert (unused(), uses_of(tag("排期的"))) == ([], 1)
    assert not TaggedEntry.objects.filter(tag=tag("排期的")).exists()


def test_a_newest_text_that_names_an_old_name_uses_the_tag():
    row = making.article("published", tags=["常商论坛"])
    new("AI")
    making.change(row, tags=["AI"])
    name_tag(tag("AI"), name="人工智能", by=people.editor())
    assert (unused(), uses_of(tag("人工智能"))) == ([], 1)


def test_an_unused_tag_is_deleted_with_an_audit_line():
    row = new("空话题")
    key = row.pk
    delete_tag(row, by=people.editor())
    assert not Tag.objects.exists()
    line = AuditLine.objects.get(verb="删除话题")
    assert (line.actor, line.object) == (people.editor(), "话题“空话题”")
    gone = {"series.tag": {str(key): None}}
    assert line.detail == {"name": "空话题", "id": key, "states": gone}
