"""The database itself refuses the impossible, whoever writes to it and however."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from chamber.models import Organization
from series.models import (
    Article,
    AuditLine,
    CannedOpinion,
    Column,
    ColumnRole,
    Comment,
    DailyViews,
    Decision,
    Entry,
    EntryFeature,
    Event,
    Feature,
    Figure,
    Initiative,
    Mention,
    NavigationLink,
    Notice,
    Picture,
    Placement,
    Presence,
    Redirect,
    RelatedEntry,
    Review,
    ReviewTask,
    Revision,
    SavedFilter,
    SearchDocument,
    SearchIndex,
    SearchTally,
    Series,
    Session,
    Shingle,
    SimilarPair,
    StandIn,
    TaggedEntry,
    Tally,
    Term,
    WorkingCopy,
)
from tests.helpers import making, people

from .after_event_cases import CASES as AFTER_EVENT_CASES
from .check_in_cases import CASES as CHECK_IN_CASES
from .consultation_cases import CASES as CONSULTATION_CASES
from .endorsement_cases import CASES as ENDORSEMENT_CASES
from .event_cases import CASES as EVENT_CASES
from .registration_cases import CASES as REGISTRATION_CASES
from .typo_cases import CASES as TYPO_CASES

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def refuse(deed):
    """Do it, expect the database to refuse it, and hand back its words."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        deed()
    return str(caught.value)


def set_fields(model, row, **fields):
    """Past every rule of the program, straight to the table."""
    return lambda: model.objects.filter(pk=row.pk).update(**fields)


def review(row, **fields):
    revision = making.newest(row)
    given = {"level": 1, "decision": Decision.APPROVE, "reviewer": people.first(), **fields}
    return Review(entry_id=row.pk, revision=revision, digest=revision.digest, **given).save


def column_levels():
    return set_fields(Column, making.column(), levels=4)


def organization_kind():
    return set_fields(Organization, making.organization(), kind="club")


def organization_parent():
    row = making.organization()
    return set_fields(Organization, row, parent=row.pk)


def series_title():
    return Series(column=making.series("论坛").column, title="论坛").save


def series_kind():
    return set_fields(Series, making.series(), kind="podcast")


def series_lunar():
    return set_fields(Series, making.series(), lunar_month=1)


def entry_kind():
    return set_fields(Entry, making.article(), kind="video")


def entry_visibility():
    return set_fields(Entry, making.article("published"), visibility="hidden")


def entry_public():
    return set_fields(Entry, making.article(), visibility="public")


def entry_withdrawn():
    return set_fields(Entry, making.article("published"), visibility="withdrawn")


def entry_withdrawn_twice():
    return set_fields(Entry, making.article("published"), withdrawn_at=NOW)


def entry_number_alone():
    return set_fields(Entry, making.article(), number=1)


def entry_number_zero():
    return set_fields(Entry, making.article(series=making.series(), number=1), number=0)


def entry_number_twice():
    forum = making.series()
    making.article(series=forum, number=1)
    return set_fields(Entry, making.event(series=forum, number=2), number=1)


def entry_import_key():
    Entry.objects.filter(pk=making.article().pk).update(import_key="archive:1")
    return set_fields(Entry, making.article(headline="另一篇"), import_key="archive:1")


def initiative_dates():
    day = date(2026, 3, 1)
    row = making.initiative(open_from="2026-03-01")
    return set_fields(Initiative, row, open_until=day - timedelta(days=1))


def event_form():
    return set_fields(Event, making.event(), form="party")


def event_state():
    return set_fields(Event, making.event(), state="maybe")


def event_end():
    row = making.event()
    return set_fields(Event, row, ends_at=row.starts_at - timedelta(minutes=1))


def session_order():
    row = making.event(programme=[{"title": "高峰对话"}])
    return Session(event=row, order=1, title="主题演讲").save


def session_kind():
    row = making.event(programme=[{"title": "高峰对话"}])
    return set_fields(Session, row.sessions.get(), kind="dance")


