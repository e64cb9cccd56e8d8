"""A coordinator leaves the queue open.

The day's task: know what comes in, without looking for it and without losing the line one was reading. Referrals arrive: the
counts go up, one line says how many are new, and no row moves until the coordinator updates the list. All of it comes through
nginx, which ends a connection that is silent for long. The portal is killed and started again, and then the proxy is: the page
says that the numbers do not keep up, and then that they do, and they are right.
"""

import contextlib
import json
import re
import subprocess
import urllib.request

import requests
from hub_browser import Hub, run
from hub_proxy import SILENCE, Proxy, free_port
from playwright.sync_api import expect

COORDINATOR, POSTCODE = "coordinator-cheltenham", "GL50 1PN"


class OwnPortal:
    """A copy of the portal that this walk may kill; who is signed in at the town's is signed in here."""

    def __init__(self, hub):
        port = free_port()
        self.command = [*hub.town["portal_command"], "--http-port", str(port), "--live-heartbeat", "1"]
        self.address = f"http://127.0.0.1:{port}"

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        Hub.until(self.is_ready)

    def is_ready(self):
        try:
            return urllib.request.urlopen(self.address + "/health/ready", timeout=2).status == 200
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


class Listener:
    """The same coordinator's connection without a browser around it: what it brings, message by message."""

    def __init__(self, address, coordinator):
        cookies = {cookie["name"]: cookie["value"] for cookie in coordinator.context.cookies()}
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.answer = requests.get(address + "/queue/live", headers={"Cookie": header}, stream=True, timeout=30)
        assert self.answer.headers["Content-Type"] == "text/event-stream", self.answer.status_code
        # Byte by byte: nothing waits here for more to come.
        self.lines = self.answer.iter_lines(chunk_size=1, decode_unicode=True)

    def message(self):
        """The next one's lines. There is one as long as nobody ends the connection."""
        lines = []
        with contextlib.suppress(requests.RequestException):
            for line in self.lines:
                if not line and lines:
                    return lines
                if line:
                    lines.append(line)
        raise AssertionError("the connection was ended, or nothing came")

    def total(self):
        """The number that comes next, after whatever only shows that the connection is alive."""
        while True:
            for line in self.message():
                if line.startswith("data: "):
                    return json.loads(line.removeprefix("data: "))["total"]

    def hears_for(self, seconds):
        """One sign of life a second, for longer than nginx would wait for any."""
        for _ in range(seconds):
            assert self.message() == [": still here"], "nothing happens meanwhile"


def through_the_proxy(hub, proxy, coordinator, number):
    """What happens is heard at once, on a connection that was silent before for longer than the proxy bears."""
    listener = Listener(proxy.address, coordinator)
    assert listener.total() == number
    listener.hears_for(SILENCE + 2)
    refers(hub, "Meadowlark")
    assert listener.total() == number + 1
    listener.answer.close()


def journey(walk):
    hub = walk.hub
    refers(hub, "Meadowsweet", "Meadowcroft")
    coordinator = walk.arrives(COORDINATOR)
    coordinator.until_update(2)
    portal = OwnPortal(hub)
    proxy = Proxy(hub, behind=portal.address)
    portal.start()
    proxy.start()
    hub.portal = proxy.address + "/"
    try:
        coordinator.home()
        keeps_up(coordinator, "keep up by themselves")
        number = count(coordinator)
        said = Listener(portal.address, coordinator).answer.headers
        assert said["X-Accel-Buffering"] == "no", "to proxies that would keep it back"
        through_the_proxy(hub, proxy, coordinator, number)
        hears(coordinator, "1 new referral", number + 1)
        coordinator.click("update list")
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
            proxy.stop()
            keeps_up(coordinator, "do not keep up at the moment")
            refers(hub, "Meadowrise")
            proxy.start()
            hears(coordinator, "2 new referrals", number + 2)
            keeps_up(coordinator, "keep up by themselves")
        assert rows(coordinator) == before, "no row has moved under the reader"
        late = [line for line in proxy.errors() if "timed out" in line]
        assert not late, late
    finally:
        coordinator.context.close()
        proxy.stop()
        portal.kill()


if __name__ == "__main__":
    run(journey)
