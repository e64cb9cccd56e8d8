import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// What a provider has been asked: what is to be answered first, and by when.
struct RequestPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let now: @Sendable () -> Date

    /// Requests put to a provider as things that are moved.
    static let offers = MovingThing(
        service: .matcher, collection: "/v1/offers", address: "/requests", roles: [.provider],
        moves: RequestMoves.all, caption: { $0.at("reference")?.words ?? "" }, area: .requests)

    var routes: [PageRoute] {
        [.get("/requests", for: .provider, answer: list), .get("/requests/{id}", for: .provider, answer: one)]
            + MovePages(thing: Self.offers, calls: calls, press: press).routes
    }

    private func list(_ visit: Visit) async throws -> Response {
        let open = try await calls.list("/v1/offers?status=\(OfferState.open.code)", from: .matcher, for: visit)
        let all = try await calls.list("/v1/offers", from: .matcher, for: visit)
        let answered = all.items.filter { !RequestContent.isOpen($0) }
        var blocks: [Block] = [
            .table(
                table(
                    "open", "Requests to answer, the most urgent first", open.items,
                    "Nobody waits for an answer from you."),
                heading: "To answer"),
            .table(
                table(
                    "answered", "Requests that need no answer, the latest first", answered.reversed(),
                    "You have answered nothing yet."), heading: "Answered or over"),
        ]
        if all.isCut || open.isCut { blocks.append(.inset("There are more than can be shown at once.")) }
        return press.page(PageBody(heading: "Requests", blocks: blocks), for: visit.session, in: .requests)
    }

    private func table(_ id: String, _ caption: String, _ offers: [JSON], _ emptyWords: String) -> PageTable {
        PageTable(
            id: id, caption: caption,
            columns: [
                .init("Reference"), .init("Answer by"), .init("Provision"), .init("Child"), .init("Needs"),
                .init("Start wanted"), .init("How long"), .init("Where it stands"),
            ],
            rows: offers.map { offer in
                let late = RequestContent.lateness(offer, now: now())
                return .init([
                    .init(offer.at("reference")?.words ?? "", address: "/requests/\(offer.at("id")?.words ?? "")"),
                    .init(
                        offer.at("answer_by")?.time?.words ?? "", aside: late,
                        tag: late == nil ? nil : PageTag("Overdue", colour: "red")),
                    .init(offer.at("provision/name")?.words ?? ""), .init(RequestContent.child(offer)),
                    .init(offer.at("needs")?.allWords(as: SendNeed.self) ?? ""),
                    .init(offer.at("wanted_start")?.time?.words ?? ""),
                    .init(
                        RequestContent.count(offer.at("weeks")?.number ?? 0, "week"),
                        aside: RequestContent.count(offer.at("sessions_a_week")?.number ?? 0, "session") + " a week"),
                    .init(offer.at("status")?.words(as: OfferState.self) ?? ""),
                ])
            }, emptyWords: emptyWords)
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/offers/\(id)", from: .matcher, for: visit)
        let isLate = RequestContent.lateness(read.json, now: now()) != nil
        return press.page(
            PageBody(
                caption: read.json.at("reference")?.words, heading: "Request for a place",
                tags: isLate ? [PageTag("Overdue", colour: "red")] : [], notice: Self.offers.notice(visit),
                blocks: RequestContent(json: read.json, id: id).blocks(now: now()),
                back: PageLink(address: "/requests", words: "Requests")), for: visit.session, in: .requests)
    }
}
