"""检索词：the readers' search questions, counted in memory, written every few seconds (`write_behind`).

Stored are the folded words, the day, how often, and how many results there were: no address, no
cookie, no hour, nobody's name. A flood of questions stays small: MOST_WAITING different ones wait
for the next writing, MOST_A_DAY rows are written a day, and rows are deleted after KEPT_DAYS.
Decision 70.
"""

import threading
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from series.models import LONGEST_QUESTION, SearchTally
from series.search.query import FILTERS, Query
from series.text.language.folding import fold
from series.text.language.index_form import POINT
from series.text.language.personal_data import looks_personal

from .write_behind import WriteBehind

# decision 70
MOST_WAITING = 200
MOST_A_DAY = 1_000  # of the whole site; processes that write at once may pass it by their waiting
KEPT_DAYS = 400
NAMES = {filter_: name for name, filter_ in reversed(FILTERS.items())}

_lock = threading.Lock()
_waiting: dict = {}  # {(day, question): (times, hits, guessed)}


def count_question(query: Query, *, hits: int, guessed: bool = False) -> None:
    """Count a search question and the number of its hits.

    `guessed`: the hits are those of another, guessed question. A line without a word and without a
    filter is not counted.
    """
    question = question_of(query)
    if question is None:
        return
    if not question:
        hits, guessed = 0, False
    with _lock:
        _add_waiting((timezone.localdate(), question), (1, hits, guessed))
    write_behind.schedule_flush()


def question_of(query: Query) -> str | None:
    """Return the text under which a question is counted.
    Its words as the index has them.

    At most LONGEST_QUESTION characters; "" where it looks personal, None where it asks nothing.
    """
    words = [word.squeezed.replace(POINT, ".") for word in query.words]
    words += [f"-{word.squeezed.replace(POINT, '.')}" for word in query.without]
    words += [f"{NAMES[name]}：{fold(text)}" for name, text in query.typed_filters.items()]
    line = " ".join(words)
    if not query.words and not query.typed_filters:
        return None
    if looks_personal(query.text) or looks_personal(line):
        return ""
    return line[:LONGEST_QUESTION].strip()


def _add_waiting(key, asked):
    times, *answer = asked
    if key in _waiting:
        _waiting[key] = (_waiting[key][0] + times, *answer)
    elif len(_waiting) < MOST_WAITING:
        _waiting[key] = asked


def write_searches() -> int:
    """Write the waiting counts to the table. Returns how many questions were written.

    Where the database fails they wait for the next time.
    """
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            days = groupby(sorted(taken.items()), key=lambda item: item[0][0])
            return sum(_write_day(day, {key[1]: asked for key, asked in of}) for day, of in days)
    except Exception:
        with _lock:
            newer = dict(_waiting)
            _waiting.clear()
            for key, asked in (*taken.items(), *newer.items()):
                _add_waiting(key, asked)
        raise


def _write_day(day, asked):
    """Write the counts of one day; return how many questions were written.

    Known questions are always counted; new ones get a row while the day has room, the most
    frequent first. Every process takes the rows in one order, that of the questions, so that two
    that write at the same time cannot deadlock.
    """
    rows = SearchTally.objects.filter(day=day)
    known = set(rows.filter(question__in=asked).values_list("question", flat=True))
    room = MOST_A_DAY - rows.count()
    if room == MOST_A_DAY:
        SearchTally.objects.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()
    new = sorted(asked.keys() - known, key=lambda question: (-asked[question][0], question))
    written = sorted(known.union(new[: max(0, room)]))
    for question in written:
        _add(rows, day, question, asked[question])
    return len(written)


def _add(rows, day, question, asked):
    """Add to the row of a question and day.
    Create the row where there is none.

    A row that another process created in between is added to.
    """
    times, hits, guessed = asked
    values = {"times": times, "hits": hits, "guessed": guessed}
    row = rows.filter(question=question)
    counted = {"times": F("times") + times, "hits": hits, "guessed": guessed}
    if row.update(**counted):
        return
    _, is_new = SearchTally.objects.get_or_create(question=question, day=day, defaults=values)
    if not is_new:
        row.update(**counted)


write_behind = WriteBehind(
    write_searches, log_message="questions were not written; they are kept for the next time"
)
