"""The OpenAPI description of every page's JSON, made from the pages' own types."""

from collections.abc import Sequence
from typing import Any

import msgspec

from gavah import __version__
from gavah.web.pages import Page


def described(pages: Sequence[Page]) -> dict[str, Any]:
    """OpenAPI 3.1: one GET for each page's JSON."""
    kinds = [one.gives for one in pages]
    schemas, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, Any] = {}
    for one, answer in zip(pages, schemas, strict=True):
        path = "/overview.json" if one.path == "/" else f"{one.path}.json"
        paths[path] = {
            "get": {
                "summary": one.about,
                "operationId": one.view.__name__,
                "parameters": list(_parameters(one)),
                "responses": {
                    "200": {
                        "description": "as asked",
                        "content": {"application/json": {"schema": answer}},
                    },
                    "400": {"description": "a parameter does not fit"},
                    "401": {"description": "no session"},
                    "404": {"description": "nothing answers to that id"},
                },
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gavah",
            "version": __version__,
            "description": "The register's pages as JSON. Withheld names are covered in it too.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _parameters(one: Page) -> Any:
    (schema,), components = msgspec.json.schema_components([one.asked])
    name = schema["$ref"].rpartition("/")[2]
    properties: dict[str, Any] = components[name].get("properties", {})
    for field, held in properties.items():
        within = f"{{{field}}}" in one.path
        yield {
            "name": field,
            "in": "path" if within else "query",
            "required": within,
            "schema": {key: value for key, value in held.items() if key != "default"},
        }
