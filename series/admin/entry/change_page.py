"""The page of one entry: the newest revision in a form for editors, as a text for reviewers."""

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.content import tidy_content
from series.actions.editorial.reviews import submit
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.editorial.tasks import task_of
from series.actions.editorial.working_copies import copy_of, discard_copy
from series.actions.errors import EditorialError, StaleError
from series.actions.relations.similar_pairs import similar_to
from series.admin.base import parse_positive_int
from series.forms.merge import merge_of
from series.forms.raw import content_of_copy, resumed
from series.forms.reading import reading
from series.models import Entry, Revision
from series.models.entry import UNTITLED
from series.roles import columns_of, may
from series.text.markup.blocks import TextError

from .schedule_buttons import kept_schedule
from .sidebar import beside

RECENT = 6
UNSENT, LONGEST_UNSENT = "unsent", 2000


def found(model_admin, request, object_id):
    """Return the entry of this address for somebody who may see it: 403 before 404."""
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = model_admin.model.objects.select_related("column", "series", "newest__created_by")
    entry = get_object_or_404(rows, pk=parse_positive_int(str(object_id)))
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def change_page(model_admin, request, object_id):
    """Add (no `object_id`), edit or read one entry."""
    entry = found(model_admin, request, object_id) if object_id else None
    editable = may(request.user, "edit" if entry else "create", entry)
    if not editable and (entry is None or request.method == "POST"):
        raise PermissionDenied
    form, merge, copy = None, None, None
    if editable:
        copy = _unsaved(model_admin, request, entry)
        form = _form(model_admin, request, entry, copy=copy)
        if request.method == "POST" and form.is_valid():
            saved, merge = _save(model_admin, request, entry, form)
            if saved:
                _submit_if_asked(request, saved)
                return redirect(_after(request, saved))
            form = merge.form if merge else form
    return _render(model_admin, request, entry, form=form, merge=merge, copy=copy)


def _unsaved(model_admin, request, entry):
    """Return what this person typed last time and did not save; None where nothing differs."""
    if request.method != "GET" or "from" in request.GET:
        return None
    copy = copy_of(request.user, kind=model_admin.kind, entry=entry)
    if copy is None or entry is None:
        return copy
    newest = entry.newest
    given = {"stored": newest.content, "columns": columns_of(request.user, "edit")}
    content, unfinished = content_of_copy(model_admin.form_class, copy, **given)
    same = not unfinished and tidy_content(entry.kind, content) == newest.content
    return None if same else copy


def _form(model_admin, request, entry, *, copy):
    data = request.POST if request.method == "POST" else None
    given = {"columns": columns_of(request.user, "edit" if entry else "create")}
    if entry:
        base = entry.newest.number
        given |= {"content": _starting_point(request, entry).content, "base": base}
    if copy:
        return resumed(model_admin.form_class, copy.fields, **given)
    return model_admin.form_class(data, **given)


def _starting_point(request, entry):
    """Return the revision whose words the form opened with: the one that `from` names, else for
    what was sent back its `base`, else the newest."""
    number = parse_positive_int(request.GET.get("from", "") or request.POST.get("base", ""))
    return entry.revisions.filter(number=number).first() or entry.newest


def _save(model_admin, request, entry, form):
    """Return (saved entry or None, the Merge with what somebody else saved in between or None)."""
    note = form.cleaned_data["note"]
    try:
        if entry is None:
            saved = create_entry(model_admin.kind, form.content(), by=request.user, note=note)
            messages.success(request, f"《{saved}》已建稿，保存为第1版")
        else:
            saved = entry
            _save_again(request, entry, form, note=note)
        discard_copy(request.user, kind=model_admin.kind, entry=entry)
        return saved, None
    except StaleError:
        newest = Entry.objects.select_related("newest__created_by").get(pk=entry.pk).newest
        base = entry.revisions.filter(number=form.cleaned_data["base"] or 0).first()
        columns = columns_of(request.user, "edit")
        return None, merge_of(form, base=base, theirs=newest, columns=columns)
    except (EditorialError, TextError) as error:
        form.add_error(None, str(error))
        return None, None


