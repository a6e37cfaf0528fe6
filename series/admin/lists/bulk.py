"""Bulk steps of a list: choose entries and a step, confirm the forecast."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from series.actions.editorial.bulk import STEPS, BulkFields, forecast, run
from series.actions.errors import EditorialError
from series.admin.base import check_length, parse_positive_int, typed_words
from series.models import Entry, Revision, Series
from series.models.entry import TEXTS
from series.roles import may

MOST_ROWS = 100
LONGEST_TAGS = 200


def steps_for(user):
    """Return [(key, step)] of the steps that the user may do somewhere."""
    return [(key, step) for key, step in STEPS.items() if step.allowed(user, None)]


def choices_for(user):
    """Return the steps in the shape of Django's admin actions.

    Their functions are never called, since the list's form posts to `bulk/`."""
    return {key: (lambda *args: None, key, step.name) for key, step in steps_for(user)}


def list_context(model_admin, request):
    """Return the context that the list's template needs for bulk steps."""
    address = reverse(f"admin:series_{model_admin.opts.model_name}_bulk")
    return {"bulk_steps": steps_for(request.user), "bulk_address": address}


def urls(model_admin):
    """Return the path `bulk/` of one list."""
    view = model_admin.admin_site.admin_view(lambda request: bulk_view(model_admin, request))
    return [path("bulk/", view, name=f"series_{model_admin.opts.model_name}_bulk")]


def bulk_view(model_admin, request):
    """Show what a bulk step will do, or do it once confirmed; POST only.

    `do` is the step's key. `_selected_action` (ids) asks for the forecast; `confirmed` with `row`
    ("id:revision") runs the step."""
    if not may(request.user, "view"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    back = _list_address(model_admin, request)
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        messages.error(request, "请先选好要办的事，再按“办理”")
        return redirect(back)
    if not step.allowed(request.user, None):
        raise PermissionDenied
    confirmed = "confirmed" in request.POST
    pairs = _pairs(model_admin, request, confirmed=confirmed)
    if not pairs:
        messages.error(request, "请先在列表中勾选稿件")
        return redirect(back)
    if confirmed:
        return _do(model_admin, request, step, pairs, back=back)
    return _ask(model_admin, request, step, forecast(step, pairs, by=request.user))


def _list_address(model_admin, request):
    page = reverse(f"admin:series_{model_admin.opts.model_name}_changelist")
    query = QueryDict(request.POST.get("back", "").replace("%00", "").lstrip("?")).urlencode()
    return f"{page}?{query}" if query else page


def _pairs(model_admin, request, *, confirmed):
    """Return [(entry, revision)] of the chosen rows that the user may see.

    The revision is the newest, or the one that was shown when the user confirmed."""
    if confirmed:
        parts = (row.partition(":") for row in request.POST.getlist("row")[:MOST_ROWS])
        numbers = {parse_positive_int(pk): parse_positive_int(number) for pk, _, number in parts}
    else:
        ids = request.POST.getlist("_selected_action")[:MOST_ROWS]
        numbers = {parse_positive_int(pk): None for pk in ids}
    seen = model_admin.get_queryset(request).filter(pk__in=numbers).values("pk").order_by()
    rows = Entry.objects.filter(pk__in=seen).select_related("column").order_by("pk")
    entries = {row.pk: row for row in rows.defer(*TEXTS)}
    revisions = _revisions(entries, numbers)
    return [(entry, revisions[pk]) for pk, entry in entries.items() if pk in revisions]


def _revisions(entries, numbers):
    """Return {entry id: its revision of this number, or the newest where None}.

    No other revision is loaded: an entry has dozens, each with its whole content."""
    if not entries:
        return {}
    wanted = Q()
    for pk, entry in entries.items():
        number = numbers[pk]
        newest = number is None
        wanted |= Q(pk=entry.newest_id) if newest else Q(entry=pk, number=number)
    return {revision.entry_id: revision for revision in Revision.objects.filter(wanted)}


def _ask(model_admin, request, step, outcomes):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{step.name}：{len(outcomes)} 篇",
        "step": step,
        "do": request.POST["do"],
        "back": request.POST.get("back", ""),
        "will": [outcome for outcome in outcomes if not outcome.reason],
        "will_not": [outcome for outcome in outcomes if outcome.reason],
        "words": request.POST.get("words", ""),
    }
    if step.field == "series":
        context["series"] = Series.objects.select_related("column").order_by("column", "title")
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/bulk.html", context)


def _do(model_admin, request, step, pairs, *, back):
    fields = BulkFields(
        words=typed_words(request),
        tags=request.POST.get("tags", "").replace("\0", "")[:LONGEST_TAGS],
        series=parse_positive_int(request.POST.get("series", "")) or None,
    )
    try:
        _check(step, fields, do=request.POST["do"])
    except EditorialError as error:
        messages.error(request, str(error))
        return _ask(model_admin, request, step, forecast(step, pairs, by=request.user))
    outcomes = run(step, pairs, fields, by=request.user)
    done = sum(1 for outcome in outcomes if not outcome.reason)
    if done:
        messages.success(request, f"{done} 篇{step.done}")
    for outcome in outcomes:
        if outcome.reason:
            messages.error(request, f"《{outcome.entry}》没有{step.name}：{outcome.reason}")
    return redirect(back)


def _check(step, fields, *, do):
    """Raise EditorialError if a field that the whole batch needs is missing or too long."""
    check_length(fields.words, step=do)
    if step.field == "words" and not fields.words.strip():
        raise EditorialError(f"{step.name}须写明{'原因' if do == 'withdraw' else '意见'}")
    if step.field == "tags" and not fields.tags.strip():
        raise EditorialError("请填写要加的话题")
    if step.field == "series" and fields.series is None:
        raise EditorialError("请选择系列")
