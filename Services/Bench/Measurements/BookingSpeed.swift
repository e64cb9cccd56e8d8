import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import SwiftProtobuf

/// Coordinators who all want the same few places: 32 ask, as fast as they are answered, for one of six places at three
/// provisions, and whoever is given one gives it back at once. Against as many clients of PostgreSQL that update one of three
/// rows each.
enum BookingSpeed {
    private static let (coordinators, provisions, places) = (32, 3, 2)

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await EventHub.with(
            "bench_booking", ["placement-matcher"], connections: 4, in: bench.surroundings
        ) { events in
            try await decide(events)
            let asked = try await wanted(events.hub)
            let desks = try await desks(events.hub, asked)
            let pgbench = PgBench(hub: events.hub, clients: coordinators)
            try await pgbench.prepareContended(rows: provisions)
            var (held, answered) = (0, 0)
            let turns = try await Turns.take(bench.sizes.rounds) {
                try await pgbench.contendedPerSecond(seconds: bench.sizes.bookingSeconds)
            } value: {
                let outcome = try await ask(desks, seconds: bench.sizes.bookingSeconds)
                (held, answered) = (held + outcome.held, answered + outcome.answered)
                let rate = Double(outcome.answered) / Double(bench.sizes.bookingSeconds)
                bench.progress.say("  \(Figure.text(rate)) answers a second, \(outcome.held) places held")
                return rate
            }
            try await compare(events.hub)
            return [
                turns.row(
                    "booking", "answers/s", goal: nil,
                    note: "\(coordinators) coordinators, \(provisions * places) places; "
                        + "\(Figure.text(100 * Double(held) / Double(max(answered, 1)))) % were given one")
            ]
        }
    }

    /// What the matcher hears: as many decisions for alternative provision as there are coordinators.
    private static func decide(_ events: EventHub) async throws {
        try await events.store.transaction { transaction in
            for number in 0..<coordinators {
                let (id, referral) = (UUID.v7(at: Date()), UUID.v7(at: Date()))
                let decided = ApPlacementDecided.with {
                    ($0.caseID, $0.referralID, $0.childID) = (id.text, referral.text, UUID.v7(at: Date()).text)
                    ($0.reference, $0.locality) = ("RH-2345-67\(10 + number)", "E07000081")
                    ($0.purpose, $0.wantedStart, $0.weeks) = ("assessment", "2027-04-12", 6)
                    ($0.sessionsAWeek, $0.apKind, $0.agency.kind) = (10, "third_sector", .health)
                    ($0.facts.ageYears, $0.facts.keyStage, $0.facts.needs) = (13, .keyStage3, ["SEMH"])
                }
                try await transaction.append(
                    [CaseEvent.apPlacementDecided(decided)], to: id, key: referral, after: 0, at: Date())
            }
        }
        try await events.relaying(to: .cases) { try await events.untilPublished() }
        let deadline = ContinuousClock.now + .seconds(60)
        while try await events.hub.number("select count(*) from placement_matcher.placement_request") < coordinators {
            guard .now < deadline else { throw BenchFailure("the decisions do not reach the matcher") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The provisions that all want: of the directory's, made to fit everybody.
    private static func wanted(_ hub: RunningHub) async throws -> [String] {
        try await hub.surroundings.withPool(hub.database, searchPath: "placement_matcher") { pool in
            _ = try await pool.execute(
                """
                update provision set places = \(Int32(places)), kind = 'third_sector', minimum_age = 0, maximum_age = 25,
                    key_stages = '{ks3}', needs = '{SEMH}', sessions_a_week = 10, registered = true,
                    assured_until = '2099-12-31', wait_days = 0
                """)
        }
        let rows = try await hub.surroundings.withPool(hub.database) {
            try await $0.query("select id from placement_matcher.provision where listed order by id limit 3")
        }
        return try rows.decode(UUID.self).map(\.text)
    }

    /// A coordinator with a search of their own, and a connection.
    struct Desk: Sendable {
        let request: String
        let provisions: [String]
        let token: String
        let port: UInt16
    }

    private static func desks(_ hub: RunningHub, _ provisions: [String]) async throws -> [Desk] {
        let (token, port) = (try await hub.token("coordinator-gloucester"), hub.surroundings.port("placement-matcher"))
        let rows = try await hub.surroundings.withPool(hub.database) {
            try await $0.query("select id from placement_matcher.placement_request order by id")
        }
        return try rows.decode(UUID.self).map {
            Desk(request: $0.text, provisions: provisions, token: token, port: port)
        }
    }

    private static func ask(_ desks: [Desk], seconds: Int) async throws -> (answered: Int, held: Int) {
        try await withThrowingTaskGroup(of: (answered: Int, held: Int).self) { group in
            for (number, desk) in desks.enumerated() {
                group.addTask { try await onOwnThread { try desk.work(from: number, seconds: seconds) } }
            }
            return try await group.reduce(into: (0, 0)) { $0 = ($0.0 + $1.answered, $0.1 + $1.held) }
        }
    }

    /// Never more children than places, and nothing left behind.
    private static func compare(_ hub: RunningHub) async throws {
        let left = try await hub.number("select count(*) from placement_matcher.booking")
        guard left == 0 else { throw BenchFailure("\(left) places are held that were given back") }
    }
}

extension BookingSpeed.Desk {
    /// Asks for one provision after the other until the time is over.
    fileprivate func work(from first: Int, seconds: Int) throws -> (answered: Int, held: Int) {
        let descriptor = try PlainClient.connect(port: port)
        defer { close(descriptor) }
        var (answered, held, turn) = (0, 0, first)
        var tag = try read(descriptor).tag
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let provision = provisions[turn % provisions.count]
            let answer = try post("offers", "{\"provisions\":[\"\(provision)\"]}", tag, descriptor)
            answered += 1
            turn += 1
            guard answer.status == 200 else {
                guard answer.status == 409 else { throw BenchFailure("asking was answered \(answer.status)") }
                continue
            }
            held += 1
            let (offer, now) = try read(descriptor)
            let back = try post("offer-withdrawals", "{\"offer_id\":\"\(offer)\"}", now, descriptor)
            guard back.status == 200, let next = back.headers("etag").first else {
                throw BenchFailure("giving back was answered \(back.status)")
            }
            tag = next
        }
        return (answered, held)
    }

    /// The offer that is open, and the version of the search.
    private func read(_ descriptor: Int32) throws -> (offer: String, tag: String) {
        let answer = try PlainClient.exchange(
            PlainClient.request(
                "GET", "/v1/placement-requests/\(request)", port: port, headers: ["Authorization: Bearer \(token)"],
                body: ""), over: descriptor)
        guard let tag = answer.headers("etag").first,
            let body = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any],
            let offers = body["offers"] as? [[String: Any]]
        else { throw BenchFailure("a search could not be read: \(answer.status)") }
        let open = offers.last { $0["status"] as? String == "open" }
        return (open?["id"] as? String ?? "", tag)
    }

    private func post(_ path: String, _ body: String, _ tag: String, _ descriptor: Int32) throws -> Answer {
        try PlainClient.exchange(
            PlainClient.request(
                "POST", "/v1/placement-requests/\(request)/\(path)", port: port,
                headers: [
                    "Authorization: Bearer \(token)", "Content-Type: application/json", "If-Match: \(tag)",
                    "Idempotency-Key: \(UUID().uuidString)",
                ], body: body), over: descriptor)
    }
}
