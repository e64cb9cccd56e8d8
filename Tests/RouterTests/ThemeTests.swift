import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import RoutingData
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Themes of a locality", .timeLimit(.minutes(1)))
struct ThemeTests {
    private static let october = Date(timeIntervalSince1970: 1_791_194_400)  // Monday 5 October 2026, 10:00 UTC

    private static func opened(
        _ locality: String = "E07000081", need: String = "SEMH", level: Int32 = 3
    ) -> CaseEvent {
        .opened(
            .with {
                ($0.locality, $0.agency.kind) = (locality, .education)
                $0.facts = .with { ($0.needs, $0.level, $0.keyStage) = ([need], level, .keyStage3) }
            })
    }

    private func row(_ desk: ThemeDesk, _ id: UUID) async throws -> String? {
        try await desk.bench.pool.query(
            """
            select concat_ws(' ', locality, term, need, concern, phase, level, source, decided_at is not null,
                place_not_found, threshold_not_met)
            from theme_fact where case_id = \(id)
            """
        ).decodeFirst(String.self)
    }

    @Test("A case's row follows it until the term has ended, and then stays; what is not about a case is passed over")
    func rows() async throws {
        try await ThemeDesk.run { desk in
            let id = UUID()
            func tell(_ event: CaseEvent, day: Double) async throws -> String? {
                let time = Self.october.addingTimeInterval(day * 86_400)
                try await desk.apply([try ReceivedEvent.of(event, referral: id, time: time)])
                return try await row(desk, id)
            }
            let amended = CaseEvent.amended(.with { $0.facts = .with { ($0.needs, $0.level) = (["ASD"], 2) } })
            let others = CaseEvent.amended(
                .with { ($0.amendedReferralID, $0.facts) = ("another", .with { $0.needs = ["VI"] }) })
            let below = CaseEvent.decided(
                .with { ($0.outcome, $0.reason) = ("no_further_action", "threshold_not_met") })
            let moved = CaseEvent.rerouted(.with { $0.locality = "E07000082" })
            #expect(try await tell(Self.opened(), day: 0) == "E07000081 2026-autumn SEMH other ks3 3 education f f f")
            #expect(try await tell(others, day: 1) == "E07000081 2026-autumn SEMH other ks3 3 education f f f")
            #expect(try await tell(amended, day: 1) == "E07000081 2026-autumn ASD other  2 education f f f")
            #expect(try await tell(moved, day: 2) == "E07000082 2026-autumn ASD other  2 education f f f")
            #expect(try await tell(.apPlacementDecided(.init()), day: 3)?.hasSuffix("t f f") == true)
            #expect(try await tell(.placementNotFound(.init()), day: 4)?.hasSuffix("t t f") == true)
            let asItWas = try await tell(below, day: 5)
            #expect(asItWas == "E07000082 2026-autumn ASD other  2 education t t t")
            let late: [CaseEvent] = [
                Self.opened("E07000079"), amended, .rerouted(.with { $0.locality = "E07000083" }),
                .closed(.with { $0.outcome = "entered_in_error" }), .meetingPlanned(.init()),
            ]
            for event in late { #expect(try await tell(event, day: 100) == asItWas) }
            #expect(try await tell(.closed(.with { $0.outcome = "entered_in_error" }), day: 6) == nil)
            let sealed = try await desk.bench.number(
                "select count(*) from information_schema.columns where table_name = 'theme_fact' and column_name ~ 'child'"
            )
            #expect(sealed == 0)
        }
    }

    /// The code of the term that a case counts in which is opened at that instant.
    private func term(_ desk: ThemeDesk, openedAt instant: String) async throws -> String? {
        let (id, time) = (UUID(), try #require(RFC3339.instant(instant)))
        try await desk.apply([try ReceivedEvent.of(Self.opened(), referral: id, time: time)])
        return try await desk.bench.pool.query("select term from theme_fact where case_id = \(id)")
            .decodeFirst(String.self)
    }

    /// The built-in county with other first days of three terms.
    private static func later() throws -> String {
        try BuiltIn.county().text.replacing("version: 1\n", with: "version: 2\n")
            .replacing("2026-09-02", with: "2026-09-07").replacing("2027-01-04", with: "2027-01-18")
            .replacing("2027-04-12", with: "2027-04-14")
    }

    @Test(
        "A case counts in the county's term in which it was opened, to the midnight; no later calendar moves one that has begun"
    )
    func countysTerms() async throws {
        try await ThemeDesk.run { desk in
            #expect(try await term(desk, openedAt: "2026-09-01T22:59:59Z") == "2026-summer")
            #expect(try await term(desk, openedAt: "2026-09-01T23:00:00Z") == "2026-autumn", "British Summer Time")
            #expect(try await term(desk, openedAt: "2027-01-03T23:59:59Z") == "2026-autumn", "a holiday")
            #expect(try await term(desk, openedAt: "2027-01-04T00:00:00Z") == "2027-spring")
            let id = UUID()
            for (version, time) in ["2026-12-18T10:00:00Z", "2027-01-03T10:00:00Z", "2027-01-04T10:00:00Z"].enumerated()
            {
                let event = version == 0 ? Self.opened() : .rerouted(.with { $0.locality = "E0700008\(version + 1)" })
                let at = try #require(RFC3339.instant(time))
                try await desk.apply([try ReceivedEvent.of(event, referral: id, version: Int64(version + 1), time: at)])
            }
            #expect(
                try await row(desk, id)?.hasPrefix("E07000082 2026-autumn") == true, "as it stood at the term's end")

            try await desk.bench.activateCounty(try Self.later())
            #expect(try await term(desk, openedAt: "2026-09-03T10:00:00Z") == "2026-autumn")
            #expect(try await term(desk, openedAt: "2027-01-05T10:00:00Z") == "2027-spring")
            #expect(try await term(desk, openedAt: "2027-04-13T10:00:00Z") == "2027-spring", "summer had not begun")
            #expect(try await term(desk, openedAt: "2027-04-14T10:00:00Z") == "2027-summer")
        }
    }

    @Test("A term whose figures have been looked at has ended for good")
    func endedForGood() async throws {
        try await ThemeDesk.run { desk in
            let before = try await desk.send(.get, "/v1/themes")
            #expect(
                before["items/0/term/from"]?.words == "2026-09-02" && before["items/0/term/to"]?.words == "2027-01-03")
            try await desk.bench.activateCounty(try Self.later())
            let after = try await desk.send(.get, "/v1/themes")
            #expect(
                after["items/0/term/code"]?.words == "2026-autumn" && after["items/0/term/to"]?.words == "2027-01-03")
            #expect(try await term(desk, openedAt: "2027-01-11T10:00:00Z") == "2027-spring")
        }
    }

    /// 2,000 cases of a term, as chance has them.
    private func term(_ desk: ThemeDesk) async throws {
        var random = SystemRandomNumberGenerator()
        let places = Locality.gloucestershire.map(\.code) + ["E07000081", "E07000081", "E07000081", "out_of_area"]
        var events: [ReceivedEvent] = []
        for _ in 0..<2_000 {
            let id = UUID()
            let opened = Self.october.addingTimeInterval(.random(in: 0..<5_000_000, using: &random))
            let need = SendNeed.allCases.prefix(Int.random(in: 1...14)).randomElement(using: &random) ?? .semh
            let place = places.randomElement(using: &random) ?? ""
            events.append(
                try ReceivedEvent.of(
                    Self.opened(place, need: need.code, level: .random(in: 1...4, using: &random)), referral: id,
                    time: opened))
            guard Int.random(in: 0..<3) > 0 else { continue }
            let decided = opened.addingTimeInterval(.random(in: 0..<3_000_000, using: &random))
            events.append(try ReceivedEvent.of(CaseEvent.decided(.init()), referral: id, version: 2, time: decided))
        }
        try await desk.apply(events)
    }

    @Test(
        "The themes of 2,000 cases show no number from 1 to 4, as JSON and as CSV, to coordinators and the board alike")
    func shown() async throws {
        try await ThemeDesk.run { desk in
            try await term(desk)
            let all = Locality.all.map(\.code)
            let reply = try await desk.send(.get, "/v1/themes", as: ThemeDesk.somebody(.board, of: Set(all)))
            #expect(reply.status == 200 && reply.items.count == all.count)
            var counts: [Int] = []
            for item in reply.items {
                #expect(item.at("term/code")?.words == "2026-autumn")
                for table in item.at("tables")?.items ?? [] {
                    let rows = table.at("rows")?.items ?? []
                    counts += rows.compactMap { $0.at("count")?.number }
                    #expect(rows.allSatisfy { ($0.at("count") == nil) == ($0.at("hidden") == true) })
                    let isWhole = rows.allSatisfy { $0.at("count") != nil } && !rows.isEmpty
                    #expect((table.at("hidden") == nil) == isWhole)
                }
            }
            #expect(counts.count > 100 && counts.allSatisfy { !(1...4).contains($0) })
            let gloucester = try #require(
                reply.items.first { $0.at("locality/code")?.words == "E07000081" })
            #expect(gloucester.at("title")?.words?.hasPrefix("The largest need: ") == true)

            let csv = try await desk.send(.get, "/v1/themes.csv", as: ThemeDesk.somebody(.board, of: Set(all)))
            #expect(csv.status == 200 && csv.headers[.contentType] == "text/csv; charset=utf-8")
            let lines = csv.text.components(separatedBy: "\r\n").dropLast()
            #expect(lines.first?.hasPrefix("locality,locality_name,term,from,to,dimension,value,words,count") == true)
            // Before the words, which may hold commas, no field does; what follows them ends in count, share and note.
            let inFile = lines.compactMap { line in
                line.components(separatedBy: ",").suffix(3).first.flatMap { Int($0) }
            }
            #expect(inFile.sorted() == (counts + reply.items.compactMap { $0.at("cases")?.number }).sorted())
            let mine = try await desk.send(.get, "/v1/themes?from=2026-09-01&to=2027-01-03")
            #expect(mine.items.count == 1 && mine["items/0/title"] == gloucester.at("title"))
        }
    }

    @Test("Themes are for coordinators and the board, of their own localities, and of terms that have ended")
    func whoAndWhen() async throws {
        try await ThemeDesk.run { desk in
            for path in ["/v1/themes", "/v1/themes.csv", "/v1/themes/actions"] {
                for role in [Role.agency, .provider, .operator, .dpo] {
                    #expect(
                        try await desk.send(.get, path, as: ThemeDesk.somebody(role)).status == 403, "\(role) \(path)")
                }
            }
            for path in ["/v1/themes?locality=E07000082", "/v1/themes.csv?locality=E07000082"] {
                #expect(try await desk.send(.get, path).status == 403)
                #expect(
                    try await desk.send(
                        .get, path, as: ThemeDesk.somebody(.coordinator, of: ["E07000081", "E07000082"])
                    ).status == 200)
            }
            for query in [
                "from=soon", "to=2026-02-30", "from=2026-09-01&to=2026-08-31", "from=2020-01-01&to=2026-12-31",
            ] {
                #expect(try await desk.send(.get, "/v1/themes?\(query)").status == 400, "\(query)")
            }
            func terms(_ query: String) async throws -> [String] {
                try await desk.send(.get, "/v1/themes?\(query)").items.compactMap {
                    $0.at("term/code")?.words
                }
            }
            #expect(try await terms("from=2026-01-01&to=2027-12-31") == ["2026-spring", "2026-summer", "2026-autumn"])
            #expect(try await terms("from=2026-09-03&to=2027-01-03") == [], "never a part of a term")
            #expect(try await terms("from=2027-01-01") == [])
            try await desk.apply([try ReceivedEvent.of(Self.opened(), referral: UUID(), time: Self.october)])
            let few = try await desk.send(.get, "/v1/themes")
            #expect(few["items/0/title"]?.words == "Fewer than 5 cases" && few["items/0/cases"] == nil)
        }
    }

    static let action: JSON = [
        "locality": "E07000081", "theme": "need", "value": "SEMH", "period": "2026-autumn",
        "what": "Offer places in a nurture group.", "organisation": "Hillside School", "owner": "the SENCO",
        "due_on": "2027-03-31",
    ]

    @Test("A theme becomes an action with an owner and a day, is done once, and its list can be filled anew")
    func actions() async throws {
        try await ThemeDesk.run { desk in
            let made = try await desk.send(.post, "/v1/themes/actions", Self.action)
            #expect(made.status == 201 && made.headers[.eTag] == "\"1\"")
            let path = try #require(made.headers[.location])
            let read = try await desk.send(.get, path, as: ThemeDesk.board)
            #expect(read.status == 200 && read["owner"]?.words == "the SENCO")
            #expect(read["period"]?.words == "2026-autumn" && read["done"] == false)
            #expect(try await desk.send(.get, path, as: ThemeDesk.stroud).status == 404)

            let completion = "\(path)/completion"
            let words: JSON = ["words": "Two groups run."]
            #expect(try await desk.send(.post, completion, words).status == 428)
            #expect(try await desk.send(.post, completion, words, match: 7).status == 412)
            #expect(try await desk.send(.post, completion, words, as: ThemeDesk.stroud, match: 1).status == 404)
            #expect(try await desk.send(.post, completion, words, as: ThemeDesk.board, match: 1).status == 403)
            #expect(try await desk.send(.post, completion, ["words": "X916401524017"], match: 1).pointers == ["/words"])
            #expect(try await desk.send(.post, completion, words, match: 1).status == 200)
            #expect(try await desk.send(.post, completion, words, match: 2).status == 409)
            let done = try await desk.send(.get, "/v1/themes/actions?done=true").items
            #expect(done.count == 1 && done[0].at("outcome")?.words == "Two groups run.")
            #expect(try await desk.send(.get, "/v1/themes/actions?done=false").items.isEmpty)
            #expect(try await desk.send(.get, "/v1/themes/actions?done=maybe").status == 400)
            let id = try #require(UUID(uuidString: String(path.suffix(36))))
            #expect(try await desk.bench.story(of: id) == ["theme_action_agreed", "theme_action_done"])
            try await filledAnew(desk, id)
        }
    }

    /// The list filled anew from the log is the same as the one that was lived through.
    private func filledAnew(_ desk: ThemeDesk, _ id: UUID) async throws {
        let row: PostgresQuery = "select to_jsonb(theme_action)::text from theme_action"
        let lived = try await desk.bench.pool.query(row).decode(String.self)
        try await desk.bench.pool.execute("truncate theme_action")
        let log = try await desk.bench.pool.query(
            "select type, payload, version, occurred_at from event_log where subject = \(id) order by version"
        ).decode(String.self, [UInt8].self, Int64.self, Date.self)
        var before = Loaded<ThemeAction>.none
        for (type, payload, version, time) in log {
            let event = try CaseEvent(type: type, payload: payload)
            _ = try await desk.bench.pool.pipeline(ThemeActionList().rows([event], to: id, key: id, before, at: time))
            before = before.after(event, version: version, at: time)
        }
        #expect(try await desk.bench.pool.query(row).decode(String.self) == lived && lived.count == 1)
    }

    @Test("An action is for a coordinator of the locality, says everything that is missing, and names no child")
    func refused() async throws {
        try await ThemeDesk.run { desk in
            let path = "/v1/themes/actions"
            #expect(try await desk.send(.post, path, Self.action, as: ThemeDesk.board).status == 403)
            #expect(try await desk.send(.post, path, Self.action, as: ThemeDesk.stroud).status == 403)
            #expect(try await desk.send(.post, path, Self.action, key: nil).status == 400)
            #expect(
                Set(try await desk.send(.post, path, ["locality": "E07000081"]).pointers) == [
                    "/theme", "/value", "/period", "/what", "/organisation", "/owner", "/due_on",
                ])
            for (name, value) in [
                ("what", "Speak to the family of 943 476 5919."), ("period", "2027-spring"), ("value", "ks3"),
                ("due_on", "2026-12-31"),
            ] {
                let reply = try await desk.send(.post, path, Self.action.with(.object([.init(name, .string(value))])))
                #expect(reply.status == 422 && reply.pointers == ["/\(name)"], "\(name)")
                #expect(!reply.text.contains("943"))
            }
            #expect(try await desk.bench.number("select count(*) from theme_action") == 0)
            for _ in 0..<3 { _ = try await desk.send(.post, path, Self.action) }
            let first = try await desk.send(.get, "\(path)?limit=2")
            let cursor = try #require(first["next"]?.words)
            let second = try await desk.send(.get, "\(path)?limit=2&cursor=\(cursor)")
            let ids = (first.items + second.items).compactMap { $0.at("id")?.words }
            #expect(ids.count == 3 && Set(ids).count == 3)
        }
    }
}
