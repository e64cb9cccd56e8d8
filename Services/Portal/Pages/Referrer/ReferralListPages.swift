import Hummingbird
import Inclusion
import ServiceKit

/// An agency's own referrals, and what its people have not finished.
struct ReferralListPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] { [.get("/referrals", for: .agency, answer: list)] }

    /// Which of them are shown.
    enum Filter: String, CaseIterable {
        case all, returned, open, closed

        var words: String {
            switch self {
            case .all: "All"
            case .returned: "Returned to me"
            case .open: "Open"
            case .closed: "Closed"
            }
        }

        var address: String { self == .all ? "/referrals" : "/referrals?show=\(rawValue)" }

        /// What the list below the returned ones is asked for; `nil` when there is none.
        var query: String? {
            switch self {
            case .all: "returned=false"
            case .returned: nil
            case .open: "returned=false&open=true"
            case .closed: "open=false"
            }
        }

        /// What the returned ones are asked for; `nil` where they have no list of their own.
        var returnedQuery: String? {
            switch self {
            case .all, .returned: "returned=true"
            case .open: "returned=true&open=true"
            case .closed: nil
            }
        }
        var showsDrafts: Bool { self == .all }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let filter = visit.query("show").flatMap(Filter.init(rawValue:)) ?? .all
        let isFirst = visit.cursor == nil
        var content = ReferralListContent(filter: filter, isFirst: isFirst, notice: Self.notice(visit))
        do {
            if isFirst, filter.showsDrafts {
                content.drafts = try await get("/v1/drafts?limit=100", visit).at("items")?.items ?? []
            }
            if isFirst, let query = filter.returnedQuery {
                content.returned = try await get("/v1/referrals?\(query)&limit=100", visit)
            }
            if let query = filter.query {
                content.rest = try await get(
                    "/v1/referrals?\(query)&limit=25" + (visit.cursor.map { "&cursor=\($0)" } ?? ""), visit)
            }
        } catch let away as ServiceAway {
            content.notCurrent.append(
                "\(away.service.whatItKnows) cannot be reached at the moment, nor what you have not finished. Nothing is lost. Load this page again in a moment."
            )
        }
        return press.page(content.body, for: visit.session, in: .referrals)
    }

    private func get(_ path: String, _ visit: Visit) async throws -> JSON {
        try await calls.get(path, from: .intake, for: visit).json
    }

    private static func notice(_ visit: Visit) -> String? {
        visit.query("done") == "removed" ? "What you had not finished has been thrown away." : nil
    }
}
