"""The buttons of a change page: each a POST of its own that asks the roles at the entry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from series.actions.errors import EditorialError
from series.actions.publishing import publish, withdraw
from series.actions.reviewing import return_for_changes, sign
from series.models import Review, Revision
from series.roles import levels_of, may

from . import editing
from .base import whole_number


def may_sign(user, entry):
    return may(user, "view", entry) and bool(levels_of(user))


def _sign(entry, revision, *, by, words):
    review = sign(entry, revision=revision, by=by, opinion=words)
    return f"{review.get_level_display()}已签字通过"


def _return(entry, revision, *, by, words):
    return_for_changes(entry, revision=revision, by=by, opinion=words)
    return f"《{entry}》已退回修改，意见已附上"


def _publish(entry, revision, *, by, words):
    publish(entry, revision=revision, by=by)
    return f"《{entry}》已发布，读者现在可以看到"


def _withdraw(entry, revision, *, by, words):
    withdraw(entry, reason=words, by=by)
    return f"《{entry}》已撤稿，公开页不再显示"


STEPS = {
    "sign": (may_sign, _sign),
    "return": (may_sign, _return),
    "publish": (lambda user, entry: may(user, "publish", entry), _publish),
    "withdraw": (lambda user, entry: may(user, "withdraw", entry), _withdraw),
}


def words_of(request):
    """What was typed, its line ends counted as the browser counts them, without NUL."""
    return request.POST.get("words", "").replace("\r\n", "\n").replace("\0", "")


def check_length(words):
    limit = Review._meta.get_field("opinion").max_length
    if len(words) > limit:
        raise EditorialError(f"意见或原因超过 {limit} 字，请缩短后再提交")


def step_view(model_admin, step):
    """The view of one step for the entries of one kind."""
    allowed, act = STEPS[step]

    def view(request, object_id):
        entry = editing.found(model_admin, request, object_id)
        if not allowed(request.user, entry):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        number = whole_number(request.POST.get("revision", ""))
        revision = get_object_or_404(Revision, entry=entry.pk, number=number)
        words = words_of(request)
        try:
            check_length(words)
            messages.success(request, act(entry, revision, by=request.user, words=words))
        except EditorialError as error:
            messages.error(request, str(error))
            editing.keep_unsent(request, entry, step=step, words=words)
        return redirect(reverse(f"admin:series_{entry.kind}_change", args=[entry.pk]))

    return view
