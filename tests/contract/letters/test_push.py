"""Letters to browsers, through a real push service; encrypted as RFC 8291 shows."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from hub.adapters.fetching import Limits
from hub.adapters.push import (
    BadSubscription,
    PushCarrier,
    Subscription,
    Vapid,
    encrypt,
    new_vapid_key,
    subscription,
)
from hub.service.handing import LostTurn, NotSent, Refused
from hub.service.outbox import Letter
from tests.contract.alerts.conftest import certificate
from tests.contract.alerts.mail_server import free_port
from tests.contract.letters.push_service import Browser, Pushed, claims, decoded, push_service

__all__ = ["certificate"]

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def letter(to: str) -> Letter:
    until = NOW + timedelta(minutes=10)
    return Letter("one", "visit.call", "push", to, "A-001", "3番へ", until, link="https://x/t/1")


def carrier(port: int, ca: Path | None, *, private: bool = True) -> PushCarrier:
    vapid = Vapid(new_vapid_key(), "mailto:lobby@city.example.jp")
    return PushCarrier(vapid, (f"localhost:{port}",), Limits(private=private, ca=ca, seconds=10))


def test_a_message_is_encrypted_as_in_the_standard() -> None:
    """RFC 8291, appendix A."""
    private = int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    receiver = Subscription(
        "",
        decoded(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx"
            "aOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        decoded("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    body = encrypt(
        b"When I grow up, I want to be a watermelon",
        receiver,
        ec.derive_private_key(private, ec.SECP256R1()),
        decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert body == decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_browser_reads_what_the_hub_sent(certificate: tuple[Path, Path]) -> None:
    pushed = Pushed()
    with push_service(pushed, certificate) as port:
        browser, handed = Browser(port), []
        carrier(port, certificate[0]).carry(
            letter(browser.subscription), NOW, lambda: handed.append(True)
        )
    said = json.loads(browser.read(pushed.bodies[0]))
    assert said == {"title": "A-001", "body": "3番へ", "link": "https://x/t/1", "tag": "visit"}
    assert handed == [True]
    headers = pushed.headers[0]
    assert (headers["ttl"], headers["content-encoding"]) == ("600", "aes128gcm")
    told = claims(headers["authorization"])
    assert told["aud"] == f"https://localhost:{port}"
    assert told["sub"] == "mailto:lobby@city.example.jp"
    assert NOW.timestamp() < told["exp"] <= (NOW + timedelta(days=1)).timestamp()


@pytest.mark.parametrize(
    ("status", "fault"), [(410, Refused), (404, Refused), (429, NotSent), (503, NotSent)]
)
def test_a_service_that_refuses(
    certificate: tuple[Path, Path], status: int, fault: type[Exception]
) -> None:
    pushed = Pushed()
    pushed.status = status
    with push_service(pushed, certificate) as port:
        with pytest.raises(fault) as refused:
            carrier(port, certificate[0]).carry(
                letter(Browser(port).subscription), NOW, lambda: None
            )
        assert type(refused.value) is fault


def test_nothing_goes_to_the_inner_network_nor_after_it_is_unwanted(
    certificate: tuple[Path, Path],
) -> None:
    def lost() -> None:
        raise LostTurn

    pushed = Pushed()
    with push_service(pushed, certificate) as port:
        given = letter(Browser(port).subscription)
        with pytest.raises(NotSent, match="address"):
            carrier(port, certificate[0], private=False).carry(given, NOW, lambda: None)
        with pytest.raises(LostTurn):
            carrier(port, certificate[0]).carry(given, NOW, lost)
    down = free_port()
    with pytest.raises(NotSent, match="network"):
        carrier(down, certificate[0]).carry(letter(Browser(down).subscription), NOW, lambda: None)
    assert pushed.bodies == []


@pytest.mark.parametrize(
    ("endpoint", "fits"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com.evil.example/abc", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://push.apple.com.evil.example/", False),
        ("https://fcm.googleapis.com/\r\nX: y", False),
        ("https://fcm.googleapis.com/" + "a" * 1_000, False),
    ],
)
def test_only_known_services_are_sent_to(endpoint: str, *, fits: bool) -> None:
    browser = Browser(1)
    browser.endpoint = endpoint
    hosts = ("fcm.googleapis.com", "*.push.apple.com")
    if fits:
        assert subscription(browser.subscription, hosts).endpoint == endpoint
        return
    with pytest.raises(BadSubscription):
        subscription(browser.subscription, hosts)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"endpoint":1,"keys":{}}', "[" * 900, '{"endpoint":"https://a/","keys":null}',
     '{"endpoint":"https://a/","keys":{"p256dh":"AAAA","auth":"AAAA"}}'],
)  # fmt: skip
def test_what_is_no_subscription_is_refused(text: str) -> None:
    with pytest.raises(BadSubscription):
        subscription(text, ("a",))