def picture_size():
    return Picture(digest="a" * 64, extension="png", width=0, height=4).save


def revision_number():
    revision = making.newest(making.article())
    return Revision(entry_id=revision.entry_id, number=1, content={}, digest="a" * 64).save


def review_level():
    return review(making.article(), level=5)


def review_handover():
    return review(making.article(), decision=Decision.HANDOVER, opinion="请代审")


def review_handover_of_a_signature():
    return review(making.article(), handed_to=people.second())


def task(**fields):
    row = making.article()
    return ReviewTask(entry_id=row.pk, revision=making.newest(row), step=1, **fields)


def task_step():
    row = task()
    row.step = 5
    return row.save


def task_outcome():
    return task(outcome="lost", closed_at=NOW).save


def task_closed():
    return task(outcome="done").save


def task_open_twice():
    row = making.article("submitted")
    return ReviewTask(entry_id=row.pk, revision=making.newest(row), step=2).save


def stand_in_dates():
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)}
    return StandIn(absent=people.first(), person=people.second(), **days).save


def stand_in_self():
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 2)}
    return StandIn(absent=people.first(), person=people.first(), **days).save


def opinion_twice():
    CannedOpinion(decision="return", text="请核对").save()
    return CannedOpinion(decision="return", text="请核对").save


def opinion_decision():
    return CannedOpinion(decision="maybe", text="请核对").save


def column_role_twice():
    given = {"user": people.first(), "role": people.first().groups.get()}
    ColumnRole(column=making.column(), **given).save()
    return ColumnRole(column=making.column(), **given).save


def working_copy_with_a_key_twice():
    given = {"user": people.editor(), "kind": "article", "key": "a"}
    WorkingCopy(fields={}, page="a", **given).save()
    return WorkingCopy(fields={}, page="b", **given).save


def working_copy_of_a_form_twice():
    given = {"user": people.editor(), "kind": "article", "page": "a"}
    WorkingCopy(fields={}, key="a", **given).save()
    return WorkingCopy(fields={}, key="b", **given).save


def presence_twice():
    given = {"user": people.editor(), "entry_id": making.article().pk, "seen_at": NOW}
    Presence(**given).save()
    return Presence(**given).save


def saved_filter_twice():
    given = {"user": people.editor(), "list": "entry", "name": "待审"}
    SavedFilter(**given).save()
    return SavedFilter(**given).save


def audit_result():
    row = making.article()
    line = AuditLine(number=10**6, at=NOW, channel="desk", verb="查看", entry_id=row.pk)
    line.result = "maybe"
    return line.save


def entry_expired():
    return set_fields(Entry, making.article("published"), visibility="expired")


def entry_earlier():
    row = making.article("published")
    return set_fields(Entry, row, published_at=row.published_at - timedelta(seconds=1))


def entry_schedule():
    return set_fields(Entry, making.article("signed"), publish_due_at=NOW)


def entry_slip():
    making.article("submitted")
    row = making.article("submitted")
    return set_fields(Entry, row, slip_number=1)


def picture_focus():
    return Picture(digest="a" * 64, extension="png", width=4, height=4, focus_x=101).save


def review_decision():
    return review(making.article(), decision="maybe")


def review_reason():
    return review(making.article(), decision=Decision.RETURN)


def review_person():
    row = making.article()
    review(row)()
    return review(row, level=2)


def review_signature():
    row = making.article()
    review(row)()
    return review(row, reviewer=people.second())


def tag_twice():
    row = making.article(tags=["AI"])
    return TaggedEntry(tag=row.tags.get(), content_object_id=row.pk).save


def tally_twice():
    place = {"column": making.column(), "kind": "article", "year": 2026, "month": 11}
    Tally(**place).save()
    return Tally(**place).save


def tally_kind():
    return Tally(column=making.column(), kind="video", year=2026, month=11).save


def tally_month():
    return Tally(column=making.column(), kind="article", year=2026, month=13).save


