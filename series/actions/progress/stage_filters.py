"""The stages by which lists are filtered, each as a condition on the rows.
Writes nothing."""

from django.db.models import Exists, F, OuterRef, Q

from series.models import Decision, Review, ReviewTask, Revision, Step, Visibility


def _task(**fields):
    return Exists(ReviewTask.objects.open().filter(entry=OuterRef("pk"), **fields))


def _pending():
    """Return the condition of the index `entry_pending`.
    With it only the work in hand is read."""
    return Q(newest__isnull=False) & ~Q(newest=F("live"))


def _scheduled():
    return Q(publish_due_at__isnull=False)


def _returned():
    return Exists(
        Review.objects.filter(
            entry=OuterRef("pk"), digest=OuterRef("newest__digest"), decision=Decision.RETURN
        )
    )


def _public():
    """Return the condition of public entries, by exclusion of the other values.

    With an equality SQLite would sort every public entry, of which these lists, in the order of
    saving, show one page.
    """
    return ~Q(visibility__in=[value for value in Visibility if value != Visibility.PUBLIC])


BIN = "bin"
# Name in an address → (what the list says, the condition).
STAGES = {
    "draft": ("草稿", lambda: _pending() & ~_task()),
    "returned": ("退回修改", lambda: _pending() & ~_task() & _returned()),
    "first": ("待初审", lambda: _task(step=Step.FIRST)),
    "second": ("待复审", lambda: _task(step=Step.SECOND)),
    "final": ("待终审", lambda: _task(step=Step.FINAL)),
    "extra": ("待加签", lambda: _task(step=Step.EXTRA)),
    "ready": ("待发布", lambda: _task(step=Step.PUBLISH) & ~_scheduled()),
    "scheduled": ("已排期", _scheduled),
    "public": ("已发布", _public),
    "expired": ("已下线", lambda: Q(visibility=Visibility.EXPIRED)),
    "withdrawn": ("已撤稿", lambda: Q(visibility=Visibility.WITHDRAWN)),
}


def in_stage(rows, name):
    """Return the rows in this stage; all rows outside the bin for an unknown name."""
    if name == BIN:
        return rows.filter(discarded_at__isnull=False, newest__isnull=False)
    rows = rows.filter(discarded_at=None)
    return rows.filter(STAGES[name][1]()) if name in STAGES else rows


def written_by(rows, user):
    """Return the rows in which this person saved a revision."""
    return rows.filter(Exists(Revision.objects.filter(entry=OuterRef("pk"), created_by=user)))


def held_by(rows, holder):
    """Return the rows whose open task this person (an id) holds; None: nobody holds it."""
    return rows.filter(_task(holder=holder))


def holders():
    """Return [(id, name)] of everybody who holds an open task."""
    # Unordered: in the order of its key SQLite would read every task that ever was.
    tasks = ReviewTask.objects.open().exclude(holder=None).select_related("holder").order_by()
    return sorted({(task.holder_id, str(task.holder)) for task in tasks})
