import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Hummingbird
import Inclusion
import NIOCore
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Portal

@Suite("A queue narrowed down", .timeLimit(.minutes(1)))
struct QueueFilterTests {
    private static let now = at("2026-11-24T10:00:00Z")
    private static let me = Samples.person
    private static let cheltenham = "E07000078"

    /// Four cases of two localities: late and not, with me, with Ann and with nobody, of two forums and two levels.
    private static func stock(_ bench: PortalBench) async throws {
        func assigned(to person: String, due: String) -> CaseEvent {
            .assigned(
                .with {
                    $0.assignedTo = person
                    $0.clocks.all = [
                        .with { ($0.kind, $0.dueAt, $0.with) = (CaseClockKind.triage.code, due, "coordinator") }
                    ]
                })
        }
        let rerouted = CaseEvent.rerouted(
            .with { ($0.locality, $0.fromLocality, $0.forum) = (cheltenham, cheltenham, .interventionCircle) })
        let stories: [(String, String, [CaseEvent])] = [
            (
                "RH-AAAA-AAAA", Samples.gloucester,
                [Samples.acknowledged, assigned(to: me.subject, due: "2020-01-02T17:00:00Z")]
            ),
            (
                "RH-BBBB-BBBB", Samples.gloucester,
                [
                    Samples.acknowledged, assigned(to: "ann", due: "2099-12-01T17:00:00Z"),
                    .levelChanged(.with { $0.toLevel = 4 }),
                ]
            ),
            ("RH-CCCC-CCCC", Samples.gloucester, []),
            (
                "RH-DDDD-DDDD", cheltenham,
                [rerouted, Samples.acknowledged, assigned(to: me.subject, due: "2099-12-01T17:00:00Z")]
            ),
        ]
        for (reference, locality, events) in stories {
            let (referral, file) = (UUID(), UUID())
            let opened = Samples.opened(
                case: file, locality: locality, reference: reference, acknowledgeBy: "2020-01-02T09:00:00Z")
            for (place, event) in ([opened] + events).enumerated() {
                try await bench.apply(.of(event, referral: referral, subject: file, version: Int64(place + 1)))
            }
        }
    }

    /// What stands behind the question mark, and the last letter of the references that are shown then.
    private static let choices: [(query: String, shown: String)] = [
        ("", "ABCD"), ("?assigned=me", "AD"), ("?assigned=none", "C"), ("?assigned=ann", "B"),
        ("?assigned=me&late=true", "A"), ("?late=true", "AC"), ("?level=4", "B"), ("?level=3", "ACD"),
        ("?forum=intervention_circle", "D"), ("?forum=talc&locality=E07000081", "ABC"),
        ("?locality=E07000078&assigned=me&level=3&forum=intervention_circle", "D"), ("?group=overdue", "C"),
        ("?assigned=nobody%27s+friend", ""),
    ]

    @Test("A link shows what fits it and nothing else; the numbers are those of what is shown")
    func pages() async throws {
        try await RunningPortal.run { portal, bench in
            try await Self.stock(bench)
            let cookie = try await portal.signIn(as: Self.me)
            for (query, shown) in Self.choices {
                let page = try await portal.get("/\(query)", cookie: cookie)
                #expect(page.status == 200, "\(query)")
                let found = ["A", "B", "C", "D"].filter {
                    page.text.contains("-" + String(repeating: $0, count: 4) + "<")
                }
                #expect(found.joined() == shown, "\(query)")
                if !query.contains("group") {
                    #expect(page.text.contains("data-total=\"\(shown.count)\""), "\(query)")
                    let counts = try await portal.get("/queue/counts\(query)", cookie: cookie)
                    #expect(counts.text.contains("\"total\":\(shown.count)"), "\(query)")
                }
            }
            for query in ["forum=nonsense", "level=5", "level=x", "late=maybe", "locality=E07000082"] {
                #expect(try await portal.get("/?\(query)", cookie: cookie).status == 404, "\(query)")
                #expect(try await portal.get("/queue/live?\(query)", cookie: cookie).status == 404, "\(query)")
            }
        }
    }