def views_twice():
    row = {"entry_id": making.article().pk, "day": date(2026, 11, 27), "count": 1}
    DailyViews(**row).save()
    return DailyViews(**row).save


def views_of_nobody():
    return DailyViews(entry_id=making.article().pk, day=date(2026, 11, 27), count=0).save


def a_figure(**fields):
    given = {"order": 1, "label": "会员", "quote": "会员3家", "digits": "3", "value": 3, **fields}
    return Figure(entry_id=making.article().pk, **given)


def figure_twice():
    first = a_figure()
    first.save()
    return Figure(entry_id=first.entry_id, order=1, digits="4", value=4).save


def figure_without_a_number():
    return a_figure(digits="").save


def mention_twice():
    row = {"entry_id": making.article().pk, "organization": making.organization()}
    Mention(**row).save()
    return Mention(**row).save


def search_index(slot="b", state="building"):
    return SearchIndex(slot=slot, state=state, identity="x").save


def search_state_twice():
    search_index("a", "building")()
    return search_index("b", "building")


def search_document(**changed):
    entry = making.article()
    given = {"slot": "b", "kind": "article", "minute": 29_000_000, "year": 2026, **changed}
    return SearchDocument(entry_id=entry.pk, column_id=entry.column_id, **given)


def search_document_twice():
    row = search_document()
    row.save()
    row.pk = None
    return row.save


def term_kind():
    return Term(name="龙城夜话", folded="龙城夜话", kind="slang").save


def shingle_twice():
    entry = making.article()
    row = {"entry_id": entry.pk, "value": 7, "revision": making.newest(entry)}
    Shingle(**row).save()
    return Shingle(**row).save


def a_twin(entry, other, *, percent=90):
    given = {"revision": making.newest(other), "percent": percent}
    return SimilarPair(entry_id=entry.pk, other_id=other.pk, **given)


def similar_twice():
    entry, other = making.article(), making.article()
    a_twin(entry, other).save()
    return a_twin(entry, other).save


def similar_to_itself():
    entry = making.article()
    return a_twin(entry, entry).save


def similar_in_nothing():
    return a_twin(making.article(), making.article(), percent=0).save


def similar_over_all():
    return a_twin(making.article(), making.article(), percent=101).save


def feature_twice():
    row = {"entry_id": making.article().pk, "published_at": NOW}
    row["feature"] = Feature.objects.create(name="word:储能")
    EntryFeature(**row).save()
    return EntryFeature(**row).save


def related_twice():
    row = {"entry_id": making.article().pk, "other_id": making.article().pk, "score": 1}
    RelatedEntry(**row).save()
    return RelatedEntry(**row).save


def related_to_itself():
    key = making.article().pk
    return RelatedEntry(entry_id=key, other_id=key, score=1).save


def question(**fields):
    return SearchTally(**{"question": "储能", "day": date(2026, 11, 27), **fields})


def question_twice():
    question().save()
    return question().save


def question_of_nobody():
    return question(times=0).save


def question_guessed_in_vain():
    return question(guessed=True, hits=0).save


def identity_twice():
    rows = people.editor(), people.first()
    for row in rows:
        row.oidc_issuer, row.oidc_subject = "https://id.example", "7"
    rows[0].save()
    return rows[1].save


def discarded_and_public():
    return set_fields(
        Entry, making.article("published"), discarded_at=NOW, discarded_by=people.editor()
    )


def amended(**fields):
    revision = making.newest(making.article())
    given = {"content": revision.content, "digest": revision.digest, "number": 9, **fields}
    return Revision(entry_id=revision.entry_id, **given).save


def amended_level():
    return amended(amended_level=7)


def keeps_nothing():
    return amended(keeps_signatures=True)


def comment(row=None, **fields):
    row = row or making.article("submitted")
    given = {"number": 1, "block": 0, "quote": "园区", "level": 1, "author": people.first()}
    return Comment(entry_id=row.pk, revision=making.newest(row), **given | fields).save


