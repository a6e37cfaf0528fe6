"""文中提到：the organizations of the register that a text names.

The names are kept in memory, some 8 MB for 30,000 organizations. They are read again at the next
use after the register's stamp changed, whichever process changed it.
"""

from functools import wraps

from chamber.models import Organization, RegisterState, split_names
from series.text.language.mentions import NameIndex

NAMES = ("name", "short_name", "other_names")
_indexes: dict = {}  # {stamp: NameIndex} of one state of the register


def names_known():
    """Return the NameIndex of the register as it is now.

    One small query; a second one after a change. The stamp is read before the names: if the
    register changes in between, the next call reads them again.
    """
    stamp = RegisterState.objects.values_list("stamp", flat=True).first()
    index = _indexes.get(stamp)
    if index is None:
        rows = Organization.objects.values_list("pk", *NAMES)
        index = NameIndex({pk: split_names(*names) for pk, *names in rows.iterator()})
        _indexes.clear()
        _indexes[stamp] = index
    return index


def keys_named_in(text):
    """Return the keys of the organizations that a text names, in order of first mention."""
    return names_known().named_in(text)


def organizations_named_in(text):
    """Return the organizations that a text names, as rows, in order of first mention.

    One that was deleted meanwhile is left out.
    """
    keys = keys_named_in(text)
    rows = Organization.objects.in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]


def names_read_first(action):
    """Decorate an action so that changed names are read before its transaction begins.

    The action locks the audit chain; nobody has to wait for the reading.
    """

    @wraps(action)
    def reading_first(*args, **kwargs):
        names_known()
        return action(*args, **kwargs)

    return reading_first