    @Test("What was chosen is shown, can be taken back one by one, and is kept by every link of the page")
    func chips() async throws {
        try await RunningPortal.run { portal, bench in
            try await Self.stock(bench)
            let attack = Person(
                subject: "ann", displayName: PageTests.attack, organisation: "o", roles: [.coordinator],
                localities: [Samples.gloucester])
            try await bench.grant(attack)
            let cookie = try await portal.signIn(as: Self.me)
            let page = try await portal.get("/?locality=E07000081&level=4&assigned=ann&group=other", cookie: cookie)
            for words in [
                "href=\"/?locality=E07000081&amp;group=other&amp;level=4\"",
                "href=\"/?group=other&amp;level=4&amp;assigned=ann\"", "Level: 4 <span", "Locality: Gloucester <span",
                "href=\"/?group=other\">Show everything</a>",
                "href=\"/?locality=E07000081&amp;group=waiting&amp;level=4&amp;assigned=ann\"",
                "data-live=\"/queue/live?locality=E07000081&amp;level=4&amp;assigned=ann\"", "data-part",
                "<option value=\"4\" selected>4</option>", "<input type=\"hidden\" name=\"group\" value=\"other\">",
                "Works on it: &quot;", "&lt;script&gt;alert(1)",
            ] { #expect(page.text.contains(words), "\(words)") }
            #expect(!page.text.contains("<script>alert") && !page.text.contains("action=\"/cases/next\""))
            let all = try await portal.get("/", cookie: cookie)
            #expect(!all.text.contains("hub-chips\"") && all.text.contains("action=\"/cases/next\""))
            let nothing = try await portal.get("/?forum=post_16", cookie: cookie)
            #expect(nothing.text.contains("Nothing in your queue is like that."))
        }
    }

    /// What is looked at, and what the router is asked for when the next case of it is to be taken; `nil` where nobody can
    /// take any of it.
    private static let nexts: [(query: String, body: JSON?)] = [
        ("", [:]), ("?locality=E07000081&rows=50&page=3", ["locality": "E07000081"]),
        ("?forum=talc&level=4", ["forum": "talc", "level": 4]), ("?assigned=none", [:]),
        ("?assigned=me", nil), ("?assigned=ann", nil), ("?group=waiting", nil),
        ("?late=true", ["group": "overdue"]), ("?group=overdue", ["group": "overdue", "statuses": ["open"]]),
        ("?group=overdue&late=true", ["group": "overdue", "statuses": ["open"]]),
        ("?group=due_today&level=3", ["group": "due_today", "statuses": ["open"], "level": 3]),
        ("?group=due_today&late=true", nil), ("?group=new", ["group": "new_to_me", "statuses": ["open"]]),
        (
            "?group=other",
            [
                "statuses": [
                    "acknowledged", "in_triage", "needs_information", "listed", "awaiting_placement", "decided",
                    "active",
                ]
            ]
        ),
    ]

    @Test("Accept, next takes the next of what is looked at, and leads back there when there is none", arguments: nexts)
    func next(query: String, body: JSON?) throws {
        let address = try QueueAddress(Self.request("/\(query)"))
        #expect(address.next == body)
        let again = try QueueAddress { name in address.fields.first { $0.name == name }?.value }
        #expect(again == address)
        let back = try QueueAddress(Self.request(address.path(done: "nothing_left")))
        #expect(back == address && address.path(done: "x").hasSuffix("done=x"))
    }

    private static func request(_ path: String) -> Request {
        Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: path),
            body: RequestBody(buffer: ByteBuffer()))
    }

    @Test("The button says what it takes from, and goes where nothing can be taken")
    func acceptNext() async throws {
        try await RunningPortal.run { portal, bench in
            try await Self.stock(bench)
            let cookie = try await portal.signIn(as: Self.me)
            for (query, words) in [
                ("", "Takes the case that needs somebody most"),
                ("?level=3&page=9", "<input type=\"hidden\" name=\"level\" value=\"3\">"),
                ("?level=3", "Takes the case of this list that needs somebody most"),
                ("?group=overdue", "<input type=\"hidden\" name=\"group\" value=\"overdue\">"),
            ] {
                let page = try await portal.get("/\(query)", cookie: cookie)
                #expect(page.text.contains("action=\"/cases/next\"") && page.text.contains(words), "\(query)")
                #expect(!page.text.contains("name=\"page\""))
            }
            for query in ["?assigned=me", "?group=due_today", "?forum=post_16"] {
                let page = try await portal.get("/\(query)", cookie: cookie)
                #expect(page.status == 200 && !page.text.contains("/cases/next"), "\(query)")
            }
        }
    }

    @Test("Pages of a list keep what was chosen")
    func pagination() throws {
        var address = QueueAddress(locality: Samples.gloucester, group: .new, page: 2)
        (address.forum, address.level, address.assigned, address.isLate) = (.talc, 3, "ann & co", true)
        let choice = "/?locality=E07000081&group=new&forum=talc&level=3&assigned=ann%20%26%20co&late=true"
        #expect(Pagination(address, count: 3, rows: 70)?.next == "\(choice)&page=3")
        #expect(Pagination(address, count: 3, rows: 70)?.previous == choice)
    }

    @Test("Who looks at a part of the queue hears of that part alone")
    func live() async throws {
        try await RunningPortal.run { portal, bench in
            try await Self.stock(bench)
            let cookie = try await portal.signIn(as: Self.me)
            var mine = try portal.stream("/queue/live?assigned=me", cookie: cookie).makeAsyncIterator()
            var all = try portal.stream("/queue/live", cookie: cookie).makeAsyncIterator()
            /// The next total that is heard.
            func total(_ lines: inout AsyncStream<String>.Iterator) async -> Int? {
                while let line = await lines.next() {
                    guard line.hasPrefix("data: {\"version\"") else { continue }
                    return (try? JSONBody(bytes: Array(line.dropFirst(6).utf8)))?.tree.at("total")?.number
                }
                return nil
            }
            #expect(await total(&mine) == 2)
            #expect(await total(&all) == 4)
            try await bench.open()
            #expect(await total(&all) == 5)
            let (referral, file) = (UUID(), UUID())
            let events = [
                Samples.opened(case: file), Samples.acknowledged,
                CaseEvent.assigned(.with { $0.assignedTo = Self.me.subject }),
            ]
            for (place, event) in events.enumerated() {
                try await bench.apply(.of(event, referral: referral, subject: file, version: Int64(place + 1)))
            }
            #expect(await total(&mine) == 3, "nothing was heard of the case that is nobody's")
        }
    }

    @Test("Who passes a case on to another locality works on it no more")
    func passedOn() throws {
        var item = QueueItem(referralID: UUID())
        let (file, time) = (UUID(), Self.now)
        try item.note(Samples.opened(case: file), version: 1, at: time)
        #expect(item.file?.assignedTo == nil && item.dueAt == at("2026-11-25T09:00:00Z"))
        try item.note(.assigned(.with { $0.assignedTo = "ann" }), version: 2, at: time)
        #expect(item.file?.assignedTo == "ann")
        let away = CaseEvent.rerouted(.with { ($0.locality, $0.fromLocality) = (Self.cheltenham, Samples.gloucester) })
        try item.note(away, version: 3, at: time)
        #expect(item.file?.assignedTo == nil)
    }
}
