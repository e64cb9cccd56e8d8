import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import RoutingData

/// Why a case is where it is. Codes and rules alone: nothing in it names a child.
struct RoutingStory {
    let file: CaseFile
    /// The county's that counts now.
    let localities: LocalityBook

    /// The case of a referral, by its reference, its id, or the case's own.
    static func find(_ name: String, _ office: RoutingOffice) async throws -> RoutingStory {
        let id = UUID(uuidString: name)
        let found = try await office.withPool { pool -> Loaded<CaseFile>? in
            let caseID = try await pool.query(
                """
                select id from case_file where reference = \(name.uppercased()) or id = \(id)
                union select case_id from case_referral where referral_id = \(id) limit 1
                """
            ).decodeFirst(UUID.self)
            guard let caseID else { return nil }
            return try await EventStore(pool: pool).read(CaseFile.self, caseID)
        }
        guard let file = found?.state else {
            throw Failure(
                "No case belongs to “\(name)”.", "Give a reference such as RH-2345-6789, or an id.",
                "A referral that joined another agency's case is found by its id.")
        }
        return RoutingStory(file: file, localities: try await office.basis().county.book)
    }

    var lines: [String] {
        let record = file.routing
        var lines = Table.lines([
            ["case", file.id], ["reference", file.reference], ["locality", place(file.locality)],
            ["forum", "\(file.forum.code) (\(file.forum.words))"], ["rules", record.ruleSet],
        ])
        lines.append("rules that fired")
        let fired = record.rulesFired.enumerated().map { place, rule in
            ["  \(rule)", place < record.explanation.count ? record.explanation[place] : ""]
        }
        lines += Table.lines(fired)
        lines.append("facts they looked at")
        lines += Table.lines(record.facts.sorted { $0.key < $1.key }.map { ["  \($0.key)", $0.value] })
        for advice in record.advice { lines.append("advice: \(advice)") }
        for service in record.alsoOfferedTo { lines.append("also offered to: \(service)") }
        lines.append(file.moves.isEmpty ? "It was never moved." : "moves, oldest first")
        lines += Table.lines(
            file.moves.map { move in
                [
                    "  \(place(move.fromLocality)), \(move.fromForum.code)", "→",
                    "\(place(move.locality)), \(move.forum.code)", move.because,
                    move.reroutedBy.isEmpty ? "by \(move.routing.ruleSet)" : "by \(move.reroutedBy)",
                ]
            })
        return lines
    }

    private func place(_ code: String) -> String { localities.shown(code).map { "\(code) (\($0.name))" } ?? code }

    var json: JSONValue {
        let record = file.routing
        return .object([
            "case_id": .string(file.id), "reference": .string(file.reference), "locality": .string(file.locality),
            "forum": .string(file.forum.code), "rule_set": .string(record.ruleSet),
            "rules_fired": .array(record.rulesFired.map { .string($0) }),
            "explanation": .array(record.explanation.map { .string($0) }),
            "facts": .object(record.facts.mapValues { .string($0) }),
            "moves": .array(
                file.moves.map { move in
                    .object([
                        "from_locality": .string(move.fromLocality), "from_forum": .string(move.fromForum.code),
                        "locality": .string(move.locality), "forum": .string(move.forum.code),
                        "because": .string(move.because), "by": .string(move.reroutedBy),
                        "rule_set": .string(move.routing.ruleSet),
                    ])
                }),
        ])
    }
}
