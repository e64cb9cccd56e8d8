"""People at a browser, as the walks know them: they sign in, follow links and press buttons by their words, and type where a
label says what belongs there. The only address they know is the portal's.

Every page that comes up is looked at: axe finds nothing, at 320 px nothing is wider than the screen, the browser's console
says nothing. Its HTML is kept for `valid_html.py`. What was looked at in one walk is not looked at again in the next.
"""

import contextlib
import datetime
import json
import pathlib
import re
import sys
import time
import traceback
import uuid

import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect, sync_playwright

PATIENCE = 15_000  # milliseconds until something that was to come has not come
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Hub:
    """The town's addresses, and its services as systems ask them: what a walk needs to find when it begins."""

    def __init__(self, file):
        self.town = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        self.portal = self.town["portal"]
        # The day it is in the town, a day of school.
        self.today = datetime.date.fromisoformat(self.town["today"])
        self.pages = pathlib.Path(self.town["folder"]) / "pages"
        self.pages.mkdir(exist_ok=True)

    def ask(self, method, service, path, person, body=None, version=None):
        headers = {"Authorization": f"Bearer {self.town['tokens'][person]}", "Idempotency-Key": str(uuid.uuid4())}
        if version:
            headers["If-Match"] = version
        answer = requests.request(
            method, self.town[service] + path, json=body, headers=headers, timeout=30)
        if answer.status_code >= 300:
            raise Surprise(f"{method} {path} as {person}: {answer.status_code} {answer.text}")
        return answer

    def refer(self, number, postcode, family_name, person=None, **changed):
        """Posts a sample referral from another home, about another child. Gives what intake answered."""
        sample = json.loads(pathlib.Path(self.town["samples"]).read_text(encoding="utf-8"))[number]
        body = sample["body"]
        body["child"] |= {"home_postcode": postcode, "family_name": family_name}
        body["child"].pop("identifiers", None)
        body |= changed
        return self.ask("POST", "intake", "/v1/referrals", person or sample["as"], body).json()

    def case(self, reference, coordinator):
        """The case that a referral has led to, as soon as there is one."""
        def look():
            cases = self.ask("GET", "router", "/v1/cases?limit=100", coordinator).json()["items"]
            return next((case for case in cases if case["reference"] == reference), None)
        return self.until(look)

    def move(self, service, path, person, body, of):
        """Does something with a thing as it stands now."""
        version = self.ask("GET", service, of, person).headers["ETag"]
        return self.ask("POST", service, path, person, body, version).json()

    @staticmethod
    def until(look, seconds=30):
        """What `look` finds, as soon as it finds anything: other processes are at work on it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.1)
        raise Surprise("what was to come has not come")


class Surprise(Exception):
    """Something is not as somebody at the browser would expect it; the words say what."""


class Person:
    """Somebody at a browser."""

    def __init__(self, walk, name, scripts=True, width=1100):
        self.walk, self.name, self.scripts = walk, name, scripts
        self.context = walk.browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 900}, locale="en-GB",
            timezone_id="Europe/London", accept_downloads=True)
        self.context.set_default_timeout(PATIENCE)
        # The sample provider's page asks for a style sheet from elsewhere; nothing leaves this machine.
        self.context.route(re.compile(r"^(?!http://127\.0\.0\.1)"), lambda route: route.abort())
        self.page = self.open()

    def open(self):
        """Another tab."""
        page = self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.walk.fault(self, f"a script failed: {error}"))
        page.on("response", self._response)
        page.on("dialog", lambda dialog: (self.walk.fault(self, f"a dialogue: {dialog.message}"), dialog.dismiss()))
        self.answer = None
        self.page = page
        return page

    def _console(self, message):
        # A form that was refused is a page like another, which the browser still calls a failure.
        is_ours = message.location["url"].startswith(self.walk.hub.portal) and "status of 4" not in message.text
        if message.type == "error" and is_ours and not self.walk.expects_failures:
            self.walk.fault(self, f"the console says: {message.text}")

    def _response(self, response):
        if response.request.is_navigation_request() and response.frame.parent_frame is None:
            self.answer = response

    # What one can do

    def home(self):
        """Types the address of the portal."""
        self.page.goto(self.walk.hub.portal)
        self.look()

    def click(self, words, inside=None):
        """A link or a button, by what it says; there is one of them."""
        place = inside or self.page
        place.get_by_role("link", name=words, exact=True).or_(
            place.get_by_role("button", name=words, exact=True)).click()
        self.page.wait_for_load_state()
        self.look()

    def goes_to(self, words):
        """A part of the menu."""
        self.click(words, inside=self.page.get_by_role("navigation", name="Menu"))

    def back(self):
        """The browser's own button."""
        self.page.go_back()
        self.look()

    def type(self, label, text, inside=None):
        (inside or self.page).get_by_label(label, exact=True).fill(text)

    def choose(self, question, *answers):
        group = self.page.get_by_role("group", name=question, exact=True)
        for answer in answers:
            group.get_by_label(answer, exact=True).check()

    def pick(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def date(self, question, day):
        group = self.page.get_by_role("group", name=question, exact=True)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(number))

    # What one sees

    def reads(self, *words):
        for some in words:
            expect(self.page.locator("main"), f"{self.name} does not read “{some}”").to_contain_text(
                some, timeout=PATIENCE)

    def has(self, label, text):
        """What stands in a box."""
        expect(self.page.get_by_label(label, exact=True), f"in “{label}”").to_have_value(text)

    def does_not_read(self, words):
        expect(self.page.locator("main"), f"{self.name} reads “{words}”").not_to_contain_text(words)

    def until_there(self, words, again=None):
        """Loads the page again, as somebody would who waits for something, until it has a link with these words."""
        link = self.page.get_by_role("link", name=words, exact=True)
        Hub.until(lambda: link.count() or (self.click(again) if again else self.page.reload(), None)[1])

    def until_update(self, rows):
        """Updates the list of a queue until it has so many rows at least: the portal hears of cases over a topic."""
        Hub.until(lambda: self.page.locator("main tbody tr").count() >= rows or self.click("Update list"))

    def is_at(self, heading):
        expect(self.page.locator("h1"), f"{self.name} expects another page").to_contain_text(heading, timeout=PATIENCE)

    def row(self, words):
        """The row of a table that has these words."""
        return self.page.get_by_role("row").filter(has_text=words)

    def section(self, heading):
        """What stands below a heading."""
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=heading, exact=True))

    def section_beginning(self, heading):
        """The same, where a number follows the heading's words."""
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=heading))

    def shot(self, name, from_heading=None, height=1000):
        """A picture for the README, where one is wanted: of the top of the page, or from a heading on."""
        if self.scripts and (folder := self.walk.hub.town.get("pictures")):
            before = self.page.viewport_size
            self.page.set_viewport_size({"width": 1100, "height": height})
            self.page.evaluate("scrollTo(0, 0)")
            if from_heading:
                heading = self.page.get_by_role("heading", name=from_heading, exact=True)
                heading.evaluate("heading => heading.scrollIntoView()")
            self.page.screenshot(path=f"{folder}/{name}.png")
            self.page.set_viewport_size(before)

    # What anybody would find out who looks closely

    def look(self):
        """Looks at the page once for every kind of page, in the whole town."""
        if not self.page.url.startswith(self.walk.hub.portal):
            return
        name = page_kind(self.page)
        kept = self.walk.hub.pages / f"{name}.html"
        if kept.exists():
            return
        kept.write_text(self._source(), encoding="utf-8")
        self.look_closely()

    def look_closely(self):
        """Looks at the page also if there was one like it."""
        self._look_for_barriers()
        self._look_at_width()

    def _source(self):
        try:
            return self.answer.text()
        except Error:
            return ""

    def _look_for_barriers(self):
        if not self.scripts:
            return
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": RULES}})
        for violation in found.response["violations"]:
            for node in violation["nodes"]:
                self.walk.fault(self, f"axe: {violation['help']} ({violation['id']}): {node['html'][:300]}")

    def _look_at_width(self):
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 640})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            widest = self.page.evaluate(
                """[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 320
                    && !e.parentElement.closest('.hub-scroll')).map(e => e.outerHTML.slice(0, 120)).slice(-1)[0]""")
            self.walk.fault(self, f"at 320 px the page is {width} px wide: {widest}")
        self.page.set_viewport_size(before)


