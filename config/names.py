"""Walking the schema: which models lie at a place, and what their settings are called."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def settings_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The settings of a model by the name that a file uses ("from", not "begins")."""
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation is made of: of `tuple[Kiosk, ...]` it is Kiosk."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for part in get_args(annotation):
        yield from models_in(part)


def names_at(model: type[BaseModel], path: tuple[str | int, ...]) -> set[str]:
    """The names of the settings that may stand at `path`."""
    models = [model]
    for step in path:
        if isinstance(step, str):
            models = [
                inner
                for outer in models
                for name, field in settings_of(outer)
                if name == step
                for inner in models_in(field.annotation)
            ]
    return {name for found in models for name, _ in settings_of(found)}
