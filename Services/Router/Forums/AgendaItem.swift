import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// A case on the agenda of a meeting.
struct AgendaItem: Sendable {
    let file: CaseFile
    /// When each of its decisions was made.
    let decidedAt: [Date]

    /// The cases of a meeting, in order: those listed for it or, once it has been opened, those that were listed then.
    /// What has moved to another locality since is not there any more.
    static func agenda(of meeting: Meeting, _ events: EventStore) async throws -> [AgendaItem] {
        guard meeting.state != .cancelled else { return [] }
        let isStanding = meeting.state != .planned
        let ids =
            isStanding
            ? meeting.agenda.compactMap(UUID.init(uuidString:))
            : try await events.pool.query(
                "select id from case_file where meeting_id = \(UUID(uuidString: meeting.id)) order by id"
            ).decode(UUID.self)
        var items: [String: AgendaItem] = [:]
        for id in ids {
            let loaded = try await events.read(CaseFile.self, id)
            guard let file = loaded.state, isStanding || file.isListed(for: meeting),
                file.locality == meeting.slot.locality
            else { continue }
            items[file.id] = AgendaItem(file: file, decidedAt: CaseTimes(loaded).decisions)
        }
        let order = isStanding ? meeting.agenda : Agenda.ordered(items.values.map(\.file)).map(\.id)
        return order.compactMap { items[$0] }
    }
}
