"""The check that names and roles are as the audit lines tell them (decision 114)."""

from collections import Counter
from collections.abc import Iterator

from series.actions.audit.registers import (
    Difference,
    ToldStates,
    differences,
    row_label,
    title_of,
)

from .faults import Fault

UNKNOWN = "没有审计记录，是在工作台和命令之外加上的"
GONE = "在审计记录里有，现在没有，是在工作台和命令之外删除的"


class RegisterFault(Fault):
    """A fault of a name or role.

    No text's, so that auditors see it and editors do not."""


def register_faults(told: ToldStates, counts: Counter) -> Iterator[RegisterFault]:
    """Yield a fault for each row of names or roles that the audit tells otherwise."""
    for row in differences(told, counts):
        yield fault_of(row)


def fault_of(row: Difference) -> RegisterFault:
    """Return the fault of a row that is not as the audit tells."""
    name = row.model._meta.verbose_name
    return RegisterFault(name, row.key, f"{name}“{row_label(row)}”{_what(row)}")


def _what(row):
    if row.told is None:
        return UNKNOWN
    if row.found is None:
        return GONE
    return "；".join(_change(row, name) for name in row.names)


def _change(row, name):
    title, told, found = title_of(row.model, name), row.told[name], row.found[name]
    if _is_digest(told) or _is_digest(found):
        return f"的{title}与审计记录不符"
    return f"的{title}是“{_shown(found)}”，按审计记录应是“{_shown(told)}”"


def _is_digest(value):
    return isinstance(value, str) and value.startswith("sha256:")


def _shown(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value == [] or value == "":
        return "无"
    return "、".join(value) if isinstance(value, list) else str(value)
