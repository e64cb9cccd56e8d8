import Inclusion

/// How far a day is.
struct DayCounts: Sendable, Equatable {
    var wanted: Int
    var posted: Int
    /// Referrals the hub did not take.
    var refused: Int
    /// Cases by locality.
    var queues: [String: Int] = [:]
    var acknowledged = 0
    /// Cases for which alternative provision was agreed.
    var agreed = 0
    var shortlisted = 0
    /// Offers put to providers; a referral may have several.
    var offered = 0
    var accepted = 0
    /// Offers declined, by code.
    var declines: [String: Int] = [:]
    var confirmed = 0
    var noPlaceFound = 0
    /// Deliveries by status.
    var mails: [String: Int] = [:]
    /// Referrals for which nothing is left to do.
    var settled = 0
    /// What the referrers see, by status.
    var standings: [String: Int] = [:]
    /// What should not have happened, and how often.
    var troubles: [String: Int] = [:]

    var declined: Int { declines.values.reduce(0, +) }
    var queued: Int { queues.values.reduce(0, +) }
    var mailsSent: Int { mails["sent"] ?? 0 }
    /// Everything that was posted has come as far as it can.
    var isOver: Bool { posted + refused == wanted && settled == posted && (mails["queued"] ?? 0) == 0 }
    /// And everything that was to be posted is.
    var isComplete: Bool { isOver && posted == wanted }

    /// The line that changes while it happens: with the localities where there is room
    /// for them (or for their first letters), else with their sum.
    func line(columns: Int) -> String {
        let posting = posted + refused < wanted ? "\(LiveLine.bar(posted, of: wanted, width: 12)) " : ""
        func line(_ queues: String) -> String {
            "\(posting)posted \(posted) of \(wanted) | in queues \(queued)\(queues) | shortlisted \(shortlisted)"
                + " | offered \(offered) | accepted \(accepted) | mails \(mailsSent)"
        }
        guard !queues.isEmpty else { return line("") }
        let named = Self.named(queues)
        let whole = line(" (\(named.map { "\($0) \($1)" }.joined(separator: ", ")))")
        if whole.count < columns { return whole }
        let short = line(" (\(named.map { "\($0.prefix(3)) \($1)" }.joined(separator: " ")))")
        return short.count < columns ? short : line("")
    }

    /// The table at the end.
    func table(seconds: String) -> [String] {
        func list(_ pairs: [(String, Int)]) -> String { pairs.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        func byCode(_ counts: [String: Int]) -> [(String, Int)] {
            counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        var rows = [
            ["posted", String(posted), refused > 0 ? "\(refused) refused" : ""],
            ["in queues", String(queued), list(Self.named(queues))],
            ["acknowledged", String(acknowledged), ""],
            ["AP agreed", String(agreed), ""],
            ["shortlisted", String(shortlisted), ""],
            ["offered", String(offered), ""],
            ["accepted", String(accepted), ""],
            ["declined", String(declined), list(byCode(declines))],
            ["no place found", String(noPlaceFound), ""],
            ["mails sent", String(mailsSent), list(byCode(mails.filter { $0.key != "sent" }))],
        ]
        if !standings.isEmpty { rows.append(["referrers see", "", list(byCode(standings))]) }
        rows.append(["took", "\(seconds) s", ""])
        let width = rows.map { $0[1].count }.max() ?? 0
        return Table.lines(rows.map { [$0[0], String(repeating: " ", count: width - $0[1].count) + $0[1], $0[2]] })
            .map { "  " + String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    /// The same for programs.
    func json(seconds: Double) -> JSONValue {
        func object(_ counts: [String: Int]) -> JSONValue { .object(counts.mapValues { .int($0) }) }
        return [
            "wanted": .int(wanted), "posted": .int(posted), "refused": .int(refused), "queued": .int(queued),
            "queues": object(queues), "acknowledged": .int(acknowledged), "agreed": .int(agreed),
            "shortlisted": .int(shortlisted), "offered": .int(offered), "accepted": .int(accepted),
            "declined": .int(declined), "declines": object(declines), "confirmed": .int(confirmed),
            "no_place_found": .int(noPlaceFound), "mails_sent": .int(mailsSent), "mails": object(mails),
            "settled": .int(settled), "standings": object(standings), "troubles": object(troubles),
            "complete": .bool(isComplete), "seconds": .double((seconds * 10).rounded() / 10),
        ]
    }

    /// In the order of the default localities, by name.
    private static func named(_ queues: [String: Int]) -> [(String, Int)] {
        let known = Locality.all.compactMap { locality in queues[locality.code].map { (locality.name, $0) } }
        let others = queues.filter { Locality(code: $0.key) == nil }.sorted { $0.key < $1.key }.map {
            ($0.key, $0.value)
        }
        return known + others
    }
}
