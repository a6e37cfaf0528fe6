"""Load the dictionaries when the server starts, beside its first answers.

jieba's takes half a second, pypinyin's a fifth. Commands load them at their first use, if ever.
Then they are hidden from the garbage collector: it walked through all of them (95 ms, at every
fortieth page of results), and they are never freed. Decision 76.
"""

import gc
import threading

from series.text.language import folding

from .composing import load_dictionaries


def switch_on() -> threading.Thread:
    """Start loading in the background; a request that needs the dictionaries waits for it."""
    thread = threading.Thread(target=_load, name="dictionaries", daemon=True)
    thread.start()
    return thread


def _load():
    folding.fold("")
    load_dictionaries()
    gc.collect()
    gc.freeze()
