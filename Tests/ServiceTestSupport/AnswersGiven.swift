import Contracts
import Foundation
import HTTPTypes
import Synchronization
import Testing

/// What a service answered while a test ran, to be held against what the OpenAPI document says it answers.
final class AnswersGiven: Sendable {
    /// Each as `post /v1/cases/{id}/level 409`, with the media types it came in.
    private let given = Mutex<[String: Set<String>]>([:])

    /// - Parameter route: the path as it was registered, or, where there is no such route, as it was asked for.
    func note(_ method: HTTPRequest.Method, _ route: String, _ reply: Reply) {
        let media = reply.headers[.contentType].map { String($0.prefix { $0 != ";" }) }
        given.withLock {
            $0["\(method.rawValue.lowercased()) \(route) \(reply.status)", default: []].formUnion(
                media.map { [$0] } ?? [])
        }
    }

    /// Checks that the document names every answer that was given, and what it came as.
    func expectDocumented() throws {
        let documented = try Self.documented()
        for (answer, media) in given.withLock({ $0 }) {
            guard let known = documented[answer] else {
                Issue.record("answered, and not documented: \(answer)")
                continue
            }
            #expect(media.subtracting(known) == [], "\(answer)")
        }
    }

    /// Checks that every documented answer of some paths was given.
    func expectAll(but unreachable: Set<String>, _ isMine: (String) -> Bool) throws {
        let elsewhere = [" 429", " 500", " 503"]
        let seen = given.withLock { Set($0.keys) }
        let missing = try Self.documented().keys.filter { answer in
            isMine(String(answer.split(separator: " ")[1])) && !elsewhere.contains { answer.hasSuffix($0) }
                && !unreachable.contains(answer) && !seen.contains(answer)
        }
        #expect(missing.sorted() == [], "documented, and not answered")
        #expect(unreachable.intersection(seen) == [], "said to be unreachable, and answered")
    }

    /// Every documented answer, and the media types it may come as.
    private static func documented() throws -> [String: Set<String>] {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json.utf8)) as? [String: Any])
        let shared = try #require((document["components"] as? [String: Any])?["responses"] as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var documented: [String: Set<String>] = [:]
        for (path, operations) in paths {
            for (method, operation) in operations {
                guard let responses = (operation as? [String: Any])?["responses"] as? [String: [String: Any]] else {
                    continue
                }
                for (status, response) in responses {
                    let name = (response["$ref"] as? String)?.split(separator: "/").last.map(String.init)
                    let meant = name.flatMap { shared[$0] as? [String: Any] } ?? response
                    let media = (meant["content"] as? [String: Any])?.keys.map(\.self) ?? []
                    documented["\(method) \(path) \(status)"] = Set(media)
                }
            }
        }
        return documented
    }
}
