import HTTPTypes
import Hummingbird

/// Which page of a list is asked for: `?cursor=&limit=`.
///
/// A cursor holds the sort values of the last item seen, so that nothing is skipped or doubled when the list
/// changes between pages.
public struct PageRequest: Sendable, Equatable {
    /// 1 to 100, 50 unless told.
    public let limit: Int
    /// The sort values of the last item of the page before; empty on the first page.
    public let after: [String]

    /// - Parameter keys: how many sort values a cursor of this list holds.
    /// - Throws: ``Problem`` 400 for a limit out of range or a cursor that is not one of this list's.
    public init(_ request: Request, keys: Int) throws(Problem) {
        limit = try Self.limit(request)
        if let cursor = request.uri.queryParameters["cursor"] {
            guard let after = Cursor.values(of: String(cursor)), after.count == keys else {
                throw .badRequest(code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            self.after = after
        } else {
            after = []
        }
    }

    /// How many items a page has: 1 to 100, 50 unless told.
    /// - Throws: ``Problem`` 400 for a limit out of range.
    public static func limit(_ request: Request) throws(Problem) -> Int {
        guard let text = request.uri.queryParameters["limit"] else { return 50 }
        guard let limit = Int(text), (1...100).contains(limit) else {
            throw .badRequest(code: "limit_invalid", "“limit” is a whole number from 1 to 100.")
        }
        return limit
    }

    /// Answers `{items, next}` with a `Link` header, given one item more than the limit was looked for.
    /// - Parameters:
    ///   - rows: up to `limit + 1` rows, in order.
    ///   - cursor: the sort values of a row.
    ///   - more: what the answer says of the whole list.
    public func response<Row>(
        _ request: Request, _ rows: [Row], cursor: (Row) -> [String], item: (Row) -> JSON, more: [JSON.Member] = []
    ) -> Response {
        let page = rows.prefix(limit)
        var link: String?
        var members = [JSON.Member("items", .array(page.map(item)))]
        if rows.count > limit, let last = page.last {
            let next = Cursor.text(cursor(last))
            members.append(JSON.Member("next", .string(next)))
            var query = request.uri.queryParameters.filter { $0.key != "cursor" && $0.key != "limit" }
                .map { "\($0.key)=\($0.value)" }
            query += ["cursor=\(next)", "limit=\(limit)"]
            link = "<\(request.uri.path)?\(query.joined(separator: "&"))>; rel=\"next\""
        }
        var response = Response.json(.object(members + more))
        if let link { response.headers[.link] = link }
        return response
    }
}

extension HTTPField.Name {
    /// Where the next page is.
    public static let link = Self.known("Link")
}
