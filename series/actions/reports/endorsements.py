"""The endorsements of a call as a table for a workbook."""

from chamber.personal_data.phones import masked_phone
from series.actions.endorsements.sheet import CODE, COLUMNS, NAME, PHONE, PLEDGE
from series.models import CallVersion, Endorsement, EndorsementState, EndorsementWay

from .xlsx import Worksheet

AT_ONCE = 2000
# As values and no rows of the model, which cost a third more; the words of choices are looked up once.
FIELDS = (
    *("name", "credit_code", "contact", "phone", "pledge", "name_public"),
    *("way", "state", "reason", "version", "created_at"),
)
WAYS, STATES = dict(EndorsementWay.choices), dict(EndorsementState.choices)


def endorsement_table(initiative, *, in_full: bool) -> Worksheet:
    """Return all endorsements of a call as a table; phones masked unless `in_full`."""
    return Worksheet(
        "联署",
        (*COLUMNS, "方式", "核实", "原因", "倡议文本", "时间"),
        list(_rows(initiative, shown=str if in_full else masked_phone)),
        widths={NAME: 30, CODE: 22, PHONE: 16, PLEDGE: 40},
        empty="还没有联署。",
    )


def _rows(initiative, *, shown):
    """Yield the row of each endorsement, its phone as `shown` gives it."""
    versions = CallVersion.objects.filter(initiative=initiative.pk).values_list("pk", "number")
    editions = {pk: f"第{number}版" for pk, number in versions}
    found = Endorsement.objects.filter(initiative=initiative.pk).values_list(*FIELDS)
    for row in found.iterator(chunk_size=AT_ONCE):
        name, code, contact, phone, pledge, public, way, state, reason, version, moment = row
        yield (
            *(name, code, contact, shown(phone), pledge, "是" if public else "否"),
            *(WAYS[way], STATES[state], reason, editions[version], moment),
        )
