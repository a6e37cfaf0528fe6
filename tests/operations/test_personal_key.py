"""A new key for personal data: everything is written anew under it, and found and read as before."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from chamber.personal_data.fields import keyed_hashes
from chamber.personal_data.keys import add_key, key_file
from chamber.personal_data.rekey import models_with_personal_data
from series.actions.endorsements.endorsing import EndorsementDraft, endorse
from series.actions.endorsements.own import find_own
from series.actions.endorsements.settings import CONSENT, change_settings
from series.models import Endorsement, Registration
from series.models.participation.registration import PHONE_PURPOSE
from tests.helpers import making, people
from tests.helpers.deeds.registering import enrol, open_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.DATA_DIR, settings.PERSONAL_KEY = tmp_path, ""
    add_key()


def personal_key(*options):
    out = StringIO()
    call_command("personal_key", *options, stdout=out)
    return out.getvalue()


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_hash FROM series_registration ORDER BY id")
        rows = cursor.fetchall()
        cursor.execute("SELECT phone, phone_hash, code_hash FROM series_endorsement")
        return rows, cursor.fetchall()


def fill():
    enrol(open_event(), "甲", "乙")
    call = making.initiative("public")
    values = {"signers": "persons", "goal": None, "names_public": True, "keep_days": 10}
    change_settings(call, consent=CONSENT, by=people.editor(), **values)
    return endorse(call.pk, EndorsementDraft(False, "王小明", phone="13900139000"))[0]


def test_everything_is_under_the_new_key_and_the_old_one_may_go():
    endorsed = fill()
    phones = [row.phone for row in Registration.objects.order_by("pk")]
    before = stored()
    assert "已启用新密钥" in personal_key("--rotate", "--commit")
    lines = key_file().read_text().split()
    assert len(lines) == 2
    key_file().write_text(lines[1] + "\n")  # the old key is taken out
    assert not {value for row in before[0] + before[1] for value in row} & {
        value for row in stored()[0] + stored()[1] for value in row
    }
    assert [row.phone for row in Registration.objects.order_by("pk")] == phones
    hashes = keyed_hashes(phones[0], PHONE_PURPOSE)
    assert Registration.objects.filter(phone_hash__in=hashes).count() == 1
    assert find_own(Endorsement.objects.get().code, "13900139000") == endorsed


def test_control_without_the_command_a_lost_key_reads_nothing():
    fill()
    key_file().unlink()
    add_key()
    with pytest.raises(Exception, match="不是用现有的密钥存的"):
        Endorsement.objects.get()


def test_without_commit_it_tells_how_many_keys_there_are():
    assert "现有 1 个密钥" in personal_key("--rotate")
    assert len(key_file().read_text().split()) == 1


def test_a_key_of_the_environment_is_changed_there(settings):
    settings.PERSONAL_KEY = key_file().read_text().strip()
    with pytest.raises(CommandError, match="加在它的最后"):
        personal_key("--rotate", "--commit")


def test_all_models_of_the_public_are_known():
    names = {model.__name__ for model, _ in models_with_personal_data()}
    assert names == {
        *("Registration", "RegistrationGroup", "Invitation", "Endorsement"),
        *("Consultation", "TypoReport"),
    }
