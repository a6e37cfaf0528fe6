"""Calls that an open form makes every few seconds.

Autosave, discard and presence (decisions 24, 116)."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from series.actions.editorial.opinions import OPINION, discard_opinions
from series.actions.editorial.presence import be_present, leave, others_at
from series.actions.editorial.working_copies import TEXT, OpenForm, discard_copy, keep_copy
from series.actions.errors import EditorialError
from series.actions.media.usage import check_files
from series.admin.base import parse_positive_int
from series.forms.raw import raw_fields
from series.forms.rich_text import MARKUP, markup_body
from series.models import Kind
from series.roles import may
from series.text.markup.blocks import TextError

from . import change_page
from .json_calls import get_writable_entry
from .saving import OTHER_PERSON, addresses_of


def urls(model_admin):
    """Return the paths of these calls for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def call(view):
        return wrap(lambda request, **kwargs: view(model_admin, request, **kwargs))

    return [
        path("autosave/", call(autosave), name=f"{name}_autosave_new"),
        path("discard/", call(discard), name=f"{name}_discard_new"),
        path("<path:object_id>/autosave/", call(autosave), name=f"{name}_autosave"),
        path("<path:object_id>/discard/", call(discard), name=f"{name}_discard"),
        path("<path:object_id>/presence/", call(presence), name=f"{name}_presence"),
        path("<path:object_id>/opinions/", call(keep_opinions), name=f"{name}_opinions"),
    ]


def autosave(model_admin, request, object_id=None):
    """Store the form's raw fields as this form's working copy; nothing else changes."""
    entry = get_writable_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        _check_files(request)
    except (EditorialError, TextError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    base = parse_positive_int(request.POST.get("base", ""))
    given = {"kind": model_admin.kind, "fields": raw_fields(request.POST)}
    return answer_keeping(request, entry, base=base, **given)


def keep_opinions(model_admin, request, object_id):
    """Store what is typed beside an entry; `discard` deletes what was not sent."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if "discard" in request.POST:
        discard_opinions(request.user, entry)
        messages.success(request, "没有提交的意见已放弃")
        return redirect(reverse(f"admin:series_{entry.kind}_change", args=[entry.pk]))
    fields = {
        name: values for name, values in raw_fields(request.POST).items() if name.startswith("id_")
    }
    base = parse_positive_int(request.POST.get("base", ""))
    return answer_keeping(request, entry, base=base, fields=fields, purpose=OPINION)


def answer_keeping(request, entry, *, base, fields, kind="", purpose=TEXT):
    """Store an open form's fields as its working copy, and answer its script."""
    if request.POST.get("form_writer", "") not in ("", str(request.user.pk)):
        return JsonResponse({"error": OTHER_PERSON.format(user=request.user)}, status=401)
    form = OpenForm.of(request.POST, turn=parse_positive_int(request.POST.get("form_turn", "")))
    given = {"kind": kind or entry.kind, "entry": entry, "base": base, "fields": fields}
    try:
        kept = keep_copy(request.user, **given, form=form, purpose=purpose)
    except EditorialError as error:
        return JsonResponse({"error": str(error)}, status=413)
    answer = _not_kept(kept.copy) if kept.late else _kept(kept.copy)
    return JsonResponse({**answer, **_news(request, entry, base)})


def _kept(copy):
    saved_at = timezone.localtime(copy.saved_at).strftime("%H:%M:%S")
    return {"saved_at": saved_at, "copy": copy.key, "seen": copy.seen}


def _not_kept(copy):
    """Tell a form whose save was done where it goes on.

    The answer to that save was lost."""
    goes_on = copy.closed_at and copy.purpose == TEXT
    return {"saved_at": "", **(addresses_of(copy.entry) if goes_on else {})}


def _check_files(request):
    """Refuse an autosave with a picture or attachment that its writer may not use."""
    keys = [parse_positive_int(key) for key in request.POST.getlist("attachments")]
    body = markup_body(request.POST) if "<img" in request.POST.get(MARKUP, "") else ""
    check_files(body, keys, by=request.user)


def discard(model_admin, request, object_id=None):
    """Delete the working copy and open the saved revision."""
    entry = get_writable_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    key = request.POST.get("copy", "")
    discard_copy(request.user, kind=model_admin.kind, entry=entry, key=key)
    name = f"admin:series_{model_admin.kind}"
    if entry is None:
        messages.success(request, "自动保存的内容已放弃")
        return redirect(reverse(f"{name}_add"))
    messages.success(request, f"自动保存的内容已放弃，下面是{entry.newest}")
    return redirect(reverse(f"{name}_change", args=[entry.pk]))


def presence(model_admin, request, object_id):
    """Record that this user has the entry open; `leaving` ends that at once.

    Those who only read the page are recorded too."""
    entry = change_page.get_visible_entry(model_admin, request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if "leaving" in request.POST:
        leave(request.user, entry)
        return JsonResponse({})
    return JsonResponse(_news(request, entry, parse_positive_int(request.POST.get("base", ""))))


def _news(request, entry, base):
    """Return {others, newest, news} for a page that was opened at revision `base`.

    `others` are names, `newest` is a revision's number, `news` a sentence or “”."""
    if entry is None:
        return {"others": [], "newest": 0, "news": ""}
    be_present(request.user, entry)
    others = [str(person) for person in others_at(entry, but=request.user)]
    return {
        "others": others,
        "newest": entry.newest.number,
        "news": _newer_revision(request, entry, base),
    }


def _newer_revision(request, entry, base):
    """Return a sentence about a revision newer than `base`; "" where there is none."""
    if not base or entry.newest.number <= base:
        return ""
    who = entry.newest.created_by
    name = "您在另一页" if who == request.user else f"{who or '导入程序'}刚"
    then = "保存时可合并" if may(request.user, "edit", entry) else "请刷新后再审"
    return f"{name}存为{entry.newest}，{then}"
