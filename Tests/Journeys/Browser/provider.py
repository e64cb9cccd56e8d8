"""A provider of alternative provision.

The day's task: two schools ask for a place. One child fits: say yes. The other does not: say no, with why. About a third more
has to be known first. Then the house itself: there will be one place more from next month, a child who has started was here
this week, and what the directory says is out of date.
"""

import datetime
import re

from hub_browser import run

PROVIDER = "severn-vale-user"
COORDINATOR = "coordinator-forest-of-dean"
RECORD = {
    "options_considered": ["A smaller timetable"], "evidence": ["Attendance"],
    "views": {"child": "I want to go.", "family": "We agree."}, "present": ["Coordinator"],
    "tests": {name: {"answer": "yes"} for name in ("closer_to_vision", "more_equal", "best_we_can_do", "more_inclusive")},
}


def sessions(hub):
    """The child comes today, and on this day of every week."""
    return [f"{hub.today.strftime('%a').lower()}_{half}" for half in ("am", "pm")]


def is_asked(hub, name):
    """A child of the Forest of Dean, decided on and put to the provider. Gives the request's reference."""
    reference = hub.refer(0, "GL14 1AA", name)["reference"]
    case = f"/v1/cases/{hub.case(reference, COORDINATOR)['id']}"
    hub.move("router", f"{case}/acknowledgement", COORDINATOR, None, of=case)
    hub.move("router", f"{case}/decisions", COORDINATOR, {
        "kind": "ap_placement", "purpose": "reintegration", "purpose_words": "A way back.", "objectives": ["In class"],
        "wanted_start": str(hub.today), "weeks": 6, "sessions_a_week": 2, "ap_kind": "aps", "reason": "All else was tried.",
        "record": RECORD}, of=case)

    def search():
        all_of_them = hub.ask("GET", "matcher", "/v1/placement-requests?limit=100", COORDINATOR).json()["items"]
        return next((one for one in all_of_them if one["reference"] == reference), None)

    path = f"/v1/placement-requests/{hub.until(search)['id']}"
    fits = hub.ask("GET", "matcher", path, COORDINATOR).json()["shortlist"]
    bridge = next(one["provision"]["id"] for one in fits if one["provision"]["name"] == "Severn Vale Bridge")
    hub.move("matcher", f"{path}/offers", COORDINATOR, {"provisions": [bridge], "sessions": sessions(hub)}, of=path)
    return reference, path


def answers(provider, accepted, declined, asked):
    """From the home page: what waits for an answer, by when; each opens, and says what a yes would mean."""
    provider.is_at("Requests")
    provider.reads("To answer")
    provider.click(accepted)
    provider.reads("What is asked", "Severn Vale Bridge", "I want to go.")
    provider.shot("request")
    provider.click("Accept")
    provider.reads("You commit yourselves to this")
    provider.click("Accept")
    provider.reads("You have accepted.", "What happens next")

    provider.goes_to("Requests")
    provider.click(declined)
    provider.click("Decline")
    provider.click("Decline")
    provider.reads("There is a problem")
    provider.choose("Why", "Cannot start when wanted")
    provider.type("In words", "Our group is full until January.")
    provider.click("Decline")
    provider.reads("You have declined.")

    provider.goes_to("Requests")
    provider.click(asked)
    provider.click("Ask a question first")
    provider.type("What do you need to know?", "Who brings the child in the morning?")
    provider.click("Ask")
    provider.reads("The coordinator has your question.", "Who brings the child in the morning?")


def agrees(hub, path):
    """The coordinator writes the agreement."""
    hub.move("matcher", f"{path}/agreement", COORDINATOR, {
        "objectives": ["In class"], "from": str(hub.today), "to": str(hub.today + datetime.timedelta(days=40)),
        "sessions": sessions(hub),
        "session_times": "9:15 to 12:00", "transport": "Taxi",
        "contacts": [{"name": "Sam Example", "role": "tutor", "telephone": "01452 000101"}], "risks": ["None known"],
        "views": {"child": "I want to go.", "family": "We agree."}, "reintegration": "In steps.",
        "primary_reason": "behaviour",
        "notice": {"given_on": str(hub.today - datetime.timedelta(days=60)), "address": "1 Mill Lane", "report_to": "Sam Example", "reasons": "Small."},
    }, of=path)


def reports_attendance(provider, reference):
    """The child starts, and came in this morning."""
    provider.goes_to("Our children")
    provider.reads("Starting soon")
    provider.click(reference)
    provider.reads("What was agreed", "9:15 to 12:00")
    provider.click("Record the start")
    provider.date("First day the child was there", provider.walk.hub.today)
    provider.click("Record the start")
    provider.reads("The start is on record")
    weeks = provider.page.get_by_role("region", name="Sessions reported, by week, the latest first")
    weeks.get_by_role("link").first.click()
    provider.look()
    provider.page.get_by_role("group", name=re.compile(", morning")).get_by_label("Present", exact=True).check()
    provider.click("Report attendance")
    provider.reads("Attendance is on record.", "The child came to 1 of 1 session")


def changes_capacity(provider):
    """One place more, on two half days, from next month on."""
    provider.goes_to("Our places")
    provider.click("Severn Vale Bridge")
    provider.click("Add places")
    provider.type("How many places", "many")
    provider.click("Add them")
    provider.reads("There is a problem")
    provider.type("How many places", "35")
    provider.choose("Half days", "Monday morning", "Wednesday afternoon")
    provider.date("First day", provider.walk.hub.today + datetime.timedelta(days=30))
    provider.click("Add them")
    provider.reads("Your places are set.", "35 places from", "Monday morning")


def edits_the_entry(provider):
    provider.goes_to("Our entry")
    provider.click("Severn Vale Bridge")
    provider.click("Change our entry")
    provider.type("What you offer (optional)", "Small groups, and a way back.")
    provider.click("Change our entry")
    provider.reads("Your entry is changed.", "Small groups, and a way back.")


def journey(walk):
    (accepted, path), (declined, _), (asked, _) = (is_asked(walk.hub, f"Fern{end}") for end in ("by", "ley", "ham"))
    provider = walk.arrives(PROVIDER)
    answers(provider, accepted, declined, asked)
    agrees(walk.hub, path)
    reports_attendance(provider, accepted)
    changes_capacity(provider)
    edits_the_entry(provider)


if __name__ == "__main__":
    run(journey)