def page_kind(page):
    """The same for pages that differ only in what they are about."""
    path = page.url.split("//", 1)[1].split("/", 1)[-1].split("#")[0]
    path = re.sub(r"=[^&]*", "", ID.sub("ID", path))
    words = f"{path or 'home'} {page.locator('h1').first.inner_text()[:40]}"
    if page.locator(".govuk-error-summary").count():
        words += " refused"
    return re.sub(r"[^A-Za-z0-9]+", "-", ID.sub("ID", words)).strip("-")


class Walk:
    """One journey: a browser, and what was found wrong with its pages."""

    def __init__(self, hub, browser):
        self.hub, self.browser, self.faults = hub, browser, []
        self.people = []
        self.expects_failures = False

    def person(self, name, **wishes):
        """Somebody who is not signed in yet."""
        self.people.append(Person(self, name, **wishes))
        return self.people[-1]

    def arrives(self, name, **wishes):
        """Somebody who opens the portal, signs in, and is at the page where their day begins."""
        return self.signs_in(self.person(name, **wishes))

    def signs_in(self, somebody):
        somebody.home()
        somebody.click("Sign in with a sample account")
        somebody.page.get_by_role("button", name=somebody.name, exact=True).click()
        somebody.page.wait_for_load_state()
        somebody.look()
        return somebody

    def fault(self, somebody, words):
        where = ID.sub("…", somebody.page.url.removeprefix(self.hub.portal)) or "the home page"
        self.faults.append(f"{somebody.name} at {where}: {words}")

    @contextlib.contextmanager
    def outage(self):
        """Something is being stopped: what the browser says of connections is no fault."""
        self.expects_failures = True
        yield
        self.expects_failures = False


def run(journey):
    """Plays a journey in a town, given by its file. Ends with a status: 0, or 1 and words that say what was wrong."""
    hub = Hub(sys.argv[1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
        walk = Walk(hub, browser)
        try:
            journey(walk)
        except (Surprise, AssertionError, Error) as wrong:
            frames = [f for f in traceback.extract_tb(wrong.__traceback__) if f.filename.endswith(sys.argv[0])]
            line = frames[-1] if frames else None
            words = str(wrong).split("Call log:")[0][:1000]
            walk.faults.append(f"{line.line if line else ''} (line {line.lineno if line else '?'}):\n{words}")
            for somebody in walk.people:
                with contextlib.suppress(Error):
                    text = somebody.page.locator("main").inner_text(timeout=2000)
                    walk.faults.append(f"{somebody.name} was at {somebody.page.url} and read:\n{text[:1500]}")
                    somebody.page.screenshot(path=hub.pages / f"surprised-{somebody.name}.png", full_page=True)
        browser.close()
    if walk.faults:
        print("\n".join(dict.fromkeys(walk.faults)))
        sys.exit(1)
