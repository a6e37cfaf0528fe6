"""Every address of the desk, and who may pass it: the table that the tests hold it to."""

from datetime import timedelta
from functools import cache

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from series.actions.editorial.share_links import share
from series.models import (
    ENTRY_KINDS,
    Attachment,
    AuditLine,
    CannedOpinion,
    Column,
    ColumnRole,
    Kind,
    Notice,
    Picture,
    SavedFilter,
    Series,
    Speaker,
    StandIn,
    Tag,
    Term,
    TrustedSource,
)
from series.outputs import registry
from tests.helpers import making, people
from tests.helpers.deeds import consulting, registering

EVERYBODY = frozenset({"editor", "first", "second", "chief", "admin"})
REVIEWERS = frozenset({"first", "second", "chief"})
PUBLISHERS = frozenset({"chief", "admin"})
ASSIGNERS = REVIEWERS | PUBLISHERS
INSPECTORS = PUBLISHERS | {"auditor"}
REVIEWERS_OF_ACCOUNTS = frozenset({"admin", "auditor"})
OPERATORS = frozenset({"admin", "operator"})
WRITERS = frozenset({"editor", "admin"})
ARRANGERS = frozenset({"editor", "chief", "admin"})
ADMIN = frozenset({"admin"})
FIRST = frozenset({"first"})
CHIEF = frozenset({"chief"})
NOBODY = frozenset()

KINDS = tuple(map(str, ENTRY_KINDS))
# name → (who may GET, who may POST)
OWN_STEPS = {
    "sign": (REVIEWERS, REVIEWERS),
    "return": (REVIEWERS, REVIEWERS),
    "submit": (WRITERS, WRITERS),
    "recall": (WRITERS, WRITERS),
    **dict.fromkeys(("sign_publish", "sign_schedule"), (CHIEF, CHIEF)),
    **dict.fromkeys(("comment", "settle", "waive", "amend"), (REVIEWERS, REVIEWERS)),
    **dict.fromkeys(("amend_autosave", "amend_discard"), (REVIEWERS, REVIEWERS)),
    "answer": (EVERYBODY, EVERYBODY),
    "claim": (ASSIGNERS, ASSIGNERS),
    "release": (ASSIGNERS, ASSIGNERS),
    "handover": (ASSIGNERS, ASSIGNERS),
    "due": (ASSIGNERS, ASSIGNERS),
    "publish": (PUBLISHERS, PUBLISHERS),
    "withdraw": (PUBLISHERS, PUBLISHERS),
    "schedule": (PUBLISHERS, PUBLISHERS),
    "unschedule": (PUBLISHERS, PUBLISHERS),
    "expire": (PUBLISHERS, PUBLISHERS),
    **dict.fromkeys(("bin", "restore"), (WRITERS, WRITERS)),
    "revision": (EVERYBODY, EVERYBODY),
    **dict.fromkeys(("compare", "twin"), (EVERYBODY, EVERYBODY)),
    **dict.fromkeys(("presence", "opinions"), (EVERYBODY, EVERYBODY)),
    **dict.fromkeys(("autosave_new", "autosave", "discard_new", "discard"), (WRITERS, WRITERS)),
    "slip": (EVERYBODY, EVERYBODY),
    **dict.fromkeys(registry.audit_names(), (EVERYBODY, EVERYBODY)),
    "copy": (WRITERS, WRITERS),
    "proof_new": (WRITERS, WRITERS),
    "proof": (EVERYBODY, EVERYBODY),
    "preview": (EVERYBODY, EVERYBODY),
    "share": (EVERYBODY, EVERYBODY),
    "share_revoke": (EVERYBODY, EVERYBODY),
    **dict.fromkeys(
        (
            "punctuation_new",
            "punctuation",
            "paste_new",
            "paste",
            "fetch_new",
            "fetch",
            "word_new",
            "word",
        ),
        (WRITERS, WRITERS),
    ),
    **dict.fromkeys(("topics_new", "topics", "figures_new", "figures"), (WRITERS, WRITERS)),
}


def stock(*, see, add, change, delete):
    """The five pages that every model of the admin has."""
    return {
        "changelist": (see, see),
        "history": (see, see),
        "add": (add, add),
        "change": (see, change),
        "delete": (delete, delete),
    }


