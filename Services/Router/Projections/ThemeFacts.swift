import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps for every case what themes count: a row of `theme_fact`, as it stood when the term ended in which it was opened.
/// What happens later changes nothing of it, so that figures that were shown once stay as they are.
struct ThemeFacts: ReadModel {
    let desk: RoutingDesk

    let name = "theme-facts"
    let topics = [Topic.cases]
    let tables = ["theme_fact"]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let events = events.filter(\.isAboutReferral)
        let days = events.map { LondonTime.day(of: $0.time) }
        guard let first = days.min(), let last = days.max() else { return }
        let county = try await desk.county(in: transaction.sql)
        let terms = try await TermBook.terms(from: first, through: last, of: county, in: transaction.sql)
        try await transaction.write(
            try zip(events, days).compactMap { event, day in
                try Self.statement(
                    event.decode(CaseEvent.self), of: event.subject, at: event.time, in: terms.term(of: day).code)
            })
    }

    /// - Parameter term: code of the one in which it happened.
    private static func statement(
        _ event: CaseEvent, of id: UUID, at time: Date, in term: String
    ) -> PostgresQuery? {
        func update(_ change: PostgresQuery) -> PostgresQuery {
            "update theme_fact set \(fragment: change) where case_id = \(id) and term = \(term)"
        }
        switch event {
        case .opened(let opened):
            return insertion(
                ThemeFact(opened.facts, from: opened.agency.kind, locality: opened.locality, openedAt: time), of: id,
                in: term)
        case .rerouted(let rerouted): return update("locality = \(rerouted.locality)")
        case .amended(let amended):
            guard amended.hasFacts, [amended.referralID, ""].contains(amended.amendedReferralID) else { return nil }
            let facts = amended.facts
            return update(
                """
                need = \(facts.needs.first ?? ""), concern = \(ThemeConcern.of(facts).code),
                phase = \(facts.keyStage.code), level = \(facts.level)
                """)
        case .apPlacementDecided: return update("decided_at = coalesce(decided_at, \(time))")
        case .decided(let decided):
            let isBelow = decided.reason == NoFurtherActionReason.thresholdNotMet.code
            return update(
                """
                decided_at = coalesce(decided_at, \(time)), threshold_not_met = threshold_not_met or \(isBelow)
                """)
        case .placementNotFound: return update("place_not_found = true")
        // It should never have been there.
        case .closed(let closed) where closed.outcome == CaseOutcome.enteredInError.code:
            return "delete from theme_fact where case_id = \(id) and term = \(term)"
        default: return nil
        }
    }

    private static func insertion(_ fact: ThemeFact, of id: UUID, in term: String) -> PostgresQuery {
        """
        insert into theme_fact (case_id, locality, term, need, concern, phase, level, source, opened_at)
        values (\(id), \(fact.locality), \(term), \(fact.need), \(fact.concern.code), \(fact.phase),
            \(fact.level), \(fact.source), \(fact.openedAt))
        on conflict do nothing
        """
    }

    /// The facts of some localities' cases in some terms, by locality and term.
    static func facts(
        of localities: [String], in terms: [ReportingTerm], from pool: PostgresPool
    ) async throws -> [Place: [ThemeFact]] {
        let rows = try await pool.query(
            "select * from theme_fact where locality = any(\(localities)) and term = any(\(terms.map(\.code)))"
        ).map { row in
            (Place(locality: try row.value("locality"), term: try row.value("term")), try ThemeFact(row))
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Of which one set of tables is shown.
    struct Place: Hashable, Sendable {
        let locality: String
        /// Code of a ``ReportingTerm``.
        let term: String
    }
}

extension ThemeFact {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(
            locality: try row.value("locality"), need: try row.value("need"),
            concern: ThemeConcern(rawValue: try row.value("concern")) ?? .other, phase: try row.value("phase"),
            level: try row.value("level"), source: try row.value("source"), openedAt: try row.value("opened_at"),
            decidedAt: try row.value("decided_at"), placeNotFound: try row.value("place_not_found"),
            thresholdNotMet: try row.value("threshold_not_met"))
    }
}
