"""What a serving process loads at its start, so that no reader waits for it.

The dictionaries are files that all processes map (decision 138); where there can be none, jieba's
takes half a second and pypinyin's a fifth. Commands open them at their first use, if ever. Then what
was loaded is hidden from the garbage collector, which walked through all of it (95 ms, at every
fortieth page of results); it is never freed. Decision 76.
"""

import gc
import threading

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from series.text.language import folding

from .composing import load_dictionaries


def load_pages() -> None:
    """Load the URL table, and compile the templates of the readers' pages."""
    resolver = get_resolver()
    _ = resolver.url_patterns, resolver.reverse_dict
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.glob("series/*.html")):
        get_template(path.relative_to(folder).as_posix())
    gc.collect()
    gc.freeze()


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
