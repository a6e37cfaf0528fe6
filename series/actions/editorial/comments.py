"""批注：remarks of reviewers at places of a text.

Each stands until it is done or waived (decision 118)."""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.actions.notifying import notify, writers_of
from series.models import Comment, CommentReply, CommentState
from series.models.audit import lock_audit_chain
from series.roles import may
from series.text.diff.alignment import body_blocks

from .reviews import level_to_sign
from .revisions import lock_entry
from .signatures import wrote

LONGEST_QUOTE = Comment._meta.get_field("quote").max_length
LONGEST_TEXT = Comment._meta.get_field("text").max_length
LONGEST_REASON = Comment._meta.get_field("reason").max_length


@transaction.atomic
def add_comment(entry, *, revision, block, text, by, quote=""):
    """Add a comment on words of one block; without `quote` on the whole block.

    Returns it.

    Only who may sign the text now may comment on it.
    """
    text = _required(text, "批注", LONGEST_TEXT)
    lock_audit_chain()
    entry = lock_entry(entry)
    level = level_to_sign(entry, revision, by=by)
    last = entry.comments.last()
    comment = Comment.objects.create(
        entry_id=entry.pk,
        revision=revision,
        number=last.number + 1 if last else 1,
        block=block,
        quote=_quoted(revision, block, quote),
        level=level,
        author=by,
        text=text,
    )
    facts = {"number": comment.number, "quote": comment.quote, "opinion": text}
    place = {"revision": revision.number, "block": block, "level": level}
    record("批注", by=by, entry=entry, digest=revision.digest, **facts, **place)
    return comment


def _quoted(revision, block, quote):
    blocks = body_blocks(revision.content["body"])
    if not 0 <= block < len(blocks):
        raise EditorialError("没有选中批注在哪一段，请选择段落后再提交")
    words, whole = squeezed(quote), blocks[block].block.text
    if words not in squeezed(whole):
        raise EditorialError("所选的文字不在这一段里，请在一段之内重选")
    if len(quote) > LONGEST_QUOTE:
        raise EditorialError(f"一条批注至多选 {LONGEST_QUOTE} 字，请少选一些")
    return quote.strip() if words else (whole or "图片")[:LONGEST_QUOTE]


def squeezed(text):
    """Return a text without white space, by which quoted words are looked for."""
    return "".join(text.split())


@transaction.atomic
def answer_comment(comment, *, text, by):
    """Answer a comment as its writer, or ask again as a reviewer. Returns the reply."""
    text = _required(text, "答复", LONGEST_TEXT)
    comment, entry = _locked(comment)
    asks_again = may_settle(by, comment, entry)
    if not asks_again and not may(by, "edit", entry):
        raise EditorialError("答复批注须由编辑或审核人操作")
    comment.state = CommentState.OPEN if asks_again else CommentState.ANSWERED
    comment.save(update_fields=["state"])
    reply = CommentReply.objects.create(comment=comment, author=by, text=text)
    verb = "批注再问" if asks_again else "批注答复"
    facts = {"number": comment.number, "opinion": text}
    record(verb, by=by, entry=entry, digest=entry.newest.digest, **facts)
    people = writers_of(entry.newest) if asks_again else [comment.author]
    notify(people, f"《{entry}》{comment}{verb[2:]}：{text}", entry=entry, but=by)
    return reply


@transaction.atomic
def settle_comment(comment, *, by, waived_because=None):
    """Close a comment as done (销去), or waive it for a reason (免办). Returns it."""
    waives = waived_because is not None
    reason = _required(waived_because, "免办原因", LONGEST_REASON) if waives else ""
    comment, entry = _locked(comment)
    if not may_settle(by, comment, entry):
        raise EditorialError("批注须由批注人、同级审核人或终审人员办结")
    comment.state = CommentState.WAIVED if waives else CommentState.DONE
    comment.settled_by, comment.settled_at, comment.reason = by, timezone.now(), reason
    comment.save(update_fields=["state", "settled_by", "settled_at", "reason"])
    facts = {"number": comment.number, **({"reason": reason} if waives else {})}
    verb = "批注免办" if waives else "批注办结"
    record(verb, by=by, entry=entry, digest=entry.newest.digest, **facts)
    return comment


def may_settle(user, comment, entry):
    """Tell whether this person may close the comment.

    Its author, its level, or the final one.

    Who wrote the text may not, whatever their role.
    """
    if wrote(entry, user, level=comment.level):
        return False
    own = comment.author_id == user.pk and may(user, "view", entry)
    return own or may(user, f"review_{comment.level}", entry) or may(user, "review_3", entry)


def _locked(comment):
    """Lock chain and entry; return the comment and the entry as they are now."""
    lock_audit_chain()
    entry = lock_entry(comment.entry)
    comment = entry.comments.select_related("author").get(pk=comment.pk)
    if comment.state in (CommentState.DONE, CommentState.WAIVED):
        raise EditorialError(f"{comment}{comment.get_state_display()}，不能再答复或办理")
    return comment, entry


def _required(text, name, longest):
    text = text.strip()
    if not text:
        raise EditorialError(f"请先填写{name}，再提交")
    if len(text) > longest:
        raise EditorialError(f"{name}超过 {longest} 字，请缩短后再提交")
    return text
