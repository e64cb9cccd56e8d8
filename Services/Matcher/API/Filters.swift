import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

extension Request {
    /// A query parameter that is one of some codes; `nil` when it is not there.
    /// - Throws: `Problem` 400 for any other word.
    func code<Code: Coded>(_ name: String, among allowed: [Code]) throws(Problem) -> Code? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let code = allowed.first(where: { $0.code == text }) else {
            throw .badRequest(
                code: "\(name)_invalid", "“\(name)” is one of \(allowed.map(\.code).joined(separator: ", ")).")
        }
        return code
    }

    /// A query parameter that is a date; `nil` when it is not there.
    /// - Throws: `Problem` 400 when it is none.
    func day(_ name: String) throws(Problem) -> CalendarDate? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let day = CalendarDate(String(text)) else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” must be a date that exists, like 2026-11-22.")
        }
        return day
    }

    /// A query parameter that is an id; `nil` when it is not there.
    /// - Throws: `Problem` 400 when it is none.
    func id(_ name: String) throws(Problem) -> UUID? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let id = UUID(uuidString: String(text)) else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” must be an id as the hub gave it.")
        }
        return id
    }
}

extension PageRequest {
    /// The last item of the page before, where the cursor is its id; `nil` on the first page.
    /// - Throws: `Problem` 400 when the cursor holds none.
    var lastID: UUID? {
        get throws(Problem) {
            guard let text = after.first else { return nil }
            guard let id = UUID(uuidString: text) else {
                throw .badRequest(
                    code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            return id
        }
    }
}
