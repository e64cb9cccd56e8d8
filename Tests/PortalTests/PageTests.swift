import Foundation
import Inclusion
import ServiceKit
import Testing

@testable import Portal

@Suite("Pages", .timeLimit(.minutes(1)))
struct PageTests {
    let press: PagePress
    static let now = at("2026-11-24T10:00:00Z")

    init() throws {
        press = PagePress(
            templates: try PageTemplates(), assets: Assets(folder: nil, logger: PortalBench.logger),
            isDemonstration: true)
    }

    private func html<Content: Sendable>(
        _ template: PageTemplates.Name, _ content: Content, title: String = "Title", name: String = "Sam"
    ) -> String {
        press.templates.html(
            Page(
                template: template, title: title,
                frame: PageFrame(
                    styles: press.assets.styles, icon: "/icon", scripts: ["/live.js"], isDemonstration: true,
                    person: .init(name: name, formToken: "token"), menu: .init(areas: [])), content: content))
    }

    private func queue(_ items: [QueueItem], counts: QueueCounts, address: QueueAddress = QueueAddress())
        -> QueueContent
    {
        let page = QueuePage(counts, groups: address.groups, number: address.page)
        var rest = items[...]
        let sections = page.sections.map { section in
            let part = Array(rest.prefix(section.shown))
            rest = rest.dropFirst(section.shown)
            return part.compactMap { row($0, isOpen: section.group.isOpen) }
        }
        return QueueContent(
            address: address, person: Samples.person, counts: counts, page: page, rows: sections,
            standing: Self.standing(onTheirWay: 2), now: Self.now)
    }

    private static func standing(onTheirWay: Int, _ localities: LocalityBook = .standard) -> QueueTally.Standing {
        QueueTally.Standing(
            counts: [:], onTheirWay: onTheirWay, localities: localities, people: [], until: .distantFuture)
    }

    private func row(_ item: QueueItem, locality: String? = nil, isOpen: Bool) -> String? {
        let key = QueueRows.Key(
            referral: item.referralID, changes: item.changes, locality: locality, worksOnIt: nil, isOpen: isOpen)
        return QueueTable.Row(item, key, now: Self.now).map { press.templates.fragment(.queueRow, $0) }
    }

    /// Would run, break out of an attribute, or close what is around it; and a quotation mark with an accent on it, which
    /// is one character but still ends an attribute.
    static let attack = "\"'><script>alert(1)</script></title>&\"\u{301} onload=x <\u{338}img>{{danger}}"

    @Test("Whatever a field holds is text")
    func escaping() throws {
        let person = Person(
            subject: Self.attack, displayName: Self.attack, organisation: Self.attack, roles: [.coordinator],
            localities: [Self.attack, "b"])
        let item = Samples.item(
            locality: Self.attack, reference: Self.attack, forum: Self.attack, needs: [Self.attack])
        let counts = QueueCounts([1, 1, 1, 1, 1], changes: 0)
        let page = QueuePage(counts, groups: QueueGroup.allCases, number: 1)
        let content = QueueContent(
            address: QueueAddress(locality: Self.attack, group: nil, page: 1), person: person, counts: counts,
            page: page,
            rows: page.sections.map { section in
                [row(item, locality: Self.attack, isOpen: section.group.isOpen)].compactMap { $0 }
            },
            standing: Self.standing(
                onTheirWay: 1, LocalityBook([Locality(code: Self.attack, name: Self.attack, owner: Self.attack)])),
            now: Self.now)
        let message = MessageContent(
            heading: Self.attack, paragraphs: [Self.attack], traceID: Self.attack,
            link: .init(address: Self.attack, words: Self.attack))
        let signIn = SignInContent(
            issuers: [
                Issuer(
                    issuer: Self.attack, name: Self.attack, clientID: Self.attack, clientSecret: nil, scopes: [],
                    claims: Issuer.ClaimNames(), roles: [:])
            ], goingOnTo: nil, notice: Self.attack, elsewhere: .init(address: Self.attack, name: Self.attack))
        for html in [
            html(.queue, content, title: Self.attack, name: Self.attack),
            html(.message, message, title: Self.attack, name: Self.attack),
            html(.signIn, signIn, title: Self.attack, name: Self.attack),
        ] {
            let scalars = String.UnicodeScalarView(html.unicodeScalars)
            func has(_ text: String) -> Bool { Array(scalars).contains(Array(text.unicodeScalars)) }
            #expect(!has("<script>alert"))
            #expect(!has("\"\u{301}") && !has("<\u{338}"))
            #expect(!has("\"'>"))
            #expect(has("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(has("&quot;\u{301} onload=x &lt;\u{338}img&gt;"))
        }
    }