def _submit_if_asked(request, saved):
    """保存并送审: the words are saved whatever becomes of the submission."""
    if "_submit" not in request.POST:
        return
    entry = Entry.objects.select_related("column", "newest").get(pk=saved.pk)
    revision = entry.newest
    try:
        with refusals_recorded("送审", by=request.user, entry=entry, digest=revision.digest):
            task = submit(entry, revision=revision, by=request.user)
        messages.success(request, f"《{title_of(entry)}》已送审，{task}")
    except EditorialError as error:
        messages.error(request, f"已保存，但没有送审：{error}")


def _save_again(request, entry, form, *, note):
    base = form.cleaned_data["base"] or 0
    before = entry.newest_id
    revision = save_revision(entry, form.content(), by=request.user, base=base, note=note)
    if revision.pk == before:
        if "_submit" not in request.POST:
            messages.info(request, "内容没有变化，未产生新版本")
        return
    aside = "；公开页不变，审核发布后才更新" if entry.is_public else ""
    aside += kept_schedule(Entry.objects.get(pk=entry.pk))
    messages.success(
        request,
        f"《{revision.content['headline'] or UNTITLED}》已保存为第{revision.number}版{aside}",
    )


def _after(request, entry):
    if "_list" in request.POST:
        return reverse(f"admin:series_{entry.kind}_changelist")
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])


def _render(model_admin, request, entry, *, form, merge, copy):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": title_of(entry) if entry else f"新建{model_admin.opts.verbose_name}",
        "media": model_admin.media,
    }
    if form is not None:
        adminform = helpers.AdminForm(form, form.shown_fieldsets(), {}, model_admin=model_admin)
        context |= {"adminform": adminform, "media": model_admin.media + form.media}
        context["starting_point"] = _starting_point(request, entry) if entry else None
        context["can_submit"] = may(request.user, "submit", entry) and not (
            entry and task_of(entry)
        )
    else:
        context["reading"] = reading(model_admin.form_class, entry.newest.content)
    context |= {"merge": merge, "copy": copy}
    if entry:
        context |= beside(request.user, entry)
        context["revisions"] = _revisions(entry)[:RECENT]
        context["twins"] = similar_to(entry, user=request.user)
        context["unsent"] = take_unsent(request, entry)
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, model_admin.change_form_template, context)


def title_of(entry):
    """Return what the work in progress is called."""
    return entry.newest.content["headline"] or UNTITLED


def keep_unsent(request, entry, *, step, words):
    """Words that a refused step came with, for the page that the person returns to."""
    request.session[UNSENT] = {"entry": entry.pk, "step": step, "words": words[:LONGEST_UNSENT]}


def take_unsent(request, entry):
    """Return {step, words} that were refused at this entry a moment ago, once; otherwise empty."""
    kept = request.session.get(UNSENT, {})
    if kept.get("entry") != entry.pk:
        return {}
    return request.session.pop(UNSENT)


def _revisions(entry):
    rows = entry.revisions.select_related("created_by").defer("content")
    return rows.prefetch_related("reviews__reviewer")


def history_page(model_admin, request, object_id):
    """Return every revision with its signatures, newest first."""
    entry = found(model_admin, request, object_id)
    context = {"title": "历史版本", "revisions": _revisions(entry)}
    return simple_page(model_admin, request, entry, "admin/entry_history.html", context)


def revision_page(model_admin, request, *, object_id, number):
    """Return one revision as a text, as it was saved."""
    entry = found(model_admin, request, object_id)
    revision = get_object_or_404(
        Revision.objects.select_related("created_by"), entry=entry.pk, number=number
    )
    context = {
        "title": f"第{number}版",
        "revision": revision,
        "reading": reading(model_admin.form_class, revision.content),
        "can_restore": may(request.user, "edit", entry) and revision.pk != entry.newest_id,
    }
    return simple_page(model_admin, request, entry, "admin/entry_revision.html", context)


def simple_page(model_admin, request, entry, template, context):
    """Return a page about one entry."""
    request.current_app = model_admin.admin_site.name
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        **context,
    }
    return TemplateResponse(request, template, whole)
