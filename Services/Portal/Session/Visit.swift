import FoundationEssentials
import Hummingbird
import ServiceKit

/// Somebody who is signed in asks for a page, or sends a form of one.
struct Visit: Sendable {
    let session: Session
    let request: Request
    let context: HubContext
    /// What a form sent; empty when a page is only asked for.
    let form: Form

    var person: Person { session.person }

    /// The id in the page's address.
    /// - Throws: ``Problem`` 404 when it is none.
    func id(_ name: String = "id") throws(Problem) -> String {
        guard let text = context.parameters.get(name), let id = UUID(uuidString: text) else { throw .notFound() }
        return id.uuidString.lowercased()
    }

    /// A word in the page's address, such as the code of a move.
    /// - Throws: ``Problem`` 404 for what cannot be one.
    func word(_ name: String) throws(Problem) -> String {
        guard let text = context.parameters.get(name), text.utf8.count <= 100,
            text.utf8.allSatisfy({ $0 < 128 && ($0 == 45 || $0 == 95 || UInt8.isWord($0)) })
        else { throw .notFound() }
        return text
    }

    /// Where in a list of a service the visitor is, as the service's own cursor; `nil` at the beginning, and for what can be
    /// none.
    var cursor: String? {
        query("cursor").flatMap { text in
            text.utf8.count <= 400 && text.utf8.allSatisfy({ $0 == 45 || $0 == 95 || UInt8.isWord($0) }) ? text : nil
        }
    }

    /// What stands behind the question mark under that name, unless it is empty.
    func query(_ name: String) -> String? {
        request.uri.queryParameters[name[...]].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension UInt8 {
    fileprivate static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
