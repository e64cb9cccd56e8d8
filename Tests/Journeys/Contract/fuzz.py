"""Lets schemathesis try every operation of a service against the API's document, with all of its checks.

    fuzz.py URL HUB SECRETS SAMPLES PERSON TAGS [EXAMPLES]

TAGS are the document's, with commas between them. The intake is given some referrals first, so that there is something to
change; of the router and the matcher it is what PERSON, and everybody, finds there. Ends with 1 when anything is found, and
with schemathesis' own words.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import uuid

import requests

URL, HUB, SECRETS, SAMPLES, PERSON, TAGS, EXAMPLES = (sys.argv[1:] + ["5"])[:7]
HERE = pathlib.Path(__file__).parent
# One for each operation that ends a referral, and one for the others.
PLACES = {"CONTRACT_REFERRAL": 0, "CONTRACT_WITHDRAWN": 1, "CONTRACT_MISTAKEN": 2}


def token():
    return subprocess.run(
        [HUB, "token", "--as", PERSON, "--secrets", SECRETS, "--people", f"{SAMPLES}/people.json"],
        capture_output=True, text=True, check=True).stdout.strip()


def post(path, bearer, **sent):
    headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": str(uuid.uuid4())} | sent.pop("headers", {})
    answer = requests.post(URL + path, headers=headers, timeout=30, **sent)
    if answer.status_code not in (201, 202):
        raise SystemExit(f"POST {path}: {answer.status_code} {answer.text}")
    return answer.headers["Location"].split("/")[-1]


# One thing of each kind that a coordinator works on or everybody may read, with where such things are listed.
WORK = {
    "router": {"CONTRACT_CASE": "/v1/cases", "CONTRACT_MEETING": "/v1/meetings"},
    "matcher": {
        "CONTRACT_REQUEST": "/v1/placement-requests", "CONTRACT_PROVISION": "/v1/provisions",
        "CONTRACT_PLACE": "/service_at_locations", "CONTRACT_ORGANISATION": "/organizations",
        "CONTRACT_TAXONOMY": "/taxonomies", "CONTRACT_TERM": "/taxonomy_terms",
    },
}


def first(path, bearer):
    answer = requests.get(URL + path, headers={"Authorization": f"Bearer {bearer}"}, timeout=30)
    found = answer.json().get("items") or answer.json().get("contents")
    if not found:
        raise SystemExit(f"GET {path}: {answer.status_code} {answer.text}")
    return found[0]["id"]


def stock(bearer):
    """What there is to read and to change, as variables of the configuration. What is another service's is nowhere."""
    names = [*PLACES, "CONTRACT_IMPORT", *WORK["router"], *WORK["matcher"]]
    nowhere = dict.fromkeys(names, str(uuid.uuid4()))
    found = {name: first(path, bearer) for tag in TAGS.split(",") for name, path in WORK.get(tag, {}).items()}
    return nowhere | (posted(bearer) if "intake" in TAGS else found)


def posted(bearer):
    """What an agency has sent in."""
    samples = json.loads(pathlib.Path(SAMPLES, "referrals.json").read_text())
    bodies = [sample["body"] for sample in samples if sample["as"] == PERSON]
    found = {name: post("/v1/referrals", bearer, json=bodies[place]) for name, place in PLACES.items()}
    template = requests.get(
        f"{URL}/v1/referrals/imports/template.csv", headers={"Authorization": f"Bearer {bearer}"}, timeout=30).text
    columns = template.strip().count(",")
    found["CONTRACT_IMPORT"] = post(
        "/v1/referrals/imports", bearer, data=(template + "x" + "," * columns).encode(),
        headers={"Content-Type": "text/csv"})
    return found


def main():
    bearer = token()
    variables = os.environ | stock(bearer) | {"CONTRACT_TOKEN": bearer, "CONTRACT_HOOKS": str(HERE / "hooks.py")}
    # It leaves a folder behind where it runs.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "--no-color",
             "run", f"{URL}/openapi.json", "--url", URL, "--checks", "all", "--max-examples", EXAMPLES,
             *(part for tag in TAGS.split(",") for part in ("--include-tag", tag))],
            env=variables, cwd=folder, check=False)
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
