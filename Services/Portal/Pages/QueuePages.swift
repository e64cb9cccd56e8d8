import FoundationEssentials
import Hummingbird
import ServiceKit

/// The queue of somebody's localities.
struct QueuePages: Sendable {
    let press: PagePress
    let reader: QueueReader
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [PageRoute(method: .get, path: "/", roles: Set(Role.allCases), answer: home)]
    }

    /// The queue of whoever has one; others are led to where their day begins.
    private func home(_ visit: Visit) async throws -> Response {
        guard !visit.person.roles.contains(.coordinator) else { return try await queue(visit) }
        guard let area = PageArea.home(of: visit.person) else {
            throw Problem.forbidden(
                code: "no_pages", "There are no pages for what you may do here. Ask whoever gave you access.")
        }
        return PagePress.redirect(to: area.address)
    }

    private func queue(_ visit: Visit) async throws -> Response {
        let session = visit.session
        let address = try QueueAddress(visit.request)
        let localities = try address.localities(of: session.person)
        let now = now()
        let counts = QueueWatch.sum(try await reader.counts(of: localities, at: now), of: localities)
        let page = QueuePage(counts, groups: address.groups, number: address.page)
        let content = QueueContent(
            address: address, person: session.person, counts: counts, page: page,
            items: try await reader.items(page.sections, of: localities, at: now),
            onTheirWay: try await reader.onTheirWay(), localities: try await reader.localities(), now: now,
            formToken: session.token.formToken, done: visit.query("done"))
        return press.page(.queue, title: content.title, content, for: session, isLive: true, in: .queue)
    }
}
