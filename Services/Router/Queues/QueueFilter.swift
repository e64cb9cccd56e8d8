import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Which cases of a queue are asked for: `?locality=&group=&status=&forum=&assigned=&agency_kind=&level=&need=&ap_requested=&q=`.
struct QueueFilter: Sendable {
    let localities: [String]
    let groups: [QueueGroup]
    let condition: PostgresQuery

    /// - Throws: ``Problem`` 400 for what no case can have, 403 for a locality that is not the caller's.
    init(_ request: Request, of identity: Identity) throws {
        let reader = ParameterReader(request)
        if let locality = reader.given("locality") {
            try identity.require(locality: locality)
            localities = [locality]
        } else {
            localities = identity.localities.sorted()
        }
        let state = try reader.code("status", CaseState.allCases.map(\.code))
        let group = try reader.code("group", QueueGroup.open.map(\.rawValue)).flatMap(QueueGroup.init)
        // What is closed is looked up, not worked on, but for a place that goes on: it is there for those who ask for it.
        groups = group.map { [$0] } ?? (state == CaseState.closed.code ? QueueGroup.allCases : QueueGroup.open)
        var conditions: [PostgresQuery] = []
        if let state { conditions.append("state = \(state)") }
        if let forum = try reader.code("forum", Forum.known.map(\.code)) { conditions.append("forum = \(forum)") }
        if let kind = try reader.code("agency_kind", AgencyKind.known.map(\.code)) {
            conditions.append("agency_kind = \(kind)")
        }
        if let level = try reader.code("level", ["1", "2", "3", "4"]).flatMap({ Int($0) }) {
            conditions.append("level = \(level)")
        }
        if let need = try reader.code("need", SendNeed.allCases.map(\.code)) {
            conditions.append("\(need) = any(needs)")
        }
        if let asked = try reader.code("ap_requested", ["true", "false"]) {
            conditions.append("ap_requested = \(asked == "true")")
        }
        switch try reader.text("assigned", most: 200) {
        case nil: break
        case "me": conditions.append("assigned_to = \(identity.subject)")
        case "none": conditions.append("assigned_to is null")
        case let person?: conditions.append("assigned_to = \(person)")
        }
        if let start = try reader.referenceStart("q") { conditions.append("starts_with(reference, \(start)::text)") }
        condition = conditions.reduce("") { "\(fragment: $0) and \(fragment: $1)" }
    }
}

/// Reads what stands after the question mark.
private struct ParameterReader {
    private let request: Request

    init(_ request: Request) { self.request = request }

    /// `nil` when it is not given; what is given and empty is empty.
    func given(_ name: Substring) -> String? { request.uri.queryParameters[name].map { String($0) } }

    /// `nil` when it is not given, or empty.
    func text(_ name: Substring, most: Int) throws(Problem) -> String? {
        guard let text = given(name), !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= most else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” has \(most) characters at most.")
        }
        return text
    }

    func code(_ name: Substring, _ allowed: [String]) throws(Problem) -> String? {
        guard let text = given(name) else { return nil }
        guard allowed.contains(text) else {
            throw .badRequest(
                code: "\(name)_invalid", "“\(name)” is one of \(allowed.joined(separator: ", ")).")
        }
        return text
    }

    /// The beginning of a reference, as it may be typed: small letters, without the part all have in common.
    func referenceStart(_ name: Substring) throws(Problem) -> String? {
        guard let text = try text(name, most: 12)?.uppercased() else { return nil }
        guard text.utf8.count <= 12,
            text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...90).contains($0) })
        else {
            throw .badRequest(code: "q_invalid", "“q” is a reference, or how one begins, such as RH-KNQN.")
        }
        return "RH-".hasPrefix(text) || text.hasPrefix("RH-") ? text : "RH-" + text
    }
}
