"""What somebody tries who has a role, but not this one: borrowed, expired, or of another column."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.actions.desk.checks import store_findings
from series.actions.desk.start_page import checks_made, problems
from series.actions.editorial.bulk import STEPS
from series.actions.editorial.copies import copy_entry
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import sign, submit
from series.actions.editorial.revisions import save_revision
from series.actions.editorial.share_links import share
from series.actions.errors import EditorialError
from series.actions.notifying import notify
from series.models import Article, Entry, Notification, Review, StandIn
from series.roles import may
from tests.helpers import making, people, permission_table

from .test_doors_by_column import of_column

pytestmark = pytest.mark.django_db


def day(shift):
    return (timezone.localdate() + timedelta(days=shift)).isoformat()


def lent(absent, person, *, first=0, last=0):
    return StandIn.objects.create(
        absent=absent, person=person, starts_on=day(first), ends_on=day(last)
    )


# 代理


def test_a_stand_in_neither_prolongs_nor_passes_on_what_was_lent(as_person, chief, second, first):
    row = lent(chief, second)
    client = as_person(second)
    form = {"absent": chief.pk, "person": second.pk, "starts_on": day(0), "ends_on": day(400)}
    answer = client.post(f"/desk/series/standin/{row.pk}/change/", form)
    assert answer.status_code == 403
    client.post("/desk/series/standin/add/", {**form, "person": first.pk, "starts_on": day(1)})
    assert client.post(f"/desk/series/standin/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(StandIn.objects.values_list("ends_on", flat=True)) == [timezone.localdate()]


def test_control_the_absent_reviewer_prolongs_it(as_person, chief, second):
    row = lent(chief, second)
    form = {"absent": chief.pk, "person": second.pk, "starts_on": day(0), "ends_on": day(9)}
    as_person(chief).post(f"/desk/series/standin/{row.pk}/change/", form)
    row.refresh_from_db()
    assert row.ends_on.isoformat() == day(9)


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"is_staff": False}, {"is_superuser": True}]
)
def test_who_may_not_sign_lends_no_signature(first, second, change):
    lent(first, second)
    type(first).objects.filter(pk=first.pk).update(**change)
    assert not may(second, "review_1", making.column())
    type(first).objects.filter(pk=first.pk).update(
        is_active=True, is_staff=True, is_superuser=False
    )
    assert may(type(second).objects.get(pk=second.pk), "review_1", making.column())


def test_nobody_signs_for_the_author(editor, first, second):
    """Whoever wrote the text does not sign it through a stand-in either."""
    row = making.article()
    revision = save_revision(row, {**making.newest(row).content, "author": "周初"}, by=first)
    submit(row, revision=revision, by=editor)
    lent(first, second)
    with pytest.raises(EditorialError, match=r"周初.*参与编写"):
        sign(row, revision=revision, by=second)
    sign(row, revision=revision, by=people.other_first())
    assert Review.objects.count() == 1


def test_nobody_signs_twice_through_a_stand_in(first, second, chief):
    """One reviewer of two levels signs the first; the stand-in does not sign the second for them."""
    first.groups.add(second.groups.get())
    row = making.article("submitted")
    sign(row, revision=making.newest(row), by=first)
    helper = people.other_first()
    lent(first, helper)
    with pytest.raises(EditorialError, match=r"周初.*已经签过"):
        sign(row, revision=making.newest(row), by=helper)
    sign(row, revision=making.newest(row), by=second)


# Another column


def test_a_copy_does_not_carry_a_text_into_a_column_of_others():
    here, there = making.column("这个专栏"), making.column("别的专栏")
    entry = making.article("published", column=here)
    making.change(entry, column=there.pk)
    with pytest.raises(EditorialError, match="编辑"):
        copy_entry(Entry.objects.get(pk=entry.pk), by=of_column("编辑", here))
    copy_entry(Entry.objects.get(pk=entry.pk), by=people.editor())
    assert Article.objects.count() == 2


def test_the_numbers_of_tags_count_only_what_one_may_see(client):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    making.article(column=theirs, tags=["两个健康"])
    client.force_login(of_column("编辑", mine))
    page = client.get("/desk/series/tag/")
    assert list(page.context["cl"].result_list) == []
    making.article("public", column=theirs, tags=["两个健康"])
    page = client.get("/desk/series/tag/")
    assert [row.used for row in page.context["cl"].result_list] == [0]
    client.force_login(people.editor())
    page = client.get("/desk/series/tag/")
    assert [row.used for row in page.context["cl"].result_list] == [2]


@pytest.mark.parametrize("do", sorted(STEPS))
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_batch_neither_names_nor_touches_what_one_may_not_see(client, do, confirmed):
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    secret = making.article("signed", column=theirs, headline="看不到的稿件", tags=["甲"])
    open_one = making.article("published", column=theirs, headline="别人的公开稿")
    user = of_column("终审", mine)
    user.column_roles.create(role=people.editor().groups.get(), column=mine)
    before = [Entry.objects.values().get(pk=row.pk) for row in (secret, open_one)]
    client.force_login(user)
    ids = [secret.pk, open_one.pk]
    given = {"do": do, "_selected_action": ids, "words": "核对", "tags": "乙", "series": "1"}
    if confirmed:
        given |= {"confirmed": "1", "row": [f"{pk}:1" for pk in ids]}
    for kind in ("article", "entry"):
        answer = client.post(f"/desk/series/{kind}/bulk/", given, follow=True)
        assert "看不到的稿件" not in answer.text
        assert "别人的公开稿" not in answer.text
    assert [Entry.objects.values().get(pk=row.pk) for row in (secret, open_one)] == before


def test_control_a_batch_reaches_ones_own(client):
    mine = making.column("这个专栏")
    row = making.article("signed", column=mine)
    client.force_login(of_column("终审", mine))
    given = {"do": "publish", "confirmed": "1", "row": [f"{row.pk}:1"]}
    client.post("/desk/series/article/bulk/", given)
    assert Entry.objects.get(pk=row.pk).is_public


SLOW = pytest.mark.slow(reason="120 addresses a case; editor and chief stay")


@pytest.mark.parametrize(
    "role",
    ["editor", "chief", *(pytest.param(name, marks=SLOW) for name in ("first", "second", "admin"))],
)
def test_a_number_of_another_kind_is_no_entry(client, role):
    """/desk/series/article/<number of an event>/…: 404, or 403 where the role has no such step."""
    event = making.event("signed")
    client.force_login(getattr(people, role)())
    before = Entry.objects.values().get(pk=event.pk)
    rows = {**permission_table.objects(), "series_article": event.pk}
    tried = 0
    for name in permission_table.EXPECTED:
        if (
            not name.startswith("series_article_")
            or "object_id" not in permission_table.parameters()[name]
        ):
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(
                permission_table.address(name, rows), {"revision": "1"}
            )
            assert answer.status_code in (403, 404), (name, method, answer.status_code)
            tried += 1
    assert tried >= 50
    assert Entry.objects.values().get(pk=event.pk) == before


def test_a_link_of_another_entry_is_not_ended_here(client, editor):
    here, there = making.article(), making.article(headline="另一篇")
    link = share(there, revision=making.newest(there), by=editor, days=3)
    client.force_login(editor)
    assert client.post(f"/desk/series/article/{here.pk}/share/{link.pk}/revoke/").status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None
    client.post(f"/desk/series/article/{there.pk}/share/{link.pk}/revoke/")
    link.refresh_from_db()
    assert link.revoked_at


def test_a_notification_of_somebody_else_stays_unread(client, editor, first):
    notify([editor], "给编辑的通知")
    row = Notification.objects.get()
    client.force_login(first)
    assert client.post("/desk/notifications/", {"read": row.pk}).status_code == 404
    client.post("/desk/notifications/")
    row.refresh_from_db()
    assert row.read_at is None
    assert "给编辑的通知" not in client.get("/desk/notifications/").text


def test_an_account_put_out_of_use_is_out_at_once(client, chief):
    row = making.article("signed")
    client.force_login(chief)
    type(chief).objects.filter(pk=chief.pk).update(is_active=False)
    given = {"revision": "1"}
    answer = client.post(f"/desk/series/article/{row.pk}/publish/", given)
    assert answer.status_code == 302
    assert answer.url.startswith("/desk/login/")
    assert not Entry.objects.get(pk=row.pk).is_public
    type(chief).objects.filter(pk=chief.pk).update(is_active=True)
    client.force_login(chief)
    client.post(f"/desk/series/article/{row.pk}/publish/", given)
    assert Entry.objects.get(pk=row.pk).is_public


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_signatures_of_one_column_open_no_other(client, step):
    """A final reviewer of A, who may edit in B, moves a signed text of B's into A and out."""
    a, b = making.column("甲栏"), making.column("乙栏")
    row = making.article("published", column=b)
    user = of_column("终审", a)
    making.change(row, column=a.pk)
    making.approve_fully(row)
    client.force_login(user)
    moment = (timezone.now() + timedelta(days=1)).isoformat()
    url = f"/desk/series/article/{row.pk}/{step}/"
    assert client.post(url, {"revision": "2", "at": moment}).status_code == 403
    kept = Entry.objects.get(pk=row.pk)
    assert (kept.column_id, kept.scheduled_id, kept.live.number) == (b.pk, None, 1)
    other = of_column("终审", b)
    client.force_login(other)
    client.post(url, {"revision": "2", "at": moment})
    kept = Entry.objects.get(pk=row.pk)
    assert (kept.column_id, kept.scheduled_id, kept.live.number) == (b.pk, None, 1)


def test_equal_words_elsewhere_carry_no_signature(chief):
    signed = making.article("signed")
    twin = copy_entry(Entry.objects.get(pk=signed.pk), by=people.editor())
    revision = making.newest(twin)
    assert revision.digest == making.newest(signed).digest
    with pytest.raises(EditorialError, match="还缺初审、复审、终审"):
        publish(twin, revision=revision, by=chief)
    with pytest.raises(EditorialError):
        publish(twin, revision=making.newest(signed), by=chief)
    publish(signed, revision=making.newest(signed), by=chief)


def test_findings_of_other_columns_are_not_even_counted():
    mine, theirs = making.column("这个专栏"), making.column("别的专栏")
    found = [{"text": "链接打不开", "column": theirs.pk, "headline": "别人的稿件"}] * 300
    store_findings("links", found)
    problem = next(
        row for row in problems(of_column("编辑", mine), checks_made()) if row.name == "links"
    )
    assert (problem.count, problem.findings) == (0, [])
    whole = next(row for row in problems(people.editor(), checks_made()) if row.name == "links")
    assert whole.count == 300
