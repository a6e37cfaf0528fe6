"""The endorsements of a call as a table for a workbook."""

from chamber.personal_data.phones import masked_phone
from series.actions.endorsements.sheet import CODE, COLUMNS, NAME, PHONE, PLEDGE
from series.models import CallVersion, Endorsement

from .xlsx import Worksheet


def endorsement_table(initiative, *, in_full: bool) -> Worksheet:
    """Return all endorsements of a call as a table; phones masked unless `in_full`."""
    rows = Endorsement.objects.filter(initiative=initiative.pk).defer("code", "email")
    versions = dict(
        CallVersion.objects.filter(initiative=initiative.pk).values_list("pk", "number")
    )
    return Worksheet(
        "联署",
        (*COLUMNS, "方式", "核实", "原因", "倡议文本", "时间"),
        [_row(row, versions, in_full) for row in rows.iterator(chunk_size=2000)],
        widths={NAME: 30, CODE: 22, PHONE: 16, PLEDGE: 40},
        empty="还没有联署。",
    )


def _row(row, versions, in_full):
    phone = row.phone if in_full else masked_phone(row.phone)
    return (
        *(row.name, row.credit_code, row.contact, phone, row.pledge),
        "是" if row.name_public else "否",
        *(row.get_way_display(), row.get_state_display(), row.reason),
        f"第{versions[row.version_id]}版",
        row.created_at,
    )
