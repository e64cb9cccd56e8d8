import FoundationEssentials
import Hummingbird
import ServiceKit

/// The queue of somebody's localities.
struct QueuePages: Sendable {
    let press: PagePress
    let tally: QueueTally
    let rows: QueueRows
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [PageRoute(method: .get, path: "/", roles: Set(Role.allCases), answer: home)]
    }

    /// The queue of whoever has one; others are led to where their day begins.
    private func home(_ visit: Visit) async throws -> Response {
        guard !visit.person.roles.contains(.coordinator) else { return try await queue(visit) }
        guard let area = PageArea.home(of: visit.person) else { return nothing(for: visit.session) }
        return PagePress.redirect(to: area.address)
    }

    /// For those whose work is done elsewhere: they can still sign out.
    private func nothing(for session: Session) -> Response {
        let content = MessageContent(
            heading: "There are no pages for you here",
            paragraphs: [
                "You are signed in, and what you may do is done with other tools: the hub command, or the services themselves.",
                "If you expected pages, ask whoever gave you access.",
            ])
        return press.page(.message, title: content.heading, content, for: session, status: .forbidden)
    }

    private func queue(_ visit: Visit) async throws -> Response {
        let session = visit.session
        let address = try QueueAddress(visit.request)
        let localities = try address.localities(of: session.person)
        let (filter, now) = (address.filter(for: session.person), now())
        let standing = try await tally.standing(of: localities, filter, at: now)
        let counts = QueueWatch.sum(standing.counts, of: localities)
        let page = QueuePage(counts, groups: address.groups, number: address.page, size: address.rows)
        let content = QueueContent(
            address: address, person: session.person, counts: counts, page: page,
            rows: try await rows.html(page.sections, of: localities, filter, standing, at: now),
            standing: standing, now: now,
            formToken: session.token.formToken, done: visit.query("done"))
        return press.page(.queue, title: content.title, content, for: session, isLive: true, in: .queue)
    }
}
