"""Where pictures and attachments are used, and who at the desk may see them.

Who works in all columns sees every file. Others see what no entry uses yet and what an entry of
their own columns uses, in its public or its newest text. What readers see is no question for here.
"""

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from series.models import Entry, Picture, Visibility
from series.roles import columns_of, may
from series.text import markup


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


def pictures_for(user):
    """The pictures that this person may see at the desk: what `may_see_picture` says of one, and
    what readers see."""
    columns = columns_of(user, "view")
    if columns is None:
        return Picture.objects.all()
    inside = Q(column__in=columns)
    public = Q(visibility=Visibility.PUBLIC)
    hidden = _shown_in(~inside & ~(public & Q(newest=F("live"))))
    if hidden:
        hidden -= _shown_in(inside)
        seen = Picture.objects.filter(entries__in=Entry.objects.published())
        hidden -= set(seen.values_list("pk", flat=True))
    return Picture.objects.exclude(pk__in=hidden)


def _shown_in(condition):
    """The keys of all pictures in the public or newest texts of these entries."""
    rows = Entry.objects.filter(condition)
    keys = set(Picture.objects.filter(entries__in=rows).values_list("pk", flat=True))
    for body in _with_pictures(rows).values_list("newest__content__body", flat=True):
        keys.update(markup.picture_ids(body))
    return keys


def _with_pictures(rows):
    words = Cast("newest__content", TextField())
    return rows.annotate(words=words).filter(words__contains="/pictures/")


def may_edit_picture(user, picture):
    """Whoever may edit every text that shows it: its crop is seen in all of them."""
    columns = columns_of(user, "edit")
    if columns is None:
        return True
    used_in = set(uses_of_picture(picture).values_list("column", flat=True))
    return bool(columns) and used_in <= columns


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
