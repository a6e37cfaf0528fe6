"""Parts that many pages share, printed once a process (decision 139)."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import get_script_prefix

from series.models import ENTRY_KINDS

register = template.Library()
NEVER = None  # the value of a part that is printed each time


class KeptNode(template.Node):
    """The text between `kept` and `endkept`, printed once for the same values."""

    most = 1_000  # forms of one part

    def __init__(self, names, nodelist):
        self.names, self.nodelist = names, nodelist
        self._printed: dict = {}

    def render(self, context):
        values = [_fixed(name.resolve(context)) for name in self.names]
        if values and values[0] is NEVER:
            return self.nodelist.render(context)
        key = (staticfiles_storage._wrapped, get_script_prefix(), *values)
        printed = self._printed.get(key)
        if printed is None:
            if len(self._printed) >= self.most:
                self._printed.clear()
            printed = self._printed[key] = self.nodelist.render(context)
        return printed


def _fixed(value):
    """Return a value that can be part of a key."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


@register.tag
def kept(parser, token):
    """Print what stands up to `endkept`, which depends on the named values alone.

    Where the first of them is None it is printed each time. Never around what a template's heir may replace, nor what the time or the database changes."""
    names = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(names, nodelist)


@register.filter
def row_values(entry):
    """Return what a list's row prints of an entry; None where the day changes it."""
    if ENTRY_KINDS[entry.kind].takes_place:
        return NEVER
    run, thumbnail = entry.series, getattr(entry, "thumbnail", None)
    crops = (thumbnail.digest, repr(thumbnail.renditions)) if thumbnail else ()
    return (
        crops,
        *(entry.pk, entry.kind, entry.slug, entry.headline, entry.title_words, entry.summary),
        *(entry.subtitle, entry.number, entry.published_at, entry.time_known, entry.fingerprint),
        *((run.pk, str(run), run.title) if run else ()),
    )
