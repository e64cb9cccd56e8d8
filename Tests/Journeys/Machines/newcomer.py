"""An agency's programmer who knows the hub's address and nothing else: reads /docs, and goes by what stands there.

    newcomer.py INTAKE-URL ROUTER-URL HUB DATABASE-URL TOKENS FOLDER

INTAKE-URL is all that the newcomer has. The rest is for the two people it talks to: an operator, who has HUB and the
database, and the coordinators, who have ROUTER-URL and a token each in the file TOKENS.
Every answer is checked against the document. Ends with 1 and says what was not as promised.
"""

import copy
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse
import uuid

import jsonschema
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey

INTAKE, ROUTER, HUB, DATABASE, TOKENS, FOLDER = sys.argv[1:]
WITHIN = 60  # seconds for what other people and services do


def expect(good, words, *seen):
    if not good:
        raise SystemExit(f"not as promised: {words} {seen}")


class Document:
    """The hub's own description: which bodies it takes, what it may answer."""

    def __init__(self, text):
        self.tree = json.loads(text)

    def resolved(self, node):
        while "$ref" in node:
            target = self.tree
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def operation(self, method, path):
        return self.tree["paths"][path][method.lower()]

    def example(self, method, path, name):
        """A body that the document itself gives as an example, checked against its own schema."""
        content = self.resolved(self.operation(method, path)["requestBody"])["content"]["application/json"]
        body = copy.deepcopy(self.resolved(content["examples"][name])["value"])
        self.fits(content["schema"], body, f"example {name} of {method} {path}")
        return body

    def fits(self, schema, value, where):
        validator = jsonschema.Draft202012Validator(
            {"components": self.tree["components"], **schema},
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        faults = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]
        expect(not faults, f"{where} fits its schema", faults)

    def check(self, method, path, answer):
        """The answer is one that the document promises, with the headers and the body it promises."""
        where = f"{method} {path} {answer.status_code}"
        documented = self.operation(method, path)["responses"].get(str(answer.status_code))
        expect(documented, f"{where} is documented", answer.text)
        documented = self.resolved(documented)
        for name in ("Location", "ETag"):
            expect(name in answer.headers or name not in documented.get("headers", {}), f"{where} has {name}")
        content = documented.get("content", {})
        if not content:
            expect(answer.content == b"", f"{where} has no body", answer.text)
            return None
        kind = answer.headers["Content-Type"].partition(";")[0]
        expect(kind in content, f"{where} is of a documented kind", kind)
        self.fits(content[kind]["schema"], answer.json(), where)
        return answer.json()


class Caller:
    """Whoever talks to a service, by the document."""

    def __init__(self, document, base, token):
        self.document, self.base, self.token = document, base, token

    def call(self, method, path, body=None, status=None, version=None, query=None, **names):
        headers = {"Authorization": f"Bearer {self.token}"}
        if method == "POST":
            headers["Idempotency-Key"] = f'"{uuid.uuid4()}"'
        if version:
            headers["If-Match"] = version
        answer = requests.request(method, self.base + path.format(**names), json=body, params=query, headers=headers,
                                  timeout=60)
        said = self.document.check(method, path, answer)
        wanted = status or {"POST": 201 if path in ("/v1/referrals", "/v1/drafts") else 200}.get(method, 200)
        expect(answer.status_code == wanted, f"{method} {path} answers {wanted}", answer.status_code, answer.text)
        return said, answer.headers


class Links(html.parser.HTMLParser):
    """The scripts of a page."""

    def __init__(self, page):
        super().__init__()
        self.scripts = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "script":
            self.scripts.append(dict(attributes)["src"])


