"""What has no business in a body, at every operation that takes one: refused by the name of its field, and nothing stored
of it; or, where people write words, kept as it is. Everything carries a mark that must be in no log and no error."""

import contextlib
import json

MARK = "Zq7x"
TOKEN = "/oauth2/token"

# Never good, in no text.
BAD = ["\0", "\x1b[31m", "\x85x", "\x7f", "\u202e", "\u2066", "\ufeffx", "\ufdd0x"]
# Good where people write words, and given back to the letter.
ODD = " ".join([
    MARK, "👩‍👩‍👧 é e\u0301 中文 \u200fعربي", "'; drop table referral; --", "<script>alert('x')</script>",
    "{{x}} ${x} %s %n ../../etc/passwd", "\\u0000 \\ \"", "=cmd|'x'!A1"])

# The free text of each move: where it is, and how much it may hold.
WORDS = {
    "amendments": ["/reason", "/referral/concerns", "/referral/views/child"], "answers": ["/answer"],
    "headteacher-authorisation": ["/name"], "withdrawal": ["/words"], "error": ["/words"], "lawful-basis": ["/source"],
}


def set_at(body, pointer, value):
    """A copy of a body with a member set."""
    copy = json.loads(json.dumps(body))
    *way, last = pointer.strip("/").split("/")
    inside = copy
    for name in way:
        inside = inside[name]
    inside[last] = value
    return copy


