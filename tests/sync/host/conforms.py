#!/usr/bin/env python3
"""Holds what a server answered against its OpenAPI document.

Usage: conforms.py DOCUMENT EXCHANGES

EXCHANGES has a JSON object a line: method, path, status, body. An answer conforms when the document has its path and
method, names its status or has a default, and its body fits the schema there. Paths that are not in the document must
have been answered with 404, methods that are not with 405.
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


def trouble(document, patterns, exchange):
    found = [path for path, pattern in patterns.items() if pattern.fullmatch(exchange["path"])]
    exact = [path for path in found if path == exchange["path"]]
    status = exchange["status"]
    if not found:
        return None if status in (400, 404) else f"unknown path answered with {status}"
    operation = document["paths"][(exact or found)[0]].get(exchange["method"])
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
    bad = 0
    count = 0
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            exchange = json.loads(line)
            count += 1
            if why := trouble(document, patterns, exchange):
                bad += 1
                print(f"{exchange['method']} {exchange['path']}: {why}")
    if count == 0:
        print("nothing was asked")
        bad = 1
    sys.exit(1 if bad else 0)


main()
