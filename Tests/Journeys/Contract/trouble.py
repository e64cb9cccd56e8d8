"""Answers for when a client asks too much, and for when the database is not there: at every operation."""

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
    found = list(places(door, agency, job))
    name = agency.town.database.split("/")[-1].split("?")[0]
    server = agency.town.database.replace(f"/{name}", "/postgres")

    def shut(is_open):
        subprocess.run(["psql", "-XAtq", server], text=True, check=True, capture_output=True, input=(
            f"alter database {name} with allow_connections {is_open};"
            + ("" if is_open == "true" else
               f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}';")))
    shut("false")
    try:
        # A machine of which nothing is known yet: whether it is enabled has to be looked up.
        unseen = agency.town.token(sub="unseen", client_id="unseen", scope="referrals.read")
        for method, path, address, sent in found:
            person = unseen if path.startswith("/v1/referrals/imports/") else agency.token
            door.want(503, method, address, person, "no database", **sent)
        door.want(503, "post", TOKEN, data=form(assertion(CLIENT, key, door.url + TOKEN)))
    finally:
        shut("true")
