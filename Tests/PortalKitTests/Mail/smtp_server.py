"""A mail server on loopback for the tests of SMTP: python3 smtp_server.py FOLDER MODE [CERTIFICATE KEY]

MODE is plain, starttls, tls, auth (with starttls), temporary, permanent or unknown-recipient. Prints its port, keeps each
mail as FOLDER/mail.eml with FOLDER/envelope, and ends with its standard input.
"""
import ssl
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

folder, mode = Path(sys.argv[1]), sys.argv[2]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "unknown-recipient":
            return f"550 5.1.1 <{address}> is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if mode == "temporary":
            return "451 4.3.0 Try again later"
        if mode == "permanent":
            return "554 5.7.1 Not wanted"
        (folder / "mail.eml").write_bytes(envelope.content)
        (folder / "envelope").write_text(f"{envelope.mail_from} {' '.join(envelope.rcpt_tos)}")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"cong", "mật khẩu thư".encode()))


options = {"hostname": "127.0.0.1", "port": 0}
context = None
if len(sys.argv) > 3:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
if mode == "tls":
    options["ssl_context"] = context
elif context:
    options["tls_context"] = context
    options["require_starttls"] = True
if mode == "auth":
    options |= {"authenticator": authenticate, "auth_required": True}


class LoopbackController(Controller):
    # With port 0 the port is known only once the server listens.
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = LoopbackController(Handler(), **options)
controller.start()
print(controller.port, flush=True)
sys.stdin.read()
controller.stop()
