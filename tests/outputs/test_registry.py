"""The table of formats: what is listed anywhere comes from it, and old names stay."""

import pytest
from django.urls import NoReverseMatch, reverse

from series.actions.withdrawal.addresses import Withdrawn
from series.admin.office.audit import PAGES
from series.management.public_addresses import addresses_of
from series.middleware.desk_audit import LIVE_FIRST
from series.models import Kind
from series.outputs.registry import (
    OUTPUTS,
    Output,
    ReaderAddress,
    at_desk,
    audit_names,
    for_readers,
)
from tests.helpers import making

FOLDERS = {
    Kind.ARTICLE: "articles",
    Kind.INITIATIVE: "initiatives",
    Kind.EVENT: "events",
    Kind.FLATPAGE: "pages",
}


@pytest.mark.parametrize("kind", Kind)
def test_names_and_addresses_that_exist_stay_as_they_are(kind):
    desk, own = f"/desk/series/{kind}/7/outputs/", f"/{FOLDERS[kind]}/7"
    assert reverse(f"admin:series_{kind}_outputs", args=[7]) == desk
    assert reverse(f"admin:series_{kind}_outputs_wechat", args=[7]) == f"{desk}wechat/"
    assert reverse(f"admin:series_{kind}_outputs_docx", args=[7]) == f"{desk}word/"
    assert reverse(f"series:{kind}_print", args=[7]) == f"{own}/print/"
    assert reverse(f"series:{kind}_docx", args=[7]) == f"{own}.docx"


@pytest.mark.parametrize("kind", Kind)
def test_every_format_has_its_addresses_and_no_other(kind):
    for output in OUTPUTS:
        for pages, name in (
            (at_desk(kind), f"admin:series_{kind}_{output.desk_name}"),
            (for_readers(kind), f"series:{kind}_{output.name}"),
        ):
            if output in pages:
                assert reverse(name, args=[7])
                continue
            with pytest.raises(NoReverseMatch):
                reverse(name, args=[7])


def test_the_audit_names_every_page_of_the_desk_and_asks_for_the_public_text_first():
    assert audit_names().items() <= PAGES.items()
    assert {"outputs": "成品", "outputs_wechat": "公众号预览"}.items() <= PAGES.items()
    assert PAGES["outputs_docx"] == "Word 成品"
    assert set(audit_names()) == LIVE_FIRST
    assert {"outputs", "outputs_wechat", "outputs_docx"} <= LIVE_FIRST
    assert {"change", "proof", "preview", "revision"}.isdisjoint(LIVE_FIRST)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Kind)
def test_a_withdrawal_is_proved_for_every_format_that_readers_have(kind):
    row = making.entry(kind)
    visited = {each.path for each in addresses_of(Withdrawn(row))}
    own = {reverse(f"series:{kind}_{output.name}", args=[row.pk]) for output in for_readers(kind)}
    assert own
    assert own <= visited


def test_names_are_used_once_and_each_format_is_made_in_one_way():
    names = [output.name for output in OUTPUTS]
    assert len(names) == len(set(names))
    for output in OUTPUTS:
        assert (output.file is None) != (output.page is None), output.name
        assert output.desk or output.reader, output.name
        assert any(output.suits(kind) for kind in Kind)


def test_control_a_format_of_one_kind_is_not_offered_for_others():
    page = ReaderAddress("<int:pk>.epub", "下载 EPUB", "EPUB")
    among = (Output("epub", "EPUB", reader=page, kinds=(Kind.EVENT,)),)
    assert for_readers(Kind.EVENT, among=among) == list(among)
    assert for_readers(Kind.ARTICLE, among=among) == []
    assert at_desk(Kind.EVENT, among=among) == []
