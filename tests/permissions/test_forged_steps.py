"""Steps of the review for revisions that are none: not found, and nothing is signed or published."""

import pytest
from django.urls import reverse

from series.models import Entry, Review
from tests.helpers import making

pytestmark = pytest.mark.django_db
HUGE = "9" * 30


@pytest.fixture(scope="module")
def signed_article(module_transaction):
    return making.article("signed")


@pytest.mark.parametrize("typed", ["²", "１", "1.5", "-1", "", HUGE, "\0", "1 or 1=1"])
@pytest.mark.parametrize("step", ["sign", "return", "publish", "withdraw"])
def test_a_step_for_no_revision_is_not_found(as_person, chief, signed_article, step, typed):
    url = reverse(f"admin:series_article_{step}", args=[signed_article.pk])
    answer = as_person(chief).post(url, {"revision": typed, "words": "同意"})
    assert answer.status_code == 404
    assert (Review.objects.count(), Entry.objects.published().count()) == (3, 0)
