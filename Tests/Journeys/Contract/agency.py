"""Who comes to the door, honest and not, and what they bring."""

import base64
import copy
import json
import pathlib
import subprocess
import time
import uuid

import requests
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

ISSUER = "http://localhost/referral-hub"
ORGANISATION = "agency-larkrise-academy"
CLIENT = "larkrise-mis"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Town:
    """The places that `hub` and the tokens need."""

    def __init__(self, hub, database, secrets, samples, folder):
        self.hub_path, self.database, self.folder = hub, database, pathlib.Path(folder)
        self.samples = json.loads(pathlib.Path(samples, "referrals.json").read_text())
        self.key = ECKey.import_key(json.loads(pathlib.Path(secrets, "signing.jwk").read_text()))
        self.count = 0

    def hub(self, *arguments):
        subprocess.run([self.hub_path, *arguments, "--database", self.database], check=True, capture_output=True,
                       stdin=subprocess.DEVNULL, timeout=60)

    def sql(self, text):
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.database], input=text, check=True,
                              capture_output=True, text=True, timeout=60)
        return done.stdout.strip()

    def stored(self):
        """How much there is of everything a request may store."""
        tables = ("event_log", "referral", "draft", "referral_import", "idempotency")
        return self.sql(";".join(f"select count(*) from referral_intake.{table}" for table in tables) + ";")

    def register(self, client):
        """A machine with a key of its own."""
        key = ECKey.generate_key("P-256", {"kid": "c1", "use": "sig", "alg": "ES256"})
        path = self.folder / "client.jwks.json"
        path.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
        self.hub("clients", "add", client, "--name", client, "--organisation", ORGANISATION, "--agency-kind",
                 "education", "--jwks", str(path), "--reason", "a journey")
        return key

    def token(self, roles=("agency",), org=ORGANISATION, key=None, header=None, **changes):
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "referral-hub", "sub": "senco", "org": org, "roles": list(roles), "iat": now,
                  "exp": now + 3600, "agency_kind": "education"} | changes
        key = key or self.key
        header = {"alg": "ES256", "kid": self.key.kid} | (header or {})
        return jwt.encode(header, claims, key, algorithms=[header["alg"]])

    def forged(self):
        """Tokens nobody may get in with, by what is wrong with them."""
        now, good = int(time.time()), self.token()
        head, body, signature = good.split(".")
        none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": self.key.kid}).encode()).decode().rstrip("=")
        public = OctKey.import_key(json.dumps(self.key.as_dict(private=False)))
        other = json.loads(base64.urlsafe_b64decode(body + "=="))| {"org": "agency-vale-child-health"}
        changed = base64.urlsafe_b64encode(json.dumps(other).encode()).decode().rstrip("=")
        return {
            "no token": None, "expired": self.token(exp=now - 5), "not yet": self.token(nbf=now + 600),
            "another audience": self.token(aud="elsewhere"), "another issuer": self.token(iss="https://elsewhere"),
            "another key": self.token(key=ECKey.generate_key("P-256")), "alg none": f"{none}.{body}.",
            "alg none, signed": f"{none}.{body}.{signature}", "HMAC with the public key":
            self.token(key=public, header={"alg": "HS256"}), "another organisation written in":
            f"{head}.{changed}.{signature}", "rubbish": "rubbish"}

    def referral(self, **changes):
        """A good referral of a child nobody has referred before."""
        body = copy.deepcopy(self.samples[0]["body"])
        body["child"]["identifiers"] = []
        # Alternative provision of no kind yet: a headteacher can still add what it wants.
        body["asks"] = {"alternative_provision": True}
        return body | changes


def assertion(client, key, audience):
    now = int(time.time())
    claims = {"iss": client, "sub": client, "aud": audience, "exp": now + 120, "iat": now, "jti": str(uuid.uuid4())}
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])


def form(text, **changes):
    return {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": text} | changes


def until(look, words, limit=20):
    deadline = time.monotonic() + limit
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(words)
        time.sleep(0.1)
    return found


class Agency:
    """A school that refers children and goes on with them."""

    def __init__(self, door, town, router):
        self.door, self.town, self.router, self.token = door, town, router, town.token()

    def posted(self, **changes):
        answer = self.door.want(201, "post", "/v1/referrals", self.token, json=self.town.referral(**changes))
        return answer.headers["Location"]

    def drafted(self, body=None):
        answer = self.door.want(201, "post", "/v1/drafts", self.token, json=body or self.town.referral())
        return answer.headers["Location"]

    def asked(self, location):
        """Waits for the case, asks for more as its coordinator, and waits for the question."""
        people = self.town.token(["coordinator"], org="agency-inclusion-service", sub="coordinator",
                                 localities=[f"E070000{n}" for n in range(78, 84)])
        referral = location.split("/")[-1]
        case = until(lambda: self.town.sql(
            f"select id from locality_router.case_file where referral_id = '{referral}'"), "a case")
        read = self.at_router("get", f"/v1/cases/{case}", people)
        read = self.at_router("post", f"/v1/cases/{case}/acknowledgement", people, match=read.headers["ETag"])
        asked = self.at_router("post", f"/v1/cases/{case}/questions", people, match=read.headers.get("ETag"),
                                    json={"question": "How often has the child been in school?"})
        self.door.expect(asked.status_code == 200, "a coordinator asks", asked.text)
        view = until(lambda: self.door.ask("get", location, self.token).json().get("questions"), "a question")
        return view[0]["id"]

    def at_router(self, method, address, token, match=None, **sent):
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Authorization": f"Bearer {token}"}
        if match:
            headers["If-Match"] = match
        return requests.request(method, self.router + address, headers=headers, timeout=30, **sent)

    def bodies(self):
        """Each move with a body that is good but for the question, which has to be a real one."""
        return {
            "amendments": {"reason": "The family told us more.", "referral": self.town.referral(level=4)},
            "answers": {"question_id": str(uuid.uuid4()), "answer": "62 %."},
            "headteacher-authorisation": {"name": "Alex Example", "on": "2026-09-20"},
            "withdrawal": {"reason": "other", "words": "The family has moved."},
            "error": {"words": "It was about somebody else."},
            "lawful-basis": {"basis": "legal_obligation"},
        }

    def csv(self, first):
        """A file of one row, with something in its first column alone."""
        headings = self.door.want(200, "get", "/v1/referrals/imports/template.csv", self.token).text
        row = first + "," * headings.strip().count(",")
        return {"data": (headings + row).encode(), "headers": {"Content-Type": "text/csv"}}
