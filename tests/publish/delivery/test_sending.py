"""One message to a real server: verified TLS or nothing, and the truth of each answer."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.publish.delivery import sending
from litmus.publish.delivery.sending import Route, trust
from litmus.publish.delivery.settings import Server
from publish.delivery.mail_server import (
    PASSWORD,
    Certificate,
    Mailroom,
    MailServer,
    free_port,
    make_certificate,
)

TO = "ann@testshire.example"
MESSAGE = b"Subject: Daily report\r\nTo: ann@testshire.example\r\n\r\n.A line with a dot\r\n"


@dataclass
class Try:
    """What sending one message did: what was called before it went."""

    route: Route
    begun: list[int] = field(default_factory=list)

    def send(self, to: str = TO) -> str:
        return sending.send(
            self.route, "performance@testshire.example", to, MESSAGE, lambda: self.begun.append(1)
        )


@pytest.fixture
def one(server: Server) -> Try:
    return Try(Route(server, PASSWORD, trust(server, Path())))


def changed(server: Server, password: str = PASSWORD, **changes: object) -> Try:
    wanted = server.model_copy(update=changes)
    return Try(Route(wanted, password, trust(wanted, Path())))


def test_a_message_arrives_whole_over_tls(one: Try, room: Mailroom) -> None:
    assert one.send().startswith("250")
    assert room.to == [TO]
    assert room.taken[0][1].get_payload() == ".A line with a dot\r\n"
    assert room.encrypted == [True]
    assert one.begun == [1]


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_tls_from_the_first_byte(room: Mailroom, certificate: Certificate, server: Server) -> None:
    with MailServer(room, certificate, "tls") as mail:
        changed(server, security="tls", port=mail.port).send()
    assert room.to == [TO] and room.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server, room: Mailroom) -> None:
    one = changed(server, certificates="")
    with pytest.raises(sending.CannotSend, match=r"does not prove .*smtp.certificates"):
        one.send()
    assert (room.asked, one.begun) == ([], [])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_of_another_host_is_refused(
    room: Mailroom, server: Server, tmp_path: Path
) -> None:
    other = make_certificate(tmp_path, "mail.elsewhere.example")
    with MailServer(room, other) as mail:
        one = changed(server, port=mail.port, certificates=str(other.certificate))
        with pytest.raises(sending.CannotSend, match="does not prove that it is that server"):
            one.send()
    assert (room.asked, one.begun) == ([], [])


def test_a_server_without_encryption_gets_nothing(
    room: Mailroom, certificate: Certificate, server: Server
) -> None:
    with MailServer(room, certificate, "none") as mail:
        for security, says in (("starttls", "never go in the clear"), ("tls", "speak TLS")):
            with pytest.raises(sending.CannotSend, match=says):
                changed(server, port=mail.port, security=security).send()
    assert room.asked == []


def test_a_wrong_password_is_not_repeated(server: Server, room: Mailroom) -> None:
    with pytest.raises(sending.CannotSend, match=r"did not accept the user and password") as said:
        changed(server, password="battery staple").send()
    assert "battery" not in str(said.value)
    assert room.asked == []


def test_a_password_is_in_no_representation(one: Try) -> None:
    assert PASSWORD not in repr(one)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("550 5.1.1 No such user CHILD-77", sending.Refused, "550 5.1.1"),
        ("554 no", sending.Refused, "554"),
        ("451 4.7.1 Greylisted, come back", sending.PutOff, "451 4.7.1"),
        ("421 Too busy", sending.PutOff, "421"),
    ],
)
@pytest.mark.parametrize("place", ["to_recipient", "to_message"])
def test_4xx_is_put_off_and_5xx_is_refused_by_code_alone(
    one: Try, room: Mailroom, place: str, answer: str, kind: type[Exception], code: str
) -> None:
    getattr(room, place)[TO] = [answer]
    with pytest.raises(kind) as said:
        one.send()
    assert said.value.answer == code
    assert room.taken == []
    assert one.begun == ([1] if place == "to_message" else [])


def test_a_sender_that_is_not_taken_stops_all(one: Try, room: Mailroom) -> None:
    room.to_sender = "553 5.7.1 Not your address"
    with pytest.raises(sending.CannotSend, match=r"no messages from the sender .*\(553 5.7.1\)"):
        one.send()
    room.to_sender = "552 5.3.4 Too large"
    with pytest.raises(sending.Refused):
        one.send()


@pytest.mark.parametrize("what", ["drop", pytest.param("hang", marks=pytest.mark.slow)])
def test_silence_after_the_message_is_not_known(one: Try, room: Mailroom, what: str) -> None:
    room.to_message[TO] = [what]
    with pytest.raises(sending.Unknown):
        one.send()
    assert room.to == [TO]  # it did arrive, and nobody here can know


@pytest.mark.parametrize("what", ["drop", pytest.param("hang", marks=pytest.mark.slow)])
def test_silence_before_the_message_is_no_sending(one: Try, room: Mailroom, what: str) -> None:
    room.to_recipient[TO] = [what]
    with pytest.raises(sending.Unreachable):
        one.send()
    assert (room.taken, one.begun) == ([], [])


def test_no_server_at_all(server: Server) -> None:
    with pytest.raises(sending.Unreachable):
        changed(server, port=free_port()).send()


def test_a_fault_of_the_ledger_is_not_one_of_the_server(one: Try, room: Mailroom) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        sending.send(one.route, "performance@testshire.example", TO, MESSAGE, full)
    assert room.taken == []


def test_certificates_that_are_none_are_said(server: Server, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("words")
    for name in ("ca.pem", "missing.pem"):
        wanted = server.model_copy(update={"certificates": name})
        with pytest.raises(UsageError, match=rf"smtp.certificates: {name} is not there or is no"):
            trust(wanted, tmp_path)
