"""The demonstration site of series/demo/: organizations, columns, series, texts and events.

Texts are handled as by the importer: recognised, checked, stored as revisions, published as an
archive with their own dates. What exists already, by its name or key, is not changed.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from chamber.models import Organization
from series.actions.editorial.publication import publish_archive
from series.actions.editorial.reviews import sign, submit
from series.actions.editorial.revisions import create_entry
from series.actions.errors import EditorialError
from series.models import ENTRY_KINDS, Column, Entry, Series, Speaker
from series.models.audit import lock_audit_chain
from series.models.entry_kinds import main_kind
from series.roles import EDITOR, FINAL, FIRST
from series.text.markup.blocks import TextError
from series.text.recognition.published import recognise

from .catalogue import Catalogue, create_missing, record_made
from .consultations import take_consultation
from .files import find_files, read_bytes
from .participation import has_registrations, take_endorsements, take_registrations
from .plan import make_plan, stored_content
from .readings import READERS, reading_from

FOLDER = Path(__file__).resolve().parents[2] / "demo"
CHANNEL = "demo"
NOTE = "演示内容"
# What a text's table in site.toml may say beside what its file says.
OWN = ("audience", "figures", "milestones", "thresholds", "outcome")
PUBLIC, IN_REVIEW = "public", "in review"
PLAYERS = {EDITOR: "yanshi-bianji", FIRST: "yanshi-chushen", FINAL: "yanshi-zhongshen"}


@dataclass
class Demonstration:
    """One run: `made` counts what was created.

    `later` are keys whose day is still to come.

    `registered` are the rows of names that were created, `calls` the calls by their files.
    """

    made: Counter = field(default_factory=Counter)
    later: list[str] = field(default_factory=list)
    registered: list = field(default_factory=list)
    calls: dict = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=Catalogue)

    def load(self, *, commit):
        """Create everything that is missing, or nothing; without `commit` only count it."""
        site = read_toml("site.toml")
        with transaction.atomic():
            lock_audit_chain()
            self._register(site)
            for kind in ENTRY_KINDS.values():
                self._texts(kind, site)
                self._meetings(kind, site)
                self._flatpages(kind, site)
            self._reports(column=site["columns"][0]["name"])
            self._participation()
            self._consultations()
            if not commit:
                transaction.set_rollback(True)
        return self

    def _register(self, site):
        for row in site["organizations"]:
            self._organization(row)
        for row in site["columns"]:
            self._made("专栏", Column.objects.get_or_create(name=row["name"], defaults=row))
        for row in site["series"]:
            self._series(row)
        record_made(self.registered, channel=CHANNEL)

    def _made(self, label, result):
        row, is_new = result
        self.made[label] += is_new
        self.registered += [row] * is_new

    def _organization(self, row):
        if organization_named(row["name"], row.get("short_name", row["name"])):
            return
        parent = organization_named(row["parent"]) if "parent" in row else None
        self._made("组织", (Organization.objects.create(**{**row, "parent": parent}), True))

    def _series(self, row):
        column = Column.objects.get(name=row["column"])
        rest = {key: value for key, value in row.items() if key not in ("column", "title")}
        defaults = {**rest, "host": organization_named(row["host"])}
        result = Series.objects.get_or_create(column=column, title=row["title"], defaults=defaults)
        self._made("系列", result)

    def _texts(self, kind, site):
        """Store the files of the folder called after the kind, where there is one."""
        if (FOLDER / kind.folder).is_dir():
            for file in find_files([str(FOLDER / kind.folder)]):
                self._text(kind.kind, file, settings=site[kind.folder][file.path.stem])

    def _meetings(self, kind, site):
        """Store the rows of the kind's tables, past ones first."""
        for path in sorted(FOLDER.glob(f"{kind.folder}-*.toml"), reverse=True):
            for row in read_toml(path.name)[kind.folder]:
                self._meeting(kind.kind, row, column=site["columns"][0]["name"])

    def _flatpages(self, kind, site):
        """Store the rows of the file called after the kind, where there is one."""
        path = FOLDER / f"{kind.folder}.toml"
        for row in read_toml(path.name)[kind.folder] if path.is_file() else ():
            keys = {"import_key": f"demo:{row['slug']}"}
            if not Entry.objects.filter(**keys).exists():
                column = Column.objects.get(name=site["columns"][0]["name"])
                source = organization_named(row["source"])
                content = {**row, "column": column.pk, "source": source.pk}
                self._store(kind.kind, content, state=PUBLIC, keys=keys)

    def _text(self, kind, file, *, settings):
        reading = _read(file, tags=settings["tags"])
        if self._is_later(file.path.stem, reading.receipt.date[:10]):
            return
        plan = make_plan(reading, catalogue=self.catalogue, publish=False)
        if plan.entry:
            return
        content = stored_content(plan, target=create_missing(plan.target, channel=CHANNEL), urls={})
        own = {key: settings[key] for key in OWN if key in settings}
        if "issuer" in settings:
            own["issuer"] = organization_named(settings["issuer"]).pk
            days = ("open_from", "open_until")
            own |= {day: settings[day].isoformat() for day in days if day in settings}
        content = {**content, **own}
        keys = {"import_key": plan.key, "import_digest": plan.digest}
        self._store(kind, content, state=settings.get("state", PUBLIC), keys=keys)
        if ENTRY_KINDS[kind].is_call:
            self.calls[file.path.stem] = ENTRY_KINDS[kind].model.objects.get(**keys)

    def _meeting(self, kind, row, *, column):
        key = f"demo:{row['key']}"
        if self._is_later(row["key"], row["announced"].isoformat()):
            return
        if Entry.objects.filter(import_key=key).exists():
            return
        content = event_content(row, column=row.get("column", column))
        content["programme"] = [self._session(item) for item in content.get("programme", ())]
        self._store(kind, content, state=PUBLIC, keys={"import_key": key})

    def _reports(self, *, column):
        """Store what was written after the events, each bound to its event."""
        column_row = Column.objects.get(name=column)
        for row in read_toml("reports.toml")["reports"]:
            key = f"demo:{row['key']}"
            event = Entry.objects.filter(import_key=f"demo:{row['about']}").first()
            if event is None or self._is_later(row["key"], row["day"].isoformat()):
                continue
            if Entry.objects.filter(import_key=key).exists():
                continue
            content = report_content(row, event=event, column=column_row)
            self._store(main_kind().kind, content, state=PUBLIC, keys={"import_key": key})

    def _participation(self):
        """Let the public register and endorse, once the texts are there."""
        rows, by = read_toml("participation.toml"), None
        events = next(kind.model for kind in ENTRY_KINDS.values() if kind.takes_place)
        for row in rows["registrations"]:
            event = events.objects.filter(import_key=f"demo:{row['about']}").first()
            if event and not has_registrations(event):
                by = by or _demonstration_account(EDITOR)
                take_registrations(event, row, by=by)
        for row in rows["endorsements"]:
            call = self.calls.get(row["initiative"])
            if call:
                by = by or _demonstration_account(EDITOR)
                take_endorsements(call, row, by=by)

    def _consultations(self):
        """Let the public ask, an editor answer and a final reviewer approve."""
        rows = read_toml("consultations.toml")["consultations"]
        players = {"editor": EDITOR, "chief": FINAL}
        given = {name: _demonstration_account(role) for name, role in players.items()}
        for number, row in enumerate(rows, start=1):
            self.made["咨询"] += take_consultation(row, number=number, **given)

    def _session(self, item):
        """Return a session whose speakers stand in the register."""
        speakers = [self._speaker(each) for each in item.get("speakers", ())]
        return {**item, "speakers": speakers} if speakers else item

    def _speaker(self, facts):
        """Return a speaker with the register's number; made where nobody has the name."""
        result = Speaker.objects.get_or_create(name=facts["name"], defaults=facts)
        self._made("嘉宾", result)
        if result[1]:
            record_made([result[0]], channel=CHANNEL)
        return {**facts, "id": result[0].pk}

    def _is_later(self, name, day):
        """Tell whether a day is in the future; note the name for later.

        Nothing is published before its date.
        """
        is_later = day > timezone.localdate().isoformat()
        if is_later:
            self.later.append(name)
        return is_later

    def _store(self, kind, content, *, state, keys):
        by = None if state == PUBLIC else _editor()
        row = create_entry(kind, content, by=by, channel=CHANNEL, note=NOTE, **keys)
        revision = Entry.objects.select_related("newest").get(pk=row.pk).newest
        if state == PUBLIC:
            publish_archive(row, revision=revision, channel=CHANNEL)
        elif state == IN_REVIEW:
            submit(
                row, revision=revision, by=by or _demonstration_account(EDITOR), note="演示：送审"
            )
            sign(row, revision=revision, by=_demonstration_account(FIRST), opinion="演示：初审通过")
        self.made[kind.label] += 1
        self.made["草稿"] += state != PUBLIC


