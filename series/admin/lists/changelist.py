"""One page of a list of entries: stages, new titles, matching passages."""

from django.contrib.admin.views.main import ChangeList
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from series.actions.progress.stages import stages_of
from series.dates import near_time
from series.drawing import entry_url, seal
from series.models import Revision
from series.search.drafts import passages, words_of
from series.search.snippets import marked


class EntryList(ChangeList):
    """A changelist that adds to its rows what they print beside their own fields.

    It needs a constant number of queries."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        words = words_of(self.query)
        stages, titles = stages_of(self.result_list), _new_titles(self.result_list)
        found = passages([row.pk for row in self.result_list], words) if words else {}
        for row in self.result_list:
            row.stage, row.new_title = stages[row.pk], titles.get(row.pk, "")
            row.words, row.found = words, found.get(row.pk)


def _new_titles(rows):
    """Return {entry id: newest headline} of entries whose public text is an older revision."""
    newest = [row.newest_id for row in rows if row.live_id and row.live_id != row.newest_id]
    if not newest:
        return {}
    title = KeyTextTransform("headline", "content")
    return dict(Revision.objects.filter(pk__in=newest).values_list("entry", title))


def title_of(row):
    """Return the title cell: kind, linked headline, unpublished headline, matching passage."""
    return format_html(
        '{} <a href="{}">{}</a>{}{}',
        seal(row.kind),
        entry_url(row),
        with_marks(marked(str(row), row.words)),
        _new_title(row),
        format_html('<p class="found">{}</p>', with_marks(row.found)) if row.found else "",
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