def read_docs():
    """The page in a browser: it loads its scripts from the hub alone, and they load the document."""
    page = requests.get(f"{INTAKE}/docs", timeout=30)
    expect(page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"), "/docs is a page")
    loaded = set()
    for source in Links(page.text).scripts:
        address = urllib.parse.urljoin(page.url, source)
        expect(address.startswith(INTAKE), "nothing from elsewhere", address)
        script = requests.get(address, timeout=30)
        expect(script.status_code == 200, "a script of /docs", address)
        loaded |= set(re.findall(r'url: "([^"]+)"', script.text))
    expect("/openapi.json" in loaded, "/docs loads the document", loaded)
    return Document(requests.get(f"{INTAKE}/openapi.json", timeout=30).text)


def register(client, key):
    """What the newcomer asks an operator for, and hands over: the public half."""
    path = pathlib.Path(FOLDER) / "newcomer.jwks.json"
    path.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
    done = subprocess.run(
        [HUB, "clients", "add", client, "--name", "Larkrise MIS", "--organisation", "agency-larkrise-academy",
         "--agency-kind", "education", "--jwks", str(path), "--reason", "agreed", "--database", DATABASE],
        capture_output=True, text=True, timeout=60)
    expect(done.returncode == 0, "the operator registers the client", done.stderr)


def sign_in(document):
    key = ECKey.generate_key("P-256", {"kid": "2026", "use": "sig", "alg": "ES256"})
    register("larkrise-newcomer", key)
    answer = requests.get(f"{INTAKE}/.well-known/oauth-authorization-server", timeout=30)
    endpoint = document.check("GET", "/.well-known/oauth-authorization-server", answer)["token_endpoint"]
    method = PrivateKeyJWT(endpoint, claims={"exp": int(time.time()) + 120}, headers={"kid": "2026"}, alg="ES256")
    session = OAuth2Session("larkrise-newcomer", key, token_endpoint_auth_method=method,
                            scope="referrals.write referrals.read events.read")
    token = session.fetch_token(endpoint, grant_type="client_credentials")
    schema = document.operation("POST", "/oauth2/token")["responses"]["200"]["content"]["application/json"]["schema"]
    # Authlib adds when it expires.
    document.fits(schema, {name: value for name, value in token.items() if name != "expires_at"}, "the token")
    return Caller(document, INTAKE, token["access_token"])


class Feed:
    """The events of the agency, one after the other and none twice."""

    def __init__(self, agency):
        self.agency, self.query, self.seen, self.ids = agency, {"wait": 10}, [], set()

    def until(self, kind, referral):
        """Waits for an event of the referral that was not asked for before."""
        deadline = time.monotonic() + WITHIN
        while True:
            for place, event in enumerate(self.seen):
                if event["type"] == kind and event["referral_id"] == referral:
                    return self.seen.pop(place)
            expect(time.monotonic() < deadline, f"{kind} is told", self.seen)
            self.read()

    def read(self):
        headers = {"Authorization": f"Bearer {self.agency.token}"}
        answer = requests.get(f"{INTAKE}/v1/events", params=self.query, headers=headers, timeout=60)
        page = self.agency.document.check("GET", "/v1/events", answer)
        if answer.status_code == 204:
            expect(int(answer.headers["Retry-After"]) >= 1, "when to ask again")
            return
        expect(answer.status_code == 200, "the feed", answer.text)
        expect(self.ids.isdisjoint(event["id"] for event in page["items"]), "no event comes twice")
        self.ids |= {event["id"] for event in page["items"]}
        self.seen += page["items"]
        self.query["after"] = page["next"]


class Coordinators:
    """The people on the other side, each with a queue; they find what was sent to them."""

    def __init__(self, document):
        tokens = json.loads(pathlib.Path(TOKENS).read_text())
        self.callers = [Caller(document, ROUTER, token) for token in tokens]

    def case_of(self, reference):
        deadline = time.monotonic() + WITHIN
        while time.monotonic() < deadline:
            for caller in self.callers:
                page, _ = caller.call("GET", "/v1/cases")
                for item in page["items"]:
                    if item["reference"] == reference:
                        return Case(caller, item["id"])
            time.sleep(0.1)
        expect(False, "the referral is in a queue", reference)


class Case:
    def __init__(self, coordinator, case):
        self.coordinator, self.id = coordinator, case

    def read(self):
        said, headers = self.coordinator.call("GET", "/v1/cases/{id}", id=self.id)
        return said, headers["ETag"]

    def move(self, name, body=None):
        _, version = self.read()
        return self.coordinator.call("POST", f"/v1/cases/{{id}}/{name}", body, version=version, id=self.id)[0]

    def until(self, status):
        deadline = time.monotonic() + WITHIN
        while self.read()[0]["status"] != status:
            expect(time.monotonic() < deadline, f"the case is {status}", self.read()[0]["status"])
            time.sleep(0.1)


def read(agency, referral):
    said, headers = agency.call("GET", "/v1/referrals/{id}", id=referral)
    return said, headers["ETag"]


def refer(agency, name):
    body = agency.document.example("POST", "/v1/referrals", name)
    receipt, headers = agency.call("POST", "/v1/referrals", body)
    expect(headers["Location"] == f"/v1/referrals/{receipt['id']}", "where it is", headers["Location"])
    return receipt


def returned(agency):
    page, _ = agency.call("GET", "/v1/referrals", query={"returned": "true"})
    return [item["id"] for item in page["items"]]


def asked_and_decided(agency, feed, coordinators):
    """A referral is acknowledged, comes back with a question, is answered, and decided."""
    receipt = refer(agency, "education")
    referral = receipt["id"]
    feed.until("referral.submitted", referral)
    feed.until("referral.routed", referral)
    expect(returned(agency) == [], "nothing is returned yet")
    case = coordinators.case_of(receipt["reference"])
    case.move("acknowledgement")
    feed.until("referral.acknowledged", referral)
    question = agency.document.example("POST", "/v1/cases/{id}/questions", "attendance")
    case.move("questions", question)
    feed.until("referral.information_asked", referral)
    wait_for(lambda: returned(agency) == [referral], "it is returned to the agency")
    said, version = read(agency, referral)
    asked = said["questions"][0]
    expect(asked["question"] == question["question"] and asked["open"], "the question", asked)
    expect("answer" in said["allowed_moves"], "it may be answered", said["allowed_moves"])
    expect(said["standing"]["status"] == "needs_information", "how it stands", said["standing"])
    answer = agency.document.example("POST", "/v1/referrals/{id}/answers", "answer") | {"question_id": asked["id"]}
    path = "/v1/referrals/{id}/answers"
    agency.call("POST", path, answer, status=428, id=referral)
    agency.call("POST", path, answer, status=412, version='"99"', id=referral)
    agency.call("POST", path, answer, version=version, id=referral)
    case.until("in_triage")
    expect(case.read()[0]["questions"][0]["answer"] == answer["answer"], "the coordinator reads the answer")
    decision = agency.document.example("POST", "/v1/cases/{id}/decisions", "nothing")
    case.move("decisions", decision)
    feed.until("referral.decided", referral)
    read_decision(agency, referral, decision)


def read_decision(agency, referral, decision):
    wait_for(lambda: read(agency, referral)[0]["standing"]["status"] == "closed", "it is closed")
    said, version = read(agency, referral)
    told = said["decisions"][0]
    expect((told["outcome"], told["reason"]) == (decision["kind"], decision["reason"]), "what was decided", told)
    expect((told["why"], told["what_to_do"]) == (decision["why"], decision["next"]), "why, and what to do instead", told)
    timeline = [line["code"] for line in said["standing"]["timeline"]]
    expect(timeline == ["submitted", "routed", "acknowledged", "information_asked", "information_received", "decided"],
           "the timeline has everything, in order", timeline)
    expect(referral in returned(agency), "what to do instead is the agency's next step")
    expect("answer" not in said["allowed_moves"], "nothing more to answer", said["allowed_moves"])
    agency.call("POST", "/v1/referrals/{id}/withdrawal", {"reason": "moved_away"}, status=409, version=version,
                id=referral)


def withdrawn(agency, feed, coordinators):
    """A second referral is taken back: the coordinator's case is closed."""
    receipt = refer(agency, "post16")
    feed.until("referral.routed", receipt["id"])
    case = coordinators.case_of(receipt["reference"])
    _, version = read(agency, receipt["id"])
    name = next(iter(agency.document.operation("POST", "/v1/referrals/{id}/withdrawal")["requestBody"]["content"]
                     ["application/json"]["examples"]))
    body = agency.document.example("POST", "/v1/referrals/{id}/withdrawal", name)
    agency.call("POST", "/v1/referrals/{id}/withdrawal", body, version=version, id=receipt["id"])
    feed.until("referral.withdrawn", receipt["id"])
    case.until("closed")
    said, _ = read(agency, receipt["id"])
    expect(said["state"] == "withdrawn", "it is withdrawn", said["state"])


def drafted(agency, feed):
    """A draft is begun, refused because too little stands in it, completed and submitted."""
    begun = agency.document.example("POST", "/v1/drafts", "begun")
    saved, headers = agency.call("POST", "/v1/drafts", begun)
    expect(saved["problems"], "what is missing is said")
    draft, path = saved["id"], "/v1/drafts/{id}"
    problem, _ = agency.call("POST", f"{path}/submission", status=422, version=headers["ETag"], id=draft)
    expect({fault["pointer"] for fault in problem["errors"]} == {fault["pointer"] for fault in saved["problems"]},
           "submitting checks what saving told of", problem)
    # A body of another kind of agency, so the code for who refers is another.
    whole = agency.document.example("POST", "/v1/referrals", "minimal") | {"source": "2A"}
    saved, headers = agency.call("PUT", path, whole, version=headers["ETag"], id=draft)
    expect(saved["problems"] == [], "nothing is missing", saved)
    again, _ = agency.call("GET", path, id=draft)
    expect(again["referral"] == whole, "it is kept as it was written")
    receipt, _ = agency.call("POST", f"{path}/submission", status=201, version=headers["ETag"], id=draft)
    feed.until("referral.submitted", receipt["id"])
    agency.call("GET", path, status=404, id=draft)


def wait_for(condition, words):
    deadline = time.monotonic() + WITHIN
    while not condition():
        expect(time.monotonic() < deadline, words)
        time.sleep(0.1)


def main():
    document = read_docs()
    agency = sign_in(document)
    feed, coordinators = Feed(agency), Coordinators(document)
    asked_and_decided(agency, feed, coordinators)
    withdrawn(agency, feed, coordinators)
    drafted(agency, feed)
    print("everything as promised")


if __name__ == "__main__":
    main()
