import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// A case as outcomes are counted from it: one row of `outcome_case`.
struct CountedCase: Sendable, Equatable {
    var facts: ClosedCase
    /// The last version folded in.
    var version: Int64
    /// Code of the term in which it was closed; empty while it is open.
    var term = ""
}

/// Folds events of cases into what is counted. Pure: rows are handed in, and what to write is handed back.
struct OutcomeBook: Sendable {
    /// A closed case in the term in which it was closed.
    struct Place: Hashable, Sendable {
        let id: UUID
        let term: String
    }

    private(set) var cases: [UUID: CountedCase]
    /// What of `closed_case` changes; `nil`: it is not counted there any more.
    private(set) var closed: [Place: ClosedCase?] = [:]
    private var changed: Set<UUID> = []

    /// - Parameter cases: those the events are about, as they stood before.
    init(_ cases: [UUID: CountedCase] = [:]) { self.cases = cases }

    /// Takes in an event; one that was seen before changes nothing.
    mutating func note(_ event: CaseEvent, _ received: ReceivedEvent) throws(ProjectionTrouble) {
        try note(event, of: received.subject, version: received.version, in: OutcomeTerms.term(at: received.time).code)
    }

    /// - Parameter term: code of the one in which it happened.
    mutating func note(
        _ event: CaseEvent, of id: UUID, version: Int64, in term: String
    ) throws(ProjectionTrouble) {
        if case .opened(let opened) = event {
            guard cases[id] == nil else { return }
            let facts = ClosedCase(opened.facts, locality: opened.locality, clocks: opened.clocks.all)
            cases[id] = CountedCase(facts: facts, version: version)
            changed.insert(id)
            return
        }
        guard var file = cases[id] else {
            throw .poison(code: "case_not_opened", words: "The event is about a case that was never opened.")
        }
        guard version > file.version else { return }
        let before = file
        file.version = version
        file.facts.take(event)
        if file.facts.outcome != before.facts.outcome { file.term = file.facts.outcome.isEmpty ? "" : term }
        cases[id] = file
        changed.insert(id)
        // Figures of a term that has ended stay as they were.
        if before.term == term || file.term == term {
            closed[Place(id: id, term: term)] = .some(file.term == term && file.isCounted ? file.facts : nil)
        }
    }
}

extension CountedCase {
    /// What should never have been there is no outcome.
    fileprivate var isCounted: Bool { facts.outcome != CaseOutcome.enteredInError.code }
}

extension CountedCase {
    /// Reads the rows there are, in one order, so that no two wait for each other.
    static func lock(_ cases: [UUID]) -> PostgresQuery {
        "select * from outcome_case where case_id = any(\(Array(Set(cases)))) order by case_id for update"
    }

    static func row(_ row: PostgresRow) throws -> (UUID, CountedCase) {
        let file = CountedCase(
            facts: try ClosedCase(row), version: try row.value("version"), term: try row.value("term"))
        return (try row.value("case_id"), file)
    }
}

extension OutcomeBook {
    /// What the events have changed.
    var writings: [PostgresQuery] {
        changed.sorted { $0.text < $1.text }.compactMap { id in cases[id].map { Self.writing($0, id) } }
            + closed.sorted { ($0.key.id.text, $0.key.term) < ($1.key.id.text, $1.key.term) }.map { place, facts in
                facts.map { Self.writing($0, place) }
                    ?? "delete from closed_case where case_id = \(place.id) and term = \(place.term)"
            }
    }

    private static func writing(_ file: CountedCase, _ id: UUID) -> PostgresQuery {
        """
        insert into outcome_case (case_id, version, term, \(fragment: ClosedCase.columns))
        values (\(id), \(file.version), \(file.term), \(fragment: file.facts.values))
        on conflict (case_id) do update
        set (version, term, \(fragment: ClosedCase.columns)) =
            (excluded.version, excluded.term, \(fragment: ClosedCase.excluded))
        """
    }

    private static func writing(_ facts: ClosedCase, _ place: Place) -> PostgresQuery {
        """
        insert into closed_case (case_id, term, \(fragment: ClosedCase.columns))
        values (\(place.id), \(place.term), \(fragment: facts.values))
        on conflict (case_id, term) do update
        set (\(fragment: ClosedCase.columns)) = (\(fragment: ClosedCase.excluded))
        """
    }
}

/// A closed case as columns of `outcome_case` and `closed_case`.
extension ClosedCase {
    fileprivate static let columns: PostgresQuery =
        "locality, outcome, level, phase, need, provision, days_out, clocks_run, clocks_missed"
    fileprivate static let excluded: PostgresQuery =
        """
        excluded.locality, excluded.outcome, excluded.level, excluded.phase, excluded.need, excluded.provision,
        excluded.days_out, excluded.clocks_run, excluded.clocks_missed
        """

    fileprivate var values: PostgresQuery {
        """
        \(locality), \(outcome), \(level), \(phase), \(need), \(provision), \(daysOut), \(clocksRun.sorted()),
        \(clocksMissed.sorted())
        """
    }

    init(_ row: PostgresRow) throws {
        self.init(
            locality: try row.value("locality"), outcome: try row.value("outcome"), level: try row.value("level"),
            phase: try row.value("phase"), need: try row.value("need"), provision: try row.value("provision"),
            daysOut: try row.value("days_out"), clocksRun: Set(try row.value("clocks_run", as: [String].self)),
            clocksMissed: Set(try row.value("clocks_missed", as: [String].self)))
    }
}
