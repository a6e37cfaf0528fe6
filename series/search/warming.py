"""Dictionaries are loaded when the server starts, beside its first answers: jieba's takes half a
second, pypinyin's a fifth. Commands load them at their first use, if ever.

Then they are taken out of the garbage collector's sight: it walked them all (95 ms, at every
fortieth page of results), and they never go.
"""

import gc
import threading

from series.text.language import folding

from .composing import load_dictionaries


def switch_on() -> threading.Thread:
    """Begin to load in the background. Who needs them before that waits for the same loading."""
    thread = threading.Thread(target=_load, name="dictionaries", daemon=True)
    thread.start()
    return thread


def _load():
    folding.fold("")
    load_dictionaries()
    gc.collect()
    gc.freeze()
