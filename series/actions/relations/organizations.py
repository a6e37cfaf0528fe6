"""文中提到：which organizations of the register a text names.

The names are kept in memory, some 8 MB for 30,000 organizations, and read anew at the next use
after the register's stamp changed, in whichever process that happened.
"""

from functools import wraps

from chamber.models import Organization, RegisterState, split_names
from series.text.language.mentions import NameIndex

NAMES = ("name", "short_name", "other_names")
_known: dict = {}  # {stamp: NameIndex} of one state of the register


def names_known():
    """Return the NameIndex of the register as it now is: one small query, a second one after a
    change.

    The stamp is read before the names: who meets a change in between reads them again next time.
    """
    stamp = RegisterState.objects.values_list("stamp", flat=True).first()
    index = _known.get(stamp)
    if index is None:
        rows = Organization.objects.values_list("pk", *NAMES)
        index = NameIndex({pk: split_names(*names) for pk, *names in rows.iterator()})
        _known.clear()
        _known[stamp] = index
    return index


def keys_named_in(text):
    """Return the keys of the organizations that a text names, in the order of their first places."""
    return names_known().named_in(text)


def organizations_named_in(text):
    """Return the same as rows; one that was deleted meanwhile is left out."""
    keys = keys_named_in(text)
    rows = Organization.objects.in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]


def names_read_first(action):
    """Read the names, where they changed, before the action's transaction begins and locks the
    audit chain: nobody waits for the reading."""

    @wraps(action)
    def reading_first(*args, **kwargs):
        names_known()
        return action(*args, **kwargs)

    return reading_first
