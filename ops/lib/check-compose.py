"""Checks ops/compose.yaml as far as that goes without Docker; exits 1 and says what is wrong.

- every service has an image that is pinned to a version, or is built from a Dockerfile that exists;
- everything a service depends on exists, is waited for in a way that can come true, and never in a circle;
- every volume is declared, every mounted file exists, no published port is given twice or open to other machines;
- every setting given to one of our executables is one that it knows, and every command one that the image has.
"""

import pathlib
import re
import sys

import yaml

OPS = pathlib.Path(__file__).resolve().parents[1]
EXECUTABLES = {"hub", "referral-intake", "locality-router", "placement-matcher", "notifier", "portal"}
SERVICE_KEYS = {
    "image", "build", "command", "user", "environment", "volumes", "ports", "depends_on", "healthcheck", "restart",
    "network_mode",
}
CONDITIONS = {"service_healthy", "service_completed_successfully"}
SETTINGS = {
    "DATABASE_URL", "DATABASE_POOL", "KEYRING_DATABASE_URL", "KAFKA_BOOTSTRAP", "KAFKA_PROFILE", "KAFKA_SETTINGS",
    "HTTP_HOST", "HTTP_PORT", "AUTH_ISSUER", "AUTH_AUDIENCE", "AUTH_JWKS", "PRIVACY_MASTER_KEYS", "LOG_LEVEL",
    "MIGRATE_ONLY", "DIRECTORY_FILE", "CONTACTS_FILE", "SMTP_URL", "SMTP_FROM", "SMTP_AT_ONCE",
    "PORTAL_ISSUERS", "PORTAL_DEMONSTRATION", "PORTAL_ASSETS", "PORTAL_URL", "PORTAL_NAME", "PORTAL_COLOUR",
    "PORTAL_SECURITY_CONTACT", "ROUTER_URL", "MATCHER_URL", "NOTIFIER_URL", "HUB_CONFIG",
}
PORT = re.compile(r"127\.0\.0\.1:\$\{HUB_[A-Z]+_PORT:-(\d+)\}:(\d+)")


def image_problems(service):
    if "build" in service:
        context = (OPS / service["build"]["context"]).resolve()
        if not (context / service["build"]["dockerfile"]).is_file():
            yield f"no Dockerfile at {service['build']['dockerfile']}"
        return
    image = service.get("image", "")
    version = image.rpartition("/")[2].partition(":")[2]
    if not re.match(r"\d", version):
        yield f"image {image or '(none)'} is not pinned to a version"


def dependency_problems(name, services):
    for other, how in services[name].get("depends_on", {}).items():
        if other not in services:
            yield f"depends on {other}, which does not exist"
            continue
        condition = how.get("condition")
        if condition not in CONDITIONS:
            yield f"waits for {other} in an unknown way ({condition})"
        if condition == "service_healthy" and "healthcheck" not in services[other]:
            yield f"waits for {other} to be healthy, but that has no healthcheck"
        if condition == "service_completed_successfully" and "restart" in services[other]:
            yield f"waits for {other} to end, but that is started again whenever it ends"


def circle_problems(services):
    finished, open_path = set(), []

    def walk(name):
        if name in finished or name not in services:
            return
        if name in open_path:
            yield "a circle of dependencies: " + " → ".join([*open_path[open_path.index(name):], name])
            return
        open_path.append(name)
        for other in services[name].get("depends_on", {}):
            yield from walk(other)
        open_path.pop()
        finished.add(name)

    for name in services:
        yield from walk(name)


def network_problems(service, services):
    mode = service.get("network_mode")
    if mode is not None and mode.partition("service:")[2] not in services:
        yield f"shares the network of {mode}, which does not exist"


def volume_problems(service, declared):
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            if not (OPS / source).exists():
                yield f"mounts {source}, which does not exist"
        elif source not in declared:
            yield f"volume {source} is not declared"


def port_problems(service, seen):
    for port in service.get("ports", []):
        match = PORT.fullmatch(port)
        if not match:
            yield f"port {port} is not of the form 127.0.0.1:${{HUB_…_PORT:-N}}:N"
        elif match[1] in seen:
            yield f"port {match[1]} is published twice"
        else:
            seen.add(match[1])


def ours_problems(service):
    command = service.get("command")
    if not isinstance(command, list) or command[0] not in EXECUTABLES:
        yield f"command {command} is none of the image's"
    for key in service.get("environment", {}):
        if key not in SETTINGS:
            yield f"{key} is no setting"


def problems(document):
    services, declared, seen = document["services"], set(document.get("volumes", {})), set()
    for name, service in services.items():
        found = [f"{key} is not expected here" for key in service.keys() - SERVICE_KEYS]
        found += image_problems(service)
        found += dependency_problems(name, services)
        found += network_problems(service, services)
        found += volume_problems(service, declared)
        found += port_problems(service, seen)
        if "build" in service:
            found += ours_problems(service)
        yield from (f"{name}: {words}" for words in found)
    yield from circle_problems(services)
    for executable in sorted(EXECUTABLES):
        if not any(isinstance(s.get("command"), list) and s["command"][0] == executable for s in services.values()):
            yield f"nothing runs {executable}"


def main():
    with open(OPS / "compose.yaml", encoding="utf-8") as file:
        found = list(problems(yaml.safe_load(file)))
    for words in found:
        print(f"ops/compose.yaml: {words}", file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
