"""The steps of 批注: add, answer, settle and waive a comment (decision 118).

Each step is called with the revision that the page showed, and returns the message for the user.
"""

from series.actions.editorial.comments import add_comment, answer_comment, settle_comment
from series.actions.errors import EditorialError
from series.admin.base import parse_positive_int
from series.roles import levels_of, may


def may_answer(user, entry):
    """Tell whether the user may write or review here.

    The action then checks whose part it is."""
    return may(user, "edit", entry) or may_review(user, entry)


def may_review(user, entry):
    """Tell whether the user holds a reviewing role at this entry."""
    return may(user, "view", entry) and bool(levels_of(user, entry))


def comment_on(entry, revision, *, by, words, post):
    """Add a comment on a block, or on words of it."""
    block = parse_positive_int(post.get("block", "")) - 1  # the form counts from 1
    quote = post.get("quote", "").replace("\0", "")
    comment = add_comment(entry, revision=revision, block=block, quote=quote, text=words, by=by)
    return f"{comment}已记下，退回或签字后告诉作者"


def answer(entry, revision, *, by, words, post):
    """Answer a comment, or ask again."""
    reply = answer_comment(_comment(entry, post), text=words, by=by)
    return f"{reply.comment}已答复"


def settle(entry, revision, *, by, words, post):
    """Close a comment as done."""
    return f"{settle_comment(_comment(entry, post), by=by)}已销去"


def waive(entry, revision, *, by, words, post):
    """Close a comment without a change, for a reason."""
    return f"{settle_comment(_comment(entry, post), by=by, waived_because=words)}已免办"


def _comment(entry, post):
    number = parse_positive_int(post.get("comment", ""))
    comment = entry.comments.filter(number=number).first()
    if comment is None:
        raise EditorialError("没有这条批注，请刷新后再试")
    return comment


STEPS = {
    "comment": (may_review, comment_on),
    "answer": (may_answer, answer),
    "settle": (may_review, settle),
    "waive": (may_review, waive),
}
VERBS = {"comment": "批注", "answer": "批注答复", "settle": "批注办结", "waive": "批注免办"}
