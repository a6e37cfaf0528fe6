"""The change page of an entry: a form for editors, plain text for reviewers."""

from functools import cache

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from series.actions.editorial.content import blank_content, tidy_content
from series.actions.editorial.page_facts import facts_of, read_page_facts, reviews_of
from series.actions.editorial.tasks import task_of
from series.actions.editorial.working_copies import (
    MOST_COPIES,
    TEXT,
    OpenForm,
    copy_of,
    new_name,
    new_texts_of,
    own_copy,
    shown_copies,
)
from series.actions.progress.placed_comments import placed_comments
from series.actions.relations.similar_pairs import similar_to
from series.admin.base import parse_positive_int
from series.forms.proof import proof_of
from series.forms.raw import content_of_copy, resume_form
from series.forms.reading import readable_content
from series.models import Column, PreparedRows, Revision
from series.models.entry import UNTITLED
from series.roles import columns_of, may

from .bin_buttons import bin_context
from .next_step import next_step
from .saving import answer_save, save_form, wants_json
from .sidebar import next_task, sidebar_context
from .unsent import take_unsent, typed_context
from .usual_column import usual_column

RECENT = 6


def get_visible_entry(model_admin, request, object_id):
    """Return the entry with this id if the user may see it.

    Who may see nothing gets 403 before it is known whether the entry exists."""
    if not may(request.user, "view"):
        raise PermissionDenied
    entry = _entry(model_admin.model, parse_positive_int(str(object_id)))
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def _entry(model, key):
    """Return the entry with this key.

    Http404 without one."""
    found = _one_of(model).rows(key) if key else []
    if not found:
        raise Http404
    return found[0]


@cache
def _one_of(model):
    """Return the prepared query of one row of a model.

    Each page of an entry begins with it (decision 150)."""
    rows = model.objects.select_related("column", "series", "newest__created_by")
    return PreparedRows(lambda key: rows.filter(pk=key), values=1)


def change_page(model_admin, request, object_id):
    """Show and save the form of an entry, or of a new one without `object_id`.

    Who may not edit the entry gets it as text."""
    entry = get_visible_entry(model_admin, request, object_id) if object_id else None
    editable = may(request.user, "edit" if entry else "create", entry)
    if entry and entry.discarded_at and request.method != "POST":
        editable = False  # a form that was opened before is refused with its words
    if not editable and (entry is None or request.method == "POST"):
        raise PermissionDenied
    if not editable:
        return _render(model_admin, request, entry, form=None)
    read = shown_copies(request.user, entry) if entry else None
    copies = _unsaved(model_admin, request, entry, read)
    form = _form(model_admin, request, entry, copy=copies[0] if copies else None)
    outcome = None
    if request.method == "POST":
        outcome = save_form(model_admin, request, entry, form)
        if wants_json(request):
            return answer_save(request, outcome)
        if outcome.saved:
            return redirect(outcome.address)
        form = outcome.form
        read = None  # a refused form may have put words into them
    return _render(
        model_admin, request, entry, form=form, outcome=outcome, copies=copies, read=read
    )


def _unsaved(model_admin, request, entry, read):
    """Return the user's working copies that differ from the newest revision.

    First the one to show.

    It is the one that `copy` names, else of an entry the newest; a new text shows none by itself.
    """
    if request.method != "GET" or "from" in request.GET:
        return []
    key = request.GET.get("copy", "")
    if entry is None:
        copy = key and copy_of(request.user, kind=model_admin.kind, key=key)
        return [copy] if copy else []
    differing = [copy for copy in read[TEXT] if _differs(model_admin, request, entry, copy)]
    return sorted(differing, key=lambda copy: copy.key != key)


def _differs(model_admin, request, entry, copy):
    newest = entry.newest
    content, unfinished = content_of_copy(
        model_admin.form_class,
        copy,
        stored=newest.content,
        columns=columns_of(request.user, "edit"),
        user=request.user,
    )
    return bool(unfinished) or tidy_content(entry.kind, content) != newest.content


def _form(model_admin, request, entry, *, copy):
    data = request.POST if request.method == "POST" else None
    columns = columns_of(request.user, "edit" if entry else "create")
    options = {"columns": columns, "user": request.user}
    if entry:
        base = entry.newest.number
        options |= {"content": _starting_point(request, entry).content, "base": base}
    else:
        offered = Column.objects.all() if columns is None else Column.objects.filter(pk__in=columns)
        column = usual_column(request.user, offered)
        preset = model_admin.form_class.preset(request.GET, user=request.user)
        options["content"] = {**blank_content(model_admin.kind), "column": column, **preset}
    if copy:
        return resume_form(model_admin.form_class, copy.fields, **options)
    return model_admin.form_class(data, **options)


