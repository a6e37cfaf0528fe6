"""The buttons of a change page; each sends its own POST, with its own permission."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from series.actions.audit.refusals import refusals_recorded
from series.actions.editorial.bin import KEPT_DAYS, discard, restore
from series.actions.editorial.publication import publish, sign_and_publish, withdraw
from series.actions.editorial.recall import recall
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.editorial.schedules import shown, sign_and_schedule
from series.actions.errors import EditorialError
from series.admin.base import check_length, parse_positive_int, typed_words
from series.forms.moments import parse_moment
from series.models import CannedOpinion, Decision, Revision
from series.roles import may

from . import change_page, comment_buttons, schedule_buttons, task_buttons
from .comment_buttons import may_review
from .unsent import forget_unsent, keep_unsent

DECISIONS = {
    **dict.fromkeys(("sign", "sign_publish", "sign_schedule"), Decision.APPROVE),
    "return": Decision.RETURN,
    "handover": Decision.HANDOVER,
}


def may_finish(user, entry):
    """Tell whether the user may sign and publish at this entry."""
    return may_review(user, entry) and may(user, "publish", entry)


def may_assign(user, entry):
    """Tell whether the user may sign or assign at this entry.

    The action then checks whose task it is."""
    return may_review(user, entry) or may(user, "assign", entry)


def _submit(entry, revision, *, by, words, post):
    due_at = parse_moment(post.get("due_at", ""))
    task = submit(entry, revision=revision, by=by, note=words, due_at=due_at)
    return f"《{entry}》已送审，{task}"


def _recall(entry, revision, *, by, words, post):
    recall(entry, revision=revision, by=by, reason=words)
    return f"《{entry}》已撤回送审，改好后可再送审"


def _sign(entry, revision, *, by, words, post):
    review = sign(entry, revision=revision, by=by, opinion=words)
    return f"{review.get_level_display()}已签字通过"


def _sign_and_publish(entry, revision, *, by, words, post):
    sign_and_publish(entry, revision=revision, by=by, opinion=words)
    return f"已签字，《{entry}》已发布，读者现在可以看到"


def _sign_and_schedule(entry, revision, *, by, words, post):
    at = schedule_buttons.typed_time(post)
    if at is None:
        raise EditorialError("请先填写发布时间，再按签字并定时")
    sign_and_schedule(entry, revision=revision, at=at, by=by, opinion=words)
    return f"已签字，《{entry}》{revision}将于 {shown(at)} 发布"


def _return(entry, revision, *, by, words, post):
    return_for_changes(entry, revision=revision, by=by, opinion=words)
    return f"《{entry}》已退回修改，意见已附上"


def _publish(entry, revision, *, by, words, post):
    publish(entry, revision=revision, by=by)
    return f"《{entry}》已发布，读者现在可以看到"


def _withdraw(entry, revision, *, by, words, post):
    withdraw(entry, reason=words, revision=revision, by=by)
    return f"《{entry}》已撤稿，公开页不再显示"


def _discard(entry, revision, *, by, words, post):
    discard(entry, revision=revision, by=by)
    return f"《{entry}》已放进回收站，{KEPT_DAYS} 天内可以恢复"


def _restore(entry, revision, *, by, words, post):
    restore(entry, by=by)
    return f"《{entry}》已恢复为草稿"


def _may_edit(user, entry):
    return may(user, "edit", entry)


# (who may try, the step): a step gets `words`, the typed text, and `post`, the other form fields.
STEPS = {
    "submit": (lambda user, entry: may(user, "submit", entry), _submit),
    "claim": (may_assign, task_buttons.claim_task),
    "release": (may_assign, task_buttons.release_task),
    "handover": (may_assign, task_buttons.hand_over_task),
    "due": (may_assign, task_buttons.change_due),
    "recall": (lambda user, entry: may(user, "submit", entry), _recall),
    "sign": (may_review, _sign),
    "sign_publish": (may_finish, _sign_and_publish),
    "sign_schedule": (may_finish, _sign_and_schedule),
    "return": (may_review, _return),
    "publish": (lambda user, entry: may(user, "publish", entry), _publish),
    "withdraw": (lambda user, entry: may(user, "withdraw", entry), _withdraw),
    "bin": (_may_edit, _discard),
    "restore": (_may_edit, _restore),
    **schedule_buttons.STEPS,
    **comment_buttons.STEPS,
}

# The audit's names of refused steps; a step that was done has the line of its action.
VERBS = {
    "submit": "送审",
    "claim": "认领",
    "release": "放回",
    "handover": "转交",
    "due": "改期限",
    "recall": "撤回送审",
    "sign": "签字",
    "sign_publish": "签字并发布",
    "sign_schedule": "签字并定时",
    "return": "退回修改",
    "publish": "发布",
    "withdraw": "撤稿",
    "bin": "作废",
    "restore": "恢复稿件",
    **schedule_buttons.VERBS,
    **comment_buttons.VERBS,
}


# After a decision the page offers the next task; after a deed on a comment it shows the comments.
PLACE_AFTER = {
    **dict.fromkeys((*DECISIONS, "publish", "schedule"), "?decided"),
    **dict.fromkeys(comment_buttons.STEPS, "#comments"),
}


def with_canned(words, post, *, step):
    """Return the typed words or, where none were typed, the chosen 常用意见."""
    key = parse_positive_int(post.get("canned", ""))
    if words.strip() or step not in DECISIONS or not key:
        return words
    canned = CannedOpinion.objects.filter(pk=key).first()
    if canned is None:
        raise EditorialError("所选常用意见已被删除，请另选或自己填写")
    if canned.decision != DECISIONS[step]:
        raise EditorialError(
            f"所选常用意见用于“{canned.get_decision_display()}”，与所按的按钮不符，请重选"
        )
    return canned.text


def step_view(model_admin, step):
    """Make the view of one step for one kind of entry."""
    allowed, act = STEPS[step]

    def view(request, object_id):
        entry = change_page.get_visible_entry(model_admin, request, object_id)
        if not allowed(request.user, entry):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change_url = reverse(f"admin:series_{entry.kind}_change", args=[entry.pk])
        number = parse_positive_int(request.POST.get("revision", ""))
        revision = get_object_or_404(Revision, entry=entry.pk, number=number)
        words = typed_words(request)
        try:
            with refusals_recorded(
                VERBS[step], by=request.user, entry=entry, digest=revision.digest
            ):
                check_length(words, step=step)
                typed, words = words, with_canned(words, request.POST, step=step)
                done = act(entry, revision, by=request.user, words=words, post=request.POST)
            messages.success(request, done)
            forget_unsent(request, entry, step=step, words=typed)
        except EditorialError as error:
            messages.error(request, str(error))
            keep_unsent(request, entry, step=step, words=words)
            return redirect(change_url)
        return redirect(f"{change_url}{PLACE_AFTER.get(step, '')}")

    return view
