"""Where pictures and attachments are used, and who at the desk may see them.

Who works in all columns sees every file. Others see what no entry uses yet and what an entry of
their own columns uses, in its public or its newest text. What readers see is no question for here.
"""

import re

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from series.models import Attachment, Entry, Picture, Visibility
from series.roles import columns_of, may

OWN_ADDRESS = re.compile(r"/pictures/([0-9]{1,15})/([0-9a-f]{12})")


def uses_of_picture(picture):
    """The entries whose public or newest text holds the picture under its own address: a number
    without its digest is a guess."""
    address = f"/pictures/{picture.pk}/{picture.digest[:12]}"
    public = Q(pk__in=picture.entries.values("pk"), body__contains=address)
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
        hidden -= _shown_in(public & Q(pictures__in=hidden))
    return Picture.objects.exclude(pk__in=hidden)


def _shown_in(condition):
    """The keys of all pictures in the public or newest texts of these entries."""
    rows, named = Entry.objects.filter(condition), set()
    for body in rows.exclude(pictures=None).values_list("body", flat=True):
        named.update(OWN_ADDRESS.findall(body))
    for body in _with_pictures(rows).values_list("newest__content__body", flat=True):
        named.update(OWN_ADDRESS.findall(body))
    known = Picture.objects.filter(pk__in={int(key) for key, _ in named})
    pairs = known.values_list("pk", "digest")
    return {pk for pk, digest in pairs if (str(pk), digest[:12]) in named}


def _with_pictures(rows):
    words = Cast("newest__content", TextField())
    return rows.annotate(words=words).filter(words__contains="/pictures/")


def attachments_in(columns):
    """The attachments that somebody may see at the desk who works in these columns (None: in
    all), and what readers see."""
    if columns is None:
        return Attachment.objects.all()
    inside, public = Q(column__in=columns), Q(visibility=Visibility.PUBLIC)
    hidden = _carried_by(~inside & ~(public & Q(newest=F("live"))))
    if hidden:
        hidden -= _carried_by(inside)
        seen = Attachment.objects.filter(entries__in=Entry.objects.published())
        hidden -= set(seen.values_list("pk", flat=True))
    return Attachment.objects.exclude(pk__in=hidden)


def _carried_by(condition):
    """The keys of all attachments of the public or newest texts of these entries."""
    rows = Entry.objects.filter(condition)
    keys = set(Attachment.objects.filter(entries__in=rows).values_list("pk", flat=True))
    words = Cast("newest__content", TextField())
    listed = rows.annotate(words=words).exclude(words__contains='"attachments": []')
    for given in listed.values_list("newest__content__attachments", flat=True):
        keys.update(given or ())
    return keys


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
