"""Every operation of referral-intake against the document, both ways: no answer that is not documented, and no documented
answer that nobody gets. On the way everything is sent that has no business at the door.

    door.py INTAKE-URL ROUTER-URL HUB INTAKE CONFIG DATABASE-URL SECRETS SAMPLES FOLDER

Ends with 1 and says what was not as promised.
"""

import subprocess
import sys
import uuid

import requests

import bad_input
import strangers
import trouble
from agency import CLIENT, Agency, Town, assertion, form, until
from document import Door

INTAKE, ROUTER, HUB, EXECUTABLE, CONFIG, DATABASE, SECRETS, SAMPLES, FOLDER = sys.argv[1:]
TOKEN = "/oauth2/token"


def good(door, agency, key):
    """Everything once as it should be."""
    token, town = agency.token, agency.town
    door.want(200, "post", TOKEN, data=form(assertion(CLIENT, key, INTAKE + TOKEN)))
    for address in ("/oauth2/jwks", "/.well-known/oauth-authorization-server"):
        door.want(200, "get", address)
    for name, body in agency.bodies().items():
        location = agency.posted()
        if name == "answers":
            body["question_id"] = agency.asked(location)
        door.want(200, "post", f"{location}/{name}", token, match=1, json=body)
        door.want(200, "get", location, token)
    draft = agency.drafted()
    for address in ("/v1/referrals", "/v1/referrals?returned=true", "/v1/drafts", draft):
        door.want(200, "get", address, token)
    door.want(200, "put", draft, token, match=1, json=town.referral())
    door.want(201, "post", f"{draft}/submission", token, match=2)
    door.want(204, "delete", agency.drafted(), token, match=1)
    job = imported(door, agency)
    for address in ("", "/rows", "/rows?state=refused"):
        door.want(200, "get", job + address, token)
    for address in ("template.csv", "columns"):
        door.want(200, "get", f"/v1/referrals/imports/{address}", token)
    page = until(lambda: feed(door, token), "the feed's end")
    door.want(204, "get", f"/v1/events?after={page}", token)
    return job


def feed(door, token):
    """Where the feed goes on after the last event there is."""
    at, items = "", True
    while items:
        answer = door.ask("get", "/v1/events" + (f"?after={at}" if at else ""), token)
        if answer.status_code == 204:
            break
        items, at = answer.json()["items"], answer.json()["next"]
    return at


def imported(door, agency):
    answer = door.want(202, "post", "/v1/referrals/imports", agency.token, **agency.csv("x"))
    until(lambda: door.ask("get", answer.headers["Location"], agency.token).json()["state"] == "done", "a worked file")
    return answer.headers["Location"]


def not_now(door, agency):
    """What is there, and cannot be done: gone, over, old, the same again, still running."""
    token, town, bodies = agency.token, agency.town, agency.bodies()
    over = agency.posted()
    door.want(200, "post", f"{over}/withdrawal", token, match=1, json=bodies["withdrawal"])
    for name, body in bodies.items():
        door.want(409, "post", f"{over}/{name}", token, "over", match=2, json=body)
        current = agency.posted()
        door.want(412, "post", f"{current}/{name}", token, "old", match=7, json=body)
    # Its events have been read by everybody, so what is asked of it can still be asked.
    gone = agency.posted()
    question = agency.asked(gone)
    child = town.sql(f"select child_id from referral_intake.referral where id = '{gone.split('/')[-1]}'")
    town.hub("erase", child, "--reason", "a journey", "--by", "dpo", "--yes")
    for name, body in bodies.items():
        body = body | ({"question_id": question} if name == "answers" else {})
        if name == "withdrawal":
            body = {"reason": "other", "words": "x"}
        # Keys that were used are remembered for a moment.
        until(lambda: door.ask("post", f"{gone}/{name}", token, match=1, json=body).status_code == 410, f"{name} gone")
    known = {"identifiers": [{"system": "upn", "value": "X916401524017"}]}
    twice = town.referral()
    twice["child"] |= known
    door.want(201, "post", "/v1/referrals", token, json=twice)
    door.want(409, "post", "/v1/referrals", token, "twice", json=twice)
    draft = agency.drafted(twice)
    door.want(409, "post", f"{draft}/submission", token, "twice", match=1)
    door.want(412, "post", f"{draft}/submission", token, "old", match=7)
    door.want(412, "put", draft, token, "old", match=7, json={})
    door.want(412, "delete", draft, token, "old", match=7)
    door.want(422, "post", f"{agency.drafted({'level': 2})}/submission", token, match=1)
    still_running(door, agency)


def still_running(door, agency):
    """The same key again while the first request with it is at work."""
    for address, sent in (("/v1/drafts", {"json": {}}), ("/v1/referrals/imports", agency.csv("y"))):
        key = str(uuid.uuid4())
        held = subprocess.Popen(["psql", "-XAtq", DATABASE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        held.stdin.write(
            "begin; insert into referral_intake.idempotency (organisation, subject, key, request) values "
            f"('agency-larkrise-academy', 'senco', '{key}', '\\x01'); select 'held';\n")
        held.stdin.flush()
        held.stdout.readline()
        door.want(409, "post", address, agency.token, "still running", key=key, **sent)
        held.stdin.close()
        held.wait(timeout=30)

def main():
    door, town = Door(INTAKE), Town(HUB, DATABASE, SECRETS, SAMPLES, FOLDER)
    key = town.register(CLIENT)
    agency = Agency(door, town, ROUTER)
    try:
        job = good(door, agency, key)
        not_now(door, agency)
        bad_input.run(door, agency)
        strangers.strangers(door, agency, job)
        trouble.too_many(door, agency, job, key, EXECUTABLE, CONFIG)
        trouble.away(door, agency, job, key)
        trouble.broken(door, agency, job, key)
    except (TimeoutError, requests.RequestException) as error:
        door.expect(False, "broken off:", repr(error))
    door.settle()


if __name__ == "__main__":
    main()
