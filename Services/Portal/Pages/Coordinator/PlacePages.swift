import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// Looking for a place: who fits and why, side by side; whom to ask; what they say.
struct PlacePages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let cases: CasePages

    /// Requests for a place as things that are moved.
    static let requests = MovingThing(
        service: .matcher, collection: "/v1/placement-requests", address: "/placements", roles: [.coordinator],
        moves: PlaceMoves.all, caption: { $0.at("reference")?.words ?? "" })

    var routes: [PageRoute] {
        [
            .get("/placements", for: .coordinator, answer: list),
            .get("/placements/{id}", for: .coordinator, answer: one),
            .get("/cases/{id}/placements", for: .coordinator, answer: ofCase),
        ] + MovePages(thing: Self.requests, calls: calls, press: press).routes
    }

    private func list(_ visit: Visit) async throws -> Response {
        let page = try await calls.page("/v1/placement-requests", from: .matcher, for: visit)
        let rows = page.items.map { request in
            PageTable.Row([
                .init(request.at("reference")?.words ?? "", address: "/placements/\(request.at("id")?.words ?? "")"),
                .init(request.at("locality/name")?.words ?? ""),
                .init(request.at("status")?.words(as: PlacementState.self) ?? ""),
                .init(request.at("wanted_start")?.time?.words ?? ""),
                .init(request.at("needs")?.allWords(as: SendNeed.self) ?? ""),
            ])
        }
        return press.page(
            PageBody(
                heading: "Looking for a place",
                blocks: [
                    .table(
                        PageTable(
                            id: "requests", caption: "Requests for a place in your localities, newest first",
                            columns: [
                                .init("Reference"), .init("Locality"), .init("Where it stands"), .init("Start wanted"),
                                .init("Needs"),
                            ], rows: rows,
                            emptyWords:
                                "Nobody is looking for a place. A request begins with a decision on alternative "
                                + "provision, in a case.")),
                    .links(page.more),
                ]), for: visit.session, in: .placements)
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/placement-requests/\(id)", from: .matcher, for: visit)
        let caseID = read.json.at("case_id")?.words ?? ""
        return press.page(
            PageBody(
                caption: read.json.at("reference")?.words, heading: "Looking for a place",
                notice: Self.requests.notice(visit), blocks: PlaceContent(json: read.json, id: id).blocks,
                back: PageLink(address: "/cases/\(caseID)/placements", words: "The case")),
            for: visit.session, in: .placements)
    }

    private func ofCase(_ visit: Visit) async throws -> Response {
        let content = try await cases.content(visit)
        var blocks: [Block] = []
        var away: [String] = []
        do {
            let referral = content.json.at("referral_id")?.words ?? ""
            let read = try await calls.get(
                "/v1/placement-requests?referral=\(referral)", from: .matcher, for: visit)
            for request in read.json.at("items")?.items ?? [] {
                let id = request.at("id")?.words ?? ""
                blocks.append(
                    .summary(
                        [
                            SummaryRow("Where it stands", request.at("status")?.words(as: PlacementState.self)),
                            SummaryRow("Asked for on", request.at("requested_at")?.time?.words),
                            SummaryRow("Start wanted", request.at("wanted_start")?.time?.words),
                        ], heading: "Search for a place"))
                blocks.append(
                    .links([PageLink(address: "/placements/\(id)", words: "Who fits, who was asked, what they said")]))
            }
        } catch let service as ServiceAway {
            away.append(
                "\(service.service.whatItKnows) cannot be reached at the moment; the rest of the case is current.")
        }
        if blocks.isEmpty, away.isEmpty {
            blocks.append(.words("No place has been looked for. That begins with a decision on alternative provision."))
        }
        return press.page(
            content.page(.placements, visit, notCurrent: away, blocks: blocks), for: visit.session, in: .queue)
    }
}
