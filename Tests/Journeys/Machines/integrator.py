"""An agency's system as a stranger would write it, with Authlib: registers keys, signs in, refers a child.

    integrator.py INTAKE-URL HUB DATABASE-URL SAMPLES FOLDER

Ends with 1 and says what was not as promised.
"""

import base64
import json
import pathlib
import subprocess
import sys
import threading
import time
import uuid

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
INTAKE, HUB, DATABASE, SAMPLES, FOLDER = sys.argv[1:]
TOKEN = f"{INTAKE}/oauth2/token"
EVERYTHING = "events.read referrals.read referrals.write"


def expect(good, words, *seen):
    if not good:
        raise SystemExit(f"not as promised: {words} {seen}")


def pair(algorithm, kid):
    """A new private key of the client's own."""
    options = {"kid": kid, "use": "sig", "alg": algorithm}
    return ECKey.generate_key("P-256", options) if algorithm == "ES256" else RSAKey.generate_key(2048, options)


def hub(*arguments, good=True):
    done = subprocess.run([HUB, *arguments, "--database", DATABASE], capture_output=True, text=True, timeout=60)
    expect((done.returncode == 0) == good, f"hub {' '.join(arguments)}", done.stdout, done.stderr)
    return done.stdout + done.stderr


def public(*keys):
    path = pathlib.Path(FOLDER) / f"{uuid.uuid4()}.jwks.json"
    path.write_text(json.dumps({"keys": [key.as_dict(private=False) for key in keys]}))
    return str(path)


def register(client, organisation, kind, *keys, scopes=()):
    hub("clients", "add", client, "--name", client, "--organisation", organisation, "--agency-kind", kind,
        "--jwks", public(*keys), "--reason", "a journey", *(part for s in scopes for part in ("--scope", s)))


def sign_in(client, key, algorithm, scope=EVERYTHING):
    """As Authlib does it. `exp` is ours to set: its own would be an hour ahead."""
    method = PrivateKeyJWT(TOKEN, claims={"exp": int(time.time()) + 120}, headers={"kid": key.kid}, alg=algorithm)
    session = OAuth2Session(client, key, token_endpoint_auth_method=method, scope=scope)
    return session.fetch_token(TOKEN, grant_type="client_credentials")


def assertion(client, key, algorithm="ES256", header=None, **changes):
    now = int(time.time())
    claims = {"iss": client, "sub": client, "aud": TOKEN, "exp": now + 120, "iat": now, "jti": str(uuid.uuid4())}
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    full = {"alg": algorithm, "kid": key.kid} | (header or {})
    return jwt.encode({k: v for k, v in full.items() if v is not None}, claims, key, algorithms=[algorithm])


def ask(text, **changes):
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE, "client_assertion": text}
    return requests.post(TOKEN, data=form | changes, timeout=30)


def refused(answer, status, error, words):
    expect(answer.status_code == status and answer.json().get("error") == error, words, answer.status_code, answer.text)
    expect(answer.headers["Cache-Control"] == "no-store", f"{words}: no-store")
    return answer.json()["error_description"]


def api(token, method, path, body=None):
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    if method == "POST":
        headers["Idempotency-Key"] = f'"{uuid.uuid4()}"'
    return requests.request(method, INTAKE + path, json=body, headers=headers, timeout=30)


def referral(kind):
    samples = json.loads(pathlib.Path(SAMPLES, "referrals.json").read_text())
    people = json.loads(pathlib.Path(SAMPLES, "people.json").read_text())["people"]
    kinds = {person["id"]: person.get("agency_kind") for person in people}
    items = samples if isinstance(samples, list) else next(v for v in samples.values() if isinstance(v, list))
    return next(item["body"] for item in items if kinds[item["as"]] == kind)


def discovery():
    about = requests.get(f"{INTAKE}/.well-known/oauth-authorization-server", timeout=30).json()
    expect(about["token_endpoint"] == TOKEN, "the token endpoint can be found", about)
    expect(about["token_endpoint_auth_signing_alg_values_supported"] == ["ES256", "RS512"], "algorithms", about)
    keys = requests.get(about["jwks_uri"], timeout=30).json()["keys"]
    expect(keys and all("d" not in key for key in keys), "public keys, and nothing private")
    return {key["kid"]: ECKey.import_key(key) for key in keys}


