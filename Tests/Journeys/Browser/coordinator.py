"""A locality's coordinator.

The day's task: take on what is new, one case after the other. Of one, more has to be known: ask the agency. Another belongs to
a forum: put it on the agenda, look at the agenda, and read the papers as its members do. A third needs a place: decide, with
the record that goes with it, see who fits and why, and ask the one that fits best. A colleague works on the same case at the
same time; nothing that either of them wrote is lost.
"""

import datetime

from hub_browser import run

QUESTIONS = (
    "Does it bring us closer to the vision?", "Does it make things more equal?", "Is it the best we can do?",
    "Is it more inclusive?",
)


def takes_the_next(coordinator):
    """From the home page: one button takes the case that needs somebody most, and opens it."""
    coordinator.goes_to("Queue")
    coordinator.click("Accept, next")
    coordinator.reads("It is yours now.", "What worries people")
    return coordinator.page.locator(".govuk-caption-l").inner_text()


def acknowledges(coordinator):
    """Where the agency has not been told yet that somebody has read it."""
    if coordinator.page.get_by_role("link", name="Acknowledge", exact=True).count():
        coordinator.click("Acknowledge")
        coordinator.click("Acknowledge")
        coordinator.reads("You have acknowledged it.")


def asks_for_information(coordinator):
    coordinator.click("Ask for information")
    coordinator.click("Ask")
    coordinator.reads("There is a problem")
    coordinator.type("What do you need to know?", "Who has parental responsibility?")
    coordinator.click("Ask")
    coordinator.reads("The agency has been asked.", "The agency")
    coordinator.click("Timeline")
    coordinator.reads("Who has parental responsibility?", "Standing still")


def lists_for_a_forum(coordinator, reference):
    coordinator.click("List it for a forum")
    coordinator.choose("Forum", "Team Around the Locality Cluster")
    coordinator.click("Put it on the agenda")
    coordinator.reads("It is on the agenda.")
    coordinator.click("Forum and decisions")
    coordinator.click("The meeting and its agenda")
    coordinator.is_at("Team Around the Locality Cluster")
    coordinator.shot("agenda")
    coordinator.click("Read the papers", inside=coordinator.row(reference))
    coordinator.is_at("Papers")
    coordinator.click("The meeting")
    coordinator.click(reference)
    coordinator.click("Summary")


def puts_on_record(coordinator):
    """What nobody can leave out of a decision."""
    coordinator.type("What else could have been done", "More of the mentor\nA smaller timetable")
    coordinator.type("What the decision rests on", "Attendance of this term")
    coordinator.type("The child's view", "I would go somewhere smaller.")
    coordinator.type("The family's view", "We want it to begin soon.")
    for question in QUESTIONS:
        coordinator.choose(question, "Yes")
    coordinator.type("Who was there", "Coordinator\nHead of inclusion")


def decides_on_a_place(coordinator):
    start = coordinator.walk.hub.today + datetime.timedelta(days=21)
    coordinator.click("Decide on alternative provision")
    coordinator.choose("Purpose", "Return to mainstream")
    coordinator.type("Why this, for this child", "A small group, to come back in from.")
    coordinator.type("Objectives", "In for four sessions a week")
    coordinator.date("Start wanted", start)
    coordinator.type("For how many weeks", "twelve")
    coordinator.type("Sessions a week", "4")
    coordinator.type("Reason for the decision", "All else has been tried.")
    puts_on_record(coordinator)
    coordinator.shot("decision", "The record")
    # A word where a number belongs: said beside it, and nothing else is lost.
    coordinator.click("Put the decision on record")
    coordinator.reads("There is a problem")
    coordinator.has("For how many weeks", "twelve")
    coordinator.type("For how many weeks", "12")
    coordinator.click("Put the decision on record")
    coordinator.reads("The decision is on record.")
    coordinator.click("Forum and decisions")
    coordinator.reads("Decision 1", "I would go somewhere smaller.")


def asks_the_best(coordinator):
    """Who fits stands side by side with the reasons; nobody is asked before a person says so."""
    coordinator.click("Places", inside=coordinator.page.locator(".hub-parts"))
    coordinator.until_there("Who fits, who was asked, what they said")
    coordinator.click("Who fits, who was asked, what they said")
    coordinator.reads("Who fits", "Provisions that fit, best first", "Who does not fit")
    coordinator.shot("ranked", "Who fits")
    best = coordinator.page.locator("#ranked").locator("..").locator("tbody th").first.inner_text()
    coordinator.click("Ask providers")
    coordinator.choose("Provisions", best)
    coordinator.click("Ask them")
    coordinator.reads("They have been asked.", "Who has been asked")
    coordinator.page.get_by_role("region", name="In the order they were asked").get_by_text(best).wait_for()


def meets_a_colleague(coordinator, reference):
    """A colleague gives the case to somebody while the form is open: it says what happened, and keeps what was typed."""
    words = "Who is with the child in the mornings?"
    coordinator.click("Ask for information")
    coordinator.type("What do you need to know?", words)
    hub = coordinator.walk.hub
    case = f"/v1/cases/{hub.case(reference, coordinator.name)['id']}"
    hub.move("router", f"{case}/assignment", coordinator.name, {"assignee": "coordinator-elsewhere"}, of=case)
    coordinator.click("Ask")
    coordinator.reads("This has changed since you opened the form", "What you typed is below.")
    coordinator.has("What do you need to know?", words)
    coordinator.click("Ask")
    coordinator.reads("The agency has been asked.")


def journey(walk, name="coordinator-gloucester", postcode="GL1 2EH", **wishes):
    posted = [walk.hub.refer(0, postcode, f"Thistle{end}")["reference"] for end in ("wood", "down", "field")]
    for reference in posted:
        walk.hub.case(reference, name)
    coordinator = walk.arrives(name, **wishes)
    coordinator.is_at("Your queue")
    coordinator.until_update(3)
    coordinator.shot("queue", height=1250)
    takes_the_next(coordinator)
    coordinator.shot("case")
    acknowledges(coordinator)
    asks_for_information(coordinator)
    reference = takes_the_next(coordinator)
    acknowledges(coordinator)
    lists_for_a_forum(coordinator, reference)
    meets_a_colleague(coordinator, reference)
    takes_the_next(coordinator)
    acknowledges(coordinator)
    decides_on_a_place(coordinator)
    asks_the_best(coordinator)


if __name__ == "__main__":
    run(journey)
