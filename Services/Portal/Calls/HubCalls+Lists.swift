import Hummingbird
import ServiceKit

/// One page of a list of a service.
struct ListPage: Sendable {
    let items: [JSON]
    /// Leads to the next one; empty on the last.
    let more: [PageLink]
}

/// Everything in a list of a service, page after page.
struct WholeList: Sendable {
    var items: [JSON] = []
    /// Whether there is more than is read for one page of ours.
    var isCut = false
}

extension HubCalls {
    /// Most pages of a list read for one page of ours, 100 items each.
    static let mostPages = 10

    /// Reads the page of a list that the visitor has turned to.
    /// - Parameter address: of our own page, where it is more than the path that was asked for.
    /// - Throws: as ``get(_:from:for:)``
    func page(
        _ path: String, from service: HubService, for visit: Visit, at address: String? = nil
    ) async throws -> ListPage {
        func turned(_ path: String, to cursor: String) -> String {
            path + (path.contains("?") ? "&" : "?") + "cursor=\(cursor)"
        }
        let read = try await get(visit.cursor.map { turned(path, to: $0) } ?? path, from: service, for: visit).json
        let next = read.at("next")?.words.map {
            PageLink(address: turned(address ?? visit.request.uri.path, to: $0), words: "More")
        }
        return ListPage(items: read.at("items")?.items ?? [], more: next.map { [$0] } ?? [])
    }

    /// Reads a list to its end, for what is shown in another order than the service keeps it, or all at once.
    /// - Throws: as ``get(_:from:for:)``
    func list(
        _ path: String, from service: HubService, for visit: Visit, mostPages: Int = HubCalls.mostPages
    ) async throws -> WholeList {
        var list = WholeList()
        var address = path + (path.contains("?") ? "&" : "?") + "limit=100"
        let first = address
        for _ in 0..<mostPages {
            let read = try await get(address, from: service, for: visit)
            list.items += read.json.at("items")?.items ?? []
            guard let next = read.json.at("next")?.words else { return list }
            address = "\(first)&cursor=\(next)"
        }
        list.isCut = true
        return list
    }
}