def round_trip(client, organisation, kind, key, algorithm, hub_keys):
    register(client, organisation, kind, key)
    token = sign_in(client, key, algorithm)
    expect(token["token_type"] == "Bearer" and token["expires_in"] == 600 and token["scope"] == EVERYTHING, "a token")
    kid = jws.extract_compact(token["access_token"].encode()).headers()["kid"]
    claims = jwt.decode(token["access_token"], hub_keys[kid]).claims
    expect((claims["org"], claims["agency_kind"], claims["roles"]) == (organisation, kind, ["agency"]), "claims", claims)
    expect(claims["exp"] - claims["iat"] == 600 and claims["client_id"] == claims["sub"] == client, "claims", claims)
    posted = api(token, "POST", "/v1/referrals", referral(kind))
    expect(posted.status_code == 201, "a referral is taken", posted.status_code, posted.text)
    expect("q=" in posted.headers["RateLimit-Policy"] and "r=" in posted.headers["RateLimit"], "it says what is left")
    read = api(token, "GET", posted.headers["Location"])
    expect(read.status_code == 200, "and can be read", read.status_code)
    return token, posted.headers["Location"]


def scopes(client, key, location, kind):
    token = sign_in(client, key, "ES256", scope="referrals.read")
    expect(token["scope"] == "referrals.read", "no more than was asked for", token["scope"])
    expect(api(token, "GET", location).status_code == 200, "reading is in the scope")
    answer = api(token, "POST", "/v1/referrals", referral(kind))
    challenge = answer.headers.get("WWW-Authenticate", "")
    expect(answer.status_code == 403 and 'error="insufficient_scope"' in challenge, "writing is not", challenge)
    expect('scope="referrals.write"' in challenge, "the challenge names what is wanted", challenge)
    expect(answer.json()["type"].endswith("/insufficient_scope"), "as a problem, too")
    try:
        sign_in(client, key, "ES256", scope="everything")
        expect(False, "an unknown scope is refused")
    except OAuthError as error:
        expect(error.error == "invalid_scope", "an unknown scope", error.error)
    narrow = pair("ES256", "n")
    register("narrow-client", "agency-larkrise-academy", "education", narrow, scopes=["referrals.read"])
    refused(ask(assertion("narrow-client", narrow), scope="referrals.write"), 400, "invalid_scope", "not registered for")


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def forgeries(client, key):
    stranger = pair("ES256", key.kid)
    good = assertion(client, key)
    head, body, signature = good.split(".")
    now = int(time.time())
    bad = {
        "alg none": f"{part({'alg': 'none', 'kid': key.kid})}.{body}.",
        "alg none, signed": f"{part({'alg': 'none', 'kid': key.kid})}.{body}.{signature}",
        "HMAC with the public key": assertion(
            client, OctKey.import_key(json.dumps(key.as_dict(private=False)), {"kid": key.kid}), "HS256"),
        "RS256": assertion(client, RSAKey.generate_key(2048, {"kid": key.kid}), "RS256"),
        "another key": assertion(client, stranger),
        "an unknown kid": assertion(client, pair("ES256", "nobody")),
        "no kid": assertion(client, key, header={"kid": None}),
        "changed on the way": f"{head}.{part({'iss': client, 'sub': client, 'aud': TOKEN, 'exp': now + 60, 'jti': 'x'})}.{signature}",
        "an unknown client": assertion("nobody", key),
        "another client": assertion("narrow-client", key),
        "another audience": assertion(client, key, aud="https://elsewhere.example/oauth2/token"),
        "two audiences": assertion(client, key, aud=[TOKEN, "https://elsewhere.example"]),
        "expired": assertion(client, key, exp=now - 1),
        "an hour ahead": assertion(client, key, exp=now + 3600),
        "from the future": assertion(client, key, iat=now + 120),
        "not yet": assertion(client, key, nbf=now + 120),
        "no exp": assertion(client, key, exp=None),
        "no jti": assertion(client, key, jti=None),
        "a jti of control characters": assertion(client, key, jti="a\u0000b"),
        "a very long jti": assertion(client, key, jti="a" * 200),
        "somebody else's subject": assertion(client, key, sub="narrow-client"),
        "rubbish": "rubbish", "empty parts": "..", "very long": "a" * 9000,
    }
    for name, text in bad.items():
        words = refused(ask(text), 401, "invalid_client", name)
        expect(client not in words and key.kid not in words, f"{name}: repeats nothing", words)
    same = {refused(ask(bad[name]), 401, "invalid_client", name)
            for name in ("another key", "an unknown kid", "an unknown client", "another client")}
    expect(len(same) == 1, "nobody can tell which part was wrong", same)
    expect(ask(good).status_code == 200, "the good one still counts after all that")


