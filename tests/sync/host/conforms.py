#!/usr/bin/env python3
"""Holds what a server answered against its OpenAPI document.

Usage: conforms.py DOCUMENT EXCHANGES [--unanswered]

EXCHANGES has a JSON object a line: method, path, status, body. An answer conforms when the document has its path and
method, names its status or has a default, and its body fits the schema there. Paths that are not in the document must
have been answered with 404, methods that are not with 405.

--unanswered: prints, one a line, which of the document's operations were never answered with what they are for.
"""

import json
import re
import sys

import jsonschema


def plain(schema):
    """OpenAPI 3.0's nullable as JSON Schema has it."""
    if isinstance(schema, list):
        return [plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: plain(value) for key, value in schema.items() if key != "nullable"}
    return {"anyOf": [changed, {"type": "null"}]} if schema.get("nullable") else changed


def resolved(document, node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].lstrip("#/").split("/"):
            target = target[part]
        node = target
    return node


def path_of(patterns, exchange):
    found = [path for path, pattern in patterns.items() if pattern.fullmatch(exchange["path"])]
    exact = [path for path in found if path == exchange["path"]]
    return (exact or found or [None])[0]


def unanswered(document, patterns, exchanges):
    answered = {(path_of(patterns, one), one["method"]) for one in exchanges if 200 <= one["status"] < 300}
    return sorted(
        operation["operationId"]
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if (path, method) not in answered
    )


def trouble(document, patterns, exchange):
    path = path_of(patterns, exchange)
    status = exchange["status"]
    if path is None:
        return None if status in (400, 404) else f"unknown path answered with {status}"
    operation = document["paths"][path].get(exchange["method"])
    if operation is None:
        return None if status in (400, 405) else f"unknown method answered with {status}"
    answers = operation["responses"]
    answer = answers.get(str(status), answers["default"] if status >= 400 else None)
    if answer is None:
        return f"status {status} is not in the document"
    content = resolved(document, answer).get("content")
    if content is None or exchange["body"] is None:
        return None
    try:
        jsonschema.validate(exchange["body"], plain(content["application/json"]["schema"]))
    except jsonschema.ValidationError as error:
        return f"{error.message} at /{'/'.join(map(str, error.absolute_path))}"
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    patterns = {path: re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)) for path in document["paths"]}
    with open(sys.argv[2], encoding="utf-8") as file:
        exchanges = [json.loads(line) for line in file]
    if "--unanswered" in sys.argv[3:]:
        print("\n".join(unanswered(document, patterns, exchanges)))
        return
    bad = 0
    for exchange in exchanges:
        if why := trouble(document, patterns, exchange):
            bad += 1
            print(f"{exchange['method']} {exchange['path']}: {why}")
    if not exchanges:
        print("nothing was asked")
        bad = 1
    sys.exit(1 if bad else 0)


main()
