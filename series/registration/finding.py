"""Find people at the door: by name, pinyin, first letters, organization or the phone's tail.

Readings of names and the ends of phones are kept in the process: to read 10,000 of them takes half a
second, and a helper searches for each guest (decision 136).
"""

from functools import lru_cache

from chamber.personal_data.fields import as_stored
from chamber.personal_data.phones import phone_tail
from series.models import Registration
from series.models.participation.registration import STANDING
from series.models.prepared_query import PreparedValues
from series.text.language.index_form import squeeze
from series.text.language.pinyin import first_letters, plain_letters, readings

from .attendance import with_check_ins

MOST_FOUND, SHORTEST_TAIL = 20, 4
KEPT = 50_000
PHONE = Registration._meta.get_field("phone")


def find_people(event, typed: str, *, day) -> list[Registration]:
    """Return the standing registrations that match, with `came` of that day, best first."""
    wanted = squeeze(plain_letters(typed.strip().lower()))
    if not wanted:
        return []
    rows = Registration.objects.filter(event=event.pk, state__in=STANDING)
    ranked = sorted(_by_phone(rows, wanted) if _is_number(wanted) else _by_name(event, wanted))
    keys = [key for *_, key in ranked[:MOST_FOUND]]
    # By key alone: with the event SQLite would go through all its people again.
    shown = (
        Registration.objects.filter(pk__in=keys)
        .select_related("group")
        .defer("group__code", "group__email")
    )
    found = {row.pk: row for row in with_check_ins(shown)}
    for row in found.values():
        row.came = [each for each in row.came if each.day == day]
    return [found[key] for key in keys]


def _is_number(wanted):
    return wanted.isascii() and wanted.isdecimal()


def _by_phone(rows, wanted):
    """Yield (0, name, key) of those whose phone ends so."""
    if len(wanted) < SHORTEST_TAIL:
        return
    stored = rows.annotate(stored=as_stored(PHONE))
    for key, name, phone in stored.values_list("pk", "name", "stored"):
        digits, tail = _ends_of(phone)
        if digits.endswith(wanted) or tail == wanted:
            yield 0, name, key


def _names(event):
    """Return the queryset of all who are looked through, in no order."""
    rows = Registration.objects.filter(event=event, state__in=STANDING).order_by()
    return rows.values_list("pk", "name", "group__organization")


_NAMES = PreparedValues(_names, values=1)


def _by_name(event, wanted):
    """Yield (place, name, key) of those who match, place 0 the best."""
    words_of = _spoken_words if _is_pinyin(wanted) else _written_words
    for key, name, organization in _NAMES.rows(event.pk):
        # Nearly all end here: one text a person is looked through, and no place worked out.
        if wanted not in words_of(name, organization):
            continue
        place = _place(name, organization, wanted)
        if place is not None:
            yield place, name, key


def _is_pinyin(wanted):
    return wanted.isascii() and wanted.isalpha()


def _place(name, organization, wanted):
    """Return how well a person matches, 0 the best; None where not at all."""
    plain = _plain(name)
    if wanted in plain:
        return 0 if plain.startswith(wanted) else 1
    if _is_pinyin(wanted):
        letters, sounds = _sounds_of(plain)
        if f" {wanted}" in letters:
            return 2
        if f" {wanted}" in sounds:
            return 3
    return 4 if wanted in _plain(organization) else None


@lru_cache(KEPT)
def _written_words(name, organization):
    """Return all that a search in characters may find of a person."""
    return f"{_plain(name)}\n{_plain(organization)}"


@lru_cache(KEPT)
def _spoken_words(name, organization):
    """Return the same and all readings of the name."""
    return "\n".join((_written_words(name, organization), *_sounds_of(_plain(name))))


@lru_cache(KEPT)
def _plain(text):
    return squeeze(text.lower())


@lru_cache(KEPT)
def _sounds_of(name):
    """Return the first letters, and the whole pinyin, of each reading of a name.

    Each with a space before it, in one text: a search asks ten thousand of them."""
    ways = readings(name)
    letters, sounds = map(first_letters, ways), map("".join, ways)
    return "".join(f" {way}" for way in letters), "".join(f" {way}" for way in sounds)


@lru_cache(KEPT)
def _ends_of(stored):
    """Return the digits and the shown tail of a phone as it is stored."""
    phone = PHONE.from_db_value(stored, None, None)
    return "".join(filter(str.isdecimal, phone)), phone_tail(phone)