ARRANGED = stock(see=EVERYBODY, add=ARRANGERS, change=ARRANGERS, delete=ARRANGERS)
WRITTEN = stock(see=EVERYBODY, add=WRITERS, change=WRITERS, delete=NOBODY)
MODELS = {
    **{f"series_{kind}": {**WRITTEN, **OWN_STEPS} for kind in KINDS},
    # A single page has neither topics nor figures.
    f"series_{Kind.FLATPAGE}": {
        **WRITTEN,
        **{
            name: who
            for name, who in OWN_STEPS.items()
            if name.partition("_")[0] not in ("topics", "figures")
        },
    },
    # The list of all kinds only leads on to the kind's own page.
    "series_entry": {
        **stock(see=EVERYBODY, add=NOBODY, change=EVERYBODY, delete=NOBODY),
        "calendar": (EVERYBODY, EVERYBODY),
    },
    "series_picture": {
        **{**WRITTEN, "delete": (WRITERS, WRITERS)},
        "tags": (WRITERS, WRITERS),
        "drop": (WRITERS, WRITERS),
        "pick": (EVERYBODY, EVERYBODY),
    },
    "series_attachment": {
        **{**WRITTEN, "delete": (WRITERS, WRITERS)},
        "drop": (WRITERS, WRITERS),
        "pick": (EVERYBODY, EVERYBODY),
    },
    "series_column": ARRANGED,
    "series_series": ARRANGED,
    "series_tag": {
        **ARRANGED,
        "merge": (ARRANGERS, ARRANGERS),
        "variants": (EVERYBODY, EVERYBODY),
    },
    "series_term": ARRANGED,
    "series_speaker": ARRANGED,
    "series_cannedopinion": ARRANGED,
    "series_trustedsource": stock(
        see=EVERYBODY, add=PUBLISHERS, change=PUBLISHERS, delete=PUBLISHERS
    ),
    "series_notice": stock(see=EVERYBODY, add=PUBLISHERS, change=PUBLISHERS, delete=PUBLISHERS),
    # The row is the first reviewer's own absence.
    "series_standin": {
        **stock(see=ASSIGNERS, add=ASSIGNERS, change=PUBLISHERS | FIRST, delete=PUBLISHERS | FIRST),
    },
    "series_columnrole": stock(see=ADMIN, add=ADMIN, change=ADMIN, delete=ADMIN),
    "chamber_organization": ARRANGED,
    "chamber_user": stock(see=ADMIN, add=ADMIN, change=ADMIN, delete=NOBODY),
    "auth_group": stock(see=ADMIN, add=NOBODY, change=NOBODY, delete=NOBODY),
    "series_auditline": stock(see=INSPECTORS, add=NOBODY, change=NOBODY, delete=NOBODY),
}
EXPECTED = {
    f"{model}_{page}": who for model, pages in MODELS.items() for page, who in pages.items()
}
EXPECTED["series_event_next"] = (WRITERS, WRITERS)
EXPECTED["chamber_user_second_factor"] = (ADMIN, ADMIN)
EXPECTED["chamber_user_new_password"] = (NOBODY, ADMIN)
EXPECTED["chamber_user_end_sessions"] = (NOBODY, ADMIN)
EXPECTED["chamber_user_hand_over"] = (ADMIN, ADMIN)
# Lists as files: for whoever sees the list.
EXPECTED |= {f"series_{kind}_xlsx": (EVERYBODY, EVERYBODY) for kind in (*KINDS, "entry")}
EXPECTED |= {f"series_auditline_{form}": (INSPECTORS, INSPECTORS) for form in ("xlsx", "jsonl")}
# Reports, and each as a file.
EXPECTED["reports"] = (INSPECTORS, INSPECTORS)
EXPECTED |= {
    f"report_{slug}{form}": (INSPECTORS, INSPECTORS)
    for slug in ("history", "ageing", "workload", "turnaround", "output", "readings", "searches")
    for form in ("", "_xlsx")
}
EXPECTED |= {
    f"account_review{form}": (REVIEWERS_OF_ACCOUNTS, REVIEWERS_OF_ACCOUNTS)
    for form in ("", "_xlsx")
}
EXPECTED["desk_operations"] = (OPERATORS, OPERATORS)
# Pages of no model; what is one's own is asked for by its owner.
EXPECTED["desk_filters"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_filter_delete"] = (frozenset({"editor"}), frozenset({"editor"}))
for _kind in ("entry", *KINDS):
    EXPECTED[f"series_{_kind}_bulk"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_events"] = (ARRANGERS, ARRANGERS)
EXPECTED["desk_endorsements"] = (EVERYBODY, EVERYBODY)
EXPECTED["series_initiative_endorsements"] = (ARRANGERS, ARRANGERS)
EXPECTED["series_initiative_letter"] = (ARRANGERS, ARRANGERS)
EXPECTED["series_initiative_endorsements_xlsx"] = (ARRANGERS, ARRANGERS)
for _page in (
    *("desk_consultations", "desk_consultation_settings", "series_consultation_one"),
    "desk_typos",
):
    EXPECTED[_page] = (ARRANGERS, ARRANGERS)
# Phones in full, also as a file, are for publishers: tests/admin/registrations.
EXPECTED |= {
    f"series_event_{page}": (ARRANGERS, ARRANGERS)
    for page in (
        *("registrations", "registration_settings", "registration", "registrations_xlsx"),
        *("check_in", "paper_list", "badges", "certificates"),
        *("registration_letter", "registration_feedback"),
    )
}
for _page in ("placements", "navigation", "redirects"):
    EXPECTED[f"desk_{_page}"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_problems"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_notifications"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_settings"] = (EVERYBODY, EVERYBODY)
EXPECTED["desk_clock"] = (PUBLISHERS, PUBLISHERS)
# Everybody's own: the frame, the session, the way to a public page.
OPEN = {
    "autocomplete",
    "index",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "jsi18n",
    "view_on_site",
    "app_list",
    "desk_keys",
    "second_step",
    "second_factor",
    "sign_on",
    "signed_on",
    "sign_out",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "desk_sessions",
    "desk_session",
}


def names():
    """The names of all addresses of the desk; the stock redirects to …/change/ have none."""
    found = set()
    for pattern in admin.site.urls[0]:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            found.add(inner.name)
    return found - {None}


def objects():
    """One row of everything that the desk shows: {address name's beginning: pk}."""
    rows = {
        "series_article": making.article(tags=["两个健康"]),
        "series_initiative": making.initiative("signed"),
        "series_event": registering.open_event(),
        "series_flatpage": making.flatpage("public"),
        "series_consultation": consulting.asked(),
        "series_series": making.series(),
        "chamber_organization": making.organization(),
        "chamber_user": people.outsider(),
    }
    rows["series_entry"] = rows["series_article"]
    rows["auth_user"] = rows["chamber_user"]
    rows["auth_group"] = people.editor().groups.get()
    rows["series_column"] = Column.objects.first()
    rows["series_tag"] = Tag.objects.first()
    rows["series_term"] = Term.objects.get_or_create(name="龙城夜话", folded="龙城夜话")[0]
    rows["series_speaker"] = Speaker.objects.get_or_create(name="吴越")[0]
    rows["desk_filter"] = SavedFilter.objects.create(
        user=people.editor(), list="article", name="待初审", query="stage=first"
    )
    rows["series_notice"] = Notice.objects.create(
        text="国庆放假通知",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(days=3),
    )
    rows["series_auditline"] = AuditLine.objects.first()
    rows["series_picture"] = Picture.objects.create(
        file="a.png", digest="0" * 64, extension="png", width=1, height=1, alt="座谈会"
    )
    rows |= review_lists()
    rows["series_attachment"] = Attachment.objects.create(
        title="报名表", file="a.pdf", extension="pdf", size=1
    )
    for kind in KINDS:
        entry = rows[f"series_{kind}"]
        given = {"revision": making.newest(entry), "by": people.editor(), "days": 7}
        rows[f"series_{kind}.link"] = share(entry, **given)
        other = rows["series_event" if kind == Kind.ARTICLE else "series_article"]
        rows[f"series_{kind}.other"] = other
    rows["series_event.group"] = registering.enrol(rows["series_event"], "王敏")
    assert Series.objects.exists()
    return {name: row.pk for name, row in rows.items()}


def review_lists():
    today = timezone.localdate()
    return {
        "series_cannedopinion": CannedOpinion.objects.get_or_create(text="请核对数字")[0],
        "series_trustedsource": TrustedSource.objects.create(name="新华社"),
        "series_standin": StandIn.objects.create(
            absent=people.first(), person=people.second(), starts_on=today, ends_on=today
        ),
        "series_columnrole": ColumnRole.objects.create(
            user=people.outsider(), role=people.editor().groups.get(), column=making.column()
        ),
    }


def address(name, rows):
    """The address of this name, its parameters filled by their names: `object_id` is the model's
    own row, `link` what stands in `rows` as “model.link”."""
    model = max((key for key in rows if name.startswith(key)), key=len, default="")
    own = {key.rpartition(".")[2]: pk for key, pk in rows.items() if key.startswith(f"{model}.")}
    given = {"object_id": rows.get(model), "id": rows.get(model), "number": 1, "other_number": 1}
    given |= own
    return reverse(f"admin:{name}", args=[given[key] for key in parameters()[name]])


@cache
def parameters():
    """{name: the names of its parameters, in order}."""
    found = {}
    for pattern in admin.site.urls[0]:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            found[inner.name] = list(inner.pattern.converters)
    return found
