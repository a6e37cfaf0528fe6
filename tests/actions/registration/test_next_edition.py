"""办下一场: the settings of registration come along, its days and its people do not."""

import pytest

from series.actions.registration.next_edition import make_next_event
from series.actions.registration.settings import set_questions, set_sessions
from series.models import AuditLine
from tests.helpers import making, people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db
QUESTION = {"kind": "one", "label": "怎样来", "options": ["自驾", "地铁"], "required": True}


def test_settings_questions_and_sessions_come_along(column):
    series = making.series("常商论坛").pk
    last = open_event(
        settings={"capacity": 60, "needs_approval": True, "consent": "同意。"}, series=series
    )
    set_questions(last, [QUESTION], by=people.chief())
    set_sessions(last, [("参观", 30)], by=people.chief())
    enrol(last, "甲")
    draft = make_next_event(last, by=people.editor())
    settings = draft.registration_settings
    assert (settings.way, settings.capacity, settings.needs_approval) == ("open", 60, True)
    assert (settings.opens_at, settings.closes_at, settings.attended) == (None, None, None)
    (question,) = settings.questions.all()
    assert {key: getattr(question, key) for key in QUESTION} == QUESTION
    assert [(row.title, row.capacity) for row in settings.sessions.all()] == [("参观", 30)]
    assert settings.consents.get().text == "同意。"
    assert not draft.registrations.exists()
    line = AuditLine.objects.get(verb="沿用报名设置")
    assert (line.entry_id, line.detail["of"]) == (draft.pk, last.pk)


def test_without_settings_nothing_is_copied(column):
    last = making.event("public", series=making.series("常商论坛").pk)
    draft = make_next_event(last, by=people.editor())
    assert not hasattr(draft, "registration_settings")
