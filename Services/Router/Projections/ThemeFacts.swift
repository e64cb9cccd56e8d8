import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps for every case what themes count: a row of `theme_fact`, as it stood when the term ended in which it was opened.
/// What happens later changes nothing of it, so that figures that were shown once stay as they are.
struct ThemeFacts: ReadModel {
    let name = "theme-facts"
    let topics = [Topic.cases]
    let tables = ["theme_fact"]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        try await transaction.write(
            try events.filter(\.isAboutReferral).compactMap {
                try Self.statement($0.decode(CaseEvent.self), of: $0.subject, at: $0.time)
            })
    }

    private static func statement(_ event: CaseEvent, of id: UUID, at time: Date) -> PostgresQuery? {
        switch event {
        case .opened(let opened):
            return insertion(
                ThemeFact(opened.facts, from: opened.agency.kind, locality: opened.locality, openedAt: time), of: id)
        case .rerouted(let rerouted): return update("locality = \(rerouted.locality)", of: id, at: time)
        case .amended(let amended):
            guard amended.hasFacts, [amended.referralID, ""].contains(amended.amendedReferralID) else { return nil }
            let facts = amended.facts
            return update(
                """
                need = \(facts.needs.first ?? ""), concern = \(ThemeConcern.of(facts).code),
                phase = \(facts.keyStage.code), level = \(facts.level)
                """, of: id, at: time)
        case .apPlacementDecided: return update("decided_at = coalesce(decided_at, \(time))", of: id, at: time)
        case .decided(let decided):
            let isBelow = decided.reason == NoFurtherActionReason.thresholdNotMet.code
            return update(
                """
                decided_at = coalesce(decided_at, \(time)), threshold_not_met = threshold_not_met or \(isBelow)
                """, of: id, at: time)
        case .placementNotFound: return update("place_not_found = true", of: id, at: time)
        // It should never have been there.
        case .closed(let closed) where closed.outcome == CaseOutcome.enteredInError.code:
            return "delete from theme_fact where case_id = \(id) and term = \(term(of: time))"
        default: return nil
        }
    }

    private static func insertion(_ fact: ThemeFact, of id: UUID) -> PostgresQuery {
        """
        insert into theme_fact (case_id, locality, term, need, concern, phase, level, source, opened_at)
        values (\(id), \(fact.locality), \(fact.term.code), \(fact.need), \(fact.concern.code), \(fact.phase),
            \(fact.level), \(fact.source), \(fact.openedAt))
        on conflict do nothing
        """
    }

    private static func update(_ change: PostgresQuery, of id: UUID, at time: Date) -> PostgresQuery {
        "update theme_fact set \(fragment: change) where case_id = \(id) and term = \(term(of: time))"
    }

    private static func term(of time: Date) -> String { ReportingTerm(of: LondonTime.day(of: time)).code }

    /// The facts of some localities' cases in some terms, by locality and term.
    static func facts(
        of localities: [String], in terms: [ReportingTerm], from pool: PostgresPool
    ) async throws -> [Place: [ThemeFact]] {
        let rows = try await pool.query(
            "select * from theme_fact where locality = any(\(localities)) and term = any(\(terms.map(\.code)))")
        return Dictionary(grouping: try rows.map(ThemeFact.init)) { Place(locality: $0.locality, term: $0.term) }
    }

    /// Of which one set of tables is shown.
    struct Place: Hashable, Sendable {
        let locality: String
        let term: ReportingTerm
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