    @Test("A queue says in words what is in it")
    func queueWords() throws {
        let overdue = Samples.item(reference: "RH-AAAA-AAAA")
        let offered = Samples.item(
            reference: "RH-BBBB-BBBB", state: .awaitingPlacement,
            search: PlaceSearch(requestID: UUID(), version: 1, state: .offered, answerBy: at("2026-11-27T17:00:00Z")))
        let content = queue([overdue, offered], counts: QueueCounts([1, 0, 0, 1, 0], changes: 4))
        let html = html(.queue, content, title: content.title)
        for words in [
            "<title>Your queue: Gloucester, Cheltenham – Referral Hub</title>", "Overdue (1)", "Overdue: 1 referral",
            "<p class=\"govuk-body hub-empty\">Nothing due today, nothing new, nothing being decided on or arranged.</p>",
            "Team Around the Locality Cluster",
            "key stage 3", "Social, emotional and mental health; autistic spectrum", "permanently excluded",
            "<time datetime=\"2026-11-25T09:00:00Z\">25 November 2026 at 9:00am</time>",
            "At least one provider has been asked and has not answered yet.", "27 November 2026 at 5:00pm",
            "<time datetime=\"2026-11-23\">23 November 2026</time>", "data-version=\"4.1.0.0.1.0\"",
            "2 more referrals have been posted", "<option value=\"E07000078\">Cheltenham</option>",
            "<option value=\"\" selected>All my localities</option>",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        #expect(!html.contains("{{") && !html.contains("Due today (0)"))
        #expect(html.hasPrefix("<!DOCTYPE html>"))
    }

    @Test("Where a case stands is said in words, with the day a forum meets and that nothing may be shared")
    func standings() throws {
        var listed = Samples.item(reference: "RH-AAAA-AAAA", state: .listed)
        listed.file?.meetsOn = "2026-12-03"
        listed.file?.isSharingAllowed = false
        let asked = Samples.item(reference: "RH-BBBB-BBBB", state: .needsInformation)
        let placed = Samples.item(
            reference: "RH-CCCC-CCCC", state: .active,
            search: PlaceSearch(requestID: UUID(), version: 1, state: .accepted))
        let supported = Samples.item(reference: "RH-DDDD-DDDD", state: .active)
        let content = queue([listed, asked, placed, supported], counts: QueueCounts([0, 0, 0, 2, 2], changes: 4))
        let html = html(.queue, content, title: content.title)
        for words in [
            "It is on the agenda of a forum. Share nothing: there is no lawful basis any more.",
            "The forum meets on <time datetime=\"2026-12-03\">3 December 2026</time>",
            "The agency that referred has been asked for more and has not answered yet.", "Asked on",
            "A provider has said yes.", "Support or a place has been arranged.",
        ] {
            #expect(html.contains(words), "\(words)")
        }
    }

    @Test("A long queue has pages, named in the title and linked")
    func pages() {
        let items = (0..<25).map { _ in Samples.item() }
        let counts = QueueCounts([0, 0, 130, 0, 0], changes: 130)
        let address = QueueAddress(locality: Samples.gloucester, group: .new, page: 3)
        let content = queue(items, counts: counts, address: address)
        #expect(content.title == "New to me: Gloucester, page 3 of 6")
        #expect(content.tables.map(\.caption) == ["New to me: 130 referrals, 51 to 75 shown here"])
        #expect(content.pagination?.pages.map { $0.isGap ? 0 : $0.number } == [1, 2, 3, 4, 0, 6])
        #expect(content.pagination?.next == "/?locality=E07000081&group=new&page=4")
        #expect(content.pagination?.sizes.map(\.address).last == "/?locality=E07000081&group=new&rows=100")
        #expect(content.tabs.all.first { $0.isCurrent }?.code == "new")
        #expect(content.live.address == "/queue/live?locality=E07000081" && !content.live.isPart)
    }

    @Test("A heading with nothing under it takes no room, but says so to whoever asks for it")
    func quiet() {
        let counts = QueueCounts([0, 0, 1, 0, 0], changes: 1)
        let all = queue([Samples.item()], counts: counts)
        #expect(all.tables.map(\.code) == ["new"] && all.quiet?.hasPrefix("Nothing overdue, nothing due today") == true)
        let overdue = queue([], counts: counts, address: QueueAddress(group: .overdue))
        #expect(overdue.tables.isEmpty && overdue.quiet == "Nothing is overdue." && overdue.emptyQueue == nil)
        let full = queue((0..<5).map { _ in Samples.item() }, counts: QueueCounts([1, 1, 1, 1, 1], changes: 5))
        #expect(full.tables.count == 5 && full.quiet == nil)
    }

    @Test("An empty queue says what to do")
    func empty() {
        let content = queue([], counts: QueueCounts())
        #expect(content.tables.isEmpty && content.pagination == nil && content.quiet == nil)
        #expect(content.emptyQueue?.contains("Gloucester or Cheltenham") == true)
    }

    @Test("A table without rows is words alone")
    func emptyTable() {
        let table = PageTable(
            id: "t", caption: "A caption", columns: [.init("A column")], rows: [], emptyWords: "Nothing yet.")
        let page = html(.body, PageBody(heading: "H", blocks: [.table(table)]))
        #expect(page.contains("Nothing yet.") && !page.contains("<table") && !page.contains("A caption"))
    }

    @Test("What was typed stands in its box as it was, also with blanks and line ends around it")
    func typed() throws {
        let session = Session(
            token: SessionToken(), person: Samples.person, issuer: "i", signedInAt: Self.now, lastSeenAt: Self.now)
        let page = FormPage(heading: "H", fields: [Field("why", "Why", .passage(), at: "/why")], button: "Send")
        let form = FormContent(page, action: "/", session: session, form: Form(fields: ["why": "\n one\n  two"]))
        #expect(html(.body, PageBody(heading: "H", form: form)).contains(">\n\n one\n  two</textarea>"))
    }

    @Test("Our faults apologise and give a number to quote; what is not there says so")
    func errors() {
        let fault = PageErrors.content(.internalError, traceID: "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(fault.heading == "Sorry, there is a problem with the service")
        #expect(html(.message, fault).contains("4bf92f3577b34da6a3ce929d0e0e4736"))
        #expect(PageErrors.content(.notFound(), traceID: "t").heading == "Page not found")
    }

    @Test(
        "Instants as people write them",
        arguments: [
            ("2026-11-22T09:00:00Z", "22 November 2026 at 9:00am"), ("2026-07-01T11:05:00Z", "1 July 2026 at 12:05pm"),
            ("2026-01-01T00:30:00Z", "1 January 2026 at 12:30am"), ("2026-06-30T23:15:00Z", "1 July 2026 at 12:15am"),
        ])
    func dates(instant: String, words: String) {
        #expect(PlainDate.words(at(instant)) == words)
    }

    @Test(
        "How late something is",
        arguments: [
            ("2026-11-24T10:00:00Z", String?.none), ("2026-11-24T09:59:59Z", "Less than an hour late"),
            ("2026-11-24T08:30:00Z", "1 hour late"), ("2026-11-23T10:01:00Z", "23 hours late"),
            ("2026-11-23T10:00:00Z", "1 day late"), ("2026-11-14T09:00:00Z", "10 days late"),
            ("2026-11-25T10:00:00Z", nil),
        ])
    func lateness(due: String, words: String?) {
        #expect(Lateness.words(since: at(due), now: Self.now) == words)
    }
}
