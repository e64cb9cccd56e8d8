import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps what the board's figures are counted from: closed cases, and places that have ended, by the day on which they did.
struct OutcomeProjection: ReadModel {
    let name = "count-outcomes-by-day"
    let topics = [Topic.cases, .placements]
    let tables = ["outcome_case", "closed_case", "ended_place"]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let events = events.filter(\.isAboutReferral)
        let cases = events.filter { $0.topic == .cases }
        var writings = try events.filter { $0.topic == .placements }.compactMap(Self.noting)
        if !cases.isEmpty {
            let rows = try await transaction.sql.query(CountedCase.lock(cases.map(\.subject)))
            var book = OutcomeBook(Dictionary(uniqueKeysWithValues: try rows.map { try CountedCase.row($0) }))
            for event in cases { try book.note(try event.decode(CaseEvent.self), event) }
            writings += book.writings
        }
        try await transaction.write(writings)
    }

    /// What is noted of a place; the same however often it is read.
    private static func noting(_ event: ReceivedEvent) throws -> PostgresQuery? {
        let day = LondonTime.day(of: event.time).description
        func end(_ placement: PlacementRef, as ending: String) throws -> PostgresQuery {
            """
            insert into ended_place (placement_id, locality, ended_on, ended_as)
            values (\(try UUID(inEvent: placement.placementID)), \(placement.locality), \(day), \(ending))
            on conflict (placement_id) do update
            set (locality, ended_on, ended_as) = (excluded.locality, excluded.ended_on, excluded.ended_as)
            where ended_place.ended_on is null
            """
        }
        switch try event.decode(PlacementEvent.self) {
        case .started(let started):
            return """
                insert into ended_place (placement_id, days_out)
                values (\(try UUID(inEvent: started.placement.placementID)), \(Int(started.daysOutOfSchool)))
                on conflict do nothing
                """
        case .notStarted(let notStarted): return try end(notStarted.placement, as: EndedPlace.notStarted)
        case .ended(let ended): return try end(ended.placement, as: ended.endedAs)
        default: return nil
        }
    }
}
