"""The migrations that keep the addresses and the keys of tags remember what was before them."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from series import migrations
from series.actions.tags.tags import name_tag
from series.models import FormerTag, Tag
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def remember():
    (step,) = Path(migrations.__path__[0]).glob("*_topics_keep_their_addresses.py")
    import_module(f"series.migrations.{step.stem}").remember(apps, None)


def rename(before, after):
    name_tag(Tag.objects.get(name=before), name=after, by=people.editor())


def test_the_audit_tells_the_former_names():
    making.article(tags=["甲", "一", "留"])
    rename("甲", "乙")
    rename("乙", "丙")
    rename("一", "二")
    rename("二", "一")
    written = set(FormerTag.objects.values_list("name", "slug", "tag__name"))
    FormerTag.objects.all().delete()
    remember()
    found = set(FormerTag.objects.values_list("name", "slug", "tag__name"))
    assert found == written == {("甲", "甲", "丙"), ("乙", "乙", "丙"), ("二", "二", "一")}


def test_a_name_that_came_back_as_a_tag_stays_one():
    making.article(tags=["甲"])
    rename("甲", "乙")
    FormerTag.objects.all().delete()
    making.article(tags=["甲"], headline="从前会再建一个")
    remember()
    assert not FormerTag.objects.exists()


def test_what_was_deleted_leads_nowhere():
    making.article(tags=["甲"])
    rename("甲", "乙")
    Tag.objects.all().delete()
    remember()
    assert not FormerTag.objects.exists()
