import Foundation

@testable import Hub

extension Town {
    /// A search for a place as its coordinator reads it.
    struct Search: Sendable {
        let id: String
        let etag: String?
        /// The provision that fits best; empty where none does.
        let first: String
    }

    /// The searches of a coordinator's localities.
    func searches(as coordinator: String) async throws -> [Search] {
        let page = try await get("placement-matcher", "/v1/placement-requests?limit=100", as: coordinator)
        var found: [Search] = []
        for item in page.body["items"]?.elements ?? [] {
            guard let id = item["id"]?.string else { continue }
            let read = try await get("placement-matcher", "/v1/placement-requests/\(id)", as: coordinator)
            let first = read.body["shortlist"]?.elements.first?["provision"]?["id"]?.string
            found.append(Search(id: id, etag: read.etag, first: first ?? ""))
        }
        return found
    }

    /// Puts a search to the first on its shortlist.
    func ask(_ search: Search, as coordinator: String) async throws -> HubClient.Answer {
        try await post(
            "placement-matcher", "/v1/placement-requests/\(search.id)/offers",
            ["provisions": .array([.string(search.first)])], as: coordinator, ifMatch: search.etag)
    }

    /// Does so with all searches of a coordinator.
    func askFirst(as coordinator: String) async throws -> [HubClient.Answer] {
        var answers: [HubClient.Answer] = []
        for search in try await searches(as: coordinator) { answers.append(try await ask(search, as: coordinator)) }
        return answers
    }
}
