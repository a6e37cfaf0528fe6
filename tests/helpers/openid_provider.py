"""A small OpenID Connect provider on the loopback address, with RSA keys of its own.

It is strict, so that a client that leaves something out fails: a code serves once, for the same
return address, with the client's secret and the verifier of the challenge. `claims` are put over
those of a good token, `key` and `algorithm` decide how it is signed.
"""

import base64
import contextlib
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "chamber-desk", "a-secret-of-the-test"
NOBODY = {"sub": "0001", "email": "", "email_verified": False}


class Key:
    """An RSA key with its number."""

    def __init__(self, number):
        self.number = number
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def as_jwk(self):
        words = jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return words | {"kid": self.number, "use": "sig", "alg": "RS256"}


class Provider:
    """What a test says of the next log-in, and what the provider was asked."""

    def __init__(self, address):
        self.issuer = address
        self.key = Key("key-1")
        self.published = [self.key]
        self.person = dict(NOBODY)
        self.claims, self.told_by_userinfo, self.asked = {}, {}, []
        self.algorithm, self.header, self.is_away = "RS256", {}, False
        self.codes = {}

    def rotate(self):
        """Sign with a new key from now on; the old one is no longer published."""
        self.key = Key(f"key-{len(self.asked)}-new")
        self.published = [self.key]

    def description(self):
        names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token"}
        names |= {"jwks_uri": "/keys", "userinfo_endpoint": "/userinfo"}
        names |= {"end_session_endpoint": "/end"}
        return {"issuer": self.issuer} | {key: self.issuer + at for key, at in names.items()}

    def authorize(self, asked):
        """The address to which a person who logged in is sent back."""
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, form):
        """(status, answer) for a code."""
        asked = self.codes.pop(form.get("code"), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        good = asked and {
            "grant_type": "authorization_code",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uri": asked["redirect_uri"],
        }
        if not good or any(form.get(name) != value for name, value in good.items()):
            return 400, {"error": "invalid_grant"}
        if base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self.sign(asked)}

    def sign(self, asked):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"]} | self.person | self.claims
        claims = {key: value for key, value in claims.items() if value is not None}
        key = {"RS256": self.key.private, "none": None}.get(self.algorithm, "s" * 64)
        header = {"kid": self.key.number} | self.header
        header = {name: value for name, value in header.items() if value is not None}
        return jwt.encode(claims, key, algorithm=self.algorithm, headers=header)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts, provider = urlsplit(self.path), self.server.provider
        provider.asked.append(parts.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if provider.is_away:
            self.answer(503, {})
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", provider.authorize(asked))
            self.end_headers()
        else:
            self.answer(200, self.document(parts.path))

    def document(self, path):
        provider = self.server.provider
        if path == "/keys":
            return {"keys": [key.as_jwk() for key in provider.published]}
        return provider.told_by_userinfo if path == "/userinfo" else provider.description()

    def do_POST(self):
        provider = self.server.provider
        provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, answer = provider.token({key: v[0] for key, v in parse_qs(body).items()})
        self.answer(503 if provider.is_away else status, answer)

    def answer(self, status, document):
        data = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *given):
        """Keep the test's output clean."""


@contextlib.contextmanager
def running():
    """Run a provider until the block ends; yields the Provider."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
