import Hummingbird
import Inclusion
import ServiceKit

/// The pages about one referral that was sent.
struct ReferralPages: Sendable {
    let desk: ReferralDesk
    let press: PagePress

    var routes: [PageRoute] {
        [
            .get("/referrals/{id}", for: .agency) { try await page($0) { $0.standing($1) } },
            .get("/referrals/{id}/content", for: .agency) { try await page($0) { $0.sent($1.person) } },
            .get("/referrals/{id}/sent", for: .agency) { try await page($0) { content, _ in content.confirmation } },
            .get("/referrals/{id}/amend", for: .agency, answer: amend),
        ]
    }

    private func page(_ visit: Visit, _ body: (ReferralContent, Visit) -> PageBody) async throws -> Response {
        let id = try visit.id()
        let read = try await desk.calls.get("/v1/referrals/\(id)", from: .intake, for: visit)
        return press.page(body(ReferralContent(read.json, id: id), visit), for: visit.session, in: .referrals)
    }

    /// Which part is to be amended.
    private func amend(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let hand = try await desk.open(.sent(id), visit)
        let parts = ReferralSections.parts.map { part in
            Block.links(
                part.sections.map { PageLink(address: hand.place.address(of: $0), words: $0.name) },
                heading: part.heading)
        }
        return press.page(
            PageBody(
                caption: hand.reference, heading: "Amend your referral",
                blocks: [
                    .words(
                        "Choose what has changed. Each change is sent by itself, with your reason. Whoever works on it sees what changed; what it said before stays on record."
                    )
                ] + parts, back: PageLink(address: "/referrals/\(id)", words: "Back")),
            for: visit.session, in: .referrals)
    }
}
