"""A coordinator without a mouse.

The day's task: take on the next case, say that it has been read, and put it on the agenda of a forum, with Tab, the arrows,
Enter and typing alone. Wherever one is can be seen, and is not covered by anything.
"""

from hub_browser import Surprise, run

COORDINATOR, POSTCODE = "coordinator-cotswold", "GL7 1AA"

FOCUS = """() => {
    const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect()
    const label = it.labels && it.labels.length ? it.labels[0].innerText : it.innerText
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && style.outlineColor !== 'rgba(0, 0, 0, 0)'
    const seen = outlined || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)'
    const top = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2, box.y + Math.min(box.height, 20) / 2)
    const free = !top || it.contains(top) || top.contains(it) || !!(it.labels && [...it.labels].some(l => l.contains(top)))
    return {words: (label || '').trim(), seen, free, inside: box.bottom > 0 && box.top < innerHeight, tag: it.tagName}
}"""


class Keys:
    """A keyboard, and somebody who looks where the focus is."""

    def __init__(self, somebody):
        self.somebody, self.page = somebody, somebody.page

    def focus(self):
        now = self.page.evaluate(FOCUS)
        if now["tag"] != "BODY" and not (now["seen"] and now["free"] and now["inside"]):
            self.somebody.walk.fault(self.somebody, f"where the focus is cannot be seen: {now}")
        return now["words"]

    def tab_to(self, words):
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.focus() == words:
                return
        raise Surprise(f"Tab never comes to “{words}”")

    def enter(self, words):
        """Goes to a link or a button, and presses Enter."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.somebody.look()


def journey(walk):
    reference = walk.hub.refer(0, POSTCODE, "Sedgemoor")["reference"]
    walk.hub.case(reference, COORDINATOR)
    coordinator = walk.arrives(COORDINATOR)
    coordinator.until_update(1)
    coordinator.home()
    keys = Keys(coordinator)

    # The first thing Tab comes to leads past the header and the menu.
    coordinator.page.keyboard.press("Tab")
    assert keys.focus() == "Skip to main content", "the first is the way past the menu"
    coordinator.page.keyboard.press("Enter")
    assert coordinator.page.evaluate("document.activeElement.id") == "main"

    keys.enter("Accept, next")
    coordinator.reads("It is yours now.")
    if coordinator.page.get_by_role("link", name="Acknowledge", exact=True).count():
        keys.enter("Acknowledge")
        keys.enter("Acknowledge")
        coordinator.reads("You have acknowledged it.")

    keys.enter("List it for a forum")
    # One of the radio buttons is chosen already; the arrows choose another, and the one before again.
    keys.tab_to("Team Around the Locality Cluster")
    coordinator.page.keyboard.press("ArrowDown")
    keys.focus()
    coordinator.page.keyboard.press("ArrowUp")
    assert keys.focus() == "Team Around the Locality Cluster"
    keys.enter("Put it on the agenda")
    coordinator.reads("It is on the agenda.")

    keys.enter("Ask for information")
    keys.tab_to("What do you need to know?")
    coordinator.page.keyboard.type("Who brings the child in the morning?")
    keys.enter("Ask")
    coordinator.reads("The agency has been asked.")


if __name__ == "__main__":
    run(journey)
