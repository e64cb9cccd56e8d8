import Hummingbird
import ServiceKit

/// Which part of a queue is looked at: `?locality=&group=&page=`, all of it in the address.
struct QueueAddress: Sendable, Equatable {
    /// `nil`: all of the coordinator's.
    var locality: String?
    /// `nil`: all headings.
    var group: QueueGroup?
    /// From 1.
    var page = 1

    init(locality: String? = nil, group: QueueGroup? = nil, page: Int = 1) {
        self.locality = locality
        self.group = group
        self.page = page
    }

    /// - Throws: ``Problem`` 404 for a heading there is not. A page that is no number is the first.
    init(_ request: Request) throws(Problem) {
        let parameters = request.uri.queryParameters
        if let code = parameters["locality"], !code.isEmpty { locality = String(code) }
        if let code = parameters["group"], !code.isEmpty {
            guard let group = QueueGroup(rawValue: String(code)) else { throw .notFound() }
            self.group = group
        }
        page = parameters["page"].flatMap { Int($0) }.map { max(1, $0) } ?? 1
    }

    /// The localities looked at.
    /// - Throws: ``Problem`` 404 for one that is not the person's: they do not learn whether there is such a queue.
    func localities(of person: Person) throws(Problem) -> [String] {
        guard let locality else { return person.localities }
        guard person.localities.contains(locality) else { throw .notFound() }
        return [locality]
    }

    /// The headings looked at.
    var groups: [QueueGroup] { group.map { [$0] } ?? QueueGroup.allCases }

    /// The address of the page.
    var path: String { "/" + query(locality: locality, group: group, page: page) }

    /// Where changes of the same queue are heard.
    var livePath: String { "/queue/live" + query(locality: locality, group: nil, page: 1) }

    private func query(locality: String?, group: QueueGroup?, page: Int) -> String {
        let parts = [
            locality.map { "locality=\($0)" }, group.map { "group=\($0.code)" }, page > 1 ? "page=\(page)" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
