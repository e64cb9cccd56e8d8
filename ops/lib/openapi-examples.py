#!/usr/bin/env python3
"""Writes Contracts/API/examples/referrals/*.json: the example bodies of POST /v1/referrals in openapi.yaml, a file each.

    ops/lib/openapi-examples.py            write them
    ops/lib/openapi-examples.py --check    exit 1 when they are not in step
"""
import importlib.util
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve()
FOLDER = HERE.parents[2] / "Contracts" / "API" / "examples" / "referrals"

specification = importlib.util.spec_from_file_location("openapi_to_swift", HERE.with_name("openapi-to-swift.py"))
openapi_to_swift = importlib.util.module_from_spec(specification)
specification.loader.exec_module(openapi_to_swift)


def bodies():
    """What each file has to say, by the file's name."""
    document = openapi_to_swift.document()
    content = document["paths"]["/v1/referrals"]["post"]["requestBody"]["content"]["application/json"]
    examples = {name: document["components"]["examples"][entry["$ref"].rpartition("/")[2]]
                for name, entry in content["examples"].items()}
    return {f"{name}.json": json.dumps(example["value"], ensure_ascii=False, indent=2) + "\n"
            for name, example in examples.items()}


def in_step():
    """Whether the files are those examples, all of them and nothing else."""
    return bodies() == {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if not in_step():
            sys.exit("Contracts/API/examples/referrals is not in step: run ops/lib/openapi-examples.py")
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for path in FOLDER.iterdir():
            path.unlink()
        for name, text in bodies().items():
            (FOLDER / name).write_text(text, encoding="utf-8")
