"""What schemathesis has to know about the API's clients that no document says."""

import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """A client makes a new key for everything it wants done; examples bring the same one again and again. And a feed that
    is waited on for half a minute would be tried twice in a run."""
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and is_uuid(key.strip('"')):
        case.headers["Idempotency-Key"] = f'"{uuid.uuid4()}"'
    wait = (case.query or {}).get("wait")
    if isinstance(wait, int) and 1 < wait <= 30:
        case.query["wait"] = 1


def is_uuid(text):
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
