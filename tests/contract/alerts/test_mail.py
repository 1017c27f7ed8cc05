"""Mail through a real server, whatever the server does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from hub.adapters.mail import MailChannel
from hub.adapters.smtp import MailServer
from hub.service.handing import LostTurn, NotSent, Unclear
from tests.contract.alerts.conftest import AT, EMPTY, WELL, WORDING
from tests.contract.alerts.mail_server import Post, free_port, mail_server

PLAIN = MailServer("localhost", 0, "none", "lobby@city.example.jp")
EVERYONE = ("a@example.jp", "b@example.jp")
# Seconds: for a server that answers, and for one that never will.
PATIENCE, SHORT = 20.0, 0.2


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def server(post: Post) -> Iterator[MailServer]:
    with mail_server(post, None, starttls=False) as port:
        yield replace(PLAIN, port=port)


def send(server: MailServer, last_patience: float = PATIENCE) -> int:
    """How often it was handed over."""
    handed: list[bool] = []
    channel = MailChannel(server, EVERYONE, WORDING, (PATIENCE, last_patience))
    channel.send((WELL, EMPTY), AT, lambda: handed.append(True))
    return len(handed)


def test_everyone_gets_one_message_in_words(post: Post, server: MailServer) -> None:
    assert send(server) == 1
    (message,) = post.taken
    assert post.recipients == ["a@example.jp", "b@example.jp"]
    assert message["Subject"] == "【待合】機器を確かめてください（発券機1）"
    assert message["From"].addresses[0].display_name == "みどり市 市民ロビー"
    assert message["Date"].datetime == AT
    assert message["Message-ID"].endswith("@city.example.jp>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().splitlines() == [
        "みどり市 市民ロビー",
        "",
        "■ 発券機1 プリンター：使えません（11月24日 09:05 から）",
        "   発券機1の用紙がありません。番号は画面で発券を続けています",
        "● 表示盤1 通信：なおりました（11月24日 09:05）",
        "",
        "いまの様子とこれまで: https://lobby.example.jp/equipment",
    ]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_with_a_certificate_and_a_password(
    post: Post,
    certificate: tuple[Path, Path],
    tmp_path: Path,
    security: Literal["tls", "starttls"],
) -> None:
    secret = tmp_path / "mail.secret"
    secret.write_text("open sesame\n", encoding="utf-8")
    with mail_server(
        post, certificate, starttls=security == "starttls", password="open sesame"
    ) as port:
        trusted = replace(
            PLAIN, port=port, security=security, user="lobby", password=secret, ca=certificate[0]
        )
        send(trusted)
        with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
            send(replace(trusted, ca=None))
        secret.write_text("wrong", encoding="utf-8")
        with pytest.raises(NotSent, match="535"):
            send(trusted)
        secret.write_text("ひらけごま", encoding="utf-8")
        with pytest.raises(NotSent, match="ascii"):
            send(trusted)
        with pytest.raises(NotSent, match=r"mail\.gone"):
            send(replace(trusted, password=tmp_path / "mail.gone"))
    assert len(post.taken) == 1


def test_a_server_that_does_not_encrypt_is_not_sent_to(post: Post, server: MailServer) -> None:
    with pytest.raises(NotSent, match="STARTTLS"):
        send(replace(server, security="starttls"))
    assert post.taken == []


def test_a_server_that_is_down(post: Post) -> None:
    with pytest.raises(NotSent, match="refused"):
        send(replace(PLAIN, port=free_port()))
    assert post.taken == []


def test_one_unknown_recipient_does_not_keep_it_from_the_other(
    post: Post, server: MailServer
) -> None:
    post.unknown = {"a@example.jp"}
    send(server)
    assert post.recipients == ["b@example.jp"]
    post.unknown = {"a@example.jp", "b@example.jp"}
    with pytest.raises(NotSent, match="550 no such mailbox"):
        send(server)
    assert len(post.taken) == 1


def test_a_server_that_refuses_the_message(post: Post, server: MailServer) -> None:
    post.answer = "451 disk full"
    with pytest.raises(NotSent, match="451 disk full"):
        send(server)


def test_a_server_that_falls_silent_with_the_message(post: Post, server: MailServer) -> None:
    post.awake.clear()
    with pytest.raises(Unclear, match="timed out"):
        send(server, SHORT)


def test_another_hub_s_turn_stops_it_before_it_leaves(post: Post, server: MailServer) -> None:
    def lost() -> None:
        raise LostTurn

    with pytest.raises(LostTurn):
        MailChannel(server, EVERYONE, WORDING).send((EMPTY,), AT, lost)
    send(server)
    assert len(post.taken) == 1