def _starting_point(request, entry):
    """Return the revision that the form was opened with.

    It is the one that `from` names, else the `base` of a form that was sent, else the newest."""
    number = parse_positive_int(request.GET.get("from", "") or request.POST.get("base", ""))
    named = entry.revisions.filter(number=number).first() if number else None
    return named or entry.newest


def _render(model_admin, request, entry, *, form, outcome=None, copies=(), read=None):
    if entry:
        read_page_facts(entry, sources=form.offers.sources if form else None)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": title_of(entry) if entry else f"新建{model_admin.opts.verbose_name}",
        "media": model_admin.media,
    }
    if form is not None:
        context |= {"form": form, "media": model_admin.media + form.media}
        context["starting_point"] = _starting_point(request, entry) if entry else None
        context["can_submit"] = may(request.user, "submit", entry) and not (
            entry and task_of(entry)
        )
        context |= {"form_names": names_of_form(request, copies), "copies": copies[1:]}
        context |= {"copy": copies[0] if copies else None, "outcome": outcome}
        context["merge"] = outcome.merge if outcome else None
        context["new_texts"] = [] if entry else _other_new_texts(request, copies)
    else:
        context["reading"] = readable_content(
            model_admin.form_class, entry.newest.content, known=(entry.column, entry.series)
        )
        context["proof"] = proof_of(
            entry, task_of(entry), user=request.user, clean="clean" in request.GET
        )
    if entry:
        opinions = form.offers.opinions if form else None
        context |= sidebar_context(request.user, entry, opinions=opinions)
        context["revisions"] = _recent(entry)
        context |= bin_context(request.user, entry)
        context["twins"] = similar_to(entry, user=request.user)
        context["unsent"] = take_unsent(request, entry)
        if form is not None:
            context["comments"] = placed_comments(entry, entry.newest, user=request.user)
        context |= typed_context(request.user, entry, context, copies=read)
        context["opinion_names"] = names_of_form(request, [context["typed"].copy])
        if "decided" in request.GET:
            context["next_task"] = next_task(request.user, entry)
    context["step"] = next_step(context)
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, model_admin.change_form_template, context)


def names_of_form(request, copies):
    """Return the names that the form sends.

    Its own, new with every answer, and its copy's."""
    copy = copies[0] if copies else None
    if request.method == "POST":
        copy = own_copy(request.user, OpenForm.of(request.POST))
    shown = {"copy": copy.key, "seen": copy.seen} if copy and not copy.closed_at else {}
    return {"page": new_name(), "writer": request.user.pk, **shown}


def _other_new_texts(request, copies):
    shown = {copy.pk for copy in copies}
    return [copy for copy in new_texts_of(request.user)[:MOST_COPIES] if copy.pk not in shown]


def title_of(entry):
    """Return the headline of the newest revision, or 无题稿件 where it has none."""
    return entry.newest.content["headline"] or UNTITLED


def _recent(entry):
    """Return the newest revisions with the reviews that the page has read."""
    rows = facts_of(entry).revisions[:RECENT]
    for row in rows:
        own = [review for review in reviews_of(entry) if review.revision_id == row.pk]
        row._prefetched_objects_cache = {"reviews": own}
    return rows


def _revisions(entry):
    rows = entry.revisions.select_related("created_by").defer("content")
    return rows.prefetch_related("reviews__reviewer")


def history_page(model_admin, request, object_id):
    """Show every revision with its signatures, newest first."""
    entry = get_visible_entry(model_admin, request, object_id)
    context = {"title": "历史版本", "revisions": _revisions(entry)}
    return simple_page(model_admin, request, entry, "admin/entry_history.html", context)


def revision_page(model_admin, request, *, object_id, number):
    """Show one revision as text, as it was saved."""
    entry = get_visible_entry(model_admin, request, object_id)
    revision = get_object_or_404(
        Revision.objects.select_related("created_by"), entry=entry.pk, number=number
    )
    context = {
        "title": f"第{number}版",
        "revision": revision,
        "reading": readable_content(model_admin.form_class, revision.content),
        "can_restore": may(request.user, "edit", entry) and revision.pk != entry.newest_id,
    }
    return simple_page(model_admin, request, entry, "admin/entry_revision.html", context)


def simple_page(model_admin, request, entry, template, context):
    """Render an admin page about one entry."""
    request.current_app = model_admin.admin_site.name
    frame = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        **context,
    }
    return TemplateResponse(request, template, frame)
