#!/usr/bin/env python3
"""Writes Contracts/API/OpenAPIDocument.swift from Contracts/API/openapi.yaml, the same bytes every time.

    ops/lib/openapi-to-swift.py            write it
    ops/lib/openapi-to-swift.py --check    exit 1 when it is not in step
"""
import json
import pathlib
import re
import sys

import yaml

API = pathlib.Path(__file__).resolve().parents[2] / "Contracts" / "API"
SOURCE = API / "openapi.yaml"
TARGET = API / "OpenAPIDocument.swift"


class PlainLoader(yaml.SafeLoader):
    """Dates stay text and only true/false are booleans, as YAML 1.2 (and so OpenAPI) has it."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def document():
    """The OpenAPI document as plain dictionaries and lists."""
    return yaml.load(SOURCE.read_text(encoding="utf-8"), PlainLoader)


def swift():
    """The Swift source that holds it."""
    text = json.dumps(document(), ensure_ascii=False, indent=1)
    for forbidden in ('"""#', "\\#"):
        if forbidden in text:
            raise SystemExit(f"openapi.yaml: {forbidden} cannot stand in a raw Swift string")
    body = "\n".join("        " + line for line in text.splitlines())
    return (
        "// Written by ops/lib/openapi-to-swift.py from openapi.yaml. Do not edit.\n\n"
        "/// The OpenAPI 3.1 document of all services, as each serves it at `/openapi.json`.\n"
        "public enum OpenAPIDocument {\n"
        "    /// The document, as JSON text in UTF-8.\n"
        f'    public static let json: String = #"""\n{body}\n        """#\n'
        "}\n"
    )


def in_step():
    """Whether the committed Swift says what the YAML says."""
    return TARGET.exists() and TARGET.read_text(encoding="utf-8") == swift()


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if not in_step():
            raise SystemExit("OpenAPIDocument.swift is not in step with openapi.yaml: run ops/lib/openapi-to-swift.py")
    else:
        TARGET.write_text(swift(), encoding="utf-8")
