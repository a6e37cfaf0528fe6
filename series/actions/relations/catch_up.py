"""Work that a process which ended too soon left undone.
Texts not yet compared with others, public entries not yet related.

Done by the timer of `manage.py check_desk`, or at once by the commands `find_twins` and
`relate_entries`.
"""

from series.models import Entry, PendingRelation

from .related import relate
from .similar_pairs import read_some

# Of each at a time: the timer does not do a whole site that was never searched for similar texts.
MOST = 50


def catch_up():
    """Compare and relate what was left undone, at most MOST of each.

    Returns (texts compared, entries related).
    """
    pending = Entry.objects.published().filter(pk__in=PendingRelation.objects.values("entry"))
    keys = list(pending.order_by("pk").values_list("pk", flat=True)[:MOST])
    for key in keys:
        relate(key)
    return read_some(most=MOST), len(keys)
