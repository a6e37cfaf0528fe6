"""How much of a text was changed, in characters that a reader finds changed."""

from .wording import common_runs


def changed_characters(old: str, new: str) -> int:
    """Return how many characters a reader finds changed between two texts."""
    matches = common_runs(old, new)
    size, old_at, new_at = 0, 0, 0
    for match in [*matches, None]:
        old_end, new_end = (match.old, match.new) if match else (len(old), len(new))
        size += max(old_end - old_at, new_end - new_at)
        if match:
            old_at, new_at = match.old + match.length, match.new + match.length
    return size
