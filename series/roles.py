"""Who may do what: one table. Every view, command and admin page asks `may`."""

from .models import Level

EDITOR = "编辑"
FIRST = "初审"
SECOND = "复审"
FINAL = "终审"

GROUP_OF_LEVEL = {Level.FIRST: FIRST, Level.SECOND: SECOND, Level.FINAL: FINAL}
DESK = frozenset({EDITOR, FIRST, SECOND, FINAL})

VERBS = {
    "view": DESK,
    "create": frozenset({EDITOR}),
    "edit": frozenset({EDITOR}),
    "submit": frozenset({EDITOR}),
    "review_1": frozenset({FIRST}),
    "review_2": frozenset({SECOND}),
    "review_3": frozenset({FINAL}),
    "publish": frozenset({FINAL}),
    "withdraw": frozenset({FINAL}),
    "arrange": frozenset({EDITOR, FINAL}),
    "set_levels": frozenset(),
    "audit": frozenset({FINAL}),
    "people": frozenset(),
}


def groups_of(user) -> frozenset[str]:
    """The names of the user's groups, read once a request."""
    if not hasattr(user, "_desk_groups"):
        user._desk_groups = frozenset(user.groups.values_list("name", flat=True))
    return user._desk_groups


def may(user, verb, entry=None) -> bool:
    """May this person do `verb` (a key of VERBS), on this entry where one is given?

    Administrators may do everything except sign, also as members of a reviewers' group: who
    hands out the roles holds none of the signatures.
    """
    if not (user and user.is_active and user.is_staff):
        return False
    if user.is_superuser:
        return not verb.startswith("review_")
    return bool(VERBS[verb] & groups_of(user))


def levels_of(user) -> list[Level]:
    """The levels of review that this person may sign."""
    return [level for level in Level if may(user, f"review_{level.value}")]
