"""Who has no business at an operation, or not with what is another's: at every one of them."""

import uuid

from agency import CLIENT


def places(door, agency, job):
    """Every operation with what it needs to go well: the address, and what is sent."""
    referral, draft, bodies = agency.posted(), agency.drafted(), agency.bodies()
    for (method, path), about in door.document.operations.items():
        if not path.startswith("/v1/"):
            continue
        own = job if "imports" in path else draft if "drafts" in path else referral
        address = path.replace("{id}", own.split("/")[-1])
        sent = {"match": 1} if any("IfMatch" in p.get("$ref", "") for p in about.get("parameters", [])) else {}
        if path == "/v1/referrals/imports" and method == "post":
            sent |= agency.csv("y")
        elif "requestBody" in about:
            sent["json"] = bodies.get(path.split("/")[-1]) or agency.town.referral()
        yield method, path, address, sent


def strangers(door, agency, job):
    """Nobody gets in who has no business here, and nobody sees what is another's."""
    town = agency.town
    forged = town.forged()
    others = {role: town.token([role]) for role in ("coordinator", "provider", "board", "operator", "dpo")}
    others["no role"] = town.token([])
    machine = {"sub": CLIENT, "client_id": CLIENT}
    elsewhere = town.token(org="agency-another-school", sub="teacher")
    for method, path, address, sent in list(places(door, agency, job)):
        before = town.stored()
        for why, token in forged.items():
            answer = door.want(401, method, address, token, why, **sent)
            door.expect("WWW-Authenticate" in answer.headers, f"{method} {path} {why}: a challenge")
        for role, token in others.items():
            door.want(403, method, address, token, role, **sent)
        scope = ("referrals.write" if method != "get" else "events.read" if path == "/v1/events" else "referrals.read")
        without = " ".join({"referrals.write", "events.read", "referrals.read"} - {scope})
        answer = door.want(403, method, address, town.token(scope=without, **machine), "no scope", **sent)
        door.expect(f'scope="{scope}"' in answer.headers.get("WWW-Authenticate", ""), f"{method} {path}: names {scope}")
        if "{id}" in path:
            door.want(404, method, address, elsewhere, "another's", **sent)
            nobody = path.replace("{id}", str(uuid.uuid4()))
            door.want(404, method, nobody, agency.token, "nobody's", **sent)
            door.want(404, method, path.replace("{id}", "nothing"), agency.token, "no id", **sent)
        elif method == "get" and path in ("/v1/referrals", "/v1/drafts", "/v1/events"):
            seen = door.ask(method, address, elsewhere)
            door.expect(seen.status_code == 204 or seen.json()["items"] == [], f"{path}: a stranger sees nothing", seen.text)
        if "match" in sent:
            door.want(428, method, address, agency.token, **(sent | {"match": None}))
            door.want(400, method, address, agency.token, "a weak tag", **(sent | {"match": 'W/"1"'}))
        if method == "post":
            door.want(400, method, address, agency.token, "no key", key=False, **sent)
            door.want(400, method, address, agency.token, "a key that is none", key="1", **sent)
        known = {door.document.resolve(p)["name"] for p in door.document.operations[method, path].get("parameters", [])}
        for query in ("limit=0", "limit=101", "limit=x", "cursor=x", "after=x"):
            if query.split("=")[0] in known:
                door.want(400, method, f"{address}?{query}", agency.token)
        door.expect(town.stored() == before, f"{method} {path}: nothing is stored of what was refused")