def bad_requests(client, key):
    def fresh():
        return assertion(client, key)
    refused(ask(fresh(), grant_type="password"), 400, "unsupported_grant_type", "another grant")
    refused(ask(fresh(), grant_type=""), 400, "invalid_request", "no grant")
    refused(ask(fresh(), client_secret="x"), 400, "invalid_request", "a secret beside it")
    refused(ask(fresh(), client_assertion_type="x"), 401, "invalid_client", "another kind of assertion")
    refused(ask(""), 401, "invalid_client", "no assertion")
    refused(ask(fresh(), client_id="narrow-client"), 401, "invalid_client", "another client_id")
    refused(ask(fresh(), scope=["referrals.read", "referrals.write"]), 400, "invalid_request", "a parameter twice")
    refused(requests.post(TOKEN, json={"grant_type": "client_credentials"}, timeout=30), 400, "invalid_request", "JSON")
    expect(requests.post(TOKEN, data={"x": "y" * 20000}, timeout=30).status_code == 413, "a body that is too large")
    expect(requests.get(TOKEN, timeout=30).status_code == 405, "GET")


def replay(client, key):
    text, answers = assertion(client, key), []
    threads = [threading.Thread(target=lambda: answers.append(ask(text).status_code)) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(sorted(answers) == [200] + [401] * 49, "of fifty at once with one jti exactly one gets a token", answers)


def rotation(client, old):
    new = pair("RS512", "next")
    hub("clients", "keys", "add", client, "--jwks", public(new), "--reason", "yearly change")
    sign_in(client, old, "ES256")
    sign_in(client, new, "RS512")
    hub("clients", "keys", "remove", client, old.kid, "--reason", "yearly change")
    refused(ask(assertion(client, old)), 401, "invalid_client", "the old key")
    sign_in(client, new, "RS512")
    secret = pathlib.Path(FOLDER) / "secret.json"
    secret.write_text(json.dumps({"keys": [new.as_dict(private=True)]}))
    words = hub("clients", "keys", "add", client, "--jwks", str(secret), "--reason", "by mistake", good=False)
    expect("private key" in words and new.as_dict(private=True)["d"] not in words, "a private key is sent back", words)
    story = hub("clients", "show", client)
    expect("yearly change" in story and "key removed: old" in story, "who did what and why", story)
    return new


def disabling(client, key, token, location):
    hub("clients", "disable", client, "--reason", "laptop stolen", "--by", "ada")
    refused(ask(assertion(client, key, "RS512")), 401, "invalid_client", "no new token from that moment")
    deadline = time.monotonic() + 60
    while (answer := api(token, "GET", location)).status_code == 200:
        expect(time.monotonic() < deadline, "a token that was given stops within a minute")
        time.sleep(0.5)
    expect(answer.status_code == 401, "a token that was given stops", answer.status_code)
    hub("clients", "enable", client, "--reason", "laptop found")
    sign_in(client, key, "RS512")


def token_limit():
    """Its own limit, per client and address; whoever else is at the same address goes on."""
    text = assertion("flood", pair("ES256", "f"))
    answers = [ask(text) for _ in range(125)]
    last = answers[-1]
    expect(last.status_code == 429 and int(last.headers["Retry-After"]) >= 1, "enough is enough", last.status_code)
    expect(last.headers["Content-Type"] == "application/problem+json", "as a problem")
    expect(last.json()["error"] == "temporarily_unavailable" and last.headers["RateLimit"].startswith('"token";r=0'),
           "for libraries, too", last.text, last.headers)


def main():
    hub_keys = discovery()
    first, second = pair("ES256", "old"), pair("RS512", "r1")
    token, location = round_trip("larkrise-mis", "agency-larkrise-academy", "education", first, "ES256", hub_keys)
    other, _ = round_trip("vale-health", "agency-vale-child-health", "health", second, "RS512", hub_keys)
    expect(api(other, "GET", location).status_code == 404, "another organisation's referral is not there")
    scopes("larkrise-mis", first, location, "education")
    forgeries("larkrise-mis", first)
    bad_requests("larkrise-mis", first)
    replay("vale-health-2", register_extra("vale-health-2"))
    new = rotation("larkrise-mis", first)
    token_limit()
    disabling("larkrise-mis", new, token, location)
    listed = json.loads(hub("clients", "list", "--json"))
    expect({client["id"] for client in listed} >= {"larkrise-mis", "vale-health"}, "the list", listed)
    print("everything as promised")


def register_extra(client):
    key = pair("ES256", "e1")
    register(client, "agency-vale-child-health", "health", key)
    return key


if __name__ == "__main__":
    main()
