"""The API's document, and a door that holds every answer against it."""

import functools
import json
import re
import uuid

import requests
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

METHODS = ("get", "post", "put", "delete")


class Document:
    """What is promised, by operation: a method and a path such as `/v1/drafts/{id}`."""

    def __init__(self, tree, port):
        self.tree = tree
        resource = Resource.from_contents(tree, default_specification=DRAFT202012)
        self.registry = Registry().with_resource("urn:api", resource)
        self.operations = {
            (method, path): item[method]
            for path, item in tree["paths"].items()
            if item.get("servers", [{}])[0].get("url", "").endswith(port)
            for method in METHODS if method in item}

    def resolve(self, node):
        while "$ref" in node:
            node = functools.reduce(lambda tree, name: tree[name], node["$ref"][2:].split("/"), self.tree)
        return node

    def promised(self):
        return {(method, path, int(status)) for (method, path), operation in self.operations.items()
                for status in operation["responses"]}

    def operation(self, method, address):
        """The path as the document has it: a fixed one before one with a place for an id."""
        path = address.split("?")[0]
        fitting = [p for m, p in self.operations if m == method.lower()
                   and re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(p)), path)]
        return min(fitting, key=lambda p: p.count("{"), default=None)

    def example(self, key):
        """The first example of a body, and its media type; nothing for an operation without."""
        content = self.operations[key].get("requestBody", {}).get("content", {})
        for media, about in content.items():
            return media, self.resolve(next(iter(about["examples"].values())))["value"]
        return None, None

    def faults(self, key, answer):
        """What of an answer is not as the document says."""
        response = self.operations[key]["responses"].get(str(answer.status_code))
        if response is None:
            return ["this status is not documented"]
        response = self.resolve(response)
        media = answer.headers.get("Content-Type", "").split(";")[0]
        content = response.get("content")
        if not content:
            return ["a body that is not documented"] if answer.content else []
        if media not in content:
            return [f"the media type {media!r} is not documented"]
        if not media.endswith("json"):
            return []
        schema = self.rebased(content[media]["schema"])
        validator = Draft202012Validator(
            schema, registry=self.registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
        return [f"{error.json_path}: {error.validator}" for error in validator.iter_errors(answer.json())]

    def rebased(self, schema):
        """The same, with its references into the document."""
        if isinstance(schema, list):
            return [self.rebased(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        return {name: f"urn:api{part}" if name == "$ref" else self.rebased(part) for name, part in schema.items()}


class Door:
    """Asks a service, and notes every answer."""

    def __init__(self, url):
        self.url = url
        tree = requests.get(f"{url}/openapi.json", timeout=30).json()
        self.document = Document(tree, ":8081")
        self.given, self.faults = set(), []

    def expect(self, good, words, *seen):
        if not good:
            self.faults.append(f"{words} {' '.join(str(part)[:600] for part in seen)}")

    def ask(self, method, address, token=None, *, url=None, key=True, match=None, headers=None, **sent):
        """A request as a well-behaved client makes it, but for what is given here."""
        fields = {"Authorization": f"Bearer {token}"} if token else {}
        if key and method == "post" and not address.startswith("/oauth2"):
            fields["Idempotency-Key"] = str(uuid.uuid4()) if key is True else key
        if match is not None:
            fields["If-Match"] = match if isinstance(match, str) else f'"{match}"'
        fields |= headers or {}
        answer = requests.request(method, (url or self.url) + address, headers=fields, timeout=60, **sent)
        path = self.document.operation(method, address)
        if path is None:
            self.expect(answer.status_code in (404, 405), f"{method} {address}: no such operation", answer.status_code)
            return answer
        self.given.add((method, path, answer.status_code))
        for fault in self.document.faults((method, path), answer):
            self.expect(False, f"{method} {path} {answer.status_code}: {fault}", answer.text)
        return answer

    def want(self, status, method, address, token=None, why="", **sent):
        answer = self.ask(method, address, token, **sent)
        self.expect(answer.status_code == status, f"{method} {address} {why}: {status} is wanted", answer.status_code,
                    answer.text)
        return answer

    def settle(self):
        """Ends the run: with every fault, and with every promise nobody has kept."""
        missing = {f"{method} {path} {status}" for method, path, status in self.document.promised() - self.given}
        for words in sorted(missing):
            self.faults.append(f"documented, and never answered: {words}")
        print(json.dumps({"operations": len(self.document.operations), "answers": len(self.given)}))
        if self.faults:
            unique = list(dict.fromkeys(self.faults))
            raise SystemExit(f"{len(unique)} faults:\n" + "\n".join(unique[:60]))
