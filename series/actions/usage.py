"""Where pictures and attachments are used, and who at the desk may see them.

Who works in all columns sees every file. Others see what no entry uses yet and what an entry of
their own columns uses, in its public or its newest text.
"""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from series.models import Entry
from series.roles import columns_of, may


def uses_of_picture(picture):
    """The entries whose public or newest text holds the picture."""
    address = f"/pictures/{picture.pk}/"
    public = Q(pk__in=picture.entries.values("pk"))
    return _with_words().filter(public | Q(words__contains=address))


def uses_of_attachment(attachment):
    """The entries whose public or newest text carries the attachment."""
    listed = rf'"attachments": \[([0-9]+, )*{attachment.pk}[],]'
    public = Q(pk__in=attachment.entries.values("pk"))
    return _with_words().filter(public | Q(words__regex=listed))


def _with_words():
    return Entry.objects.annotate(words=Cast("newest__content", TextField()))


def may_see_picture(user, picture):
    return _may_see(user, lambda: uses_of_picture(picture))


def may_see_attachment(user, attachment):
    return _may_see(user, lambda: uses_of_attachment(attachment))


def _may_see(user, uses):
    if not may(user, "view"):
        return False
    columns = columns_of(user, "view")
    if columns is None:
        return True
    used_in = set(uses().values_list("column", flat=True))
    return not used_in or bool(used_in & columns)
