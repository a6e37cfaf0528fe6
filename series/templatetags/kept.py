"""Parts that many pages share, printed once a process (decision 139)."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template
from django.urls import get_script_prefix

from series.models import ENTRY_KINDS
from series.safe_markup import written_markup

register = template.Library()
NEVER = None  # the value of a part that is printed each time


class Printed:
    """The texts of one part, each under the values that it was printed from."""

    most = 1_000  # forms of one part

    def __init__(self):
        self._texts: dict = {}

    def text(self, key, make):
        """Return the text under a key; `make` prints it where there is none."""
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) >= self.most:
                self._texts.clear()
            text = self._texts[key] = make()
        return text


class KeptNode(template.Node):
    """The text between `kept` and `endkept`, printed once for the same values."""

    def __init__(self, names, nodelist):
        self.names, self.nodelist = names, nodelist
        self._printed = Printed()

    def render(self, context):
        values = [_fixed(name.resolve(context)) for name in self.names]
        if values and values[0] is NEVER:
            return self.nodelist.render(context)
        return self._printed.text((*_site(), *values), lambda: self.nodelist.render(context))


def _site():
    """Return what each address of a file or page depends on."""
    return staticfiles_storage._wrapped, get_script_prefix()


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


_rows = Printed()


@register.simple_tag
def list_rows(entries, *, in_year=False):
    """Print the rows of a list, each once a process.

    `in_year` where a heading says the year."""
    site = _site()
    return written_markup("".join([_row(site, each, in_year=in_year) for each in entries]))


@register.simple_tag
def list_row(entry, *, pin=""):
    """Print one row of a list; `pin` says why it stands there (置顶, 推荐)."""
    return _row(_site(), entry, pin=pin)


def _row(site, entry, *, pin="", in_year=False):
    def make():
        shown = {"entry": entry, "pin": pin, "in_year": in_year}
        return get_template("series/_row.html").render(shown)

    values = row_values(entry)
    return make() if values is NEVER else _rows.text((site, values, pin, in_year), make)


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
