import Contracts
import EventFlow
import FoundationEssentials
import Postgres
import ServiceKit

/// To which locality a case went after its search for a place began, what localities are called, and when there is school. The
/// search itself goes on as it was asked for; whose coordinators see it is where the case is now.
struct MovedCases: ReadModel {
    let name = "moved-cases"
    let topics = [Topic.cases]
    let tables = ["moved_case", LocalityNames.table, CountyCalendar.table]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let moves = try events.filter(\.isAboutReferral).compactMap { event -> PostgresQuery? in
            guard case .rerouted(let rerouted) = try event.decode(CaseEvent.self) else { return nil }
            return """
                insert into moved_case (referral_id, locality, version)
                values (\(event.key), \(rerouted.locality), \(event.version))
                on conflict (referral_id) do update set (locality, version) = row (excluded.locality, excluded.version)
                where moved_case.version < excluded.version
                """
        }
        let county = try events.flatMap { try LocalityNames.notes(of: $0) + CountyCalendar.notes(of: $0) }
        try await transaction.write(moves + county)
    }

    /// Where the case of a row of `placement_request` is now.
    static let locality: PostgresQuery = """
        coalesce((
            select moved_case.locality from moved_case where moved_case.referral_id = placement_request.referral_id
        ), placement_request.locality)
        """

    /// Rows of `placement_request` whose case is in one of these localities now.
    static func isIn(_ localities: [String]) -> PostgresQuery {
        """
        (locality = any(\(localities)) or referral_id in (
            select referral_id from moved_case where locality = any(\(localities))))
        and \(fragment: locality) = any(\(localities))
        """
    }
}
