import Foundation
import Postgres

/// Rows a second from a file's arrival to its last row's outcome, beside what the door accepts from 32 connections; and
/// then how fast an agency that knows nothing yet catches up with its feed, beside reading the same rows with SQL.
enum ImportSpeed {
    private static let connections = 32
    /// Who posts the files.
    private static let person = "education-client"
    /// Events a page, as many as there may be.
    private static let page = 100

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await RunningHub.with("bench_import", ["referral-intake"], in: bench.surroundings) { hub in
            try await measure(bench, hub)
        }
    }

    private static func measure(_ bench: Bench, _ hub: RunningHub) async throws -> [Row] {
        let agencies = try await Agencies(to: hub)
        let token = try await hub.token(person)
        var files = try ReferralFile()
        let seconds = bench.sizes.acceptSeconds
        // Not counted: caches fill.
        _ = try await agencies.post(.closed(seconds: Double(min(2, seconds))), connections: connections)
        let process = ProcessUsage(pid: try hub.process("referral-intake").pid)
        let before = process.memory?.now ?? 0
        var imported = 0
        let turns = try await Turns.take(bench.sizes.rounds) {
            try await agencies.post(.closed(seconds: Double(seconds)), connections: connections).perSecond
        } value: {
            let text = files.text(rows: bench.sizes.importRows)
            let rate = try await send(text, rows: bench.sizes.importRows, token, hub)
            imported += bench.sizes.importRows
            bench.progress.say("  \(Figure.text(rate)) rows a second")
            return rate
        }
        let memory = process.memory
        let row = turns.row(
            "import", "rows/s", goal: .atLeast(2000),
            note: "files of \(Figure.text(Double(bench.sizes.importRows))) rows; the intake's memory "
                + "\(Figure.text(before)) MB before, \(Figure.text(memory?.now ?? 0)) MB after, "
                + "\(Figure.text(memory?.peak ?? 0)) MB at its peak")
        return [row, try await catchUp(bench, hub, token, events: imported + agencies.accepted)]
    }

    /// Posts a file, waits until it is done, and requires every row to be accepted.
    /// - Returns: rows a second.
    private static func send(_ text: String, rows: Int, _ token: String, _ hub: RunningHub) async throws -> Double {
        let port = hub.surroundings.port("referral-intake")
        return try await onOwnThread {
            let begun = Nanoseconds.now
            let answer = try PlainClient.send(
                "POST", "/v1/referrals/imports", port: port,
                headers: [
                    "Authorization: Bearer \(token)", "Idempotency-Key: \(UUID().uuidString)", "Content-Type: text/csv",
                ], body: text)
            guard answer.status == 202, let job = answer.headers("Location").first else {
                throw BenchFailure(
                    "a file was answered \(answer.status): \(String(decoding: answer.body.prefix(400), as: UTF8.self))")
            }
            while true {
                let state = try PlainClient.get(job, port: port, headers: ["Authorization: Bearer \(token)"])
                let tree = try JSONSerialization.jsonObject(with: Data(state.body)) as? [String: Any] ?? [:]
                if tree["left"] as? Int == 0 {
                    guard tree["accepted"] as? Int == rows else { throw BenchFailure("rows were refused: \(tree)") }
                    return Double(rows) / (Double(Nanoseconds.now - begun) / 1e9)
                }
                usleep(5000)
            }
        }
    }

    // MARK: The feed

    private static func catchUp(
        _ bench: Bench, _ hub: RunningHub, _ token: String, events: Int
    ) async throws -> Row {
        let deadline = ContinuousClock.now + .seconds(120)
        while try await hub.number("select count(*) from referral_intake.feed_event") < events {
            guard ContinuousClock.now < deadline else { throw BenchFailure("the feed does not get there") }
            try await Task.sleep(for: .milliseconds(50))
        }
        let url = bench.surroundings.url(of: hub.database)
        let organisation = try await organisation(hub, url)
        var counts: [Int] = []
        let turns = try await Turns.take(bench.sizes.rounds) {
            try await onOwnThread { try read(organisation, url) }
        } value: {
            let (count, rate) = try await onOwnThread { try follow(token, hub.surroundings.port("referral-intake")) }
            counts.append(count)
            return rate
        }
        let there = try await hub.number("select max(last) from referral_intake.feed_head")
        guard counts.allSatisfy({ $0 == there }) else { throw BenchFailure("\(counts) events of \(there) were read") }
        return turns.row(
            "feed", "events/s", goal: .ratioAtLeast(0.2),
            note: "one client, pages of \(page), \(Figure.text(Double(there))) events")
    }

    /// Whose feed is the longest: the one that posted the files.
    private static func organisation(_ hub: RunningHub, _ url: String) async throws -> String {
        try await onOwnThread {
            let rows = try BareConnection(url).query(
                "select organisation from referral_intake.feed_head order by last desc limit 1")
            guard let organisation = rows.first?.first else { throw BenchFailure("no feed at all") }
            return organisation
        }
    }

    /// Reads a feed to its end with SQL alone.
    private static func read(_ organisation: String, _ url: String) throws -> Double {
        let link = try BareConnection(url)
        let begun = Nanoseconds.now
        var (count, place) = (0, "0")
        while true {
            let rows = try link.query(
                """
                select place, event_id, type, referral_id, reference, at from referral_intake.feed_event
                where organisation = $1 and place > $2 order by place limit \(page)
                """, [organisation, place])
            count += rows.count
            guard let last = rows.last?.first else { break }
            place = last
        }
        return Double(count) / (Double(Nanoseconds.now - begun) / 1e9)
    }

    /// Reads a feed to its end as an agency would, over one connection.
    private static func follow(_ token: String, _ port: UInt16) throws -> (count: Int, rate: Double) {
        let connection = try PlainClient.connect(port: port)
        defer { close(connection) }
        let begun = Nanoseconds.now
        var (count, path) = (0, "/v1/events?limit=\(page)")
        while true {
            let request = PlainClient.request(
                "GET", path, port: port, headers: ["Authorization: Bearer \(token)"], body: "")
            let answer = try PlainClient.exchange(request, over: connection)
            if answer.status == 204 { break }
            let tree = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any] ?? [:]
            guard answer.status == 200, let items = tree["items"] as? [Any], let next = tree["next"] as? String else {
                throw BenchFailure("the feed answers \(answer.status)")
            }
            count += items.count
            path = "/v1/events?limit=\(page)&after=\(next)"
        }
        return (count, Double(count) / (Double(Nanoseconds.now - begun) / 1e9))
    }
}
