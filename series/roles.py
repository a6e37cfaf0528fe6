"""Who may do what, and where: one table.
Every view, command and admin page asks `may`.

A group gives its role in all columns, a ColumnRole in one; while a StandIn is in force, its person
holds the reviewing roles of the absent person. Decision 21.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db.models import BigIntegerField, CharField, Count, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from .models import Column, ColumnRole, Level, Notification, PreparedValues, StandIn

EDITOR = "编辑"
FIRST = "初审"
SECOND = "复审"
FINAL = "终审"
ADMINISTRATOR = "管理员"  # no group: `is_superuser`
OPERATOR = "系统运维员"  # sees how the site runs, reads no text, grants no role; decision 114
AUDITOR = "安全审计员"  # reads audit and reports, changes nothing, sees no text; decision 110

GROUP_OF_LEVEL = {
    Level.FIRST: FIRST,
    Level.SECOND: SECOND,
    Level.FINAL: FINAL,
    Level.EXTRA: f"{SECOND}或{FINAL}",
}
DESK = frozenset({EDITOR, FIRST, SECOND, FINAL})
REVIEWING = frozenset({FIRST, SECOND, FINAL})

VERBS = {
    "view": DESK,
    "create": frozenset({EDITOR}),
    "edit": frozenset({EDITOR}),
    "submit": frozenset({EDITOR}),
    "review_1": frozenset({FIRST}),
    "review_2": frozenset({SECOND}),
    "review_3": frozenset({FINAL}),
    "review_4": frozenset({SECOND, FINAL}),
    "assign": frozenset({FINAL}),
    "publish": frozenset({FINAL}),
    "schedule": frozenset({FINAL}),
    "withdraw": frozenset({FINAL}),
    "share": DESK,
    "arrange": frozenset({EDITOR, FINAL}),
    "endorse": frozenset({EDITOR, FINAL}),  # endorsements of calls, phones masked
    "register": frozenset({EDITOR, FINAL}),  # registrations for events, phones masked
    "consult": frozenset({EDITOR, FINAL}),  # consultations and reports of errors, phones masked
    "review_answer": frozenset({FINAL}),  # an answer of somebody else; never an administrator
    "see_contacts": frozenset({FINAL}),  # phones and mailboxes of the public in full
    "set_levels": frozenset(),
    "reports": frozenset({FINAL, AUDITOR}),
    "audit": frozenset({FINAL, AUDITOR}),
    "check_accounts": frozenset({AUDITOR}),
    "operate": frozenset({OPERATOR}),
    "people": frozenset(),
}
EVERYWHERE = object()  # as `where`: the role must hold in all columns
# Rows of `_role_rows` beside (column, role); no column has such a key.
IN_ALL, STANDS_IN = 0, (-1, "代理")
UNREAD = -2  # its name is the number of notifications that the person has not read


@dataclass
class Roles:
    """One person's roles: in all columns, and further ones by column id."""

    general: set[str] = field(default_factory=set)
    by_column: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    borrowed: bool = False  # some of them are a stand-in's
    unread: int | None = None  # notifications, as the page began; None where they were not read

    def at(self, where):
        if where is EVERYWHERE:
            return self.general
        if where is None:
            return self.general.union(*self.by_column.values())
        return self.general | self.by_column.get(_column_of(where), set())


def _column_of(where):
    if isinstance(where, int):
        return where
    return where.pk if isinstance(where, Column) else where.column_id


def roles_of(user) -> Roles:
    """Return the person's roles today, read once a request."""
    if not hasattr(user, "_desk_roles"):
        rows = _rows_of_page(user)
        user._desk_roles = _roles_of_rows(rows)
        user._desk_roles.unread = next(int(name) for key, name in rows if key == UNREAD)
        for absence in _absences(user) if STANDS_IN in rows else ():
            _lend(user._desk_roles, _own_roles(absence.absent))
    return user._desk_roles


def separate_roles_of(user, groups) -> list[str]:
    """Return which of the three roles that check each other an account holds.

    Whoever grants roles, whoever reads the audit and whoever runs the machine are to be three
    people; `groups` are the names of the account's groups. Decision 114.
    """
    held = {AUDITOR, OPERATOR}.intersection(groups)
    return [ADMINISTRATOR] * user.is_superuser + sorted(held)


def read_roles(users):
    """Read the roles of these users in one query; return them.

    A user who is a stand-in today is read alone.
    """
    users = list(users)
    by_user = defaultdict(set)
    for user, column, name in _role_rows(timezone.localdate(), user__in=users):
        by_user[user].add((column, name))
    for user in users:
        if STANDS_IN not in by_user[user.pk]:
            user._desk_roles = _roles_of_rows(by_user[user.pk])
    return users


