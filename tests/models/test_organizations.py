"""The names by which an organization is found."""

import pytest

from chamber.models import Organization
from tests.helpers import making

pytestmark = pytest.mark.django_db


def test_an_organization_goes_by_each_of_its_names():
    ours = making.organization(short_name="市工商联", other_names="常州市工商联、常州工商联")
    for name in ("常州市工商业联合会", "市工商联", "常州市工商联", "常州工商联"):
        assert Organization.objects.named(name) == ours


def test_a_piece_of_a_name_is_no_name():
    making.organization(short_name="市工商联", other_names="常州市工商联")
    assert Organization.objects.named("工商联") is None
    assert Organization.objects.named("") is None


def test_a_full_name_goes_before_somebody_elses_other_name():
    making.organization("甲商会", other_names="龙城商会")
    exact = making.organization("龙城商会")
    assert Organization.objects.named("龙城商会") == exact
