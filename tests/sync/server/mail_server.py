#!/usr/bin/python3
"""A mail server on 127.0.0.1 that does as it is told, for tests (Debian's python3-aiosmtpd).

Usage: mail_server.py FOLDER

Prints its port. Each message that it takes becomes FOLDER/<number>.json: what a mail program reads in it, and the bytes.
FOLDER/answers tells it otherwise, a line for each time: "RCPT 550 no such user", "DATA 451 later", "DATA hang". Where
there are FOLDER/certificate and FOLDER/key it offers STARTTLS. Who signs in is "cairn" with the password "secret".
It ends when its input does: with whoever started it.
"""

import asyncio
import email
import email.policy
import json
import logging
import os
import ssl
import sys
import threading
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable()  # it would tell of what the tests mean to go wrong
folder = Path(sys.argv[1])


class Handler:
    count = 0

    async def told(self, command):
        """The next answer, if it is one to this command."""
        file = folder / "answers"
        lines = file.read_text().splitlines() if file.exists() else []
        if not lines or not lines[0].startswith(command + " "):
            return None
        file.write_text("\n".join(lines[1:]))
        answer = lines[0][len(command) + 1:]
        if answer == "hang":
            (folder / "hangs").touch()
            await asyncio.sleep(3600)
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self.told("RCPT")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = await self.told("DATA")
        if answer:
            return answer
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        seen = {
            "sender": envelope.mail_from,
            "receivers": envelope.rcpt_tos,
            "encrypted": session.ssl is not None,
            "signedIn": bool(session.authenticated),
            "defects": [str(defect) for defect in message.defects] + [
                str(defect) for value in message.values() for defect in getattr(value, "defects", ())],
            "fields": {name: str(value) for name, value in message.items()},
            "date": int(message["Date"].datetime.timestamp()),
            "text": message.get_content().replace("\r\n", "\n"),
            "raw": envelope.original_content.decode("utf-8"),
        }
        Handler.count += 1
        file = folder / f"{Handler.count}.json"
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(seen))
        fresh.rename(file)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"cairn" and data.password == b"secret", handled=False)


def end_with_input():
    sys.stdin.read()
    os._exit(0)


async def main():
    tls = None
    if (folder / "certificate").exists():
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(folder / "certificate", folder / "key")
    listening = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), enable_SMTPUTF8=True, tls_context=tls, auth_require_tls=False,
                     authenticator=authenticate), "127.0.0.1", 0)
    threading.Thread(target=end_with_input, daemon=True).start()
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


asyncio.run(main())
