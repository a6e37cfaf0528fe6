"""A published consultation as a QAPage: the reviewed words, and nobody's name."""

from django.conf import settings
from django.utils import timezone

from . import LANGUAGE, document, thing


def question(row, *, root):
    """Return a published consultation as linked data."""
    url = root + row.get_absolute_url()
    author = thing("Organization", name=row.department or settings.SITE["owner"])
    answer = thing(
        "Answer",
        text=row.answer,
        url=f"{url}#answer",
        dateCreated=_day(row.closed_at),
        author=author,
    )
    asked = thing(
        "Question",
        name=row.public_title,
        text=row.public_question,
        dateCreated=_day(row.received_at),
        answerCount=1,
        acceptedAnswer=answer,
    )
    return document("QAPage", url=url, inLanguage=LANGUAGE, mainEntity=asked)


def _day(moment):
    return timezone.localtime(moment).date().isoformat()
