"""Runs the OpenID provider at which one may be any of the sample people: one click, no password. For one machine only.

Its page shows the people's ids. What it says of them in ID tokens is what people.json says.
"""

import argparse
import json

from oidc_provider_mock.__main__ import run


def claims(person):
    said = {"sub": person["id"], "name": person["name"], "org": person["org"], "roles": person["roles"]}
    return said | {name: person[name] for name in ("agency_kind", "localities") if name in person}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", required=True, help="people.json")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", required=True)
    arguments = parser.parse_args()

    with open(arguments.people, encoding="utf-8") as file:
        people = json.load(file)["people"]
    known = [word for person in people for word in ("--user-claims", json.dumps(claims(person)))]
    run(["--host", arguments.host, "--port", arguments.port, *known])


if __name__ == "__main__":
    main()
