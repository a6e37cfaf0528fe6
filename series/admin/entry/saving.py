"""Saving the form of an entry, as a page or by script.

Decisions 24, 29 and 116."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.urls import reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.content import tidy_content
from series.actions.editorial.reviews import submit
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.editorial.tasks import saving_warning, task_of
from series.actions.editorial.working_copies import OpenForm, close_copy, saved_by
from series.actions.errors import EditorialError, StaleError
from series.actions.relations.organizations import names_read_first
from series.admin.base import check_length
from series.forms.merge import merge_late_save
from series.forms.moments import parse_moment
from series.models import Entry
from series.models.audit import lock_audit_chain
from series.models.entry import UNTITLED
from series.models.revision import content_digest
from series.roles import columns_of, may
from series.text.markup.blocks import TextError

from .schedule_buttons import schedule_remark
from .unsent import keep_unsent

REFUSED = "稿件没有保存，请按提示改正，已填写的内容都在"
OTHER_PERSON = "现在登录的是{user}，这一页是别的账号打开的；请用原来的账号登录后再保存"


@dataclass(frozen=True)
class SaveResult:
    """What became of a form that was sent.

    The saved entry, else the form to show again.

    `question` is what the person must agree to first, `merge` the merge with a newer revision."""

    form: Any
    saved: Entry | None = None
    address: str = ""
    question: str = ""
    merge: Any = None


@names_read_first
def save_form(model_admin, request, entry, form):
    """Save a form that was sent, and submit the entry where 保存并送审 was pressed."""
    if not form.is_valid():
        return SaveResult(form)
    try:
        _check_writer(request)
        with transaction.atomic():
            lock_audit_chain()  # the same form, sent again, waits and finds itself saved
            entry = _saved_before(request, entry, form)
            if question := _question(request, entry, form):
                return SaveResult(form, question=question)
            saved = _save(model_admin, request, entry, form)
    except StaleError:
        return _merged(request, entry, form)
    except (EditorialError, TextError) as error:
        form.add_error(None, str(error))
        return SaveResult(form)
    _submit_if_asked(request, saved)
    return SaveResult(form, saved=saved, address=_address_after_save(saved))


def _check_writer(request):
    """Refuse a form that somebody else had opened before another account logged in."""
    writer = request.POST.get("form_writer", "")
    if writer and writer != str(request.user.pk):
        raise EditorialError(OTHER_PERSON.format(user=request.user))


def _saved_before(request, entry, form):
    """Return the entry, also one that was saved unheard.

    The answer to the save of a new text may have been lost.

    The form's base is then the revision that it made itself."""
    earlier = saved_by(request.user, OpenForm.of(request.POST))
    if earlier is None or (entry and entry.pk != earlier.entry_id):
        return entry
    entry = entry or Entry.objects.select_related("newest").get(pk=earlier.entry_id)
    if not may(request.user, "edit", entry):
        raise PermissionDenied
    form.cleaned_data["base"] = max(form.cleaned_data["base"] or 0, earlier.base)
    return entry


def _question(request, entry, form):
    """Return what a save during a review must be asked first.

    "" where nothing is lost by it."""
    task = task_of(entry) if entry and "leaves_review" not in request.POST else None
    if task is None:
        return ""
    if content_digest(tidy_content(entry.kind, form.content())) == entry.newest.digest:
        return ""
    return saving_warning(entry)


def _save(model_admin, request, entry, form):
    note, names = form.cleaned_data["note"], OpenForm.of(request.POST)
    if entry is None:
        saved = create_entry(model_admin.kind, form.content(), by=request.user, note=note)
        messages.success(request, f"《{saved}》已建稿，保存为第1版")
    else:
        saved = entry
        _save_again(request, entry, form, note=note)
    saved = Entry.objects.select_related("column", "newest").get(pk=saved.pk)
    close_copy(request.user, names, entry=saved)
    return saved


def _save_again(request, entry, form, *, note):
    base = form.cleaned_data["base"] or 0
    before, task = entry.newest_id, task_of(entry)
    revision = save_revision(entry, form.content(), by=request.user, base=base, note=note)
    if revision.pk == before:
        if "_submit" not in request.POST:
            messages.info(request, "内容没有变化，未产生新版本")
        return
    remark = "；公开页不变，审核发布后才更新" if entry.is_public else ""
    remark += schedule_remark(Entry.objects.get(pk=entry.pk))
    if task and "_submit" not in request.POST:
        remark += "；已退出审核，须重新送审"
    messages.success(
        request,
        f"《{revision.content['headline'] or UNTITLED}》已保存为第{revision.number}版{remark}",
    )


def _merged(request, entry, form):
    """Return the form merged with the revision that somebody else saved in between."""
    newest = Entry.objects.select_related("newest__created_by").get(pk=entry.pk).newest
    base = entry.revisions.filter(number=form.cleaned_data["base"] or 0).first()
    options = {"columns": columns_of(request.user, "edit"), "user": request.user}
    merge = merge_late_save(form, base=base, theirs=newest, **options)
    return SaveResult(merge.form, merge=merge)


def _submit_if_asked(request, entry):
    """Submit the saved entry for review if a button for it was pressed.

    The text stays saved where the submission is refused."""
    if "_submit" not in request.POST:
        return
    revision, given = entry.newest, request.POST
    words = given.get("submit_note", "").replace("\0", "")
    try:
        with refusals_recorded("送审", by=request.user, entry=entry, digest=revision.digest):
            check_length(words, step="submit")
            due_at = parse_moment(given.get("submit_due", ""))
            task = submit(entry, revision=revision, by=request.user, note=words, due_at=due_at)
        title = revision.content["headline"] or UNTITLED
        messages.success(request, f"《{title}》已送审，{task}")
    except EditorialError as error:
        messages.error(request, f"已保存，但没有送审：{error}")
        keep_unsent(request, entry, step="submit", words=words)


def _address_after_save(entry):
    return reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])


def wants_json(request):
    """Tell whether the form's script sent the form and reads the answer itself."""
    return request.headers.get("Accept") == "application/json"


def answer_save(request, outcome):
    """Answer the form's script in JSON.

    A saved form gets 200, a question or merge 409, errors of fields or a sentence 422."""
    if outcome.saved:
        return JsonResponse({"address": outcome.address, **addresses_of(outcome.saved)})
    if outcome.question:
        return JsonResponse({"question": outcome.question}, status=409)
    if outcome.merge:
        return JsonResponse({"merge": True}, status=409)
    errors = {name: list(found) for name, found in outcome.form.errors.items()}
    sentences = errors.pop("__all__", [])
    answer = {"error": "；".join(sentences) or REFUSED, "errors": errors}
    return JsonResponse(answer, status=422)


def addresses_of(entry):
    """Return where the open form of a saved entry goes on.

    Its revision and its addresses."""
    names = {"action": "change", "autosave": "autosave", "presence": "presence"}
    addresses = {
        key: reverse(f"admin:series_{entry.kind}_{name}", args=[entry.pk])
        for key, name in names.items()
    }
    return {"base": entry.newest.number, **addresses}
