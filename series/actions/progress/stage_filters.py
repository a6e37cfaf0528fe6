"""The stages by which lists are filtered, each as a condition on the rows.
Writes nothing."""

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from series.models import Decision, Review, ReviewTask, Revision, Step, Visibility


def _task(**fields):
    return Exists(ReviewTask.objects.open().filter(entry=OuterRef("pk"), **fields))


def _in_review(**fields):
    """Return the condition of an open task, by keys.

    Open tasks are few beside the entries."""
    return Q(pk__in=ReviewTask.objects.open().values("entry")) & Q(_task(**fields))


def _pending():
    """Return the condition of the index `entry_pending`.
    With it only the work in hand is read."""
    return ~Q(newest=F("live"))


def _scheduled():
    return Q(publish_due_at__isnull=False)


def _returned():
    return Exists(
        Review.objects.filter(
            entry=OuterRef("pk"), digest=OuterRef("newest__digest"), decision=Decision.RETURN
        )
    )


def _public():
    """Return the condition of public entries, as an expression that no index begins with.

    With an equality SQLite would sort every public entry, of which these lists, in the order of
    saving, show one page; a list of the other values takes twice as long to count.
    """
    return Q(Exact(Coalesce("visibility", Value("")), Visibility.PUBLIC))


BIN = "bin"
# Name in an address → (what the list says, the condition).
STAGES = {
    "draft": ("草稿", lambda: _pending() & ~_task()),
    "returned": ("退回修改", lambda: _pending() & ~_task() & _returned()),
    "first": ("待初审", lambda: _in_review(step=Step.FIRST)),
    "second": ("待复审", lambda: _in_review(step=Step.SECOND)),
    "final": ("待终审", lambda: _in_review(step=Step.FINAL)),
    "extra": ("待加签", lambda: _in_review(step=Step.EXTRA)),
    "ready": ("待发布", lambda: _in_review(step=Step.PUBLISH) & ~_scheduled()),
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
    return rows.filter(pk__in=Revision.objects.filter(created_by=user).values("entry"))


def held_by(rows, holder):
    """Return the rows whose open task this person (an id) holds; None: nobody holds it."""
    return rows.filter(_in_review(holder=holder))


def held_tasks():
    """Return the open tasks that somebody holds.

    Unordered: in the order of its key SQLite would read every task that ever was."""
    return ReviewTask.objects.open().exclude(holder=None).order_by()
