"""The change page of an entry: a form for editors, plain text for reviewers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.content import blank_content, tidy_content
from series.actions.editorial.reviews import submit
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.editorial.tasks import task_of
from series.actions.editorial.working_copies import copy_of, discard_copy
from series.actions.errors import EditorialError, StaleError
from series.actions.relations.similar_pairs import similar_to
from series.admin.base import parse_positive_int
from series.forms.merge import merge_late_save
from series.forms.raw import content_of_copy, resume_form
from series.forms.reading import readable_content
from series.models import Column, Entry, Revision
from series.models.entry import UNTITLED
from series.roles import columns_of, may
from series.text.markup.blocks import TextError

from .next_step import next_step
from .schedule_buttons import schedule_remark
from .sidebar import sidebar_context

RECENT = 6
UNSENT, LONGEST_UNSENT = "unsent", 2000


def get_visible_entry(model_admin, request, object_id):
    """Return the entry with this id if the user may see it.

    Who may see nothing gets 403 before it is known whether the entry exists."""
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = model_admin.model.objects.select_related("column", "series", "newest__created_by")
    entry = get_object_or_404(rows, pk=parse_positive_int(str(object_id)))
    if not may(request.user, "view", entry):
        raise PermissionDenied
    return entry


def change_page(model_admin, request, object_id):
    """Show and save the form of an entry, or of a new one without `object_id`.

    Who may not edit the entry gets it as text."""
    entry = get_visible_entry(model_admin, request, object_id) if object_id else None
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
                return redirect(_address_after_save(saved))
            form = merge.form if merge else form
    return _render(model_admin, request, entry, form=form, merge=merge, copy=copy)


def _unsaved(model_admin, request, entry):
    """Return the user's working copy if it differs from the newest revision, else None."""
    if request.method != "GET" or "from" in request.GET:
        return None
    copy = copy_of(request.user, kind=model_admin.kind, entry=entry)
    if copy is None or entry is None:
        return copy
    newest = entry.newest
    content, unfinished = content_of_copy(
        model_admin.form_class,
        copy,
        stored=newest.content,
        columns=columns_of(request.user, "edit"),
        user=request.user,
    )
    same = not unfinished and tidy_content(entry.kind, content) == newest.content
    return None if same else copy


def _form(model_admin, request, entry, *, copy):
    data = request.POST if request.method == "POST" else None
    columns = columns_of(request.user, "edit" if entry else "create")
    options = {"columns": columns, "user": request.user}
    if entry:
        base = entry.newest.number
        options |= {"content": _starting_point(request, entry).content, "base": base}
    else:
        column = _usual_column(request.user, columns)
        options["content"] = {**blank_content(model_admin.kind), "column": column}
    if copy:
        return resume_form(model_admin.form_class, copy.fields, **options)
    return model_admin.form_class(data, **options)


def _usual_column(user, columns):
    """Return the id of the column that a person's new text most likely belongs to, or None.

    It is the column of the text they saved last, else the only one there is for them."""
    offered = Column.objects.values_list("pk", flat=True)
    if columns is not None:
        offered = offered.filter(pk__in=columns)
    written = Revision.objects.filter(created_by=user, entry__column__in=offered)
    last = written.order_by("-pk").values_list("entry__column", flat=True).first()
    if last is not None:
        return last
    few = list(offered[:2])
    return few[0] if len(few) == 1 else None


def _starting_point(request, entry):
    """Return the revision that the form was opened with.

    It is the one that `from` names, else the `base` of a form that was sent, else the newest."""
    number = parse_positive_int(request.GET.get("from", "") or request.POST.get("base", ""))
    return entry.revisions.filter(number=number).first() or entry.newest


def _save(model_admin, request, entry, form):
    """Save a valid form; return (entry or None, merge or None).

    The merge is with a revision that somebody else saved in between (decision 29)."""
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
        options = {"columns": columns_of(request.user, "edit"), "user": request.user}
        return None, merge_late_save(form, base=base, theirs=newest, **options)
    except (EditorialError, TextError) as error:
        form.add_error(None, str(error))
        return None, None


def _submit_if_asked(request, saved):
    """Submit the saved entry for review if 保存并送审 was pressed.

    The text stays saved where the submission is refused."""
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
    remark = "；公开页不变，审核发布后才更新" if entry.is_public else ""
    remark += schedule_remark(Entry.objects.get(pk=entry.pk))
    messages.success(
        request,
        f"《{revision.content['headline'] or UNTITLED}》已保存为第{revision.number}版{remark}",
    )


def _address_after_save(entry):
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
        context |= {"form": form, "media": model_admin.media + form.media}
        context["starting_point"] = _starting_point(request, entry) if entry else None
        context["can_submit"] = may(request.user, "submit", entry) and not (
            entry and task_of(entry)
        )
    else:
        context["reading"] = readable_content(model_admin.form_class, entry.newest.content)
    context |= {"merge": merge, "copy": copy}
    if entry:
        context |= sidebar_context(request.user, entry)
        context["revisions"] = _revisions(entry)[:RECENT]
        context["twins"] = similar_to(entry, user=request.user)
        context["unsent"] = take_unsent(request, entry)
    context["step"] = next_step(context)
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, model_admin.change_form_template, context)


def title_of(entry):
    """Return the headline of the newest revision, or 无题稿件 where it has none."""
    return entry.newest.content["headline"] or UNTITLED


def keep_unsent(request, entry, *, step, words):
    """Keep the words of a refused step in the session, for the page shown next."""
    request.session[UNSENT] = {"entry": entry.pk, "step": step, "words": words[:LONGEST_UNSENT]}


def take_unsent(request, entry):
    """Return {step, words} of the step just refused at this entry, once; otherwise {}."""
    unsent = request.session.get(UNSENT, {})
    if unsent.get("entry") != entry.pk:
        return {}
    return request.session.pop(UNSENT)


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
