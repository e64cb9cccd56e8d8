"""A coordinator leaves the queue open.

The day's task: know what comes in, without looking for it and without losing the line one was reading. Referrals arrive: the
counts go up, one line says how many are new, and no row moves until the coordinator updates the list. The portal is killed and
started again: the page says that the numbers do not keep up, and then that they do, and they are right.
"""

import re
import socket
import subprocess
import urllib.request

from hub_browser import Hub, run
from playwright.sync_api import expect

COORDINATOR, POSTCODE = "coordinator-cheltenham", "GL50 1PN"


class OwnPortal:
    """A copy of the portal that this walk may kill; who is signed in at the town's is signed in here."""

    def __init__(self, hub):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [*hub.town["portal_command"], "--http-port", str(self.port)]
        self.address = f"http://127.0.0.1:{self.port}/"

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        Hub.until(self.is_ready)

    def is_ready(self):
        try:
            return urllib.request.urlopen(self.address + "health/ready", timeout=2).status == 200
        except OSError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()


def rows(coordinator):
    """What each row says, and where it stands."""
    found = coordinator.page.locator("main tbody tr").all()
    return [(row.inner_text(), row.bounding_box()["y"]) for row in found]


def refers(hub, *names):
    for name in names:
        reference = hub.refer(2, POSTCODE, name, person="education-client")["reference"]
        hub.case(reference, COORDINATOR)


def hears(coordinator, words, total):
    news = coordinator.page.locator("[data-live-news]")
    expect(news, "what is new is said in one line").to_have_text(f"{words} – update list", timeout=30_000)
    expect(coordinator.page.locator("[data-count=total]"), "the count").to_have_text(str(total))


def count(coordinator):
    return int(coordinator.page.locator("[data-count=total]").inner_text())


def keeps_up(coordinator, words):
    expect(coordinator.page.locator("[data-live-state]")).to_have_text(re.compile(words), timeout=30_000)


def journey(walk):
    hub = walk.hub
    refers(hub, "Meadowsweet", "Meadowcroft")
    coordinator = walk.arrives(COORDINATOR)
    coordinator.until_update(2)
    portal = OwnPortal(hub)
    portal.start()
    hub.portal = portal.address
    try:
        coordinator.home()
        keeps_up(coordinator, "keep up by themselves")
        before, number = rows(coordinator), count(coordinator)

        refers(hub, "Meadowbank")
        hears(coordinator, "1 new referral", number + 1)
        refers(hub, "Meadowfield", "Meadowhurst")
        hears(coordinator, "3 new referrals", number + 3)
        assert rows(coordinator) == before, "no row has moved under the reader"
        coordinator.click("update list")
        assert len(rows(coordinator)) == len(before) + 3, "the list is as it is now, when the reader wants it"

        keeps_up(coordinator, "keep up by themselves")
        before, number = rows(coordinator), count(coordinator)
        with walk.outage():
            portal.kill()
            keeps_up(coordinator, "do not keep up at the moment")
            refers(hub, "Meadowgate")
            portal.start()
            hears(coordinator, "1 new referral", number + 1)
            keeps_up(coordinator, "keep up by themselves")
        assert rows(coordinator) == before, "no row has moved under the reader"
    finally:
        coordinator.context.close()
        portal.kill()


if __name__ == "__main__":
    run(journey)
