"""An event with 10,000 registrations and a call with 30,000 endorsements: processor time and queries
of the pages that people and the desk open, and of the exports (SQLite).

    python -m tests.benchmarks.participation [10000 30000]
"""

import sys
from datetime import timedelta
from functools import partial

from tests.benchmarks.site import fresh_site, milliseconds, table

REGISTRATIONS, ENDORSEMENTS = 10_000, 30_000
PLACES = 6_000
BATCH = 2_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "敏伟芳娜静丽强磊军洋勇艳杰娟涛明超霞平刚"


def name_of(number):
    """A person's name; many share one, as in a city."""
    first, second = SURNAMES[number % 20], GIVEN[number // 20 % 20]
    return first + second + GIVEN[number // 400 % 20]


def fill_event(number):
    """An event with so many registrations, one in a hundred cancelled. Returns (event, a code)."""
    from django.utils import timezone

    from series.models import Registration, RegistrationGroup
    from series.registration.codes import new_code
    from tests.helpers.deeds.checking_in import event_today
    from tests.helpers.deeds.registering import enrol

    event = event_today(settings={"capacity": PLACES})
    enrol(event, "先来的", organization="常州一家企业")
    sample = RegistrationGroup.objects.get(event=event)
    now = timezone.now()
    for start in range(1, number, BATCH):
        numbers = range(start, min(start + BATCH, number))
        groups = RegistrationGroup.objects.bulk_create(
            RegistrationGroup(
                event=event,
                organization=f"常州第{one % 900}企业",
                code=new_code(),
                consent=sample.consent,
                consented_at=now,
                form_key=f"{one:032d}",
            )
            for one in numbers
        )
        Registration.objects.bulk_create(
            Registration(
                event=event,
                group=group,
                name=name_of(one),
                phone=str(13_000_000_000 + one),
                state="cancelled" if one % 100 == 0 else "live",
                queued_at=now + timedelta(microseconds=one),
                admitted_at=now if one < PLACES else None,
            )
            for one, group in zip(numbers, groups, strict=True)
        )
    return event, sample.code


def fill_call(number):
    """A call with so many endorsements, two thirds verified and named. Returns it."""
    from django.utils import timezone

    from series.actions.endorsements.deciding import count_again
    from series.actions.endorsements.settings import CONSENT, change_settings
    from series.models import CallVersion, Endorsement, EndorsementConsent
    from series.registration.codes import new_code
    from tests.helpers import making, people

    call = making.initiative("public", open_from="2026-01-01", open_until="2099-12-31")
    given = {"signers": "both", "goal": 50_000, "names_public": True, "keep_days": 180}
    change_settings(call, consent=CONSENT, by=people.editor(), **given)
    version = CallVersion.objects.get(initiative=call.pk)
    consent = EndorsementConsent.objects.get(settings=call.pk)
    now = timezone.now()
    for start in range(0, number, BATCH):
        Endorsement.objects.bulk_create(
            Endorsement(
                initiative=call,
                version=version,
                is_organization=True,
                name=f"常州{name_of(one)}第{one}公司",
                credit_code=f"{one:018d}",
                contact=name_of(one),
                phone=str(13_000_000_000 + one),
                name_public=True,
                way="online",
                state="waiting" if one % 3 == 0 else "verified",
                created_at=now - timedelta(minutes=3 * one),
                consent=consent,
                code=new_code(),
            )
            for one in range(start, min(start + BATCH, number))
        )
    count_again(call.pk)
    return call


def main():
    sizes = [int(size) for size in sys.argv[1:3]] or [REGISTRATIONS, ENDORSEMENTS]
    fresh_site()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from tests.helpers import people
    from tests.helpers.deeds.checking_in import helper_link

    event, code = fill_event(sizes[0])
    call = fill_call(sizes[1])
    chief, reader = people.chief(), None
    names = reverse("series:endorsement_names", args=[call.pk])
    registrations = reverse("admin:series_event_registrations", args=[event.pk])
    endorsements = reverse("admin:series_initiative_endorsements", args=[call.pk])
    pages = {
        "活动页": (event.get_absolute_url(), reader),
        "报名表": (reverse("series:register", args=[event.pk]), reader),
        "报名码的页": (reverse("series:registration", args=[code]), reader),
        "倡议页": (call.get_absolute_url(), reader),
        "联署名单": (names, reader),
        "　检索一个名称": (f"{names}?q=第777公司", reader),
        "工作台：报名": (registrations, chief),
        "　检索一个姓名": (f"{registrations}?q={name_of(777)}", chief),
        "工作台：联署": (endorsements, chief),
        "　待核实": (f"{endorsements}?state=waiting", chief),
        "导出报名 .xlsx": (f"{registrations}export.xlsx", chief),
        "导出联署 .xlsx": (f"{endorsements}export.xlsx", chief),
    }
    desk = reverse("series:check_in", args=[helper_link(event)[1]])
    pages["签到台"] = (desk, reader)
    looked_for = {"拼音首字母": "wm", "姓名": name_of(777), "手机尾号": "0777", "单位": "第77企业"}
    searches = {f"　找{what}": (desk, reader, typed) for what, typed in looked_for.items()}
    rows = []
    for name, (path, person, *typed) in (pages | searches).items():
        client = Client()
        if person:
            client.force_login(person)
        ask = partial(client.get, path)
        if typed:
            ask = partial(client.post, path, {"do": "find", "q": typed[0]})
        answer = ask()  # reads the names and phones of a large event for the first time
        assert answer.status_code == 200, (name, answer.status_code)
        size = len(b"".join(answer)) if answer.streaming else len(answer.content)
        with CaptureQueriesContext(connection) as caught:
            ask()
            queries = len(caught)
        spent = milliseconds(ask, times=3)
        rows.append((name, queries, f"{spent:.0f}", f"{size / 1000:.0f}"))
    print(f"\n{sizes[0]} 份报名，{sizes[1]} 份联署\n")
    table(("页面", "查询", "毫秒", "kB"), rows)


if __name__ == "__main__":
    main()
