from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from series.actions.editorial.schedules import schedule, set_expiry
from series.models import Entry, TrustedSource
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.get_default_timezone())
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def planned(headline, at, **content):
    row = making.article("signed", headline=headline, **content)
    schedule(row, revision=making.newest(row), at=at, by=people.chief())
    return row


def said(*options):
    out = StringIO()
    call_command("publish_due", *options, stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_it_did_and_what_comes_next(clock):
    planned("第一篇", NOW + HOUR)
    ends = making.article("published", headline="到期的一篇")
    set_expiry(ends, at=NOW + HOUR, by=people.chief())
    planned("第二篇", NOW + 5 * HOUR)
    assert said() == ["0 篇已发布，0 篇已下线", "下一次：2026-11-24 10:00"]
    clock.move_to(NOW + 2 * HOUR)
    assert said("--dry-run")[:3] == [
        "将发布《第一篇》",
        "将下线《到期的一篇》",
        "1 篇将发布，1 篇将下线",
    ]
    assert Entry.objects.published().get() == Entry.objects.get(pk=ends.pk)
    assert said() == [
        "已发布《第一篇》",
        "已下线《到期的一篇》",
        "1 篇已发布，1 篇已下线",
        "下一次：2026-11-24 14:00",
    ]
    clock.move_to(NOW + 9 * HOUR)
    assert said() == ["已发布《第二篇》", "1 篇已发布，0 篇已下线", "没有其他排期"]


def test_a_failure_is_named_and_ends_with_an_error(clock):
    """The reprint's source leaves the list: a signature is missing that was not asked before."""
    source = TrustedSource.objects.create(name="常州日报")
    reprint = {
        "reprint": True,
        "original_title": "原题",
        "original_source": "常州日报",
        "original_url": "https://example.com/1",
        "original_at": "2026-11-20",
    }
    planned("转载的一篇", NOW + HOUR, **reprint)
    planned("另一篇", NOW + HOUR)
    source.delete()
    clock.move_to(NOW + 2 * HOUR)
    out = StringIO()
    with pytest.raises(CommandError, match="没有办成：《转载的一篇》：《转载的一篇》还缺加签签字"):
        call_command("publish_due", stdout=out)
    assert "1 篇已发布，0 篇已下线" in out.getvalue()
    assert said() == ["0 篇已发布，0 篇已下线", "没有其他排期"]
