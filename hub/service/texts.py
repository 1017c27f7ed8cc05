"""Texts of the settings as the domain has them: by language, whatever the languages are."""

from collections.abc import Mapping

from config.schema.values import Language
from hub.domain.site import Text


def text(given: Mapping[Language, str]) -> Text:
    """The text for the domain."""
    return {str(language): words for language, words in given.items()}


def text_or_none(given: Mapping[Language, str] | None) -> Text | None:
    """The text, if the city has written one."""
    return text(given) if given else None
