import FoundationEssentials
import Hummingbird
import ServiceKit

/// The queue of somebody's localities.
struct QueuePages: Sendable {
    let gate: Gate
    let press: PagePress
    let reader: QueueReader
    let now: @Sendable () -> Date

    func add(to router: HubRouter) {
        router.get("/", use: queue)
    }

    private func queue(_ request: Request, _ context: HubContext) async throws -> Response {
        let session = try await gate.visitor(request)
        let address = try QueueAddress(request)
        let localities = try address.localities(of: session.person)
        let now = now()
        let counts = QueueWatch.sum(try await reader.counts(of: localities, at: now), of: localities)
        let page = QueuePage(counts, groups: address.groups, number: address.page)
        let content = QueueContent(
            address: address, person: session.person, counts: counts, page: page,
            items: try await reader.items(page.sections, of: localities, at: now),
            onTheirWay: try await reader.onTheirWay(), localities: try await reader.localities(), now: now)
        return press.page(.queue, title: content.title, content, for: session, isLive: true)
    }
}