def event_content(row, *, column):
    """Return the content of an event from a row of its data file."""
    column_row = Column.objects.get(name=column)
    series = Series.objects.filter(column=column_row, title=row.get("series", "")).first()
    numbered = {"number": row["number"], "subtitle": series.title} if "number" in row else {}
    moments = {key: timezone.make_aware(row[key]).isoformat() for key in ("starts_at", "ends_at")}
    required = ("headline", "summary", "form", "venue", "host", "tags")
    optional = ("state", "state_note", "all_day", "programme", "directions", "organizer")
    optional += ("co_host", "participation", "contact", "phone")
    if "deadline" in row:
        moments["deadline"] = timezone.make_aware(row["deadline"]).isoformat()
    enterprise = organization_named(row["enterprise"]) if "enterprise" in row else None
    return {
        **({"enterprise": enterprise.pk} if enterprise else {}),
        **{key: row[key] for key in required},
        **{key: row[key] for key in optional if key in row},
        **moments,
        **numbered,
        "column": column_row.pk,
        "series": series and series.pk,
        "source": organization_named(row["host"]).pk,
        "dateline": row["announced"].isoformat(),
        "body": _paragraphs(row["body"]),
    }


def report_content(row, *, event, column):
    """Return the content of an article about an event from a data row."""
    aftermath = {"aftermath": row["aftermath"]} if "aftermath" in row else {}
    return {
        **aftermath,
        "headline": row["headline"],
        "summary": row["summary"],
        "column": column.pk,
        "source": event.source_id,
        "dateline": row["day"].isoformat(),
        "about_event": event.pk,
        "tags": sorted(event.tags.names()),
        "body": _paragraphs(row["body"]),
    }


