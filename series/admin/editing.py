"""The page of one entry: the newest revision in a form for editors, as a text for reviewers."""

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.errors import EditorialError, StaleError
from series.actions.revising import create_entry, save_revision
from series.forms.reading import reading
from series.models import Entry, Revision
from series.roles import columns_of, may
from series.text.blocks import TextError

from .base import whole_number
from .beside import beside

RECENT = 6
UNSENT, LONGEST_UNSENT = "unsent", 2000


def found(model_admin, request, object_id):
    """The entry of this address for somebody who may see it: 403 before 404."""
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = model_admin.model.objects.select_related("column", "series", "newest__created_by")
    entry = get_object_or_404(rows, pk=whole_number(str(object_id)))
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def change_page(model_admin, request, object_id):
    """Add (no `object_id`), edit or read one entry."""
    entry = found(model_admin, request, object_id) if object_id else None
    editable = may(request.user, "edit" if entry else "create", entry)
    if not editable and (entry is None or request.method == "POST"):
        raise PermissionDenied
    form, theirs = None, None
    if editable:
        form = _form(model_admin, request, entry)
        if request.method == "POST" and form.is_valid():
            saved, theirs = _save(model_admin, request, entry, form)
            if saved:
                return redirect(_after(request, saved))
    return _render(model_admin, request, entry, form=form, theirs=theirs)


def _form(model_admin, request, entry):
    data = request.POST if request.method == "POST" else None
    if entry is None:
        return model_admin.form_class(data, columns=columns_of(request.user, "create"))
    content = _starting_point(request, entry).content
    columns = columns_of(request.user, "edit")
    return model_admin.form_class(data, content=content, base=entry.newest.number, columns=columns)


def _starting_point(request, entry):
    """The revision whose words the form opens with: the newest, or the one that `from` names."""
    number = whole_number(request.GET.get("from", ""))
    return entry.revisions.filter(number=number).first() or entry.newest


def _save(model_admin, request, entry, form):
    """(saved entry or None, the revision of somebody else that stands in the way or None)."""
    note = form.cleaned_data["note"]
    try:
        if entry is None:
            entry = create_entry(model_admin.kind, form.content(), by=request.user, note=note)
            messages.success(request, f"《{entry}》已建稿，保存为第1版")
        else:
            _save_again(request, entry, form, note=note)
        return entry, None
    except StaleError as error:
        newest = Entry.objects.select_related("newest__created_by").get(pk=entry.pk).newest
        form.add_error(None, str(error))
        form.restart_from(newest.number)
        return None, newest
    except (EditorialError, TextError) as error:
        form.add_error(None, str(error))
        return None, None


def _save_again(request, entry, form, *, note):
    base = form.cleaned_data["base"] or 0
    before = entry.newest_id
    revision = save_revision(entry, form.content(), by=request.user, base=base, note=note)
    if revision.pk == before:
        messages.info(request, "内容没有变化，未产生新版本")
        return
    aside = "；公开页不变，审核发布后才更新" if entry.is_public else ""
    messages.success(
        request, f"《{form.cleaned_data['headline']}》已保存为第{revision.number}版{aside}"
    )


def _after(request, entry):
    if "_list" in request.POST:
        return reverse(f"admin:series_{entry.kind}_changelist")
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])


def _render(model_admin, request, entry, *, form, theirs):
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        "title": entry.newest.content["headline"]
        if entry
        else f"新建{model_admin.opts.verbose_name}",
        "media": model_admin.media,
    }
    if form is not None:
        adminform = helpers.AdminForm(form, form.shown_fieldsets(), {}, model_admin=model_admin)
        context |= {"adminform": adminform, "media": model_admin.media + form.media}
        context["starting_point"] = _starting_point(request, entry) if entry else None
    else:
        context["reading"] = reading(model_admin.form_class, entry.newest.content)
    if theirs:
        context |= {"theirs": theirs, "other": reading(model_admin.form_class, theirs.content)}
    if entry:
        context |= beside(request.user, entry)
        context["revisions"] = _revisions(entry)[:RECENT]
        context["unsent"] = take_unsent(request, entry)
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, model_admin.change_form_template, context)


def keep_unsent(request, entry, *, step, words):
    """Words that a refused step came with, for the page that the person returns to."""
    request.session[UNSENT] = {"entry": entry.pk, "step": step, "words": words[:LONGEST_UNSENT]}


def take_unsent(request, entry):
    """{step, words} that were refused at this entry a moment ago, once; otherwise empty."""
    kept = request.session.get(UNSENT, {})
    if kept.get("entry") != entry.pk:
        return {}
    return request.session.pop(UNSENT)


def _revisions(entry):
    rows = entry.revisions.select_related("created_by").defer("content")
    return rows.prefetch_related("reviews__reviewer")


def history_page(model_admin, request, object_id):
    """Every revision with its signatures, newest first."""
    entry = found(model_admin, request, object_id)
    context = {"title": "历史版本", "revisions": _revisions(entry)}
    return _simple(model_admin, request, entry, "admin/entry_history.html", context)


def revision_page(model_admin, request, *, object_id, number):
    """One revision as a text, as it was saved."""
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
    return _simple(model_admin, request, entry, "admin/entry_revision.html", context)


def _simple(model_admin, request, entry, template, context):
    request.current_app = model_admin.admin_site.name
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": entry,
        **context,
    }
    return TemplateResponse(request, template, whole)