def chunks(size, part=b" " * 65536):
    """A body whose length nobody says."""
    for _ in range(size // len(part)):
        yield part


def raw(door, method, address, token, media, most, **sent):
    """The bytes are wrong before anybody reads a field."""
    mark = MARK.encode()
    plain = {"Content-Type": media}
    cases = {
        "another media type": (415, b"{}", {"Content-Type": "text/plain"}), "no media type": (415, b"{}", {}),
        "too large, length not said": (413, chunks(most), plain),
        "too large": (413, b" " * (most + 1), plain),
    }
    if media == "application/json":
        cases |= {
            "nested": (400, b"[" * 100_000, plain), "nested objects": (400, b'{"a":' * 100_000, plain),
            "a name twice": (400, b'{"reason": 1, "reason": "' + mark + b'"}', plain),
            "no UTF-8": (400, b'{"reason": "' + mark + b'\xff"}', plain),
            "overlong UTF-8": (400, b'{"reason": "\xc0\xaf"}', plain),
            "half a pair": (400, b'{"reason": "\\ud800"}', plain),
            "broken off": (400, b'{"reason": "' + mark, plain), "nothing": (400, b"", plain),
            "two values": (400, b"{} {}", plain), "no number": (400, b'{"reason": NaN}', plain),
            "a list": (422, b"[]", plain), "a text": (422, b'"' + mark + b'"', plain),
        }
    for why, (status, data, headers) in cases.items():
        answer = door.want(status, method, address, token, why, data=data, headers=headers, **sent)
        hides(door, answer, f"{method} {address} {why}")


def hides(door, answer, where):
    door.expect(MARK not in answer.text, f"{where}: repeats what was sent", answer.text)


def names(door, answer, pointer, where):
    """A field that is wrong is named, and no other is."""
    hides(door, answer, where)
    found = [error["pointer"] for error in answer.json().get("errors", [])]
    door.expect(found == [pointer], f"{where}: {pointer} alone is named", found)


@contextlib.contextmanager
def unchanged(door, agency, where):
    """Nothing of what is refused in here is stored, not even in part."""
    before = agency.town.stored()
    yield
    door.expect(agency.town.stored() == before, f"{where}: nothing is stored of what was refused")


def moves(door, agency):
    """The words of every move."""
    for name, body in agency.bodies().items():
        location = agency.posted()
        if name == "answers":
            body["question_id"] = agency.asked(location)
        if name == "lawful-basis":
            body = {"basis": "consent", "recorded_on": "2026-09-20", "source": "The mother."}
        address = f"{location}/{name}"
        with unchanged(door, agency, name):
            unfit(door, agency, name, body, address)
        odd = body
        for pointer in WORDS[name]:
            odd = set_at(odd, pointer, ODD)
        door.want(200, "post", address, agency.token, "odd words", match=1, json=odd)
        shown(door, agency, location, name)


def unfit(door, agency, name, body, address):
    """A move's words as they must not be."""
    raw(door, "post", address, agency.token, "application/json", 10 << 20, match=1)
    names(door, door.want(422, "post", address, agency.token, "unknown", match=1, json=body | {"nickname": MARK}),
          "/nickname", f"{name} unknown")
    for pointer in WORDS[name]:
        values = [MARK + text for text in BAD] + [MARK * 6000, " \t ", 7, [MARK], {MARK: 1}, True]
        for value in values:
            answer = door.want(422, "post", address, agency.token, repr(value)[:20], match=1,
                               json=set_at(body, pointer, value))
            names(door, answer, pointer, f"{name} {value!r:.20}")


def shown(door, agency, location, name):
    """What was written is read back to the letter."""
    record = door.want(200, "get", location, agency.token).json()
    if name == "amendments":
        door.expect(record["referral"]["concerns"] == ODD and record["referral"]["views"]["child"] == ODD,
                    "amended words, to the letter")
    if name == "answers":
        door.expect([q["answer"] for q in record["questions"]] == [ODD], "an answer, to the letter", record["questions"])
    if name == "headteacher-authorisation":
        door.expect(record["referral"]["asks"]["headteacher_authorisation"]["name"] == ODD, "a name, to the letter")
    if name == "lawful-basis":
        door.expect(record["referral"]["lawful_basis"]["source"] == ODD, "a source, to the letter")


def referrals(door, agency):
    address = "/v1/referrals"
    with unchanged(door, agency, "referrals"):
        raw(door, "post", address, agency.token, "application/json", 10 << 20)
    odd = agency.town.referral(concerns=ODD)
    location = door.want(201, "post", address, agency.token, "odd words", json=odd).headers["Location"]
    door.expect(door.ask("get", location, agency.token).json()["referral"]["concerns"] == ODD, "concerns, to the letter")


def drafts(door, agency):
    """A draft may be wrong in every field, and is given back as it was; only what is no JSON object is refused."""
    address = agency.drafted({"level": 2})
    with unchanged(door, agency, "drafts"):
        raw(door, "post", "/v1/drafts", agency.token, "application/json", 10 << 20)
        raw(door, "put", address, agency.token, "application/json", 10 << 20, match=1)
    wrong = {"concerns": MARK + "".join(BAD), "<b>👩‍👩‍👧": [ODD, {"a": 2.5, "b": None}], "level": MARK}
    door.want(200, "put", address, agency.token, "odd words", match=1, json=wrong)
    read = door.want(200, "get", address, agency.token)
    door.expect(read.json()["referral"] == wrong, "a draft, to the letter", read.text)
    said = json.dumps(read.json()["problems"])
    door.expect(MARK not in said and "/concerns" in said, "its problems name the fields and repeat nothing", said)
    answer = door.want(422, "post", f"{address}/submission", agency.token, match=2)
    hides(door, answer, "a submission")


def imports(door, agency):
    address, media = "/v1/referrals/imports", {"Content-Type": "text/csv"}
    raw(door, "post", address, agency.token, "text/csv", 21 << 20)
    headings = door.want(200, "get", f"{address}/template.csv", agency.token).text
    for why, data in {
        "nothing": b"", "headings alone": headings.encode(), "no such heading": f"{MARK},{headings}x".encode(),
        "a quote not closed": (headings + f'"{MARK}').encode(),
        "a heading twice": (headings.split(",")[0] + "," + headings + "x").encode(),
    }.items():
        hides(door, door.want(422, "post", address, agency.token, why, data=data, headers=media), f"import {why}")
    columns = headings.strip().split(",")
    row = dict.fromkeys(columns, "") | {"concerns": f'"{MARK}\u202e"', "level": MARK, "child.given_name": MARK + "\0"}
    data = headings + ",".join(row[name] for name in columns)
    job = door.want(202, "post", address, agency.token, data=data.encode(), headers=media).headers["Location"]
    while door.ask("get", job, agency.token).json()["state"] != "done":
        pass
    rows = door.want(200, "get", f"{job}/rows", agency.token)
    hides(door, rows, "rows")
    said = {problem["column"] for problem in rows.json()["items"][0]["problems"]}
    door.expect({"concerns", "level", "child.given_name"} <= said, "a row's problems name their columns", said)


def tokens(door):
    media = {"Content-Type": "application/x-www-form-urlencoded"}
    for why, status, data, headers in [
        ("JSON", 400, b"{}", {"Content-Type": "application/json"}), ("no media type", 400, b"a=b", {}),
        ("too large, length not said", 413, chunks(10 << 20), media), ("too large", 413, b"a" * 20_000, media),
        ("no UTF-8", 400, b"grant_type=%ff" + MARK.encode(), media), ("a name twice", 400, b"a=1&a=2", media),
        ("nothing", 400, b"", media), ("odd words", 400, {"grant_type": ODD}, media),
        ("an odd assertion", 401, {"grant_type": "client_credentials", "client_assertion": ODD}, media),
    ]:
        answer = door.want(status, "post", TOKEN, why=why, data=data, headers=headers)
        hides(door, answer, f"token {why}")


def run(door, agency):
    referrals(door, agency)
    moves(door, agency)
    drafts(door, agency)
    imports(door, agency)
    tokens(door)
