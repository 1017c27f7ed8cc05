"""What a hub and its kiosks tell each other of keys."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Base64UrlBytes, Field

from hub.shape import Shape


@dataclass(frozen=True, slots=True)
class KeyBundle:
    """The desk's signed bundle (hub.sealing.keys); in JSON as base64url."""

    bundle: Base64UrlBytes


@dataclass(frozen=True, slots=True)
class KioskPublicKey:
    """A kiosk's raw Ed25519 public key, 32 bytes; in JSON as base64url."""

    public: Base64UrlBytes


@dataclass(frozen=True, slots=True)
class KioskEntry:
    """One kiosk's key in a file."""

    terminal: Annotated[str, Field(min_length=1, max_length=60)]
    public: Base64UrlBytes


@dataclass(frozen=True, slots=True)
class KioskFile:
    """What a lobby's hub sends to the desk's where no network joins them."""

    kiosks: Annotated[tuple[KioskEntry, ...], Field(max_length=1000)]
    format: Literal["machiai kiosk keys 1"] = "machiai kiosk keys 1"


KEY_BUNDLE = Shape(KeyBundle)
KIOSK_PUBLIC_KEY = Shape(KioskPublicKey)
KIOSK_FILE = Shape(KioskFile)
