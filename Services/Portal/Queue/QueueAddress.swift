import Contracts
import Hummingbird
import Inclusion
import ServiceKit

/// Which part of a queue is looked at, all of it in the address, so that it can be given to somebody else:
/// `?locality=&group=&forum=&level=&assigned=&late=&page=&rows=`.
struct QueueAddress: Sendable, Equatable {
    /// `nil`: all of the coordinator's.
    var locality: String?
    /// `nil`: all headings.
    var group: QueueGroup?
    var forum: Forum?
    /// 1 to 4.
    var level: Int?
    /// Who works on it: ``me``, ``nobody``, or the subject of a token.
    var assigned: String?
    /// Only those for which the next clock has run out.
    var isLate = false
    /// From 1.
    var page = 1
    /// Rows on a page, one of ``QueuePage/sizes``.
    var rows = QueuePage.sizes[0]

    /// Whoever looks.
    static let me = "me"
    static let nobody = "none"

    init(locality: String? = nil, group: QueueGroup? = nil, page: Int = 1, rows: Int = QueuePage.sizes[0]) {
        self.locality = locality
        self.group = group
        self.page = page
        self.rows = rows
    }

    /// As the address of a page says it.
    /// - Throws: as ``init(given:)``
    init(_ request: Request) throws(Problem) {
        let parameters = request.uri.queryParameters
        try self.init { name in parameters[name[...]].map { String($0) }.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// - Parameter given: what stands under a name; `nil` where nothing does.
    /// - Throws: ``Problem`` 404 for a heading, a forum or a level there is not. A page that is no number is the first; a
    ///   number of rows there is not is the usual one.
    init(given: (String) -> String?) throws(Problem) {
        func known<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
            guard let code = given(name) else { return nil }
            guard let value = read(code) else { throw .notFound() }
            return value
        }
        locality = given("locality")
        group = try known("group", QueueGroup.init(rawValue:))
        forum = try known("forum", Forum.init(code:))
        level = try known("level") { code in Self.levels.first { "\($0)" == code } }
        assigned = try known("assigned") { $0.utf8.count <= 200 ? $0 : nil }
        isLate = try known("late") { $0 == "true" ? true : nil } ?? false
        page = given("page").flatMap { Int($0) }.map { max(1, $0) } ?? 1
        if let size = given("rows").flatMap({ Int($0) }), QueuePage.sizes.contains(size) { rows = size }
    }

    static let levels = 1...4

    /// The localities looked at.
    /// - Throws: ``Problem`` 404 for one that is not the person's: they do not learn whether there is such a queue.
    func localities(of person: Person) throws(Problem) -> [String] {
        guard let locality else { return person.localities }
        guard person.localities.contains(locality) else { throw .notFound() }
        return [locality]
    }

    /// Which cases of them, when that person looks.
    func filter(for person: Person) -> QueueFilter {
        let worksOnIt: QueueFilter.Assignee? =
            switch assigned {
            case nil: nil
            case Self.me?: .person(person.subject)
            case Self.nobody?: .nobody
            case let subject?: .person(subject)
            }
        return QueueFilter(forum: forum, level: level, worksOnIt: worksOnIt, isLate: isLate)
    }

    /// The headings looked at.
    var groups: [QueueGroup] { group.map { [$0] } ?? QueueGroup.allCases }

    /// The first page of another part.
    func with(_ change: (inout QueueAddress) -> Void) -> QueueAddress {
        var other = self
        other.page = 1
        change(&other)
        return other
    }

    /// The number of rows where it is not the usual one.
    var rowsGiven: String? { rows == QueuePage.sizes[0] ? nil : "\(rows)" }

    /// The address of the page.
    var path: String { "/" + query }

    /// Where changes of the same queue are heard.
    var livePath: String { "/queue/live" + with { ($0.group, $0.rows) = (nil, QueuePage.sizes[0]) }.query }

    /// The same page, with what has just been done.
    func path(done: String) -> String { "/?" + FormText.of(fields + [("done", done)]) }

    private var query: String { fields.isEmpty ? "" : "?" + FormText.of(fields) }

    /// What ``init(given:)`` makes the same address of.
    var fields: [(name: String, value: String)] {
        let fields: [(name: String, value: String?)] = [
            ("locality", locality), ("group", group?.code), ("forum", forum?.code), ("level", level.map { "\($0)" }),
            ("assigned", assigned), ("late", isLate ? "true" : nil), ("page", page > 1 ? "\(page)" : nil),
            ("rows", rowsGiven),
        ]
        return fields.compactMap { field in field.value.map { (name: field.name, value: $0) } }
    }
}
