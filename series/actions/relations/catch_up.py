"""What a process that ended too soon did not come to: texts that were not compared, publications
that were not related. Done by the timer of `manage.py check_desk`, or at once by the commands
`find_twins` and `relate_entries`."""

from series.models import Entry, PendingRelation

from .related import relate
from .similar_pairs import read_some

MOST = 50  # of each at a time: a site that never looked for similar texts is no work for the timer


def catch_up():
    """Do at most MOST of each. Returns (texts compared, entries related)."""
    left = Entry.objects.published().filter(pk__in=PendingRelation.objects.values("entry"))
    keys = list(left.order_by("pk").values_list("pk", flat=True)[:MOST])
    for key in keys:
        relate(key)
    return read_some(most=MOST), len(keys)