def comment_twice():
    row = making.article("submitted")
    comment(row)()
    return comment(row)


def comment_state():
    return comment(state="maybe")


def comment_level():
    return comment(level=9)


def comment_settled_by_nobody():
    return comment(state="done")


def comment_waived_for_nothing():
    return comment(state="waived", settled_by=people.first(), settled_at=NOW)


def placement_period():
    entry = making.article("public")
    return Placement(place="top", entry_id=entry.pk, starts_at=NOW, ends_at=NOW).save


def notice_period():
    return Notice(text="放假三天", starts_at=NOW, ends_at=NOW - timedelta(days=1)).save


def second_slug():
    making.flatpage(slug="about")
    other = making.flatpage(slug="other")
    return lambda: Entry.objects.filter(pk=other.pk).update(slug="about")


def link(**fields):
    given = {"area": "help", "label": "订阅", "address": "/feeds/", **fields}
    return lambda: NavigationLink.objects.create(**given)


def link_area():
    return link(area="nowhere")


def link_without_target():
    return link(address="")


def link_with_two_targets():
    return link(column=making.column())


def link_period():
    return link(starts_at=NOW, ends_at=NOW)


def moved(**fields):
    given = {"old_path": "/old/", "new_address": "/feeds/", **fields}
    return lambda: Redirect.objects.create(**given)


def redirect_code():
    return moved(code=307)


def redirect_without_target():
    return moved(new_address="")


def redirect_with_two_targets():
    return moved(entry=making.flatpage())


def opinion_of_no_entry():
    keys = {"key": "a" * 32, "page": "b" * 32}
    return WorkingCopy(
        user=people.editor(), kind="article", purpose="opinion", fields={}, **keys
    ).save


