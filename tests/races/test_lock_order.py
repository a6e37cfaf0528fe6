"""Chain, then entry, then numbers: every deed that writes an audit line takes the chain first.

Two that took them crosswise would wait for each other until the database ended one of them.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.desk import accounts
from series.actions.desk.reminders import remind
from series.actions.editorial import assignments, schedules, share_links
from series.actions.editorial.bulk import STEPS, BulkFields, forecast, run
from series.actions.editorial.copies import copy_entry
from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.imports.demonstration import Demonstration
from series.actions.imports.run import Import
from series.actions.imports.word import import_new
from series.actions.imports.word_upload import read_upload
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.tags.tags import describe_tag, merge_tags, name_tag
from series.actions.tags.usage import delete_tag
from series.models import Column, Entry, Kind, ReviewTask, Tag
from tests.helpers import making, people
from tests.helpers.deeds.lock_order import chain_is_first, crosswise
from tests.helpers.samples import photographs

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
WORDS = "【新时代 新常商 新力量】工商联组织走访\n\n常州市工商联走访企业，听取意见。\n"


def newest(entry):
    return making.newest(entry)


def write(entry):
    making.change(entry, headline="改过的标题", tags=["AI"], series=making.series().pk, number=7)


def hand_over(entry):
    given = {"by": people.first(), "to": people.other_first(), "opinion": "请代审"}
    assignments.hand_over(entry, revision=newest(entry), **given)


def claim_and_release(entry):
    assignments.claim(entry, by=people.first())
    assignments.set_due(entry, due_at=timezone.now() + HOUR, by=people.first())
    assignments.release(entry, by=people.first())


def realign(entry):
    Column.objects.update(levels=1)
    ReviewTask.objects.update(step=2)
    assignments.realign(ReviewTask.objects.open())


def schedule(entry):
    given = {"at": timezone.now() + HOUR, "by": people.chief()}
    schedules.schedule(entry, revision=newest(entry), **given)
    schedules.publish_due(timezone.now() + 2 * HOUR)


def reschedule(entry):
    given = {"at": timezone.now() + HOUR, "by": people.chief()}
    schedules.schedule(entry, revision=newest(entry), **given)
    schedules.unschedule(entry, by=people.chief())


def expire(entry):
    schedules.set_expiry(entry, at=timezone.now() + HOUR, by=people.chief())
    schedules.publish_due(timezone.now() + 2 * HOUR)


def share(entry):
    link = share_links.share(entry, revision=newest(entry), by=people.editor(), days=3)
    share_links.open_link(share_links.token_of(link))
    share_links.revoke(link, by=people.editor())


def remind_holder(entry):
    assert remind(timezone.now() + timedelta(days=9)) == 1


def in_bulk(entry):
    pairs = [(Entry.objects.get(pk=entry.pk), newest(entry))]
    for name in ("submit", "tag"):
        forecast(STEPS[name], pairs, by=people.editor())
        done = run(STEPS[name], pairs, BulkFields(words="请审", tags="新话题"), by=people.editor())
        assert [outcome.reason for outcome in done] == [""]


DEEDS = {
    "save": ("public", write),
    "submit": ("draft", lambda e: submit(e, revision=newest(e), by=people.editor())),
    "sign": ("submitted", lambda e: sign(e, revision=newest(e), by=people.first())),
    "return": (
        "submitted",
        lambda e: return_for_changes(e, revision=newest(e), by=people.first(), opinion="请改"),
    ),
    "hand over": ("submitted", hand_over),
    "claim": ("submitted", claim_and_release),
    "realign": ("submitted", realign),
    "remind": ("submitted", remind_holder),
    "publish": ("signed", lambda e: publish(e, revision=newest(e), by=people.chief())),
    "withdraw": ("public", lambda e: withdraw(e, reason="有误", by=people.chief())),
    "schedule": ("signed", schedule),
    "reschedule": ("signed", reschedule),
    "expire": ("public", expire),
    "share": ("draft", share),
    "copy": ("public", lambda e: copy_entry(e, by=people.editor())),
    "in bulk": ("draft", in_bulk),
}


@pytest.mark.parametrize("name", DEEDS)
def test_deeds_at_an_entry(name):
    state, deed = DEEDS[name]
    for person in (people.editor, people.first, people.other_first, people.chief):
        person()
    making.series()
    entry = making.article(state)
    with chain_is_first():
        deed(entry)


def import_files(folder):
    path = Path(folder) / "走访.txt"
    path.write_text(WORDS, encoding="utf-8")
    receipts = list(Import(column="全新的专栏", commit=True).receipts([str(path)]))
    assert [receipt.message for receipt in receipts if receipt.status == "refused"] == []
    assert Entry.objects.count() == 1


def import_word(folder):
    reading, digest = read_upload("走访.txt", WORDS.encode())
    import_new(Kind.ARTICLE, reading, by=people.editor(), sha256=digest, column=making.column())


def name_tags(folder):
    tag = name_tag(Tag(), name="人工智能", by=people.editor())
    name_tag(tag, name="AI", by=people.editor())
    describe_tag(tag, description="人工智能的应用", by=people.editor())
    making.article("published", tags=["AI", "大模型"])
    merge_tags(tag, into=Tag.objects.get(name="大模型"), by=people.editor())
    delete_tag(name_tag(Tag(), name="算力", by=people.editor()), by=people.editor())


OTHERS = {
    "import": import_files,
    "word": import_word,
    "tags": name_tags,
    "demonstration": lambda folder: Demonstration().load(commit=True),
    "accounts": lambda folder: accounts.ensure_accounts(),
    "password": lambda folder: accounts.reset_password("editor"),
    "email": lambda folder: accounts.set_email(people.editor(), email="a@example.org"),
    "picture": lambda folder: store_picture(
        photographs.photograph(), alt="会场", by=people.editor()
    ),
    "attachment": lambda folder: store_attachment(b"%PDF-1.7", name="附件.pdf", by=people.editor()),
}


DEAR = pytest.mark.slow(reason="5 s, 9 on PostgreSQL: the whole demonstration; imports stay")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=DEAR if name == "demonstration" else ()) for name in OTHERS]
)
def test_other_deeds(name, tmp_path):
    people.editor()
    making.column()
    with chain_is_first():
        OTHERS[name](tmp_path)


def test_control_a_row_before_the_chain_is_seen():
    column = making.column()
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        Column.objects.filter(pk=column.pk).update(levels=1)
        record("试", by=None)
    assert crosswise(query["sql"] for query in asked) == ["series_column"]
