"""The API's description (OpenAPI 3.1), made when somebody asks for it."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter

from hub.http.endpoints import Endpoint, Guarded
from hub.http.problems import MEDIA_TYPE, PROBLEM, status_of
from hub.service.access import RIGHTS, Denial
from hub.shape import Shape

_REF = "#/components/schemas/{model}"
_DESCRIPTION = (
    "The lobby of a city hall: numbers, calls, and the stream of events that every screen "
    "follows. Terminals send the bearer token from /api/enroll; members of staff have the cookie "
    "from /api/session, which changes something only on requests from the hub's own pages. "
    "Errors are application/problem+json (RFC 9457) with a stable `code`."
)


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The whole description."""
    schemas = _Schemas(endpoints)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "machiai", "version": version("machiai"), "description": _DESCRIPTION},
        "paths": paths,
        "components": {
            "schemas": schemas.definitions,
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "staff": {"type": "apiKey", "in": "cookie", "name": "machiai"},
            },
        },
    }


class _Schemas:
    """The JSON Schemas of all bodies and answers, with one set of definitions."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        wanted = {PROBLEM: "serialization"}
        wanted |= {item.body: "validation" for item in endpoints if item.body}
        wanted |= {item.answer: "serialization" for item in endpoints if item.answer}
        self._keys = {id(shape): key for key, shape in enumerate(wanted)}
        inputs: Any = [
            (self._keys[id(shape)], mode, shape.adapter) for shape, mode in wanted.items()
        ]
        found, shared = TypeAdapter.json_schemas(inputs, ref_template=_REF)
        self._found = {key: schema for (key, _), schema in found.items()}
        self.definitions = shared["$defs"]

    def of(self, shape: Shape[Any], media_type: str = "application/json") -> dict[str, Any]:
        return {media_type: {"schema": self._found[self._keys[id(shape)]]}}


def _operation(endpoint: Endpoint, schemas: _Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "tags": [endpoint.tag],
        "operationId": re.sub(r"\W+", "_", f"{endpoint.method} {endpoint.path}").strip("_").lower(),
        "parameters": [_parameter(name) for name in re.findall(r"{(\w+)}", endpoint.path)],
        "responses": _responses(endpoint, schemas),
    }
    if endpoint.body is not None:
        operation["requestBody"] = {"required": True, "content": schemas.of(endpoint.body)}
    if isinstance(endpoint, Guarded):
        roles = [role.value for role, rights in RIGHTS.items() if endpoint.right in rights]
        operation["description"] = f"For: {', '.join(roles)}."
        operation["security"] = [{"device": []}, {"staff": []}]
    return operation


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _responses(endpoint: Endpoint, schemas: _Schemas) -> dict[str, Any]:
    codes = [*endpoint.refuses, *_common(endpoint)]
    done: dict[str, Any] = {"description": "Done"}
    if endpoint.answer is not None:
        done["content"] = schemas.of(endpoint.answer)
    responses = {"200": done}
    for status in sorted({status_of(code) for code in codes}):
        named = sorted({str(code) for code in codes if status_of(code) == status})
        responses[str(int(status))] = {
            "description": ", ".join(named),
            "content": schemas.of(PROBLEM, MEDIA_TYPE),
        }
    return responses


def _common(endpoint: Endpoint) -> list[str]:
    """Problems that any endpoint of its kind can have."""
    codes: list[str] = []
    if isinstance(endpoint, Guarded):
        codes += [Denial.NOT_SIGNED_IN, Denial.NOT_ALLOWED]
    if endpoint.body is not None:
        codes += ["not_json", "invalid", "too_large", "storage"]
    return codes
