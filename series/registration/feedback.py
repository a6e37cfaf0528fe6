"""会后反馈: the questions, and when a form may answer them. Decision 132."""

from datetime import timedelta

from series.models import EventState, RegistrationState

FEEDBACK_DAYS = timedelta(days=30)
QUESTIONS = {
    "overall": "总体来说，这场活动怎么样？",
    "content": "内容对您有没有用？",
    "arrangement": "组织安排怎么样？",
    "again": "下次类似的活动，您还来吗？",
    "comment": "意见和建议",
}


def may_give_feedback(group, now) -> bool:
    """Tell whether somebody of this form was at the event and has not answered yet."""
    event = group.event
    if not event.is_public or event.state == EventState.CANCELLED or event.ends_at is None:
        return False
    if not event.ends_at <= now <= event.ends_at + FEEDBACK_DAYS:
        return False
    return group.feedback_given < people_with_place(group)


def people_with_place(group) -> int:
    return group.people.filter(state=RegistrationState.LIVE, admitted_at__isnull=False).count()
