"""Single sign-on against a real provider: who is let in, who is refused, and with which sentence."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from chamber.models import User
from chamber.openid import _Client
from series.actions.desk import sign_on
from series.models import AuditLine
from tests.helpers import openid_provider, people
from tests.helpers.second_factor import give_factor

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
EMAIL = "chen.bian@example.org"


@pytest.fixture(scope="module")
def server():
    with openid_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(server, settings):
    """A provider that knows the editor by a verified address, and a site that trusts it."""
    key = server.key
    server.__init__(server.issuer)
    server.key, server.published = key, [key]
    server.person = {"sub": "4711", "email": EMAIL, "email_verified": True}
    settings.OIDC_ISSUER, settings.OIDC_NAME = server.issuer, "统一身份认证"
    settings.OIDC_CLIENT_ID = openid_provider.CLIENT
    settings.OIDC_CLIENT_SECRET = openid_provider.SECRET
    settings.OIDC_SECOND_FACTORS = frozenset()
    cache.clear()
    return server


@pytest.fixture
def account(editor):
    editor.email = EMAIL
    editor.save()
    return editor


def go(client, address="/desk/"):
    """Log in at the provider as a browser would, up to the address that leads back."""
    off = client.get(reverse("admin:sign_on"), {"next": address})
    assert off.status_code == 302
    back = requests.get(off.url, allow_redirects=False, timeout=10).headers["Location"]
    return back.removeprefix("http://testserver")


def come_back(client, back):
    """(the answer to the way back, the sentence that the log-in page then shows)."""
    answer = client.get(back)
    page = client.get(answer.url).text if answer.url.startswith("/desk/login/") else ""
    return answer, page


def refusal(client, back):
    """The sentence of a refused log-in, as page and audit have it; nobody is logged in."""
    answer, page = come_back(client, back)
    line = AuditLine.objects.filter(verb="登录").latest("number")
    assert answer.url.startswith("/desk/login/")
    assert (line.result, line.detail["means"]) == ("failed", "单点登录")
    assert line.detail["sentence"] in page
    assert "_auth_user_id" not in client.session
    return line.detail["sentence"]


def test_an_account_with_the_verified_address_is_linked_and_let_in(client, provider, account):
    answer, _ = come_back(client, go(client, "/desk/series/article/"))
    assert answer.url == "/desk/series/article/"
    assert client.get("/desk/").status_code == 200
    account.refresh_from_db()
    assert (account.oidc_issuer, account.oidc_subject) == (provider.issuer, "4711")
    lines = AuditLine.objects.order_by("number").values_list("verb", "actor", "object")
    assert list(lines)[-2:] == [
        ("关联单点登录", account.pk, "editor"),
        ("登录", account.pk, "editor"),
    ]
    assert client.get(reverse("admin:desk_sessions")).text.count("未知设备") == 1


def test_the_link_holds_when_the_address_changes_on_either_side(client, provider, account):
    come_back(client, go(client))
    provider.person = {"sub": "4711", "email": "other@example.org", "email_verified": False}
    User.objects.filter(pk=account.pk).update(email="")
    again = Client()
    assert come_back(again, go(again))[0].url == "/desk/"
    assert AuditLine.objects.filter(verb="关联单点登录").count() == 1


def test_the_button_is_on_the_log_in_page_and_keeps_where_to_go(client, provider):
    page = client.get("/desk/login/?next=/desk/series/article/").text
    assert "用统一身份认证登录" in page
    assert 'href="/desk/sign-on/?next=/desk/series/article/"' in page


def test_off_there_is_no_button_no_page_and_nothing_loaded(client):
    assert "sign-on" not in client.get("/desk/login/").text
    for name in ("sign_on", "signed_on", "sign_out"):
        assert client.get(reverse(f"admin:{name}")).status_code == 404
    asks = "import sys, django; django.setup(); from django.urls import reverse; "
    asks += "reverse('admin:sign_on'); print('mozilla_django_oidc' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asks],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


OTHER = "https://other.example"
CLAIMS = [
    ({"aud": "somebody-else"}, "不是发给本站的"),
    ({"aud": [openid_provider.CLIENT, "somebody-else"]}, "不是发给本站的"),
    ({"aud": [openid_provider.CLIENT, "x"], "azp": "x"}, "不是发给本站的"),
    ({"azp": "somebody-else"}, "不是发给本站的"),
    ({"iss": OTHER}, "不是由所设的身份认证签发"),
    ({"exp": 1_600_000_000}, "已经过期"),
    ({"iat": 4_000_000_000}, "时间还没有到"),
    ({"nbf": 4_000_000_000}, "时间还没有到"),
    ({"nonce": "of another log-in"}, "与这次登录不符"),
    ({"nonce": None}, "签名或格式不正确"),
    ({"exp": None}, "签名或格式不正确"),
    ({"aud": None}, "签名或格式不正确"),
    ({"sub": None}, "签名或格式不正确"),
    ({"sub": ""}, "签名或格式不正确"),
    ({"sub": "x" * 300}, "签名或格式不正确"),
]


@pytest.mark.parametrize(("claims", "sentence"), CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(client, provider, account, claims, sentence):
    provider.claims = claims
    assert sentence in refusal(client, go(client))


@pytest.mark.parametrize(
    ("algorithm", "header"),
    [("none", {}), ("HS256", {}), ("RS256", {"kid": "nobody's"}), ("RS256", {"kid": None})],
)
def test_a_token_that_is_signed_otherwise_is_refused(client, provider, account, algorithm, header):
    provider.algorithm, provider.header = algorithm, header
    assert "签名或格式不正确" in refusal(client, go(client))


def test_a_token_of_a_stranger_s_key_with_a_known_number_is_refused(client, provider, account):
    provider.key = openid_provider.Key(provider.key.number)
    assert "签名或格式不正确" in refusal(client, go(client))


def test_control_the_library_alone_takes_a_token_for_another_client(
    client, provider, account, monkeypatch
):
    provider.claims = {"aud": "somebody-else", "iss": OTHER}
    monkeypatch.delattr(_Client, "_verify_jws")
    answer, _ = come_back(client, go(client))
    assert answer.url == "/desk/"


def test_a_new_key_is_found_without_a_restart(client, provider, account):
    come_back(client, go(client))
    old, again = provider.key, Client()
    provider.rotate()
    assert come_back(again, go(again))[0].url == "/desk/"
    provider.key = old  # it is no longer published
    late = Client()
    assert "签名或格式不正确" in refusal(late, go(late))


def test_the_way_back_is_good_once_and_for_the_browser_that_began(client, provider, account):
    back = go(client)
    assert "十分钟" in refusal(Client(), back)
    assert come_back(client, back)[0].url == "/desk/"
    client.logout()
    assert "十分钟" in refusal(client, back)


def test_a_code_that_was_used_is_refused(client, provider, account):
    back = go(client)
    provider.codes.clear()
    assert "没有接受这次登录" in refusal(client, back)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"state": "of another log-in"}, "与这次登录不符"),
        ({"state": ""}, "与这次登录不符"),
        ({"state": "状态"}, "与这次登录不符"),
        ({"iss": OTHER}, "不是由所设的身份认证签发"),
        ({"code": ""}, "没有接受这次登录"),
        ({"code": "\0guess"}, "没有接受这次登录"),
        ({"error": "access_denied"}, "没有接受这次登录"),
    ],
)
def test_an_answer_that_was_changed_is_refused(client, provider, account, changed, sentence):
    parts = urlsplit(go(client))
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    back = f"{parts.path}?{requests.models.RequestEncodingMixin._encode_params(asked | changed)}"
    assert sentence in refusal(client, back)


def test_a_provider_that_is_away_is_told_and_the_password_still_works(client, provider, account):
    back = go(client)
    provider.is_away = True
    assert "没有接受" in refusal(client, back)
    cache.clear()
    off = client.get(reverse("admin:sign_on"))
    assert "暂时连不上" in client.get(off.url).text
    given = {"username": "editor", "password": people.PASSWORD, "next": "/desk/"}
    assert client.post("/desk/login/", given).url == "/desk/"


def test_a_provider_that_calls_itself_otherwise_is_refused(client, provider, settings):
    settings.OIDC_ISSUER += "/"
    off = client.get(reverse("admin:sign_on"))
    assert "不是由所设的身份认证签发" in client.get(off.url).text


ACCOUNTS = [
    ({"email": "nobody@example.org"}, {}, "没有与这个身份相符的账号"),
    ({"email_verified": False}, {}, "没有给出核实过的电子邮箱"),
    ({"email_verified": "true"}, {}, "没有给出核实过的电子邮箱"),
    ({"email_verified": None}, {}, "没有给出核实过的电子邮箱"),
    ({"email": "chen.bıan@example.org"}, {}, "没有与这个身份相符的账号"),
    ({}, {"is_active": False}, "已经停用"),
    ({}, {"is_staff": False}, "已经停用或不能进入工作台"),
    ({}, {"oidc_issuer": "https://x.example", "oidc_subject": "9"}, "关联了另一个身份"),
]


@pytest.mark.parametrize(("person", "row", "sentence"), ACCOUNTS)
def test_nobody_gets_an_account_by_logging_in(client, provider, account, person, row, sentence):
    User.objects.filter(pk=account.pk).update(**row)
    provider.person |= person
    before = list(User.objects.order_by("pk").values())
    assert sentence in refusal(client, go(client))
    assert list(User.objects.order_by("pk").values()) == before


def test_two_accounts_with_one_address_are_told_apart_by_nobody(client, provider, account, chief):
    User.objects.filter(pk=chief.pk).update(email=EMAIL.upper())
    assert "有几个账号" in refusal(client, go(client))


def test_a_linked_account_that_was_closed_is_refused_by_name(client, provider, account):
    come_back(client, go(client))
    User.objects.filter(pk=account.pk).update(is_active=False)
    again = Client()
    assert "已经停用" in refusal(again, go(again))
    assert AuditLine.objects.filter(verb="登录").latest("number").object == "editor"


def test_the_address_may_come_from_the_page_of_the_person(client, provider, account):
    told = provider.person
    provider.person = {"sub": "4711"}
    provider.told_by_userinfo = told
    assert come_back(client, go(client))[0].url == "/desk/"


def test_a_page_of_another_person_is_refused(client, provider, account):
    provider.told_by_userinfo = provider.person | {"sub": "4712"}
    provider.person = {"sub": "4711"}
    assert "与这次登录不符" in refusal(client, go(client))


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_log_in_leads_to_this_site_alone(client, provider, account, there):
    assert come_back(client, go(client, there))[0].url == "/desk/"


def test_our_second_step_is_asked_after_it(client, provider, account):
    give_factor(account)
    come_back(client, go(client))
    assert client.get("/desk/").url.startswith(reverse("admin:second_step"))


@pytest.mark.parametrize("claims", [{"amr": ["pwd", "otp"]}, {"acr": "urn:two"}])
def test_the_provider_s_factor_stands_for_ours_where_the_office_says_so(
    client, provider, account, settings, claims
):
    settings.OIDC_SECOND_FACTORS = frozenset({"otp", "urn:two"})
    settings.SECOND_FACTOR_REQUIRED = True
    give_factor(account)
    provider.claims = claims
    come_back(client, go(client))
    assert client.get("/desk/").status_code == 200
    provider.claims = {"amr": ["pwd"]}
    again = Client()
    come_back(again, go(again))
    assert again.get("/desk/").url.startswith(reverse("admin:second_step"))


def test_a_given_password_is_not_asked_to_be_changed(client, provider, account, settings):
    settings.PUBLIC_HOSTS = ["testserver"]
    User.objects.filter(pk=account.pk).update(must_change_password=True)
    come_back(client, go(client))
    assert client.get("/desk/").status_code == 200
    client.force_login(account)
    client.session.flush()
    client.force_login(account)
    assert client.get("/desk/").url == reverse("admin:password_change")


def test_forty_failures_from_one_address_are_enough(client, provider, account):
    for _ in range(40):
        client.get(reverse("admin:signed_on"))
    answer = client.get(reverse("admin:signed_on"))
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert AuditLine.objects.filter(verb="登录", result="failed").count() == 40


def test_logging_out_leads_to_the_provider_too(client, provider, account):
    come_back(client, go(client))
    page = client.post(reverse("admin:logout")).text
    assert reverse("admin:sign_out") in page
    away = urlsplit(client.get(reverse("admin:sign_out")).url)
    assert (f"{away.scheme}://{away.netloc}{away.path}") == f"{provider.issuer}/end"
    assert parse_qs(away.query)["post_logout_redirect_uri"] == ["http://testserver/desk/login/"]
    assert client.get("/desk/").url.startswith("/desk/login/")


def test_beginning_writes_no_session(client, provider):
    client.get(reverse("admin:sign_on"))
    assert "sessionid" not in client.cookies
    cookie = client.cookies["sign_on"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/desk/")


def test_the_operator_takes_a_link_away(client, provider, account, capsys):
    come_back(client, go(client))
    call_command("accounts", "--unlink", "editor")
    assert "已解除" in capsys.readouterr().out
    account.refresh_from_db()
    assert account.oidc_subject == ""
    with pytest.raises(sign_on.EditorialError, match="没有关联单点登录"):
        sign_on.unlink("editor")
