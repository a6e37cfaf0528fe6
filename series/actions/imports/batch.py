"""Storing many new texts of an archive together: one transaction, few queries (decision 98).

The result is that of `write.write_plan` for each text, line for line in the audit. What is not
simply new (a picture, an earlier import, a series whose number may be taken) goes through
`write_plan`; so does every text of a batch that fails, so that one bad text stops nobody.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from chamber.backends.insertion import insert_objects, insert_rows
from series.actions.audit.chain import AuditDraft, record_many
from series.actions.counters.published import lock_counters
from series.actions.editorial.content import check_complete, check_references, original_moment
from series.actions.editorial.live_row import (
    create_missing_tags,
    set_fields,
    set_title_words,
    tag_named,
)
from series.actions.relations.organizations import names_known
from series.actions.relations.related_batch import relate_many
from series.actions.relations.similar import similarity_sentence
from series.actions.relations.similar_batch import NewText, remember_many
from series.models import (
    Article,
    Entry,
    Kind,
    Mention,
    PendingRelation,
    Revision,
    RevisionKeyterms,
    Series,
    SimilarPair,
    Tag,
    TaggedEntry,
    Tally,
    Visibility,
)
from series.models.audit import lock_audit_chain
from series.models.revision import content_digest
from series.search.draft_index import refresh_drafts
from series.search.indexing import index_many
from series.text.language.keyterms import keyterms
from series.text.language.tag_names import tag_slug
from series.text.markup import stored_html
from series.text.markup.word_count import word_count

from .catalogue import create_missing, record_made
from .plan import CREATE, NOTE
from .write import CHANNEL

OWN_FILES = "/pictures/"


@dataclass
class _Text:
    """One new text on its way into the database."""

    plan: object
    content: dict
    words: str
    terms: list
    entry: Entry | None = None
    revision: Revision | None = None


def is_simple(plan):
    """Tell whether a plan can be stored in a batch."""
    content = plan.content
    return (
        plan.step == CREATE
        and not plan.pictures
        and not content.get("figures")
        and not content.get("attachments")
        and OWN_FILES not in content["body"]
    )


def write_batch(plans, *, catalogue):
    """Store new texts: all of them or, where one fails, none.
    Returns them with their rows.

    Similar texts and relations are worked out after the commit (`finish_batch`).
    """
    names_known()
    terms = [_terms(plan) for plan in plans]
    with transaction.atomic():
        lock_audit_chain()
        lock_counters()
        texts = [
            _Text(plan, _content(plan, catalogue), *own)
            for plan, own in zip(plans, terms, strict=True)
        ]
        _store_entries(texts)
        _store_revisions(texts)
        _store_tags(texts)
        _store_mentions(texts)
        public = [text for text in texts if text.plan.publishes]
        _count(public)
        index_many([text.entry.pk for text in public], kind=Kind.ARTICLE)
        refresh_drafts([text.entry.pk for text in texts if not text.plan.publishes])
        _record(texts)
        pending = [(text.entry.pk,) for text in public]
        insert_rows(PendingRelation, ["entry"], pending, ignore_conflicts=True)
    return texts


def finish_batch(texts):
    """Work out similar texts and relations of stored texts; return {key: similar sentences}."""
    remember_many([NewText(text.entry.pk, text.revision.pk, text.words) for text in texts])
    relate_many([text.entry.pk for text in texts if text.plan.publishes])
    keys = {text.entry.pk: text.plan.key for text in texts}
    wanted = ("entry", "percent", "other__kind", "other__headline")
    rows = SimilarPair.objects.filter(entry__in=keys).select_related("other").only(*wanted)
    sentences = defaultdict(list)
    for row in rows.order_by("-percent", "other"):
        sentences[keys[row.entry_id]].append(similarity_sentence(row.other, row.percent))
    return sentences


def _terms(plan):
    """Return (words that are compared with other texts, keyterms) of a text."""
    words = stored_html.visible_text(plan.content["body"])
    return words, keyterms(plan.content["headline"], words)


def _content(plan, catalogue):
    """Return the content with the ids of its rows, the missing ones created."""
    target = plan.target
    if target.missing():
        names = {"column": target.column, "series": target.series, "source": target.source}
        target = create_missing(catalogue.target(**names), channel=CHANNEL)
    ids = {"column": target.column_id, "series": target.series_id, "source": target.source_id}
    content = {**plan.content, **ids}
    if content["number"]:
        check_references(content)
    if plan.publishes:
        check_complete(Kind.ARTICLE, content)
    return content


def _store_entries(texts):
    for text in texts:
        text.entry = _entry(text)
    insert_objects([text.entry for text in texts])
    rows = Entry.objects.filter(import_key__in=[text.plan.key for text in texts])
    keys = dict(rows.values_list("import_key", "pk"))
    for text in texts:
        text.entry.pk = keys[text.plan.key]
    insert_child_rows(Article, [text.entry for text in texts])


def insert_child_rows(model, entries):
    """Insert the kind's own rows of these rows of Entry, every field at its default.

    Django stores a child row only with its parent, one by one.
    """
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    names = [model._meta.pk.name, *(field.name for field in fields)]
    insert_rows(
        model, names, [(entry.pk, *(field.get_default() for field in fields)) for entry in entries]
    )


def _entry(text):
    """Return the live row of a text, not public yet: it needs its revision first."""
    plan, content = text.plan, text.content
    entry = Entry(kind=Kind.ARTICLE, import_key=plan.key, import_digest=plan.digest)
    set_fields(entry, content)
    set_title_words(entry, content)
    entry.draft_text, entry.word_count = entry.plain_text, word_count(content["body"])
    if plan.publishes:
        entry.published_at, entry.time_known = original_moment(content)
        entry.first_published_at = entry.published_at
        entry.version = 1
    return entry


def _store_revisions(texts):
    now = timezone.now()
    for text in texts:
        text.revision = Revision(
            entry_id=text.entry.pk,
            number=1,
            content=text.content,
            digest=content_digest(text.content),
            note=_note(text),
            created_at=now,
        )
    insert_objects([text.revision for text in texts])
    keys = [text.entry.pk for text in texts]
    revisions = dict(Revision.objects.filter(entry__in=keys).values_list("entry", "pk"))
    for text in texts:
        text.revision.pk = revisions[text.entry.pk]
    public = [text.entry.pk for text in texts if text.plan.publishes]
    own = Subquery(Revision.objects.filter(entry=OuterRef("pk")).order_by().values("pk")[:1])
    Entry.objects.filter(pk__in=keys).update(newest=own)
    rows = Entry.objects.filter(pk__in=public)
    rows.update(live=F("newest"), visibility=Visibility.PUBLIC)
    terms = [(text.revision.pk, text.terms) for text in texts]
    insert_rows(RevisionKeyterms, ["revision", "words"], terms)


def _note(text):
    return f"{NOTE}：{text.plan.receipt.file_name}"[:200]


def _moment(text):
    return text.entry.published_at if text.plan.publishes else None


def _store_tags(texts):
    names = {name for text in texts for name in text.content["tags"]}
    record_made(create_missing_tags(names), channel=CHANNEL)
    tags = {name: tag_named(name).pk for name in sorted(names, key=tag_slug)}
    rows = [
        (tag, text.entry.pk, _moment(text))
        for text in texts
        for tag in dict.fromkeys(tags[name] for name in text.content["tags"])
    ]
    insert_rows(TaggedEntry, ["tag", "content_object", "published_at"], rows)
    used = Counter(tag for tag, _, moment in rows if moment)
    _add(Tag, used)


def _store_mentions(texts):
    known = names_known()
    rows = [
        (text.entry.pk, key, _moment(text))
        for text in texts
        for key in known.named_in(text.entry.plain_text)
    ]
    insert_rows(Mention, ["entry", "organization", "published_at"], rows)


def _count(public):
    """Add the public texts to the counters of their series and months."""
    _add(Series, Counter(text.entry.series_id for text in public if text.entry.series_id))
    months = Counter()
    for text in public:
        day = timezone.localtime(text.entry.published_at)
        months[text.entry.column_id, day.year, day.month] += 1
    _add(Tally, _by_row(months), field="count")


def _by_row(months):
    """Return {key of the row: count} of {(column, year, month): count}; missing rows are made."""
    fields = ("column", "year", "month")
    wanted = [Tally(column_id=c, kind=Kind.ARTICLE, year=y, month=m) for c, y, m in sorted(months)]
    Tally.objects.bulk_create(wanted, ignore_conflicts=True)
    rows = Tally.objects.filter(kind=Kind.ARTICLE, column__in={column for column, _, _ in months})
    keys = {tuple(month): key for key, *month in rows.values_list("pk", *fields)}
    return {keys[month]: count for month, count in months.items()}


def _add(model, counts, *, field="published_count"):
    by_count = defaultdict(list)
    for key, count in counts.items():
        by_count[count].append(key)
    for count, keys in by_count.items():
        model.objects.filter(pk__in=keys).update(**{field: F(field) + count})


def _record(texts):
    """Append the audit lines that each text would have by itself, in their order."""
    drafts = []
    for text in texts:
        receipt, entry, digest = text.plan.receipt, text.entry.pk, text.revision.digest
        detail = {"file": receipt.file_name, **receipt.for_audit()}
        drafts.append(AuditDraft("建稿", entry, digest, {"note": _note(text)}))
        drafts.append(AuditDraft(NOTE, entry, digest, detail))
        if text.plan.publishes:
            original = {"original": text.content["dateline"]}
            drafts.append(AuditDraft("归档导入发布", entry, digest, original))
    record_many(drafts, by=None, channel=CHANNEL)