def _paragraphs(text):
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)


def read_toml(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def organization_named(*names):
    """Return the organization that has one of these names, or None (decision 16)."""
    rows = (Organization.objects.named(name) for name in names)
    return next((row for row in rows if row), None)


def _read(file, *, tags):
    """Return the ImportReading of a demonstration text, with these tags.

    Raises EditorialError with the file's name.
    """
    try:
        if file.problem:
            raise TextError(file.problem)
        source = READERS[".txt"](read_bytes(file.path))
        return reading_from(recognise(source), source, file=file.path.name, tags=tuple(tags))
    except TextError as error:
        raise EditorialError(f"{file.path.name}：{error}") from error


def _editor():
    """Return the first editor, who gets the drafts.
    The desk then has work to show."""
    return get_user_model().objects.filter(groups__name=EDITOR).order_by("pk").first()


def _demonstration_account(role):
    """Return the demonstration account of a role; create it where it is missing.

    It submits and signs the demonstration's texts and can never log in.
    """
    user, is_new = get_user_model().objects.get_or_create(
        username=PLAYERS[role],
        defaults={"name": f"{role}（演示）", "is_staff": True, "is_active": True},
    )
    if is_new:
        user.set_unusable_password()
        user.save()
        group = Group.objects.get_or_create(name=role)[0]
        user.groups.add(group)
        record_made([user, group], channel=CHANNEL)
    return user
