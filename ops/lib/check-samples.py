#!/usr/bin/env python3
"""Checks what the code cannot check about itself; exits 1 and says what is wrong.

- Contracts/API/openapi.yaml is a valid OpenAPI 3.1 document, and every example in it fits its schema;
- OpenAPIDocument.swift and examples/referrals are in step with it, and there is an example for every kind of agency;
- every sample referral fits the API, has identifiers with true check digits and is posted by somebody in people.json;
- directory, contacts and people fit together.

Needs PyYAML, jsonschema and openapi-spec-validator.
"""
import datetime
import importlib.util
import json
import pathlib
import sys
import uuid

import jsonschema
from openapi_spec_validator import validate

OPS = pathlib.Path(__file__).resolve().parents[1]
SAMPLES = OPS / "samples"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
LOCALITIES = {"E07000078", "E07000079", "E07000080", "E07000081", "E07000082", "E07000083"}
QUEUES = {"out_of_area", "unrouted"}
AGENCY_KINDS = {"education", "health", "police", "youth_justice", "housing", "social_care", "third_sector",
                "early_years", "post16", "local_authority"}


def script(name):
    """A script beside this one, as a module."""
    specification = importlib.util.spec_from_file_location(name.replace("-", "_"), OPS / "lib" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


openapi_to_swift, openapi_examples = script("openapi-to-swift"), script("openapi-examples")

problems = []


def problem(where, words):
    problems.append(f"{where}: {words}")


def read(name):
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def errors(document, schema, value):
    """What of `value` does not fit `schema`, which may point into the document."""
    rooted = {"components": document["components"], **schema}
    validator = jsonschema.Draft202012Validator(
        rooted, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return sorted(validator.iter_errors(value), key=lambda error: error.json_path)


def resolved(document, node):
    while isinstance(node, dict) and set(node) == {"$ref"}:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def check_examples(document, node, where=""):
    """Every example next to a schema has to fit it."""
    if isinstance(node, dict):
        if "schema" in node and "examples" in node and isinstance(node["examples"], dict):
            for name, example in node["examples"].items():
                for error in errors(document, node["schema"], resolved(document, example)["value"]):
                    problem(f"openapi.yaml {where} example {name}", f"{error.json_path} {error.message}")
        if "schema" in node and "example" in node:
            for error in errors(document, node["schema"], node["example"]):
                problem(f"openapi.yaml {where}", f"{error.json_path} {error.message}")
        for key, value in node.items():
            check_examples(document, value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            check_examples(document, value, f"{where}/{index}")


def upn_is_true(value):
    def worth(character):
        return int(character) if character.isdigit() else UPN_LETTERS.index(character)
    total = sum(worth(character) * place for place, character in enumerate(value[1:], start=2))
    return value[0] == UPN_LETTERS[total % 23]


def nhs_is_true(value):
    check = 11 - sum(int(digit) * weight for digit, weight in zip(value, range(10, 1, -1))) % 11
    return len(set(value)) > 1 and check != 10 and int(value[9]) == check % 11


def check_referrals(document, people):
    agencies = {person["id"]: person for person in people if "agency" in person["roles"]}
    samples = read("referrals.json")
    for index, sample in enumerate(samples):
        where = f"referrals.json[{index}]"
        if set(sample) != {"as", "body"}:
            problem(where, "wants exactly `as` and `body`")
            continue
        if sample["as"] not in agencies:
            problem(where, f"nobody in people.json may post as {sample['as']}")
        body = sample["body"]
        for error in errors(document, {"$ref": "#/components/schemas/Referral"}, body):
            problem(where, f"{error.json_path} {error.message}")
        for identifier in body["child"].get("identifiers", []):
            true = {"upn": upn_is_true, "nhs": nhs_is_true}[identifier["system"]]
            if not true(identifier["value"]):
                problem(where, f"the check digit of its {identifier['system']} does not fit")
        if datetime.date.fromisoformat(body["child"]["date_of_birth"]) > datetime.date(2026, 11, 1):
            problem(where, "is born too late")
        if body.get("safeguarding", {}).get("immediate_risk") and "front_door_reference" not in body["safeguarding"]:
            problem(where, "would be interrupted")
    used = {agencies[sample["as"]]["agency_kind"] for sample in samples if sample["as"] in agencies}
    if used != AGENCY_KINDS:
        problem("referrals.json", f"no referral from {sorted(AGENCY_KINDS - used)}")
    if {sample["body"]["level"] for sample in samples} != {1, 2, 3, 4}:
        problem("referrals.json", "does not show every level")


def check_directory(people, contacts):
    provisions = read("directory.json")["provisions"]
    if len({provision["id"] for provision in provisions}) != len(provisions):
        problem("directory.json", "two provisions share an id")
    for provision in provisions:
        uuid.UUID(provision["id"])
        datetime.date.fromisoformat(provision["assured_until"])
        if provision["minimum_age"] > provision["maximum_age"] or provision["places"] < 1:
            problem(f"directory.json {provision['name']}", "ages or places make no sense")
        if not provision["registered"] and provision["weekly_hours"] > 18:
            problem(f"directory.json {provision['name']}", "an unregistered provision may give 18 hours at most")
    providers = {provision["provider"]["id"] for provision in provisions}
    if providers != {person["org"] for person in people if "provider" in person["roles"]}:
        problem("people.json", "wants one person for every provider in directory.json")
    if providers != set(contacts["providers"]):
        problem("contacts.json", "wants an address for every provider in directory.json")


def check_people(people, contacts):
    if len({person["id"] for person in people}) != len(people):
        problem("people.json", "two people share an id")
    covered = {code for person in people if "coordinator" in person["roles"] for code in person["localities"]}
    if covered != LOCALITIES | QUEUES:
        problem("people.json", f"coordinators do not cover {sorted((LOCALITIES | QUEUES) ^ covered)}")
    if set(contacts["localities"]) != LOCALITIES | QUEUES:
        problem("contacts.json", "wants an address for every locality and named queue")
    agencies = {person["org"] for person in people if "agency" in person["roles"]}
    if agencies != set(contacts["agencies"]):
        problem("contacts.json", "wants an address for every agency in people.json")
    for group in contacts.values():
        for owner, address in group.items():
            if not address.endswith(".example.org"):
                problem("contacts.json", f"the address of {owner} is not under example.org")


def main():
    document = openapi_to_swift.document()
    validate(json.loads(json.dumps(document)))
    check_examples(document, document)
    if not openapi_to_swift.in_step():
        problem("OpenAPIDocument.swift", "is not in step with openapi.yaml: run ops/lib/openapi-to-swift.py")
    if not openapi_examples.in_step():
        problem("examples/referrals", "are not in step with openapi.yaml: run ops/lib/openapi-examples.py")
    kinds = {name.removesuffix(".json") for name in openapi_examples.bodies()}
    if AGENCY_KINDS - kinds:
        problem("openapi.yaml", f"no example of a referral from {sorted(AGENCY_KINDS - kinds)}")
    people = read("people.json")["people"]
    contacts = read("contacts.json")
    check_people(people, contacts)
    check_directory(people, contacts)
    check_referrals(document, people)
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
