"""Find people at the door: by name, pinyin, first letters, organization or the phone's tail.

Readings of names and the ends of phones are kept in the process: to read 10,000 of them takes half a
second, and a helper searches for each guest (decisions 136 and 167).
"""

from functools import lru_cache, partial

from chamber.personal_data.fields import as_stored
from chamber.personal_data.phones import phone_tail
from series.models import CheckIn, PreparedRows, Registration
from series.models.participation.registration import STANDING
from series.text.language.index_form import squeeze
from series.text.language.pinyin import first_letters, plain_letters, readings

from .joined_rows import KeptRows

MOST_FOUND, SHORTEST_TAIL = 20, 4
NO_KEY = 0
KEPT = 50_000
PHONE = Registration._meta.get_field("phone")


def find_people(event, typed: str, *, day) -> list[Registration]:
    """Return the standing registrations that match, with `came` of that day, best first."""
    wanted = squeeze(plain_letters(typed.strip().lower()))
    if not wanted:
        return []
    by_words = _by_phone if _is_number(wanted) else _by_name
    ranked = sorted(by_words(event, wanted))
    keys = [key for *_, key in ranked[:MOST_FOUND]]
    asked = [*keys, *[NO_KEY] * (MOST_FOUND - len(keys))]
    found = {row.pk: row for row in _BY_KEY.rows(*asked)}
    for row in found.values():
        row.came = []
    for each in _CAME.rows(*asked) if keys else ():
        if each.day == day:
            found[each.registration_id].came.append(each)
    return [found[key] for key in keys]


# By key alone: with the event SQLite would go through all its people again.
_BY_KEY = PreparedRows(
    lambda *keys: (
        Registration.objects.filter(pk__in=keys)
        .select_related("group")
        .defer("group__code", "group__email")
    ),
    values=MOST_FOUND,
)
_CAME = PreparedRows(
    lambda *keys: CheckIn.objects.standing().filter(registration__in=keys).order_by("day"),
    values=MOST_FOUND,
)


def _is_number(wanted):
    return wanted.isascii() and wanted.isdecimal()


def _standing(event):
    return Registration.objects.filter(event=event, state__in=STANDING)


def _with_phones(event):
    return _standing(event).annotate(stored=as_stored(PHONE))


def _with_ends(rows):
    """Return [(key, name, digits, shown tail)] of (key, name, phone as it is stored)."""
    return [(key, name, *_ends_of(phone)) for key, name, phone in rows]


def _with_words(words_of, rows):
    """Return [(key, name, organization, the words that a search looks through)]."""
    return [
        (key, name, organization, words_of(name, organization)) for key, name, organization in rows
    ]


def _names_with(words_of):
    columns = ("pk", "name", "group__organization")
    return KeptRows(_standing, columns, partial(_with_words, words_of))


def _by_phone(event, wanted):
    """Yield (0, name, key) of those whose phone ends so."""
    if len(wanted) < SHORTEST_TAIL:
        return
    for key, name, digits, tail in _PHONES.of(event.pk):
        if digits.endswith(wanted) or tail == wanted:
            yield 0, name, key


def _by_name(event, wanted):
    """Yield (place, name, key) of those who match, place 0 the best."""
    names = _SPOKEN if _is_pinyin(wanted) else _WRITTEN
    # Nearly all end here: one text a person is looked through, and no place worked out.
    for key, name, organization, _ in [row for row in names.of(event.pk) if wanted in row[3]]:
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


_PHONES = KeptRows(_with_phones, ("pk", "name", "stored"), _with_ends)
_WRITTEN, _SPOKEN = _names_with(_written_words), _names_with(_spoken_words)
