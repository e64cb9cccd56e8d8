import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// The papers of a meeting: of each case what its reader may see.
struct PapersAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let county: @Sendable () async throws -> County

    func add(to router: HubRouter) {
        router.get("/v1/meetings/{id}/papers", use: list)
        router.get("/v1/meetings/{id}/papers/{case}", use: read)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let (seat, agenda) = try await agenda(context)
        return .json(["items": .array(agenda.map { Paper($0.file, for: seat).summary })])
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let (seat, agenda) = try await agenda(context)
        let id = try context.id("case")
        guard let item = agenda.first(where: { $0.file.id == id.text }) else { throw Problem.notFound() }
        let reader: Reader =
            switch seat {
            case .coordinator: try context.reader(as: .coordinator)
            case .member: try context.reader(as: .forumMember)
            }
        return .json(try await Paper(item.file, for: seat).opened(with: keyring, by: reader))
    }

    private func agenda(_ context: HubContext) async throws -> (MeetingSeats.Seat, [AgendaItem]) {
        let seats = try MeetingSeats(of: try context.identity, in: try await county())
        let loaded = try await host.events.read(Meeting.self, try context.id())
        let (meeting, seat) = try seats.seat(at: loaded.state)
        return (seat, try await AgendaItem.agenda(of: meeting, host.events))
    }
}
