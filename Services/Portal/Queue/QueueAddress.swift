import Hummingbird
import ServiceKit

/// Which part of a queue is looked at: `?locality=&group=&page=&rows=`, all of it in the address.
struct QueueAddress: Sendable, Equatable {
    /// `nil`: all of the coordinator's.
    var locality: String?
    /// `nil`: all headings.
    var group: QueueGroup?
    /// From 1.
    var page = 1
    /// Rows on a page, one of ``QueuePage/sizes``.
    var rows = QueuePage.sizes[0]

    init(locality: String? = nil, group: QueueGroup? = nil, page: Int = 1, rows: Int = QueuePage.sizes[0]) {
        self.locality = locality
        self.group = group
        self.page = page
        self.rows = rows
    }

    /// - Throws: ``Problem`` 404 for a heading there is not. A page that is no number is the first; a number of rows there is
    ///   not is the usual one.
    init(_ request: Request) throws(Problem) {
        let parameters = request.uri.queryParameters
        if let code = parameters["locality"], !code.isEmpty { locality = String(code) }
        if let code = parameters["group"], !code.isEmpty {
            guard let group = QueueGroup(rawValue: String(code)) else { throw .notFound() }
            self.group = group
        }
        page = parameters["page"].flatMap { Int($0) }.map { max(1, $0) } ?? 1
        if let size = parameters["rows"].flatMap({ Int($0) }), QueuePage.sizes.contains(size) { rows = size }
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
    var path: String { "/" + query(locality: locality, group: group, page: page, rows: rows) }

    /// Where changes of the same queue are heard.
    var livePath: String { "/queue/live" + query(locality: locality, group: nil, page: 1, rows: QueuePage.sizes[0]) }

    private func query(locality: String?, group: QueueGroup?, page: Int, rows: Int) -> String {
        let parts = [
            locality.map { "locality=\($0)" }, group.map { "group=\($0.code)" }, page > 1 ? "page=\(page)" : nil,
            rows == QueuePage.sizes[0] ? nil : "rows=\(rows)",
        ].compactMap { $0 }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
