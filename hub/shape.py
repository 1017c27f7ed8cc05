"""What a value looks like as JSON: pydantic's adapter, built when it is first used."""

from functools import cached_property
from typing import Any, Generic, Literal, TypeVar, overload

from pydantic import TypeAdapter

T = TypeVar("T")


class Shape(Generic[T]):
    """As pydantic's TypeAdapter of `kind`; ValidationError for what does not fit.

    A hub knows some 70 shapes, and building them takes 0.1 s: a start waits for those alone that
    it uses.
    """

    @overload
    def __init__(self, kind: type[T]) -> None: ...

    # What is no class: a union, or something annotated.
    @overload
    def __init__(self, kind: Any) -> None: ...

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    @cached_property
    def adapter(self) -> TypeAdapter[T]:
        """For JSON Schema, which pydantic makes of many at once."""
        return TypeAdapter(self._kind)

    def validate_json(self, body: str | bytes | bytearray) -> T:
        """From JSON."""
        return self.adapter.validate_json(body)

    def validate_python(self, value: object) -> T:
        """From what Python holds."""
        return self.adapter.validate_python(value)

    def dump_json(self, value: T, *, indent: int | None = None) -> bytes:
        """To JSON."""
        return self.adapter.dump_json(value, indent=indent)

    def dump_python(self, value: T, *, mode: Literal["python", "json"] = "python") -> Any:
        """To what Python holds; "json": to what JSON knows."""
        return self.adapter.dump_python(value, mode=mode)
