"""A school's SENCo.

The day's task: a child at school has stopped coming in. The SENCo refers the child, is called away in the middle, goes on
later, reads once more what will be sent, and sends it. In the afternoon a coordinator asks something; the SENCo finds it
without looking for it, answers, and sees what has happened since.
"""

import datetime

from hub_browser import Hub, run


def begins(senco, family_name):
    """From the home page: “Refer a child”, and the first pages, which say themselves what belongs there."""
    senco.is_at("My referrals")
    senco.click("Refer a child")
    senco.reads("If a child is in danger now, ring 999", "It takes about 20 minutes")
    senco.click("Start now")
    senco.is_at("Your referral")
    senco.click("Is the child safe now?")
    senco.choose("Is the child at immediate risk of harm?", "No")
    senco.click("Save and continue")
    senco.click("Name and date of birth")
    senco.type("Given name", "Bramble")
    # The date of birth is forgotten.
    senco.type("Family name", family_name)
    senco.click("Save and continue")


def mends_what_was_forgotten(senco):
    """The page says what is missing, beside the question and at the top; the line at the top leads there."""
    senco.is_at("Name and date of birth")
    senco.page.locator(".govuk-error-summary").get_by_role("link").first.click()
    assert senco.page.evaluate("document.activeElement.id") == "date_of_birth-day", "the line leads to the question"
    senco.date("Date of birth", datetime.date(2013, 4, 9))
    senco.click("Save and continue")
    senco.is_at("Your referral")


def is_called_away(senco, family_name):
    """Signs out, comes back, and finds what was begun on the home page."""
    senco.click("Sign out")
    senco.is_at("Sign in")
    senco.walk.signs_in(senco)
    begun = senco.section("Your unfinished referrals")
    begun.get_by_role("link").first.click()
    senco.look()
    senco.is_at("Your referral")
    senco.click("Name and date of birth")
    senco.has("Family name", family_name)
    senco.click("Back")


def finishes(senco):
    senco.click("Home and school")
    senco.type("Home postcode (optional)", "GL1 2EH")
    senco.click("Save and continue")
    senco.click("Special educational needs (SEN)")
    senco.choose("Provision now", "SEN support")
    senco.click("Save and continue")
    senco.click("Care and protection")
    for question in ("Is there a child protection plan?", "Is the child a child in need?", "Is the child in care?"):
        senco.choose(question, "No")
    senco.click("Save and continue")
    senco.click("Family and carers")
    senco.click("Add a person")
    senco.type("Name", "Robin Quillfeather")
    senco.type("Who they are to the child", "mother")
    senco.click("Save and continue")
    senco.click("Continue")
    senco.click("Your concerns")
    senco.type("Why you are worried, in your own words", "Bramble has stopped coming in.\nMornings are the hardest.")
    senco.pick("Who first raised the worry", "School")
    senco.click("Save and continue")
    senco.click("Level on the Graduated Pathway")
    senco.choose("Level of support the child is at", "2 – additional")
    senco.click("Save and continue")
    senco.click("Unmet needs")
    senco.pick("The need that matters most", "Social, emotional and mental health")
    senco.click("Save and continue")
    senco.click("Lawful basis for sharing")
    senco.choose("Lawful basis", "Public task")
    senco.click("Save and continue")


def sends(senco):
    """“Check your answers” says what is still missing and leads to it; then it can be sent, and says what happens next."""
    senco.click("Check your answers")
    senco.reads("You cannot send it yet")
    senco.page.locator("main").get_by_role("link", name="Your role").first.click()
    senco.look()
    senco.type("Your role", "SENCo")
    senco.type("Email address", "senco@larkrise-academy.example.org")
    senco.click("Save and continue")
    senco.is_at("Check your answers")
    senco.reads("Mornings are the hardest.", "2 – additional", "9 April 2013")
    senco.shot("check-answers")
    senco.click("Send the referral")
    senco.is_at("Referral sent")
    senco.reads("Your reference is RH-", "What happens next")
    reference = senco.page.locator(".hub-notice").inner_text().split()[-1].rstrip(".")
    senco.click("See where it stands")
    senco.is_at(reference)
    return reference


def coordinator_asks(hub, reference):
    case = hub.case(reference, "coordinator-gloucester")
    path = f"/v1/cases/{case['id']}"
    hub.move("router", f"{path}/acknowledgement", "coordinator-gloucester", None, of=path)
    hub.move("router", f"{path}/questions", "coordinator-gloucester", {"question": "Since when does Bramble stay away?"},
             of=path)


def is_with_the_agency(hub, reference):
    """Intake hears over a topic that the coordinator has asked."""
    returned = hub.ask("GET", "intake", "/v1/referrals?returned=true", "larkrise-senco").json()["items"]
    return any(referral["reference"] == reference for referral in returned)


def answers(senco, reference):
    """The home page begins with what is asked of the SENCo."""
    Hub.until(lambda: is_with_the_agency(senco.walk.hub, reference))
    senco.home()
    senco.reads("Returned to me")
    senco.click(reference, inside=senco.section_beginning("Returned to me"))
    senco.reads("You are asked something", "Since when does Bramble stay away?", "Answer by")
    senco.click("Answer it")
    senco.type("Your answer", "Since the week of 9 November.")
    senco.click("Send the answer")
    senco.reads("Your answer has been sent.")


def reads_the_timeline(senco):
    senco.reads("What has happened, newest first")
    happened = senco.page.locator(".hub-timeline li").all_inner_texts()
    assert len(happened) >= 3, f"the timeline has three things at least: {happened}"


def journey(walk, family_name="Quillfeather", **wishes):
    senco = walk.arrives("larkrise-senco", **wishes)
    begins(senco, family_name)
    mends_what_was_forgotten(senco)
    is_called_away(senco, family_name)
    finishes(senco)
    reference = sends(senco)
    coordinator_asks(walk.hub, reference)
    answers(senco, reference)
    reads_the_timeline(senco)


if __name__ == "__main__":
    run(journey)
