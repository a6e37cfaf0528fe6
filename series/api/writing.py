"""Turn rows into answers: the values of the pages, by the pages' own rules."""

from django.urls import reverse
from django.utils import timezone

from series.dates import iso_published, iso_span, original_day, published
from series.facts import image_of, modified_at, source_of
from series.finished.names import mentions_of
from series.models import ENTRY_KINDS, SessionKind
from series.text.markup import stored_html
from series.text.markup.corrections import split_correction
from series.text.markup.figures import still_in_text


def entry_address(pk, root):
    return root + reverse("series:api_entry", args=[pk])


def entries_address(root, **query):
    address = root + reverse("series:api_entries")
    return address + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def card(entry, root):
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "kicker": entry.kicker or None,
        "headline": entry.headline,
        "subtitle": entry.numbered_subtitle or None,
        "summary": entry.summary or None,
        "published": published(entry),
        "published_at": iso_published(entry),
        "modified_at": modified_at(entry),
        "source": source_of(entry),
        "author": entry.author or None,
        "column": {"id": entry.column_id, "name": entry.column.name, **_page(entry.column, root)},
        "series": _numbered(entry, root),
        "tags": [{"name": tag.name, **_page(tag, root)} for tag in _tags(entry)],
        "api": entry_address(entry.pk, root),
        **_page(entry, root),
    }


def _page(row, root):
    return {"address": root + row.get_absolute_url()}


def _numbered(entry, root):
    if entry.series is None:
        return None
    values = {"id": entry.series_id, "title": entry.series.title, "number": entry.number}
    return {**values, **_page(entry.series, root)}


def _tags(entry):
    """Return the tags by key, in the same order on every database."""
    return sorted(entry.tags.all(), key=lambda tag: tag.pk)


def full_entry(entry, root, *, files, turn):
    """Return the entry with all that its page shows."""
    kind = ENTRY_KINDS[entry.kind]
    return {
        **card(entry, root),
        "body": stored_html.absolute(entry.body, root=root),
        "text": stored_html.visible_text(entry.body),
        "editor": entry.editor or None,
        "image": image_of(entry, root) or None,
        "corrections": [_correction(note) for note in entry.corrections],
        "original": _original(entry),
        "original_address": entry.original_url or None,
        "figures": [_figure(figure) for figure in still_in_text(entry.figures, entry.body)],
        "mentions": [_mention(row, root) for row in mentions_of(entry)],
        "attachments": [_attachment(file, root) for file in files],
        "previous": _neighbour(turn and turn.previous, root),
        "next": _neighbour(turn and turn.next, root),
        "meeting": meeting(entry, entry.sessions.all(), root=root) if kind.takes_place else None,
        "call": _call(entry) if kind.is_call else None,
    }


def _figure(figure):
    words = f"{figure.before}{figure.digits}{figure.after}"
    return {
        "label": figure.label,
        "figure": words,
        "quote": figure.quote,
        "section": figure.section,
    }


def _mention(organization, root):
    path = reverse("series:organization", args=[organization.pk])
    return {"name": str(organization), "address": f"{root}{path}"}


def _correction(note):
    day, text = split_correction(note)
    return {"date": day or None, "text": text}


def _original(entry):
    if not entry.reprint:
        return None
    return {
        "title": entry.original_title or None,
        "source": entry.original_source or None,
        "published": original_day(entry.original_at) or None,
        "address": entry.original_url or None,
    }


def _attachment(file, root):
    return {
        "title": file.title,
        "extension": file.extension.lstrip("."),
        "size": file.size,
        **_page(file, root),
    }


def _neighbour(entry, root):
    if not entry:
        return None
    values = {"id": entry.pk, "number": entry.number, "headline": entry.headline}
    return {**values, "api": entry_address(entry.pk, root), **_page(entry, root)}


OF_EVENT = ("directions", "host", "organizer", "co_host", "participation", "contact", "phone")


def meeting(event, sessions=(), *, root=""):
    start, end = iso_span(event)
    return {
        **{name: getattr(event, name) or None for name in OF_EVENT},
        "map": event.map_url or None,
        "enterprise": event.enterprise.name if event.enterprise_id else None,
        "deadline": timezone.localtime(event.deadline).isoformat() if event.deadline else None,
        "form": event.get_form_display(),
        "state": event.state,
        "state_note": event.state_note or None,
        "starts": start,
        "ends": end,
        "all_day": event.all_day,
        "venue": event.venue or None,
        "address": event.address or None,
        "programme": [_session(item, root) for item in sessions] or None,
    }


def _session(item, root):
    named = item.kind != SessionKind.OTHER
    values = {name: getattr(item, name) or None for name in ("starts", "ends", "speaker", "note")}
    return {
        **values,
        "title": item.title,
        "kind": item.get_kind_display() if named else None,
        "speakers": [_speaker(each, root) for each in item.speakers] or None,
    }


def _speaker(each, root):
    address = f"{root}{reverse('series:speaker', args=[each['id']])}" if "id" in each else None
    words = {name: each[name] or None for name in ("name", "post", "organization")}
    return {**words, "address": address}


def _call(entry):
    days = {name: getattr(entry, name) for name in ("open_from", "open_until")}
    return {
        "issuer": entry.issuer.name if entry.issuer else None,
        "audience": entry.audience or None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def column(row, root):
    return {
        "id": row.pk,
        "name": row.name,
        "description": row.description or None,
        "entries": entries_address(root, column=row.pk),
        **_page(row, root),
    }


def series(row, root):
    return {
        "id": row.pk,
        "title": row.title,
        "kind": row.get_kind_display(),
        "intro": row.intro or None,
        "host": str(row.host) if row.host else None,
        "column": row.column_id,
        "count": row.published_count,
        "entries": entries_address(root, series=row.pk),
        **_page(row, root),
    }


def tag(row, root):
    return {
        "slug": row.slug,
        "name": row.name,
        "description": row.description or None,
        "count": row.published_count,
        "entries": entries_address(root, tag=row.get_absolute_url().split("/")[-2]),
        **_page(row, root),
    }