CASES = {
    "entry_slug_once": [second_slug],
    "navigation_area_known": [link_area],
    "navigation_has_one_target": [link_without_target, link_with_two_targets],
    "navigation_ends_after_start": [link_period],
    "redirect_code_known": [redirect_code],
    "redirect_has_one_target": [redirect_without_target, redirect_with_two_targets],
    **REGISTRATION_CASES,
    **CHECK_IN_CASES,
    **AFTER_EVENT_CASES,
    **ENDORSEMENT_CASES,
    **CONSULTATION_CASES,
    **TYPO_CASES,
    **EVENT_CASES,
    "working_copy_beside_an_entry": [opinion_of_no_entry],
    "user_one_identity_once": [identity_twice],
    "entry_only_a_draft_is_discarded": [discarded_and_public],
    "revision_amended_level_known": [amended_level],
    "revision_keeps_signatures_if_amended": [keeps_nothing],
    "comment_number_once": [comment_twice],
    "comment_state_known": [comment_state],
    "comment_level_known": [comment_level],
    "comment_settled_has_person_and_time": [comment_settled_by_nobody],
    "comment_waived_gives_reason": [comment_waived_for_nothing],
    "placement_ends_after_start": [placement_period],
    "notice_ends_after_start": [notice_period],
    "column_levels_one_to_three": [column_levels],
    "organization_kind_known": [organization_kind],
    "organization_not_own_parent": [organization_parent],
    "series_title_once_a_column": [series_title],
    "series_kind_known": [series_kind],
    "series_lunar_date_whole": [series_lunar],
    "entry_kind_known": [entry_kind],
    "entry_visibility_known": [entry_visibility],
    "entry_public_has_time_and_text": [entry_public],
    "entry_withdrawn_has_time": [entry_withdrawn, entry_withdrawn_twice],
    "entry_number_needs_series": [entry_number_alone, entry_number_zero],
    "entry_number_once_a_series": [entry_number_twice],
    "initiative_closes_after_opening": [initiative_dates],
    "event_form_known": [event_form],
    "event_state_known": [event_state],
    "event_ends_after_start": [event_end],
    "session_order_once": [session_order],
    "session_kind_known": [session_kind],
    "picture_has_size": [picture_size],
    "picture_focus_is_inside": [picture_focus],
    "entry_expired_has_time": [entry_expired],
    "entry_never_published_before_the_first_time": [entry_earlier],
    "entry_schedule_is_whole": [entry_schedule],
    "entry_slip_number_once_a_year": [entry_slip],
    "review_handover_names_a_person": [review_handover, review_handover_of_a_signature],
    "task_step_known": [task_step],
    "task_outcome_known": [task_outcome],
    "task_closed_has_time": [task_closed],
    "task_one_open_an_entry": [task_open_twice],
    "stand_in_ends_after_start": [stand_in_dates],
    "stand_in_is_somebody_else": [stand_in_self],
    "canned_opinion_once": [opinion_twice],
    "canned_opinion_decision_known": [opinion_decision],
    "column_role_once": [column_role_twice],
    "working_copy_once_a_form": [working_copy_of_a_form_twice],
    "working_copy_once_a_key": [working_copy_with_a_key_twice],
    "presence_once": [presence_twice],
    "saved_filter_once": [saved_filter_twice],
    "audit_result_known": [audit_result],
    "revision_number_once": [revision_number],
    "review_level_known": [review_level],
    "review_decision_known": [review_decision],
    "review_return_gives_reason": [review_reason],
    "review_one_level_a_person": [review_person],
    "review_one_signature_a_level": [review_signature],
    "tag_once_an_entry": [tag_twice],
    "tally_once_a_month": [tally_twice],
    "tally_kind_known": [tally_kind],
    "tally_month_known": [tally_month],
    "views_once_a_day": [views_twice],
    "views_counted": [views_of_nobody],
    "figure_order_once_an_entry": [figure_twice],
    "figure_has_digits": [figure_without_a_number],
    "mention_once_an_entry": [mention_twice],
    "term_kind_known": [term_kind],
    "search_slot_known": [lambda: search_index(slot="c")],
    "search_state_known": [lambda: search_index(state="asleep")],
    "search_one_slot_a_state": [search_state_twice],
    "search_document_once_a_slot": [search_document_twice],
    "search_document_slot_known": [lambda: search_document(slot="c").save],
    "search_document_kind_known": [lambda: search_document(kind="poem").save],
    "shingle_once_an_entry": [shingle_twice],
    "similar_once_a_pair": [similar_twice],
    "similar_is_another_entry": [similar_to_itself],
    "similar_percent_is_a_share": [similar_in_nothing, similar_over_all],
    "feature_once_an_entry": [feature_twice],
    "related_once_a_pair": [related_twice],
    "related_is_another_entry": [related_to_itself],
    "question_once_a_day": [question_twice],
    "question_asked": [question_of_nobody],
    "question_guess_has_hits": [question_guessed_in_vain],
}


@pytest.mark.parametrize(
    ("name", "arrange"), [(name, deed) for name, deeds in CASES.items() for deed in deeds]
)
def test_the_database_refuses(name, arrange):
    words = refuse(arrange())
    # SQLite names the columns of a broken unique constraint, PostgreSQL the constraint itself.
    assert name in words or "UNIQUE constraint failed" in words


def test_a_name_of_a_term_is_used_once():
    Term(name="龙城夜话", folded="龙城夜话").save()
    refuse(Term(name="龍城夜話", folded="龙城夜话").save)


def test_an_import_key_is_used_once():
    refuse(entry_import_key())


def test_every_constraint_of_our_models_has_a_case():
    ours = [
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in ("series", "chamber")
        for constraint in model._meta.constraints
        if not constraint.name.startswith("series_tag_")
    ]
    assert sorted(ours) == sorted(CASES)


def test_entries_without_a_number_or_an_import_key_may_be_many():
    forum = making.series()
    for number in range(3):
        making.article(series=forum, headline=f"无期号第{number}篇")
    assert Article.objects.filter(series=forum, number=None, import_key=None).count() == 3
