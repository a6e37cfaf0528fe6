"""Names, roles and lists of the desk: unsigned rows whose state audit lines tell.

Decisions 114 and 126.

Whoever changes such a row writes an audit line; its detail holds the row's new state under
`states`. The newest of these is what the row must be, so that `verify_signatures` finds what was
changed, added or deleted behind the desk's back.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models.deletion import Collector

from chamber.models import Organization, User
from series.models import (
    AuditLine,
    CannedOpinion,
    Column,
    ColumnRole,
    FormerTag,
    NavigationLink,
    Notice,
    Placement,
    Redirect,
    Result,
    Series,
    Speaker,
    StandIn,
    Tag,
    Term,
    TrustedSource,
)
from series.models.audit import lock_audit_chain

from .chain import AuditDraft, record_many

STATES, OF = "states", "registers"
RECORDED = "登记现状"
FIRST_REGISTERS = (
    *(Organization, Column, Series, Tag, TrustedSource),
    *(User, Group, ColumnRole, StandIn),
)
REGISTERS = (
    *(*FIRST_REGISTERS, FormerTag, Term, CannedOpinion, Notice, Placement),
    *(NavigationLink, Redirect, Speaker),
)
# Not told: what changes without a line (log-ins, hashes), and what is told in another form below.
LEFT_OUT = {User: {"password", "last_login", "date_joined", "email"}}
TITLES = {
    "is_active": "在用",
    "is_staff": "工作台人员",
    "is_superuser": "管理员",
    "email": "邮箱",
    "groups": "角色",
    "permissions": "权限",
    "second_factor": "第二步验证",
    "sign_on": "单点登录关联",
    "entry_id": "稿件",
    "created_by_id": "安排人",
}
DIGEST = "sha256:"
LONGEST = 60
PIECE = 500


def row_states(*rows, deleted=()) -> dict:
    """Return the detail of an audit line that tells these rows' states; empty without rows.

    A row is told as the database has it when this is called; one in `deleted` is still there and
    takes along the rows that the database deletes with it.
    """
    told = [
        (row._meta.model, row.pk, None) for row in chain.from_iterable(map(_deleted_with, deleted))
    ]
    # Not `type(row)`: the user of a request is wrapped in an object of another class.
    for model in dict.fromkeys(row._meta.model for row in rows):
        keys = [row.pk for row in rows if row._meta.model is model]
        told += [(model, row.pk, state_of(row)) for row in rows_of(model).filter(pk__in=keys)]
    return {STATES: _by_model(told)} if told else {}


def _by_model(told):
    """Return {label of the model: {key as text: state}} of these (model, key, state)."""
    states: dict = {}
    for model, key, state in told:
        states.setdefault(model._meta.label_lower, {})[str(key)] = state
    return states


def _deleted_with(row):
    """Yield a row and those of the registers that the database deletes with it."""
    yield row
    collector = Collector(using=row._state.db, origin=row)
    collector.collect([row])
    others = chain(chain.from_iterable(collector.data.values()), *collector.fast_deletes)
    yield from (other for other in others if other._meta.model in REGISTERS and other != row)


def state_of(row) -> dict:
    """Return what is proved of a row, as plain JSON.

    A long text as its digest."""
    state = {field.attname: _plain(getattr(row, field.attname)) for field in _fields(type(row))}
    further = FURTHER.get(type(row))
    return state | further(row) if further else state


@cache
def _fields(model):
    left_out = LEFT_OUT.get(model, ())
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in left_out
    ]


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return _digest(value) if isinstance(value, str) and len(value) > LONGEST else value


def _digest(text):
    return f"{DIGEST}{hashlib.sha256(text.encode()).hexdigest()}" if text else ""


def _of_person(user):
    """Return the roles of an account, with digests of its secrets.

    Mailbox and second factor must not be read in the audit."""
    return {
        "email": _digest(user.email),
        "second_factor": _digest(user.totp_secret),
        "sign_on": _digest(f"{user.oidc_issuer} {user.oidc_subject}".strip()),
        "groups": sorted(group.name for group in user.groups.all()),
        "permissions": _permissions(user.user_permissions),
    }


def _of_group(group):
    return {"permissions": _permissions(group.permissions)}


def _permissions(rows):
    return sorted(f"{row.content_type.app_label}.{row.codename}" for row in rows.all())


FURTHER = {User: _of_person, Group: _of_group}
READ_WITH = {
    User: ("groups", "user_permissions__content_type"),
    Group: ("permissions__content_type",),
}


def rows_of(model):
    """Return all rows of a register with what their states need, in order of keys."""
    return model._default_manager.order_by("pk").prefetch_related(*READ_WITH.get(model, ()))


def title_of(model, name) -> str:
    """Return the Chinese name of a part of a row's state."""
    if name in TITLES:
        return TITLES[name]
    return str(model._meta.get_field(name.removesuffix("_id")).verbose_name)


