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
    /// The day on which it was closed, in ISO 8601; `nil` while it is open.
    var closedOn: String?
}

/// Folds events of cases into what is counted. Pure: rows are handed in, and what to write is handed back.
struct OutcomeBook: Sendable {
    /// A case that was closed on a day.
    struct Place: Hashable, Sendable {
        let id: UUID
        /// ISO 8601.
        let day: String
    }

    /// An outcome, and the day on which it was taken back.
    struct Closing: Sendable, Equatable {
        /// The case as it stood then; `nil`: as `closed_case` has it.
        var facts: ClosedCase?
        var reopenedOn: String?
    }

    private(set) var cases: [UUID: CountedCase]
    /// What of `closed_case` changes.
    private(set) var closings: [Place: Closing] = [:]
    private var changed: Set<UUID> = []

    /// - Parameter cases: those the events are about, as they stood before.
    init(_ cases: [UUID: CountedCase] = [:]) { self.cases = cases }

    /// Takes in an event; one that was seen before changes nothing.
    mutating func note(_ event: CaseEvent, _ received: ReceivedEvent) throws(ProjectionTrouble) {
        try note(
            event, of: received.subject, version: received.version, on: LondonTime.day(of: received.time).description)
    }

    /// - Parameter day: on which it happened, in ISO 8601.
    mutating func note(
        _ event: CaseEvent, of id: UUID, version: Int64, on day: String
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
        if file.facts.outcome != before.facts.outcome {
            if let closed = before.closedOn {
                closings[Place(id: id, day: closed), default: Closing()].reopenedOn = day
            }
            file.closedOn = file.facts.outcome.isEmpty ? nil : day
            if file.isCounted { closings[Place(id: id, day: day)] = Closing(facts: file.facts) }
        }
        cases[id] = file
        changed.insert(id)
    }
}

extension CountedCase {
    /// What should never have been there is no outcome.
    fileprivate var isCounted: Bool { closedOn != nil && facts.outcome != CaseOutcome.enteredInError.code }
}

extension CountedCase {
    /// Reads the rows there are, in one order, so that no two wait for each other.
    static func lock(_ cases: [UUID]) -> PostgresQuery {
        "select * from outcome_case where case_id = any(\(Array(Set(cases)))) order by case_id for update"
    }

    static func row(_ row: PostgresRow) throws -> (UUID, CountedCase) {
        let file = CountedCase(
            facts: try ClosedCase(row), version: try row.value("version"), closedOn: try row.value("closed_on"))
        return (try row.value("case_id"), file)
    }
}

extension OutcomeBook {
    /// What the events have changed.
    var writings: [PostgresQuery] {
        changed.sorted { $0.text < $1.text }.compactMap { id in cases[id].map { Self.writing($0, id) } }
            + closings.sorted { ($0.key.id.text, $0.key.day) < ($1.key.id.text, $1.key.day) }.map(Self.writing)
    }

    private static func writing(_ file: CountedCase, _ id: UUID) -> PostgresQuery {
        """
        insert into outcome_case (case_id, version, closed_on, \(fragment: ClosedCase.columns))
        values (\(id), \(file.version), \(file.closedOn), \(fragment: file.facts.values))
        on conflict (case_id) do update
        set (version, closed_on, \(fragment: ClosedCase.columns)) =
            (excluded.version, excluded.closed_on, \(fragment: ClosedCase.excluded))
        """
    }

    private static func writing(_ place: Place, _ closing: Closing) -> PostgresQuery {
        guard let facts = closing.facts else {
            return """
                update closed_case set reopened_on = \(closing.reopenedOn)
                where case_id = \(place.id) and closed_on = \(place.day)
                """
        }
        return """
            insert into closed_case (case_id, closed_on, reopened_on, \(fragment: ClosedCase.columns))
            values (\(place.id), \(place.day), \(closing.reopenedOn), \(fragment: facts.values))
            on conflict (case_id, closed_on) do update
            set (reopened_on, \(fragment: ClosedCase.columns)) = (excluded.reopened_on, \(fragment: ClosedCase.excluded))
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