def _absences(user):
    """Return today's rows by which this person stands in; only absentees who may sign."""
    rows = StandIn.objects.on(timezone.localdate()).filter(person=user)
    able = {"absent__is_active": True, "absent__is_staff": True, "absent__is_superuser": False}
    return rows.filter(**able).select_related("absent").order_by("pk")


def _own_roles(user):
    rows = _role_rows(timezone.localdate(), user=user)
    return _roles_of_rows({(column, name) for _, column, name in rows})


def _rows_of_page(user):
    """Return {(column or IN_ALL, name of a role)} of a person.

    With the number of unread notifications, and STANDS_IN where the person stands in today. One query: every page of the desk begins with it
    (decision 136); compiling it took longer than running it (decision 150).
    """
    rows = {(column, name) for _, column, name in _PAGE.rows(user.pk, timezone.localdate())}
    return rows if any(key == UNREAD for key, _ in rows) else rows | {(UNREAD, "0")}


def _page_rows(user, day):
    """Return the queryset of `_rows_of_page`."""
    shown = Notification.objects.unread().filter(user=user).order_by().values("user")
    number = Cast(Count("pk"), CharField())
    unread = shown.annotate(name=number).values_list(
        "user", Value(UNREAD, BigIntegerField()), "name"
    )
    return _role_rows(day, user=user).union(unread)


_PAGE = PreparedValues(_page_rows, values=2, days=1)


def _role_rows(day, **whose):
    """Return [(user, column, name)] of all whom `whose`, a lookup of `user`, names."""
    in_all, helps = Value(IN_ALL, BigIntegerField()), Value(STANDS_IN[0], BigIntegerField())
    groups = Group.objects.filter(**whose).order_by().values_list("user", in_all, "name")
    rows = ColumnRole.objects.filter(**whose).order_by()
    persons = {lookup.replace("user", "person"): value for lookup, value in whose.items()}
    absences = StandIn.objects.on(day).filter(**persons).order_by()
    stands_in = absences.values_list("person", helps, Value(STANDS_IN[1], CharField()))
    return groups.union(rows.values_list("user", "column", "role__name"), stands_in)


def _roles_of_rows(rows):
    general = {name for column, name in rows if column == IN_ALL}
    return _roles(general, ((column, name) for column, name in rows if column > IN_ALL))


def _roles(general, column_roles):
    roles = Roles(general=general)
    for column, name in column_roles:
        roles.by_column[column].add(name)
    return roles


def _lend(roles, absent):
    roles.borrowed = True
    roles.general |= absent.general & REVIEWING
    for column, names in absent.by_column.items():
        roles.by_column[column] |= names & REVIEWING


def may(user, verb, where=None) -> bool:
    """Tell whether this person may do `verb` (a key of VERBS) at `where`.

    `where` is an entry, column, series, or id of a column; None asks whether they may anywhere at
    all, EVERYWHERE whether in all columns.

    Administrators may do everything except sign, also as members of a reviewers' group: a person
    who assigns the roles must not sign. Decision 21.
    """
    if not (user and user.is_active and user.is_staff):
        return False
    if user.is_superuser:
        return not verb.startswith("review_")
    return bool(VERBS[verb] & roles_of(user).at(where))


def holds(user, verb, where=None) -> bool:
    """Tell whether the person `may` by a role of their own, not a stand-in's.

    What was lent cannot be lent on.
    """
    if not may(user, verb, where):
        return False
    if user.is_superuser or not roles_of(user).borrowed:
        return True
    return bool(VERBS[verb] & _own_roles(user).at(where))


def columns_of(user, verb):
    """Return the ids of the columns in which the person may do `verb`.
    None for all."""
    if may(user, verb, EVERYWHERE):
        return None
    if not may(user, verb):
        return set()
    return {column for column in roles_of(user).by_column if may(user, verb, column)}


def levels_of(user, where=None) -> list[Level]:
    """Return the levels of review that this person may sign."""
    return [level for level in Level if may(user, f"review_{level.value}", where)]


def stood_in_for(user, level, where):
    """Return the absent reviewer for whom this person signs at `level`.

    None where the role is their own.
    """
    verb = VERBS[f"review_{level}"]
    if not roles_of(user).borrowed or verb & _own_roles(user).at(where):
        return None
    for absence in _absences(user):
        if verb & _own_roles(absence.absent).at(where):
            return absence.absent
    return None


def seen_by(user, rows):
    """Return only the entries of columns that this person may see."""
    return rows.filter(in_columns_of(user, "view"))


def in_columns_of(user, verb, *, column="column"):
    """Return the condition that an entry's column lets this person do `verb`.

    `column` is the way to it from the rows that are asked for."""
    columns = columns_of(user, verb)
    return Q() if columns is None else Q(**{f"{column}__in": columns})
