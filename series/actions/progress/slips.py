"""稿签：the facts of the printed slip about an entry's way to publication."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Max, Min

from chamber.models import Organization
from series.actions.editorial.content import full_content
from series.actions.editorial.page_facts import facts_of
from series.actions.editorial.reviews import missing_levels
from series.actions.editorial.signatures import signatures
from series.models import AuditLine, Entry, Revision, Series
from series.text.markup import stored_html
from series.text.markup.word_count import word_count

from .timeline import TimelineEvent, steps_taken

# The steps that the slip prints; who claimed what when is in the audit.
ON_PAPER = (
    *("送审", "撤回", "改后签", "通过", "退回", "转交", "失效"),
    *("发布", "撤稿", "下线"),
)
ROOMY = 6


@dataclass(frozen=True)
class Slip:
    """The facts of one slip.

    `steps` are oldest first; `lacking` are the levels that have not signed; `first` and `last` the
    numbers of the entry's first and last audit line; `words` counts the body's 字.
    `counted` are the signatures that count for the revision, `comments` all of the entry's.
    """

    entry: Entry
    revision: Revision
    content: dict
    series: Series | None
    source: str
    writers: str
    words: int
    pictures: int
    steps: list[TimelineEvent]
    lacking: list[str]
    first: int
    last: int
    counted: dict
    comments: list

    @property
    def roomy(self):
        return len(self.steps) <= ROOMY

    @property
    def signed(self):
        """Return the number of signatures of exactly this content."""
        return len(self._signers())

    def _signers(self):
        counted = {(row.digest, level.label) for level, row in self.counted.items()}
        passed = (event for event in self.steps if event.name == "通过")
        return [event for event in passed if (event.digest, event.step) in counted]

    @property
    def kept(self):
        """Return how many of the signatures are on the text before an amendment."""
        return sum(row.digest != self.revision.digest for row in self.counted.values())

    @property
    def teeth(self):
        """Return [(step, first character of the person, or "")] of 送审, each level and 发布."""
        done = {"送审": "", "发布": ""}
        for event in self.steps:
            if event.digest == self.revision.digest and event.name in done:
                done[event.name] = event.person[:1]
        signers = [(event.step, event.person[:1]) for event in self._signers()]
        ahead = [(name, "") for name in self.lacking]
        return [("送审", done["送审"]), *signers, *ahead, ("发布", done["发布"])]

    @property
    def returns(self):
        return [event for event in self.steps if event.name == "退回"]


def slip_of(entry):
    """Return the Slip of the entry's last submitted revision.

    Without a submission it is the live revision, else the newest.
    """
    last = entry.submissions.select_related("revision").last()
    revision = _amended_last(entry, last.revision) if last else entry.live or entry.newest
    content = full_content(entry.kind, revision.content)
    numbers = AuditLine.objects.filter(entry=entry).aggregate(Min("number"), Max("number"))
    steps = [event for event in reversed(steps_taken(entry)) if event.name in ON_PAPER]
    return Slip(
        entry=entry,
        revision=revision,
        content=content,
        series=Series.objects.filter(pk=content["series"]).first(),
        source=str(Organization.objects.filter(pk=content["source"]).first() or ""),
        writers=_writers(entry, revision),
        words=word_count(content["body"]),
        pictures=len(stored_html.picture_addresses(content["body"])),
        steps=steps,
        lacking=[level.label for level in missing_levels(entry, revision=revision)],
        first=numbers["number__min"],
        last=numbers["number__max"],
        counted=signatures(entry, revision),
        comments=list(_comments(entry)),
    )


def _amended_last(entry, revision):
    """Return the last amendment that reviewers made of a submitted revision, else the revision."""
    later = entry.revisions.filter(number__gt=revision.number).order_by("number")
    for row in later:
        if row.amended_level is None:
            break
        revision = row
    return revision


def _comments(entry):
    rows = entry.comments.select_related("author", "revision", "settled_by")
    return rows.prefetch_related("replies__author")


def _writers(entry, revision):
    """Return the names of those who wrote up to this revision, amendments left out."""
    facts = facts_of(entry)
    rows = (
        facts.revisions if facts else entry.revisions.select_related("created_by").defer("content")
    )
    people = (
        str(row.created_by)
        for row in sorted(rows, key=attrgetter("number"))
        if row.number <= revision.number and row.amended_level is None and row.created_by
    )
    return "、".join(dict.fromkeys(people)) or "导入程序"
