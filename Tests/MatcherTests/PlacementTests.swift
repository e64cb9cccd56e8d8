import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import PlacementMatcher

@Suite("A child is hosted", .timeLimit(.minutes(1)))
struct PlacementTests {
    typealias Room = PlacementRoom

    private func lend(_ places: Int = 5, _ body: @Sendable (Room) async throws -> Void) async throws {
        try await Room.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: places)))
            try await body(room)
        }
    }

    @Test("From the agreement to the end of a term, by the routes alone")
    func whole() async throws {
        try await lend { room in
            let id = try await room.placement(
                ("start", Room.start, "2026-12-07"), ("attendance", Room.attendance, "2026-12-09"),
                ("reviews", Room.review, "2026-12-16"))
            #expect(try await room.bench.places(of: MatcherBench.first) == [5, 1, 0])
            try await room.make(id, "extension", Room.longer, as: Room.caller, on: "2026-12-16")
            try await room.make(id, "reintegration", Room.reintegration, on: "2026-12-17")
            let ended = try await room.make(id, "end", Room.end, on: "2026-12-18")
            #expect(ended["status"]?.words == "ended" && ended["allowed_moves"]?.strings == [])
            #expect(
                try await room.bench.story(of: id) == [
                    "agreed", "started", "attendance_recorded", "reviewed", "extended", "reintegration_planned",
                    "ended",
                ])
            // Free from the day after on.
            #expect(
                try await room.bench.store.pool.query("select last_day::text from booking").decode(String.self) == [
                    "2026-12-18"
                ])

            let read = try await room.send(.get, "/v1/placements/\(id)")
            #expect(read.status == 200 && read.version == 7 && read["status"]?.words == "ended")
            #expect(read["agreement/objectives/1"]?.words == "Reads every day")
            #expect(read["agreement/notice/report_to"]?.words == "Sam Example")
            #expect(read["reviews/0/child_views"]?.words == "It is calm here.")
            #expect(read["reviews/0/next_review_by"]?.words == "2027-02-12")
            #expect(read["extensions/0/words"]?.words == "More time to settle." && read["until"]?.words == "2027-03-25")
            #expect(read["reintegration/words"]?.words == "Mornings first.")
            #expect(
                read["ended/words"]?.words == "Likes to read aloud." && read["ended/ended_as"]?.words == "reintegrated")
            #expect(read["attendance/attended"]?.number == 1 && read["attendance/required"]?.number == 2)
            #expect(
                read["attendance/marks/0/suggested_code"]?.words == "B" && read["attendance/marks/1/code"]?.words == nil
            )
            // What the census asks for is nobody's to read here.
            #expect(!read.text.contains("Testwell") && !read.text.contains("X916401524017"))
            let traces = try await room.bench.number(
                "select count(*) from keyring.access_log where purpose = 'read_placement' and reader = 'coordinator-1'")
            #expect(traces == 1)
        }
    }

    @Test("What people wrote is sealed wherever it is kept")
    func sealed() async throws {
        try await lend { room in
            _ = try await room.placement(
                ("start", Room.start, "2026-12-07"), ("reviews", Room.review, "2026-12-16"),
                ("reintegration", Room.reintegration, "2026-12-17"), ("end", Room.end, "2026-12-18"))
            for word in ["Reads every day", "Mill Lane", "calm here", "Mornings first", "read aloud", "Testwell"] {
                let inLog = try await room.bench.number(
                    "select count(*) from event_log where position(\(Array(word.utf8)) in payload) > 0")
                #expect(inLog == 0, "\(word)")
            }
        }
    }

    @Test("Another provider, another locality and an agency learn nothing, and a list never names a child")
    func strangers() async throws {
        try await lend { room in
            let id = try await room.placement()
            for person in [Room.stranger, Room.elsewhere] {
                #expect(try await room.send(.get, "/v1/placements/\(id)", as: person).status == 404)
                #expect(try await room.move(id, "start", Room.start, as: person).status == 404)
                #expect(try await room.send(.get, "/v1/placements", as: person).body == ["items": []])
            }
            #expect(try await room.send(.get, "/v1/placements", as: Room.school).status == 403)
            #expect(try await room.send(.get, "/v1/placements/\(id)", as: Room.school).status == 403)
            #expect(try await room.send(.get, "/v1/placements", as: nil).status == 401)
            for person in [Room.provider, Room.caller] {
                let list = try await room.send(.get, "/v1/placements?status=confirmed&review_by=2027-01-04", as: person)
                #expect(list["items/0/id"]?.words == id && list["items/0/review_by"]?.words == "2026-12-18")
                #expect(list["items/0/provision/name"]?.words == "Severn Vale Bridge")
            }
            for query in ["status=ended", "review_by=2026-12-17", "referral=\(UUID().text)"] {
                #expect(try await room.send(.get, "/v1/placements?\(query)").body == ["items": []])
            }
            for query in ["status=lost", "review_by=soon", "referral=x", "cursor=x"] {
                #expect(try await room.send(.get, "/v1/placements?\(query)").status == 400)
            }
            let read = try await room.send(.get, "/v1/placements/\(id)", as: Room.provider)
            #expect(read["details_state"]?.words == "readable")
            #expect(read["allowed_moves"]?.strings == ["start", "not_start"])
        }
    }

    @Test("Extending is the coordinator's, reporting attendance the provider's; the agreement is nobody else's")
    func parties() async throws {
        try await lend { room in
            let id = try await room.placement(("start", Room.start, "2026-12-07"))
            try room.go(to: "2026-12-16")
            #expect(try await room.move(id, "extension", Room.longer).status == 403)
            #expect(try await room.move(id, "attendance", Room.attendance, as: Room.caller).status == 403)
            let again = try await room.move(id, "start", Room.start)
            #expect(again.status == 409 && again.errors == [" not_allowed_now"])
            let request = try await room.accepted()
            try room.go(to: "2026-11-23")
            #expect(try await room.agree(request, as: Room.provider).status == 403)
            #expect(try await room.agree(request, as: Room.elsewhere).status == 404)
        }
    }

    @Test("Without a provider's yes nothing is agreed; what is wrong is named at once, and sealed is nothing")
    func refused() async throws {
        try await lend { room in
            let asked = try await room.bench.request()
            let early = try await room.agree(asked)
            #expect(early.status == 409 && early.errors == [" not_accepted"])
            let request = try await room.accepted()
            let wrong = try await room.agree(request, ["objectives": [], "from": "soon", "weather": "fine"])
            #expect(wrong.status == 422 && wrong.errors.contains("/from not_a_date"))
            #expect(wrong.errors.contains("/objectives too_few") && wrong.errors.contains("/contacts required"))
            let late = try await room.agree(
                request, Room.agreement.with(["from": "2026-11-24"]))
            #expect(late.status == 422 && late.errors == ["/from not_booked", "/notice/given_on too_late"])
            #expect(try await room.bench.number("select count(*) from placement") == 0)
            #expect(try await room.agree(request).status == 201)
            let twice = try await room.agree(request)
            #expect(twice.status == 409 && twice.errors == [" agreed_already"])
        }
    }

    @Test("A retry of the agreement gets the same answer, and fifty at once make one placement")
    func fiftyAgreements() async throws {
        try await lend { room in
            let request = try await room.accepted()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await room.agree(request).status } }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [201: 1, 409: 49])
            #expect(try await room.bench.number("select count(*) from event_log where type like '%.agreed.%'") == 1)
        }
    }

    @Test("A child has one place in a half day, also when two are agreed at once")
    func oneChild() async throws {
        try await lend { room in
            let child = UUID()
            let requests = [try await room.accepted(of: child), try await room.accepted(of: child)]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for request in requests { group.addTask { try await room.agree(request).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [201, 409])
            // Other half days are another matter, and count as a move.
            let third = try await room.agree(
                try await room.accepted(of: child), Room.agreement.with(["sessions": ["tue_am"]]))
            #expect(third.status == 201)
            let id = try #require(third["id"]?.words)
            #expect(try await room.send(.get, "/v1/placements/\(id)")["moves_before"]?.number == 1)
        }
    }

    @Test("What never began frees the place, and what is written about it is not for the provider to read any more")
    func notStarted() async throws {
        try await lend { room in
            let id = try await room.placement(("not-started", Room.notStarted, "2026-12-08"))
            #expect(try await room.bench.places(of: MatcherBench.first) == [5, 0, 0])
            let mine = try await room.send(.get, "/v1/placements/\(id)", as: Room.provider)
            #expect(mine["details_state"]?.words == "withheld" && !mine.text.contains("They have moved"))
            let theirs = try await room.send(.get, "/v1/placements/\(id)")
            #expect(theirs["not_started/words"]?.words == "They have moved.")
            #expect(theirs["not_started/reason"]?.words == "family_declined")
        }
    }

    @Test("A child whose key is erased leaves a placement without words")
    func erased() async throws {
        try await lend { room in
            let child = UUID()
            let id = try await room.placement(of: child, ("start", Room.start, "2026-12-07"))
            let officer = Reader(subject: "dpo", role: "dpo", organisation: "county")
            #expect(try await room.host.keyring.erase(child: child, by: officer, reason: "request_of_the_family"))
            let read = try await room.send(.get, "/v1/placements/\(id)")
            #expect(read.status == 200 && read["details_state"]?.words == "erased" && read["agreement"] == nil)
            try room.go(to: "2026-12-16")
            #expect(try await room.move(id, "reviews", Room.review).status == 410)
        }
    }

    @Test("An outdated version changes nothing, and a missing one is asked for")
    func versions() async throws {
        try await lend { room in
            let id = try await room.placement()
            try room.go(to: "2026-12-07")
            #expect(
                try await room.send(.post, "/v1/placements/\(id)/start", Room.start, as: Room.provider).status == 428)
            let stale = try await room.send(
                .post, "/v1/placements/\(id)/start", Room.start, as: Room.provider, match: 7)
            #expect(stale.status == 412)
            #expect(try await room.bench.story(of: id) == ["agreed"])
        }
    }

    @Test("Outcomes are kept of each placement, by provision and need")
    func outcomes() async throws {
        try await lend { room in
            for _ in 0..<2 {
                try room.go(to: "2026-11-23")
                _ = try await room.placement(
                    ("start", Room.start, "2026-12-07"), ("reintegration", Room.reintegration, "2026-12-17"),
                    ("end", Room.end, "2026-12-18"))
            }
            let rows = try await room.bench.store.pool.query(
                "select provision_id, needs, achieved, partly, not_achieved from placement_outcome"
            ).decode(UUID.self, [String].self, Int.self, Int.self, Int.self)
            #expect(rows.map { "\($0.1) \($0.2) \($0.3) \($0.4)" } == [#"["SEMH"] 1 0 1"#, #"["SEMH"] 1 0 1"#])
            #expect(rows.allSatisfy { $0.0.text == MatcherBench.first })
        }
    }

    @Test("The lists say the same when they are filled anew from the log")
    func lists() async throws {
        try await lend { room in
            let id = try await room.placement(
                ("start", Room.start, "2026-12-07"), ("reintegration", Room.reintegration, "2026-12-17"),
                ("end", Room.end, "2026-12-18"))
            let pool = room.bench.store.pool
            let look: PostgresQuery = """
                select placement::text || placement_outcome::text from placement
                join placement_outcome on placement_id = id
                """
            let before = try await pool.query(look).decode(String.self)
            #expect(before.count == 1)
            let log = try await pool.query(
                "select version, type, payload, key, occurred_at from event_log where subject = \(id) order by version"
            ).decode(Int64.self, String.self, [UInt8].self, UUID.self, Date.self)
            let subject = try #require(UUID(uuidString: id))
            try await room.bench.store.transaction { transaction in
                try await transaction.sql.execute("delete from placement")
                try await transaction.sql.execute("delete from placement_outcome")
                var loaded = Loaded<Placement>.none
                for (version, type, payload, key, time) in log {
                    let event = try PlacementEvent(type: type, payload: payload)
                    let rows = PlacementRegister().rows([event], to: subject, key: key, loaded, at: time)
                    _ = try await transaction.sql.pipeline(rows)
                    loaded = Loaded(state: Placement.evolve(loaded.state, event), version: version, history: [])
                    // The list of requests has nothing to do with it.
                    #expect(try PlacementLists().rows([event], to: subject, key: key, .none, at: time).isEmpty)
                }
            }
            #expect(try await pool.query(look).decode(String.self) == before)
        }
    }
}
