"""One page of a list of entries: stages, thumbnails, readings, new titles, matching passages."""

from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from series.actions.progress.stages import sources_of, stages_of, with_sources, with_texts
from series.dates import near_time
from series.drawing import comb, entry_page_url, entry_url, seal
from series.models import DailyViews, Entry, Visibility
from series.roles import may
from series.search.drafts import passage, words_of
from series.search.snippets import marked

from .choices import columns_once
from .rows import printed_rows

_DAYS = DailyViews.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
READINGS = Subquery(_DAYS.annotate(total=Sum("count")).values("total"))
# The newest headline where the public text is an older revision.
NEW_TITLE = Case(
    When(
        Q(live__isnull=False) & ~Q(live=F("newest")),
        then=KeyTextTransform("headline", "newest__content"),
    ),
    default=Value(""),
    output_field=TextField(),
)


class EntryList(ChangeList):
    """A changelist that adds to its rows what they print beside their own fields.

    It needs a constant number of queries."""

    prints_rows = True  # by `printed_rows`, instead of the stock tag

    def get_queryset(self, request, *given, **also):
        """Return the filtered rows of the list.

        They may be of another model than those of its forms."""
        self.root_queryset = self.model_admin.rows_of_list(request)
        return super().get_queryset(request, *given, **also)

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self._rows_of_page())
        columns = columns_once(request)
        for row in self.result_list:
            row.column = columns[row.column_id]
        words = words_of(self.query)
        stages = stages_of(self.result_list, sources=sources_of(self.result_list))
        keys = [row.pk for row in self.result_list]
        pictures = _pictures(keys)
        for row in self.result_list:
            row.stage = stages[row.pk]
            row.words, row.found = words, passage(row, words) if words else None
            row.picture = pictures.get(row.pk)
            row.editable = may(request.user, "edit", row)

    def printed_rows(self):
        """Return the rows of this page as HTML."""
        return printed_rows(self)

    def _rows_of_page(self):
        """Return the rows of this page, found by their keys.

        So that of the rows before them, and of those that are sorted, the index alone is read."""
        keys = self.result_list.values("pk")
        rows = with_sources(self.root_queryset.filter(pk__in=keys)).annotate(
            readings=READINGS, new_title=NEW_TITLE
        )
        if words_of(self.query):
            rows = with_texts(rows)
        # The filter has read the columns.
        return rows.prefetch_related(None).order_by(*self.queryset.query.order_by)


def _pictures(keys):
    """Return {entry id: its first picture} of public texts; one query."""
    rows = Entry.pictures.through.objects.filter(entry__in=keys).order_by("-picture_id")
    return {row.entry_id: row.picture for row in rows.select_related("picture")}


def thumbnail_of(row):
    """Return a small picture of the public text; without one the seal of the kind."""
    address = row.picture and (row.picture.cover_url(320) or row.picture.rendition_url())
    if not address:
        return seal(row.kind)
    return format_html('<img class="cover" src="{}" alt="" width="96" height="54">', address)


def title_of(row):
    """Return the title cell: headline, place, unpublished headline, opinion, matching passage."""
    return format_html(
        '<a href="{}">{}</a>{}<p class="meta">{}</p>{}{}',
        entry_url(row),
        with_marks(marked(str(row), row.words)),
        _new_title(row),
        format_html_join("", "<span>{}</span>", ((part,) for part in _meta(row) if part)),
        format_html('<p class="said">{}</p>', row.stage.note) if row.stage.note else "",
        format_html('<p class="found">{}</p>', with_marks(row.found)) if row.found else "",
    )


def _meta(row):
    number = f" 第{row.number}期" if row.number else ""
    series = f"{row.series}{number}" if row.series_id else ""
    writer = row.newest.created_by
    heir = f"转交{row.handed_to}" if row.handed_to_id else ""
    return row.column, series, f"{writer} 写" if writer else "", heir, row.newest


def stage_of(row):
    """Return the stage cell.

    The stage in words with its colour and comb, who holds it till when."""
    return format_html(
        '<div class="state is-{}">{}</div><div class="waits">{}</div>',
        _tone(row),
        comb(row.stage),
        waits_for(row),
    )


def _tone(row):
    """Return the CSS class of the stage's colour.

    The words of the stage say the same."""
    task = row.stage.task
    if row.visibility == Visibility.WITHDRAWN:
        return "withdrawn"
    if row.stage.note:
        return "returned"
    if task:
        return "scheduled" if row.scheduled_id == row.newest_id else "waiting"
    return "public" if row.is_public and row.live_id == row.newest_id else "draft"


def links_of(row):
    """Return the ways on from a row.

    To its form, its preview, its history, its public page."""
    ways = [
        (entry_url(row), "改" if row.editable else "看"),
        (entry_page_url(row, "preview"), "预览"),
        (entry_page_url(row, "history"), "经过"),
    ]
    if row.is_public:
        ways.append((row.get_absolute_url(), "公开页"))
    return format_html_join(
        "",
        '<a href="{}">{}<span class="visually-hidden">：{}</span></a>',
        ((url, name, row) for url, name in ways),
    )


def _new_title(row):
    if row.new_title in ("", row.headline):
        return ""
    pieces = with_marks(marked(row.new_title, row.words))
    return format_html('<p class="found">新题：{}</p>', pieces)


def with_marks(pieces):
    """Return pieces of text as HTML, with the matching words in <mark>."""
    parts = ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in pieces)
    return format_html_join("", "{}", parts)


def waits_for(row):
    """Return who holds the open task and when it is due; "" without a task."""
    task = row.stage.task
    if task is None:
        return ""
    who = task.holder or "待认领"
    if task.due_at is None:
        return str(who)
    late = task.due_at < timezone.now()
    return format_html(
        '{}<br><time class="{}">{}{}</time>',
        who,
        "late" if late else "",
        near_time(task.due_at),
        " 逾期" if late else "",
    )
