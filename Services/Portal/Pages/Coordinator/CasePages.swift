import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// The pages about one case.
struct CasePages: Sendable {
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] {
        [.get("/cases/{id}", for: .coordinator, answer: summary)]
            + MovePages(thing: Self.cases, calls: calls, press: press).routes
    }

    /// Cases as things that are moved.
    static let cases = MovingThing(
        service: .router, collection: "/v1/cases", address: "/cases", roles: [.coordinator], moves: CaseMoves.all,
        caption: { $0.at("reference")?.words ?? "" })

    private func summary(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/cases/\(id)", from: .router, for: visit)
        return press.page(CaseContent(read.json, id: id).summary(visit), for: visit.session, in: .queue)
    }
}
