import ServiceKit

/// Everything in a list of a service, page after page.
struct WholeList: Sendable {
    var items: [JSON] = []
    /// Whether there is more than is read for one page of ours.
    var isCut = false
}

extension HubCalls {
    /// Most pages of a list read for one page of ours, 100 items each.
    private static let mostPages = 10

    /// Reads a list to its end, for what is shown in another order than the service keeps it.
    /// - Throws: as ``get(_:from:for:)``
    func list(_ path: String, from service: HubService, for visit: Visit) async throws -> WholeList {
        var list = WholeList()
        var address = path + (path.contains("?") ? "&" : "?") + "limit=100"
        let first = address
        for _ in 0..<Self.mostPages {
            let read = try await get(address, from: service, for: visit)
            list.items += read.json.at("items")?.items ?? []
            guard let next = read.json.at("next")?.words else { return list }
            address = "\(first)&cursor=\(next)"
        }
        list.isCut = true
        return list
    }
}
