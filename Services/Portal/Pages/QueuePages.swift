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
        guard let area = PageArea.home(of: visit.person) else { return elsewhere(for: visit.session) }
        return PagePress.redirect(to: area.address)
    }

    /// For those who run the hub, which they do elsewhere.
    private func elsewhere(for session: Session) -> Response {
        let body = PageBody(
            heading: "You run the hub at the command line",
            blocks: [
                .words(
                    "You may see how the hub is doing and put it right. Nothing about a child can be opened by you, so there "
                        + "are no other pages for you here.",
                    "If you expected pages, ask whoever gave you access."),
                .summary(
                    [
                        SummaryRow("Is it well", "hub check, and /metrics of each service"),
                        SummaryRow("What could not be applied", "hub deadletters: list, show, replay, discard"),
                        SummaryRow("Fill a projection anew", "hub rebuild"),
                        SummaryRow("Mails that did not go out", "GET /v1/deliveries of the notifier"),
                        SummaryRow("People and systems that sign in", "hub people, hub clients"),
                        SummaryRow("Rules and the county", "hub routing, hub county"),
                        SummaryRow(
                            "Erase a child’s details", "hub erase, when the data protection officer asks for it"),
                    ], heading: "What you have"),
            ])
        return press.page(body, for: session)
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
