"""What a hub and its kiosks tell each other of keys."""

from dataclasses import dataclass

from pydantic import Base64UrlBytes, TypeAdapter


@dataclass(frozen=True, slots=True)
class KeyBundle:
    """The desk's signed bundle (hub.sealing.keys); in JSON as base64url."""

    bundle: Base64UrlBytes


@dataclass(frozen=True, slots=True)
class KioskPublicKey:
    """A kiosk's raw Ed25519 public key, 32 bytes; in JSON as base64url."""

    public: Base64UrlBytes


KEY_BUNDLE = TypeAdapter(KeyBundle)
KIOSK_PUBLIC_KEY = TypeAdapter(KioskPublicKey)
