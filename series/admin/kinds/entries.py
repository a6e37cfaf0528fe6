"""Lists of entries, and the admin pages that all kinds share.

The live row is written by actions only (decision 1)."""

from itertools import chain

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from series.actions.progress.stages import for_desk
from series.admin.base import DeskAdmin
from series.admin.entry import (
    amend,
    autosave,
    change_page,
    compare,
    copy,
    figure_suggestions,
    outputs,
    paste,
    preview,
    similar,
    tag_suggestions,
    word_import,
    workflow_buttons,
)
from series.admin.entry.slip import slip_page
from series.admin.lists import bulk, exports, saved_filters
from series.admin.lists.changelist import EntryList, links_of, stage_of, thumbnail_of, title_of
from series.admin.lists.filters import (
    ColumnFilter,
    HolderFilter,
    MineFilter,
    SeriesFilter,
    StageFilter,
    YearFilter,
)
from series.admin.lists.searching import search_list
from series.drawing import entry_url
from series.models import Entry, Kind
from series.roles import seen_by


class EntryListAdmin(DeskAdmin):
    """A list of entries with filters, full-text search, bulk steps and export."""

    add_verb = "create"
    change_verb = "edit"
    delete_verb = None
    list_display = ("cover", "title", "length", "stage", "published", "touched", "ways")
    list_display_links = None
    list_filter = (
        *(StageFilter, ("column", ColumnFilter), MineFilter, HolderFilter),
        *(("series", SeriesFilter), YearFilter),
    )
    search_fields = ("draft_text",)
    search_help_text = "检索草稿和公开页的全部文字；几个词用空格隔开，须同时出现"
    ordering = ("-newest_id",)
    list_per_page = 50
    export_forms = ("xlsx",)
    kind = None

    def get_queryset(self, request):
        return seen_by(request.user, for_desk(super().get_queryset(request)))

    def rows_of_list(self, request):
        """Return the rows that the list shows, before its filters."""
        return self.get_queryset(request)

    def get_search_results(self, request, queryset, search_term):
        return search_list(request, queryset, search_term, kind=self.kind), False

    def get_changelist(self, request, **kwargs):
        return EntryList

    def get_actions(self, request):
        """Return the bulk steps, so that the list has checkboxes; `bulk` has the view."""
        return bulk.choices_for(request.user)

    def changelist_view(self, request, extra_context=None):
        filters = saved_filters.list_context(request, self.opts.model_name)
        extra = {**filters, **bulk.list_context(self, request), **(extra_context or {})}
        return super().changelist_view(request, extra)

    def get_urls(self):
        return [*exports.entry_urls(self), *bulk.urls(self), *super().get_urls()]

    @admin.display(description="图")
    def cover(self, row):
        return thumbnail_of(row)

    @admin.display(description="标题", ordering="headline")
    def title(self, row):
        return title_of(row)

    @admin.display(description="字数", ordering="word_count")
    def length(self, row):
        return format(row.word_count, ",")

    @admin.display(description="进度、等谁", ordering="visibility")
    def stage(self, row):
        return stage_of(row)

    @admin.display(description="发布", ordering="published_at")
    def published(self, row):
        when = moment(row.published_at, with_time=row.time_known)
        if not row.readings:
            return when
        return format_html('{}<br><span class="readings">读 {} 次</span>', when, row.readings)

    @admin.display(description="最近保存", ordering="newest_id")
    def touched(self, row):
        return moment(row.newest.created_at, person=row.newest.created_by)

    @admin.display(description="去向")
    def ways(self, row):
        return links_of(row)


def moment(value, *, with_time=True, person=None):
    """Return a time and below it a person for a list.

    Such as “2023-11-17 09:30” and “王敏”."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    text = local.strftime("%Y-%m-%d %H:%M" if with_time else "%Y-%m-%d")
    return format_html("<time>{}</time>{}", text, format_html("<br>{}", person) if person else "")


@admin.register(Entry)
class AllEntriesAdmin(EntryListAdmin):
    """The list of all kinds; each row leads to the page of its own kind."""

    add_verb = None
    list_filter = ("kind", *EntryListAdmin.list_filter)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            raise PermissionDenied
        entry = change_page.get_visible_entry(self, request, object_id)
        return redirect(entry_url(entry))

    def history_view(self, request, object_id, extra_context=None):
        entry = change_page.get_visible_entry(self, request, object_id)
        return redirect(reverse(f"admin:series_{entry.kind}_history", args=[entry.pk]))


# Modules with further pages of an entry; `urls()` of each gives the paths for one kind.
AREAS = (
    *(amend, autosave, compare, copy, outputs, paste, preview),
    *(tag_suggestions, figure_suggestions, similar, word_import),
)


class EntryAdmin(EntryListAdmin):
    """Admin of one kind of entry.

    The form edits the newest revision; the buttons are the steps of review."""

    form_class = None
    kind = None
    lists_own_fields = False  # of the kind, beside those that all entries have
    object_history_template = "admin/entry_history.html"
    change_form_template = "admin/entry_form.html"

    def get_urls(self):
        name, view = f"series_{Kind(self.kind).value}", self.admin_site.admin_view
        steps = [
            path(
                f"<path:object_id>/{step}/",
                view(workflow_buttons.step_view(self, step)),
                name=f"{name}_{step}",
            )
            for step in workflow_buttons.STEPS
        ]
        revision = path(
            "<path:object_id>/revisions/<int:number>/",
            view(lambda request, **kwargs: change_page.revision_page(self, request, **kwargs)),
            name=f"{name}_revision",
        )
        areas = [area.urls(self) for area in AREAS]
        slip = path(
            "<path:object_id>/slip/",
            view(lambda request, **kwargs: slip_page(self, request, **kwargs)),
            name=f"{name}_slip",
        )
        return [*steps, revision, slip, *chain.from_iterable(areas), *super().get_urls()]

    def rows_of_list(self, request):
        """Return the entries of this kind, with its own fields where these are listed.

        An index of the entries answers then: a join asks the kind's table for each of them."""
        if self.lists_own_fields:
            return self.get_queryset(request)
        return seen_by(request.user, for_desk(Entry.objects.filter(kind=self.kind)))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return change_page.change_page(self, request, object_id)

    def history_view(self, request, object_id, extra_context=None):
        return change_page.history_page(self, request, object_id)
