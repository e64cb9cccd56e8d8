#!/usr/bin/env python3
"""Refers a child with Python, and looks what became of it. The steps are those of quickstart.sh and quickstart.ps1.

    quickstart.py HUB CLIENT KEY.pem KID REFERRAL.json
    quickstart.py http://127.0.0.1:8081 larkrise-mis KEY.pem 2026 referrals/education.json

CLIENT is registered for your organisation, with the public half of KEY.pem under the name KID.
Needs Python 3.9 or later, and `pip install cryptography`.
"""
import base64
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

HUB, CLIENT, KEY, KID, REFERRAL = sys.argv[1:]


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign_in():
    """A statement that counts for two minutes and once, signed with your key; for it, a token for ten minutes."""
    with open(KEY, "rb") as file:
        key = serialization.load_pem_private_key(file.read(), password=None)
    claims = {"iss": CLIENT, "sub": CLIENT, "aud": f"{HUB}/oauth2/token", "exp": int(time.time()) + 120,
              "jti": str(uuid.uuid4())}
    statement = ".".join(base64url(json.dumps(part).encode()) for part in ({"alg": "RS512", "kid": KID}, claims))
    signature = key.sign(statement.encode(), padding.PKCS1v15(), hashes.SHA512())
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": f"{statement}.{base64url(signature)}",
    }
    with urllib.request.urlopen(f"{HUB}/oauth2/token", urllib.parse.urlencode(form).encode()) as answer:
        return json.load(answer)["access_token"]


def call(token, path, body=None):
    """GET, or POST when there is a body. Answers headers and JSON; JSON is None for 204."""
    headers = {"Authorization": f"Bearer {token}"}
    if body is not None:
        # Keep the key until you have an answer: the same request with the same key is stored once.
        headers |= {"Content-Type": "application/json", "Idempotency-Key": f'"{uuid.uuid4()}"'}
    with urllib.request.urlopen(urllib.request.Request(HUB + path, body, headers)) as answer:
        return answer.headers, json.load(answer) if answer.status != 204 else None


def main():
    token = sign_in()
    with open(REFERRAL, "rb") as file:
        headers, posted = call(token, "/v1/referrals", file.read())
    print("Posted:", json.dumps(posted))
    # What you posted, where it stands, what you may do now.
    print("Read:", json.dumps(call(token, headers["Location"])[1]))
    # What waits for you: questions to answer, advice to follow.
    print("Returned to me:", json.dumps(call(token, "/v1/referrals?returned=true")[1]))
    # Go on with `next` of the answer: ?after=NEXT&wait=30 answers as soon as there is something new.
    print("Events:", json.dumps(call(token, "/v1/events?wait=10")[1]))


if __name__ == "__main__":
    try:
        main()
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")
