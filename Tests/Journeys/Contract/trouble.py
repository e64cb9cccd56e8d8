"""Answers for when a client asks too much, when the database is not there, and when it is not as it should be: at every
operation."""

import os
import socket
import subprocess

import requests

from agency import CLIENT, assertion, form, until
from strangers import places

TOKEN = "/oauth2/token"


def too_many(door, agency, job, key, executable, config):
    """A copy of the service that allows one request an hour."""
    found = list(places(door, agency, job))
    port = socket.socket()
    port.bind(("127.0.0.1", 0))
    number = port.getsockname()[1]
    port.close()
    url = f"http://127.0.0.1:{number}"
    environment = os.environ | {"RATE_LIMIT": "1/3600", "TOKEN_RATE_LIMIT": "1/3600"}
    copy = subprocess.Popen([executable, "--config", config, "--http-port", str(number)], env=environment,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: ready(url), "a copy of the service")
        door.ask("get", "/v1/referrals", agency.token, url=url)
        for method, _, address, sent in found:
            door.want(429, method, address, agency.token, "too many", url=url, **sent)
        for _ in range(30):
            last = door.ask("post", TOKEN, url=url, data=form(assertion("flood", key, door.url + TOKEN)))
            if last.status_code == 429:
                break
        door.expect(last.status_code == 429, "too many at the token endpoint", last.status_code)
    finally:
        copy.terminate()
        copy.wait(timeout=30)


def ready(url):
    try:
        return requests.get(f"{url}/health/ready", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def away(door, agency, job, key):
    """The database is not there."""
    name = agency.town.database.split("/")[-1].split("?")[0]
    server = agency.town.database.replace(f"/{name}", "/postgres")

    def shut(is_open):
        administer(server, f"alter database {name} with allow_connections {is_open};" + (
            "" if is_open == "true" else
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}';"))
    everywhere(503, door, agency, job, key, "no database", lambda: shut("false"), lambda: shut("true"))


def broken(door, agency, job, key):
    """The database is there, and the service's tables are not: our fault, and nothing that passes by itself."""
    database = agency.town.database
    everywhere(
        500, door, agency, job, key, "no tables",
        lambda: administer(database, "alter schema referral_intake rename to mislaid;"),
        lambda: administer(database, "alter schema mislaid rename to referral_intake;"))
    door.want(200, "get", "/v1/referrals", agency.token, "as before")


def administer(database, statements):
    subprocess.run(["psql", "-XAtq", database], text=True, check=True, capture_output=True, input=statements)


def everywhere(status, door, agency, job, key, why, begin, end):
    """Every operation gives this answer between the two."""
    found = list(places(door, agency, job))
    begin()
    try:
        # A machine of which nothing is known yet: whether it is enabled has to be looked up.
        unseen = agency.town.token(sub=f"unseen {status}", client_id=f"unseen {status}", scope="referrals.read")
        for method, path, address, sent in found:
            person = unseen if path.startswith("/v1/referrals/imports/") else agency.token
            door.want(status, method, address, person, why, **sent)
        door.want(status, "post", TOKEN, data=form(assertion(CLIENT, key, door.url + TOKEN)))
    finally:
        end()
