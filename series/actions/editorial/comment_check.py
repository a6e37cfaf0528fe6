"""The check that all comments are settled before the last signature.

Decision 118."""

from series.actions.errors import EditorialError

MOST_NAMED, LONGEST_QUOTE = 5, 12


def check_settled(entry):
    """Raise EditorialError that names the comments which are neither done nor waived."""
    left = list(entry.comments.unsettled())
    if not left:
        return
    named = "、".join(f"{row}“{_shortened(row.quote)}”" for row in left[:MOST_NAMED])
    more = "等" if len(left) > MOST_NAMED else ""
    raise EditorialError(
        f"《{entry}》还有 {len(left)} 条批注没有办结：{named}{more}。请先销去，或写明原因免办"
    )


def _shortened(quote):
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