def row_label(difference) -> str:
    """Return by which name a row is spoken of: its first text, else its number."""
    state = difference.told or difference.found
    texts = [state.get(name) for name in ("username", "name", "title", "text", "label", "old_path")]
    named = (text for text in texts if text and not text.startswith(DIGEST))
    return next(named, str(difference.key))


def names_of_states(states) -> str:
    """Return which rows the states of an audit line are of.

    Such as “组织 12、话题 5”."""
    titles = {model._meta.label_lower: model._meta.verbose_name for model in REGISTERS}
    return "、".join(
        f"{titles.get(label, label)} {key}" for label, rows in states.items() for key in rows
    )


@dataclass(frozen=True)
class ToldStates:
    """The newest state of each row that the audit tells.

    `recorded` are the labels of the registers whose rows were all recorded once."""

    rows: dict
    recorded: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Tell whether each register was recorded, so that a row without a line was added."""
        return all(self.has_all_of(model) for model in REGISTERS)

    def has_all_of(self, model) -> bool:
        return model._meta.label_lower in self.recorded

    def of(self, model):
        """Return {key: state} of a register's rows; None as the state of a deleted one."""
        return self.rows.get(model._meta.label_lower, {})


def told_states() -> ToldStates:
    """Read the newest state of each row from all audit lines."""
    rows: dict = {}
    recorded: set[str] = set()
    lines = AuditLine.objects.filter(detail__has_key=STATES, result=Result.DONE)
    for verb, detail in lines.order_by("number").values_list("verb", "detail").iterator():
        if verb == RECORDED:
            recorded.update(detail.get(OF, _labels(FIRST_REGISTERS)))
        for label, states in detail[STATES].items():
            known = rows.setdefault(label, {})
            known.update({int(key): state for key, state in states.items()})
    return ToldStates(rows, frozenset(recorded))


def _labels(registers):
    return [model._meta.label_lower for model in registers]


@dataclass(frozen=True)
class Difference:
    """A row that is not as the audit tells. `told` and `found` are states.

    `told` is None for one that the audit does not know, `found` for one that is gone.
    """

    model: type[models.Model]
    key: int
    told: dict | None
    found: dict | None

    @property
    def names(self) -> list[str]:
        """Return the parts that differ.

        A field that the told state does not have is none."""
        told, found = self.told or {}, self.found or {}
        return [name for name in told if name in found and told[name] != found[name]]


def differences(told: ToldStates, counts=None, *, all_rows=False) -> Iterator[Difference]:
    """Yield each row that is not as the audit tells.

    Add the number of rows read to `counts`.

    Rows without any line are told once all of their register were recorded, or by `all_rows`.
    """
    for model in REGISTERS:
        left = dict(told.of(model))
        for row in rows_of(model).iterator(chunk_size=PIECE):
            if counts is not None:
                counts["名称和角色"] += 1
            known, found = left.pop(row.pk, None), state_of(row)
            difference = Difference(model, row.pk, known, found)
            if difference.names or (known is None and (all_rows or told.has_all_of(model))):
                yield difference
        for key, known in left.items():
            if known is not None:
                yield Difference(model, key, known, None)


@transaction.atomic
def record_states(*, by=None, accept=False) -> int:
    """Record the rows of registers that were never recorded; return how many.

    With `accept` also all that differ from what the audit tells, which are right from then on.
    """
    lock_audit_chain()
    told = told_states()
    found = differences(told, all_rows=True)
    fresh = [row for row in found if accept or _is_first(row, told)]
    if not fresh and told.is_whole:
        return 0
    pieces = [fresh[start : start + PIECE] for start in range(0, len(fresh), PIECE)] or [[]]
    drafts = [AuditDraft(RECORDED, detail=_detail_of(piece)) for piece in pieces]
    record_many(drafts, by=by, channel="audit_registers")
    return len(fresh)


def _is_first(row, told):
    """Tell whether a row has no line because its register was never recorded."""
    return row.told is None and not told.has_all_of(row.model)


def _detail_of(piece):
    states = _by_model((row.model, row.key, row.found) for row in piece)
    return {"count": len(piece), OF: _labels(REGISTERS), STATES: states}
