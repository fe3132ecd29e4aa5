"""One message over SMTP: verified TLS or nothing, one recipient, and the plain truth of the answer.

Errors name codes and never what a server said: a filter's answer may repeat what a message says.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.delivery.settings import WHERE, Server

ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
TOO_LARGE = 552  # of a message, where others of the same codes are about who sends


class PutOff(Exception):
    """The server did not take it now (4xx); `answer` is its code."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Unreachable(Exception):
    """There is no server to talk to at this moment, or it fell silent before anything was said."""


class Refused(Exception):
    """The server will not take it (5xx); `answer` is its code."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Unknown(Exception):
    """The message had gone and no answer came: it may have arrived."""


class CannotSend(LitmusError):
    """Nothing can be sent until somebody puts something right."""


@dataclass(frozen=True)
class Route:
    """How messages go: the server, the password of its user, and what makes sure that it is it."""

    server: Server
    password: str = field(repr=False)
    context: ssl.SSLContext


def trust(server: Server, project: Path) -> ssl.SSLContext:
    """What makes sure that the server is the one that it says: the certificates of this computer,
    and the council's own where the settings name them. Raises UsageError."""
    context = ssl.create_default_context()
    if server.certificates:
        path = project / Path(server.certificates).expanduser()
        try:
            context.load_verify_locations(cafile=path)
        except (OSError, ssl.SSLError):
            raise UsageError(
                f"{WHERE}: smtp.certificates: {server.certificates} is not there or is no file of "
                "certificates in PEM form. Ask whoever looks after the mail server for it."
            ) from None
    return context


def send(
    route: Route, sender: str, recipient: str, content: bytes, before: Callable[[], object]
) -> str:
    """Send a message between two addresses; returns the code of the answer.

    `before` is called at the last moment before the message goes. Raises PutOff, Refused, Unknown
    and Unreachable of this message, and CannotSend where no other would fare better.
    """
    server = route.server
    with _in_our_words(server):
        line = _connect(server, route.context)
    try:
        with _in_our_words(server):
            _log_in(line, server, route.password)
            size = [f"size={len(content)}"] if line.has_extn("size") else []
            _expect_sender(line.mail(sender, size))
            _expect(line.rcpt(recipient))
        before()
        return _body(line, content)
    finally:
        line.close()


def _body(line: smtplib.SMTP, content: bytes) -> str:
    """The message itself. From here on silence means that it may have arrived."""
    try:
        code, reply = line.data(content)
    except smtplib.SMTPDataError as error:  # before the body
        code, reply = error.smtp_code, _bytes(error.smtp_error)
    except (smtplib.SMTPException, OSError):
        raise Unknown from None
    if not 200 <= code <= 599:
        raise Unknown
    answer = _answer(code, reply)
    if code >= 500:
        raise Refused(answer)
    if code >= 300:
        raise PutOff(answer)
    with suppress(smtplib.SMTPException, OSError):
        line.quit()  # it is sent, whatever comes of this
    return answer


@contextmanager
def _in_our_words(server: Server) -> Iterator[None]:
    """What may go wrong on the way to a message, before its body goes, as our own errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise CannotSend(
            f"{server.host} does not prove that it is that server ({error.verify_message}), so "
            "nothing was sent to it. Check smtp.host in params/delivery.yml; where the council has "
            "its own certificate authority, name its file in smtp.certificates."
        ) from None
    except ssl.SSLError:
        raise CannotSend(
            f"{server.host}, port {server.port}, does not speak TLS in the way that smtp.security "
            "in params/delivery.yml says. It is starttls on port 587 as a rule, and tls on 465."
        ) from None
    except smtplib.SMTPResponseException as error:
        _explain(error, server)
    except smtplib.SMTPServerDisconnected:
        raise Unreachable from None
    except smtplib.SMTPException:  # no STARTTLS, or no way to log in
        raise CannotSend(
            f"{server.host}, port {server.port}, offers no encryption (STARTTLS), or no way to log "
            "in. Nothing was sent: messages never go in the clear. Ask whoever looks after the "
            "mail server for another port."
        ) from None
    except OSError:
        raise Unreachable from None


def _connect(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout_seconds, context=context
        )
    line = smtplib.SMTP(server.host, server.port, timeout=server.timeout_seconds)
    try:
        line.starttls(context=context)
    except BaseException:
        line.close()
        raise
    return line


def _log_in(line: smtplib.SMTP, server: Server, password: str) -> None:
    line.ehlo_or_helo_if_needed()
    if server.user:
        line.login(server.user, password)


def _explain(error: smtplib.SMTPResponseException, server: Server) -> None:
    """An answer before any message was named: for now, or one that holds for all messages."""
    answer = _answer(error.smtp_code, _bytes(error.smtp_error))
    if 400 <= error.smtp_code < 500:
        raise PutOff(answer) from None
    if isinstance(error, smtplib.SMTPAuthenticationError):
        raise CannotSend(
            f"{server.host} did not accept the user and password of smtp in params/delivery.yml "
            f"({answer}). Nothing was sent."
        ) from None
    raise CannotSend(
        f"{server.host} does not serve this computer ({answer}). Ask whoever looks after the mail "
        "server to let it send."
    ) from None


def _expect_sender(said: tuple[int, bytes]) -> None:
    """That the sender may send. A server that says no says so of every message."""
    code, reply = said
    if code >= 500 and code != TOO_LARGE:
        raise CannotSend(
            "The mail server takes no messages from the sender in params/delivery.yml "
            f"({_answer(code, reply)}). Ask whoever looks after it to let this address send."
        )
    _expect(said)


def _expect(said: tuple[int, bytes]) -> None:
    code, reply = said
    if 200 <= code < 300:
        return
    answer = _answer(code, reply)
    raise Refused(answer) if code >= 500 else PutOff(answer)


def _answer(code: int, reply: bytes) -> str:
    """The code of an answer, with the finer one where there is one: "550 5.1.1"."""
    finer = ENHANCED.match(reply)
    return f"{code} {finer[0].decode()}" if finer else str(code)


def _bytes(said: bytes | str) -> bytes:
    return said.encode(errors="replace") if isinstance(said, str) else said
