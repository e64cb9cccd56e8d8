"""Writes one configuration file a service. Everything it needs is a flag; see --help.

The passwords of the roles come from roles.json ({"referral_intake": "…", …}) and the master keys from master.keys, both
written by `hub keys init`. The files are readable by their owner alone, because they hold both.
"""

import argparse
import json
import os
from urllib.parse import quote, urlsplit, urlunsplit

# The services, and the role (and schema) of each. A portal in front of nothing else still reads its own schema.
ROLES = {
    name: name.replace("-", "_")
    for name in ("referral-intake", "locality-router", "placement-matcher", "notifier", "portal")
}

# What the portal calls the services it asks.
SERVICES_OF_PAGES = {
    "intake": "referral-intake",
    "router": "locality-router",
    "matcher": "placement-matcher",
    "notifier": "notifier",
}
ROLES_OF_PEOPLE = ("agency", "coordinator", "forum_member", "provider", "operator", "dpo", "board")


def as_role(url, role, password):
    """The same server, database and options, signed in as a role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{host}"))


def configuration(name, ports, arguments, passwords, master_keys):
    role = ROLES[name]
    settings = {
        "database": {"url": as_role(arguments.database_url, role, passwords[role])},
        "kafka": {"bootstrap": arguments.bootstrap, "profile": arguments.profile},
        "http": {"host": arguments.host, "port": ports[name]},
        "auth": {
            "issuer": arguments.issuer,
            "audience": "referral-hub",
            "jwks": os.path.join(arguments.secrets, "jwks.json"),
        },
        "privacy": {"master": {"keys": master_keys}},
        "log": {"level": "info"},
    }
    if arguments.rate_limit:
        settings["rate"] = {"limit": arguments.rate_limit}
    if name == "referral-intake":
        settings["intake"] = {"url": arguments.intake_url or f"http://127.0.0.1:{ports[name]}"}
        settings["token"] = {"keys": os.path.join(arguments.secrets, "signing.jwk")}
        settings["docs"] = {"assets": os.path.join(arguments.assets, "swagger-ui")}
    if name == "placement-matcher":
        settings["directory"] = {"file": os.path.join(arguments.samples, "directory.json")}
    if name == "notifier":
        settings["contacts"] = {"file": os.path.join(arguments.samples, "contacts.json")}
        settings["smtp"] = {"url": arguments.smtp_url, "from": "referral-hub@hub.example.org"}
        # What mails tell people to open, on the machine where they read them.
        settings["portal"] = {"url": f"http://127.0.0.1:{ports.get('portal', 8085)}/"}
    if name == "portal":
        settings["portal"] = {"assets": arguments.assets, "demonstration": True}
        if arguments.sign_in:
            settings["portal"]["issuers"] = write_issuers(arguments.out, arguments.sign_in)
            settings["portal"]["url"] = f"http://127.0.0.1:{ports[name]}/"
        # What it asks the services for whoever uses it, it asks as them.
        settings["token"] = {"keys": os.path.join(arguments.secrets, "signing.jwk")}
        for key, service in SERVICES_OF_PAGES.items():
            if service in ports:
                settings[key] = {"url": f"http://127.0.0.1:{ports[service]}"}
    return settings


def write_issuers(folder, address):
    """Whom people of one machine sign in with: a provider that believes everybody, so its client's secret is none."""
    issuer = {
        "issuer": address,
        "name": "a sample account",
        "client_id": "referral-hub",
        "client_secret_file": "sign-in.secret",
        "scopes": ["openid", "profile"],
        "claims": {
            "organisation": "org", "roles": "roles", "localities": "localities", "name": "name",
            "agency_kind": "agency_kind",
        },
        "roles": {role: role for role in ROLES_OF_PEOPLE},
    }
    write_private(os.path.join(folder, "sign-in.secret"), "believes-everybody\n")
    path = os.path.join(folder, "issuers.json")
    write_private(path, json.dumps([issuer], indent=2) + "\n")
    return path


def write_private(path, text):
    partial = f"{path}.partial"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(partial, path)


def main():
    parser = argparse.ArgumentParser(description="Writes <service>.json for each service.")
    parser.add_argument("--secrets", required=True, help="folder that `hub keys init` wrote")
    parser.add_argument("--out", required=True, help="folder for the files")
    parser.add_argument("--samples", required=True, help="folder of directory.json and contacts.json")
    parser.add_argument("--assets", required=True, help="folder of the portal's style sheet and of swagger-ui")
    parser.add_argument("--database-url", required=True, help="any sign-in; each service gets its own role's")
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--profile", required=True, choices=("embedded", "standard"))
    parser.add_argument("--smtp-url", required=True)
    parser.add_argument("--host", default="127.0.0.1", help="address the services listen on")
    parser.add_argument("--issuer", default="http://localhost/referral-hub", help="who signs the tokens")
    parser.add_argument("--intake-url", help="address under which agencies reach referral-intake")
    parser.add_argument("--sign-in", help="the OpenID provider of the sample people; nobody signs in if left out")
    parser.add_argument("--rate-limit", help="requests/seconds of a client, or off; the services' default if left out")
    parser.add_argument("--port", action="append", required=True, metavar="SERVICE=PORT")
    arguments = parser.parse_args()

    with open(os.path.join(arguments.secrets, "roles.json"), encoding="utf-8") as file:
        passwords = json.load(file)
    with open(os.path.join(arguments.secrets, "master.keys"), encoding="utf-8") as file:
        master_keys = ",".join(line.strip() for line in file if line.strip())

    os.makedirs(arguments.out, mode=0o700, exist_ok=True)
    ports = {name: int(port) for name, _, port in (pair.partition("=") for pair in arguments.port)}
    for name in ports:
        settings = configuration(name, ports, arguments, passwords, master_keys)
        write_private(os.path.join(arguments.out, f"{name}.json"), json.dumps(settings, indent=2) + "\n")


if __name__ == "__main__":
    main()
