"""The signature status of an entry's newest revision: signed, changed since, or not signed yet."""

from dataclasses import dataclass

from series.actions.editorial.live_row import plain_text
from series.actions.editorial.page_facts import reviews_of, revision_with_content
from series.models import Decision, Level
from series.models.revision import content_digest
from series.text.diff.change_size import changed_characters
from series.text.markup import comb


@dataclass(frozen=True)
class SignatureStatus:
    """The signature status of one revision.

    `letters` is the fingerprint of the body that is drawn as a comb. `signed` names the last level
    that signed exactly this content, `broken` the last one that signed another. `void` is the
    message about signatures that an edit made void; `intact` says whether the content still has
    its stored digest.
    """

    letters: str
    intact: bool
    signed: str = ""
    broken: str = ""
    void: str = ""


def standing_of(entry, task):
    """Return the SignatureStatus of the entry's newest revision.

    `task` is its open task or None.
    """
    newest = entry.newest
    base = {
        "letters": comb.fingerprint(newest.content["body"]),
        "intact": content_digest(newest.content) == newest.digest,
    }
    approvals = [row for row in reviews_of(entry) if row.decision == Decision.APPROVE]
    own = [row for row in approvals if row.digest == newest.digest]
    if own:
        return SignatureStatus(**base, signed=own[-1].get_level_display())
    if not approvals:
        return SignatureStatus(**base)
    other = approvals[-1]
    void = ""
    if task is None and entry.live_id != newest.pk:
        void = _void_message(newest, revision_with_content(entry, other.revision_id))
    return SignatureStatus(**base, broken=Level(other.level).label, void=void)


def _void_message(newest, signed):
    before, after = (plain_text(row.content).replace("\n", "") for row in (signed, newest))
    size = changed_characters(before, after)
    changed = f"改动 {size} 字" if size else "改动了字段或格式"
    return f"{newest}对照已签的{signed}{changed}，签字失效，须重新送审"
