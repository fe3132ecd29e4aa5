"""A real mail server on this machine, which takes messages or does what servers also do."""

import asyncio
import email
import socket
import ssl
import subprocess
import threading
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

pytest.importorskip("aiosmtpd", reason="aiosmtpd is not installed: no mail server to send to")

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "litmus", "correct horse"


@dataclass(frozen=True)
class Certificate:
    """A certificate that signs itself, and its key."""

    certificate: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_certificate(folder: Path, name: str) -> Certificate:
    """One for the host `name`, by openssl."""
    made = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-keyout", made.key, "-out", made.certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@dataclass
class Mailroom:
    """What a server does with each message: `to_recipient` and `to_message` are its answers in
    turn, by address, the last of them for ever; 250 where nothing is said. "drop" cuts the line,
    "hang" says nothing more."""

    to_recipient: dict[str, list[str]] = field(default_factory=dict)
    to_message: dict[str, list[str]] = field(default_factory=dict)
    to_sender: str = ""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  # the same, byte for byte
    asked: list[str] = field(default_factory=list)  # each recipient that was named
    arrived: threading.Event = field(default_factory=threading.Event)
    encrypted: list[bool] = field(default_factory=list)

    @property
    def to(self) -> list[str]:
        """Whose messages were taken, in their order."""
        return [address for address, _ in self.taken]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if self.to_sender:
            return self.to_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        answer = await self._answer(server, self.to_recipient, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        (address,) = envelope.rcpt_tos
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        said = self.to_message.get(address, [""])[0]
        if said in ("", "drop", "hang") or said.startswith("250"):
            self.raw.append(envelope.content)
            self.taken.append((address, message))  # a server that falls silent may have taken it
        self.arrived.set()
        return await self._answer(server, self.to_message, address)

    async def _answer(self, server, answers, address):
        rest = answers.get(address, [])
        answer = (rest.pop(0) if len(rest) > 1 else rest[0]) if rest else ""
        if answer == "drop":
            server.transport.abort()
            await asyncio.sleep(0)
        if answer == "hang":
            await asyncio.sleep(60)
        return answer or "250 OK"


def _log_in(server, session, envelope, mechanism, data):
    given = (data.login.decode(), data.password.decode())
    return AuthResult(success=given == (USER, PASSWORD), handled=False)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class MailServer:
    """A server on loopback with STARTTLS and a password; `security` "tls" is encrypted from the
    first byte, "none" offers no encryption."""

    room: Mailroom
    certificate: Certificate
    security: str = "starttls"
    port: int = 0

    def __enter__(self) -> "MailServer":
        self.port = free_port()
        context = self.certificate.context
        options = {"authenticator": _log_in, "auth_required": True, "ident": "test"}
        if self.security == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        elif self.security == "tls":
            options |= {"ssl_context": context, "auth_require_tls": False}
        else:
            options = {}
        self._controller = Controller(self.room, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()
