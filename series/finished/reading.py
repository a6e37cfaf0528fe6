"""The text of an entry's page: the finished one, or worked out."""

from dataclasses import dataclass, replace
from hashlib import blake2b

from django.conf import settings
from django.db import transaction
from django.template.loader import get_template

from series.models import ENTRY_KINDS, Entry, FinishedText
from series.safe_markup import written_markup
from series.text.markup import figures, page_parts
from series.text.markup.pictures import Photo
from series.text.markup.reading_time import ReadingTime, reading_time
from series.text.typography.title_words import stored_breaks

from .form import current_form
from .names import keywords_of, mentions_of, tags_of


@dataclass(frozen=True)
class Reading:
    """The markup of a text on its page, and its length."""

    markup: str
    time: ReadingTime
    is_finished: bool = False


def reading_of(entry, keywords) -> Reading:
    """Return the finished reading where its seal fits, else work it out.

    `keywords` are the pages that names in the text lead to. The stored row is read with the entry.
    """
    row = getattr(entry, "finished", None)
    if row and row.form == current_form():
        time = ReadingTime(row.characters, row.minutes)
        if row.seal == seal_of(entry, keywords, Reading(row.markup, time)):
            return Reading(written_markup(row.markup), time, is_finished=True)
    return work_out(entry, keywords)


def work_out(entry, keywords) -> Reading:
    """Return the reading of an entry, made anew."""
    time = reading_time(entry.body)
    if not ENTRY_KINDS[entry.kind].is_main:  # one run of text, without sections
        return Reading(letter(entry, keywords), time)
    context = {"text": prose(entry, keywords), "figures": figures_by_section(entry)}
    markup = get_template("series/_reading.html").render(context)
    return Reading(written_markup(markup), time)


def finish(entry) -> None:
    """Store the reading of a public entry, unless it is stored so already.

    Where it was withdrawn or published anew meanwhile, nothing is stored."""
    row = new_row(entry)
    if row is None:
        return
    with transaction.atomic():
        same = Entry.objects.published().filter(pk=entry.pk, live=entry.live_id)
        if same.select_for_update().first():
            store_rows([row])


def new_row(entry) -> FinishedText | None:
    """Return the row that an entry lacks; None where the stored one fits. Writes nothing."""
    keywords = keywords_of(entry, tags=tags_of(entry), mentions=mentions_of(entry))
    reading = reading_of(entry, keywords)
    if reading.is_finished:
        return None
    return FinishedText(
        entry_id=entry.pk,
        form=current_form(),
        seal=seal_of(entry, keywords, reading),
        markup=str(reading.markup),
        characters=reading.time.characters,
        minutes=reading.time.minutes,
    )


def store_rows(rows) -> None:
    """Write finished texts in place of those that their entries had."""
    FinishedText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["form", "seal", "markup", "characters", "minutes"],
    )


def has_reading(entry) -> bool:
    """Tell whether finished texts are kept for entries of this kind."""
    return ENTRY_KINDS[entry.kind].is_listed


def seal_of(entry, keywords, reading) -> str:
    """Return the keyed digest of a reading and of all that it was made from."""
    made_from = (
        *(current_form(), str(entry.pk), str(entry.kind), entry.body, entry.title_words),
        *(repr(entry.figures), repr(sorted(photos(entry).items())), repr(tuple(keywords))),
        *(str(reading.markup), repr(reading.time)),
    )
    found = blake2b(key=_key(), digest_size=24)
    for part in made_from:
        data = part.encode()
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def _key():
    return blake2b(settings.SECRET_KEY.encode(), person=b"finished", digest_size=32).digest()


def prose(entry, keywords=()):
    """Return the lead, sections and closing paragraph, ready to print.

    `keywords` are the pages that names in it link to.
    """
    known = stored_breaks(entry.title_words)
    parts = page_parts.cut_sections(entry.body, photos(entry), keywords=keywords, words=known)
    return replace(
        parts,
        lead=written_markup(parts.lead),
        sections=tuple(_section(part) for part in parts.sections),
        closing=written_markup(parts.closing),
        notes=written_markup(parts.notes),
    )


def _section(part):
    words = {"title": written_markup(part.title), "signs": written_markup(part.signs)}
    return replace(part, **words, html=written_markup(part.html))


def letter(entry, keywords=()):
    """Return the body as one letter, for calls and events."""
    return written_markup(page_parts.letter_html(entry.body, photos(entry), keywords=keywords))


def photos(entry):
    """Return {address: Photo} of the pictures that the text shows."""
    return {
        address: Photo(row.width, row.height, tuple(row.renditions))
        for address, row in entry.shown_pictures.items()
    }


def figures_by_section(entry):
    """Return {section: figures} of the entry's text; section 0 is before the first heading."""
    by_section: dict = {}
    for figure in figures.still_in_text(entry.figures, entry.body):
        by_section.setdefault(figure.section, []).append(figure)
    return by_section
