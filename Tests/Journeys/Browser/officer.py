"""A data protection officer.

A family asks who has looked at what is kept about their child. The officer knows the reference from the family's letter: find the
child, read who has looked and why, take the list along as a file.
"""

import csv
import pathlib

from hub_browser import run


def journey(walk):
    posted = walk.hub.refer(0, "GL1 1LD", "Willowby")
    reference = posted["reference"]
    case = walk.hub.case(reference, "coordinator-gloucester")
    walk.hub.ask("GET", "router", f"/v1/cases/{case['id']}", "coordinator-gloucester")

    officer = walk.arrives("dpo")
    officer.is_at("Who has looked at a child’s details")
    officer.type("Reference", "RH-1234")
    officer.click("Find")
    officer.reads("Enter a reference")
    officer.type("Reference", reference.lower().replace("-", " "))
    officer.click("Find")
    officer.reads(f"What was found for {reference}", "Gloucester")
    officer.click(reference)
    officer.is_at("Who has looked, and why")
    officer.reads("coordinator-gloucester", "To work on the case", "locality-router", f"Referral {reference}")
    officer.does_not_read("Willowby")
    officer.shot("access")
    with officer.page.expect_download() as waiting:
        officer.page.get_by_role("link", name="Download all of it (CSV)").click()
    rows = list(csv.DictReader(pathlib.Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()))
    assert {"coordinator-gloucester", "locality-router"} <= {row["Who"] for row in rows}, rows
    officer.click("Find a child")
    officer.has("Reference", reference)


if __name__ == "__main__":
    run(journey)
