"""Somebody in each role follows every link there is, and every page that comes up is looked at."""

import re
import urllib.parse

from hub_browser import ID, run

EVERYBODY = [
    "larkrise-senco", "coordinator-gloucester", "severn-vale-user", "police-member", "board-member",
]
ENDS = ("/sign-out", ".csv", "/session/stay")


def kind(address):
    """Which pages are alike: those of one address, whatever they are about."""
    parts = urllib.parse.urlsplit(ID.sub("ID", address))
    asked = "&".join(sorted(name for name, _ in urllib.parse.parse_qsl(parts.query)))
    return f"{re.sub('[0-9]+', '0', parts.path)}?{asked}"


def explore(walk, name):
    somebody = walk.arrives(name)
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        answer = somebody.page.goto(walk.hub.portal.rstrip("/") + address)
        if answer.status not in (200, 409):
            walk.fault(somebody, f"a link led to an answer of {answer.status}")
        somebody.look()
        links = somebody.page.eval_on_selector_all(
            "a[href^='/']", "links => links.map(link => link.getAttribute('href').split('#')[0])")
        waiting += [link for link in links if link and not link.split("?")[0].endswith(ENDS)
                    and "/outcomes/figures/" not in link]
    somebody.context.close()
    return len(seen)


def journey(walk):
    for name in EVERYBODY:
        count = explore(walk, name)
        assert count > 5, f"{name} came by {count} kinds of page"
    explore(walk, "operator")
    walk.arrives("operator").is_at("You run the hub at the command line")


if __name__ == "__main__":
    run(journey)
