"""A mail server for the tests: says what it received on standard output, a JSON object a line.

What it does with a mail depends on who it is for: refused@ does not exist, later@ is put off, once@ is put off the first
time, slow@ is kept waiting the first time until three other mails were taken, spam@ is refused once the text has been read;
everybody else's is taken. It ends when its standard input does.
"""

import argparse
import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(**words):
    print(json.dumps(words), flush=True)


class Catcher:
    def __init__(self):
        self.put_off = set()
        self.taken = 0
        self.others = asyncio.Event()
        self.has_waited = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0]
        if name == "refused":
            return "550 5.1.1 There is nobody of that name"
        if name == "later" or (name == "once" and address not in self.put_off):
            self.put_off.add(address)
            say(later=address)
            return "451 4.2.1 Try again later"
        if name == "slow" and not self.has_waited:
            self.has_waited = True
            await self.others.wait()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("spam@") for address in envelope.rcpt_tos):
            return "554 5.7.1 Not wanted"
        # Python's parser, strict about nothing it cannot read: an independent judge of the encoding.
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        self.taken += 1
        if self.taken == 3:
            self.others.set()
        say(
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            headers={name: str(value) for name, value in mail.items()},
            text=mail.get_content(),
            defects=[str(defect) for defect in mail.defects],
            user=session.auth_data.decode() if session.auth_data else "",
            peer=session.peer[1],
        )
        return "250 OK"


def check_password(server, session, envelope, mechanism, credentials):
    good = credentials.login == b"hub" and credentials.password == b"p@ss word"
    return AuthResult(success=good, handled=False, auth_data=credentials.login if good else None)


async def serve(port, settings):
    loop = asyncio.get_running_loop()
    catcher = Catcher()
    server = await loop.create_server(lambda: SMTP(catcher, hostname="catcher", **settings), "127.0.0.1", port)
    say(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--auth", action="store_true")
    arguments = parser.parse_args()
    settings = {}
    if arguments.auth:
        settings = {"authenticator": check_password, "auth_required": True, "auth_require_tls": False}
    asyncio.run(serve(arguments.port, settings))


if __name__ == "__main__":
    main()
