"""What people do to pages without meaning to: they are signed out while they type, go back after they have sent something,
click twice, and paste whatever they have.

Each time: nothing is lost, nothing is done twice, and what was pasted is text.
"""

from hub_browser import run

COORDINATOR, POSTCODE = "coordinator-tewkesbury", "GL20 5TX"
PASTED = "\n".join([
    "<script>document.title = 'taken over'</script><b>bold</b> {{danger}} &amp; \"'",
    "مرحبا بكم في هذه الصفحة 123",
    "x" * 1200,
    "A line that goes on. " * 20,
])


def takes_the_next(coordinator):
    coordinator.home()
    coordinator.click("Accept, next")
    coordinator.reads("It is yours now.")


def is_signed_out_while_typing(coordinator):
    """In another tab the coordinator signs out, and forgets that here something is not sent yet."""
    words = "Who has parental responsibility?"
    coordinator.click("Ask for information")
    coordinator.type("What do you need to know?", words)
    typing = coordinator.page
    coordinator.open()
    coordinator.home()
    coordinator.click("Sign out")
    coordinator.page.close()
    coordinator.page = typing
    coordinator.click("Ask")
    coordinator.is_at("Sign in again to send this")
    with coordinator.context.expect_page() as opened:
        coordinator.page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    coordinator.page = opened.value
    coordinator.click("Sign in with a sample account")
    coordinator.page.get_by_role("button", name=COORDINATOR).click()
    coordinator.is_at("Your queue")
    coordinator.page.close()
    coordinator.page = typing
    coordinator.click("Send it again")
    coordinator.is_at("Send this again")
    coordinator.click("Send it again")
    coordinator.reads("The agency has been asked.")
    coordinator.click("Timeline")
    coordinator.reads(words)


def goes_back_after_sending(coordinator):
    """The browser's own button leads to a form that knows how things stand now: sent again, it says that it is so already."""
    coordinator.click("Summary")
    coordinator.click("Give it to somebody else")
    coordinator.type("Who works on it", "coordinator-elsewhere")
    coordinator.click("Give it to them")
    coordinator.reads("It has been given to them.")
    coordinator.back()
    coordinator.is_at("Give this case to somebody else")
    coordinator.type("Who works on it", "coordinator-elsewhere")
    coordinator.click("Give it to them")
    coordinator.reads("They work on it already.")
    coordinator.click("Cancel")


def clicks_twice(coordinator):
    """The second click finds the same form on its way: one question."""
    coordinator.click("Ask for information")
    coordinator.type("What do you need to know?", "Since when?")
    coordinator.page.get_by_role("button", name="Ask", exact=True).dblclick()
    coordinator.page.wait_for_load_state()
    coordinator.reads("The agency has been asked.")
    coordinator.click("Timeline")
    asked = coordinator.page.locator(".hub-timeline li").filter(has_text="Since when?").count()
    assert asked == 1, f"one click or two: one question, not {asked}"


def pastes(coordinator):
    """Whatever it is, it is shown as it was pasted, and no page gets wider for it."""
    coordinator.click("Summary")
    coordinator.click("Ask for information")
    coordinator.type("What do you need to know?", PASTED)
    coordinator.click("Ask")
    coordinator.click("Timeline")
    shown = coordinator.page.locator(".hub-quote").filter(has_text="{{danger}}").inner_text()
    assert shown.split() == PASTED.split(), f"what was pasted is what is shown: {shown[:300]}"
    assert "taken over" not in coordinator.page.title()
    coordinator.look_closely()


def journey(walk):
    for name in ("Larchwood", "Larchfield"):
        reference = walk.hub.refer(2, POSTCODE, name, person="education-client")["reference"]
        walk.hub.case(reference, COORDINATOR)
    coordinator = walk.arrives(COORDINATOR)
    coordinator.until_update(2)
    takes_the_next(coordinator)
    is_signed_out_while_typing(coordinator)
    takes_the_next(coordinator)
    goes_back_after_sending(coordinator)
    clicks_twice(coordinator)
    pastes(coordinator)


if __name__ == "__main__":
    run(journey)
