"""How rare a word is among the site's own public texts, as the index tells."""

from math import log

from series.models import SearchDocument
from series.text.language.index_form import squeeze
from series.text.language.tag_suggestions import Rarity

from .asking import Ask
from .engine import engine, live_slot

# Decision 74.
SAMPLE = 500  # the newest texts stand for all
ENOUGH = 50  # fewer texts say nothing about a word
SEEN = 40  # texts with a word after which its share is known well enough


def site_rarity() -> Rarity | None:
    """Return a function that tells how rare a word is in the site's newest texts.

    It gives ln(texts ÷ texts that hold the word), 0.0 for a word in every text. The cost of a word
    does not grow with the site. None where the site has fewer than 50 public texts. Decision 74.
    """
    slot, tool = live_slot(), engine()
    rows = SearchDocument.objects.filter(slot=slot).order_by("-pk")
    newest = list(rows.values_list("pk", flat=True)[:SAMPLE])
    if len(newest) < ENOUGH:
        return None

    bounds = {"since": newest[-1], "before": newest[0] + 1}

    def rarity(word: str) -> float:
        run = squeeze(word)
        if not run:
            return 0.0
        hits = tool.newest(slot, Ask(((run,),)), limit=SEEN, **bounds)
        looked_at = len(newest)
        if len(hits) == SEEN:
            looked_at = sum(key >= hits[-1] for key in newest)
        return log((looked_at + 1) / (len(hits) + 1))

    return rarity
