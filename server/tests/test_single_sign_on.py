"""The estate's own identity provider lets in workers that we know, and nobody else."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator

from tests import make
from throughgate.kernel.audit.models import TrailEntry
from throughgate.settings.security import origin_of
from throughgate.settings.sign_in import single_sign_on

SERVER = "https://id.example"
LOGIN = "/sign-in/oidc/estate/login/"


class DoubleOfTheProvider:
    """Stands in for the network outside: answers the three calls that OpenID Connect makes to a provider."""

    def __init__(self, **person: object) -> None:
        self.person = {"sub": "7", **person}

    def request(self, _session: requests.Session, method: str, url: str, **_given: object) -> requests.Response:
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": SERVER,
                "authorization_endpoint": f"{SERVER}/authorize",
                "token_endpoint": f"{SERVER}/token",
                "userinfo_endpoint": f"{SERVER}/userinfo",
            },
            "/token": {"access_token": "x", "token_type": "Bearer"},
            "/userinfo": self.person,
        }
        answer = requests.Response()
        answer.status_code = 200
        answer.headers["Content-Type"] = "application/json"
        answer._content = requests.compat.json.dumps(answers[urlsplit(url).path]).encode()
        return answer


@pytest.fixture
def come_from_the_provider(settings, monkeypatch, client):
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on({"THROUGHGATE_OIDC_SERVER": SERVER, "THROUGHGATE_OIDC_CLIENT_ID": "us"})

    def come(**person: object):
        double = DoubleOfTheProvider(**person)
        monkeypatch.setattr(requests.Session, "request", lambda *args, **kwargs: double.request(*args, **kwargs))
        state = parse_qs(urlsplit(client.post(LOGIN).headers["Location"]).query)["state"][0]
        return client.get(f"{LOGIN}callback/", {"code": "c", "state": state})

    return come


def test_a_worker_that_we_know_comes_in_and_still_takes_the_second_step(come_from_the_provider):
    officer = make.worker()
    Authenticator.objects.create(user=officer.account, type=Authenticator.Type.TOTP, data={"secret": make.TOTP_SECRET})
    assert come_from_the_provider(email=officer.email, email_verified=True).headers["Location"] == "/account/second-step/authenticate/"


@pytest.mark.parametrize("verified", [True, False])
def test_nobody_else_comes_in(come_from_the_provider, client, verified):
    officer = make.worker()
    answer = come_from_the_provider(email="nobody@example.org" if verified else officer.email, email_verified=verified)
    assert answer.status_code == 403
    assert "We know nobody by the address" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert TrailEntry.objects.get(what="staff.sign_in").outcome == "refused"


def test_the_button_is_there_only_where_a_provider_is(come_from_the_provider, client, settings):
    assert "Sign in with Single sign-on" in client.get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on({})
    assert "Sign in with Single" not in client.get("/sign-in/").content.decode()


def test_the_page_may_send_its_form_to_the_provider():
    assert origin_of(f"{SERVER}/realms/estate") == [SERVER]
    assert origin_of("") == []
