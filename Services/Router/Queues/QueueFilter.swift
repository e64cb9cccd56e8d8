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
        var traits = QueueTraits()
        traits.states = state.map { [$0] } ?? []
        traits.forum = try reader.code("forum", Forum.known.map(\.code))
        traits.agencyKind = try reader.code("agency_kind", AgencyKind.known.map(\.code))
        traits.level = try reader.code("level", QueueTraits.levels.map { "\($0)" }).flatMap { Int($0) }
        traits.need = try reader.code("need", SendNeed.allCases.map(\.code))
        traits.apRequested = try reader.code("ap_requested", ["true", "false"]).map { $0 == "true" }
        var conditions = traits.conditions
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

/// What a case of a queue is to be like: what is not said may be anything.
struct QueueTraits: Sendable {
    /// One of these; none: any.
    var states: [String] = []
    var forum: String?
    var agencyKind: String?
    var level: Int?
    var need: String?
    var apRequested: Bool?

    /// Of the Graduated Pathway.
    static let levels = 1...4

    init() {}

    /// As a body says it.
    init(_ reader: FieldReader) {
        states = reader.codes(
            "statuses", max: CaseState.allCases.count, of: Set(CaseState.allCases.map(\.code)))
        forum = reader.optionalCode("forum", of: Set(Forum.known.map(\.code)))
        agencyKind = reader.optionalCode("agency_kind", of: Set(AgencyKind.known.map(\.code)))
        level = reader.optionalInt("level", in: Self.levels)
        need = reader.optionalCode("need", of: Set(SendNeed.allCases.map(\.code)))
        apRequested = reader.optionalBool("ap_requested")
    }

    /// All of them have to hold for a row of `case_file`.
    var conditions: [PostgresQuery] {
        var all: [PostgresQuery] = []
        if !states.isEmpty { all.append("state = any(\(states))") }
        if let forum { all.append("forum = \(forum)") }
        if let agencyKind { all.append("agency_kind = \(agencyKind)") }
        if let level { all.append("level = \(level)") }
        if let need { all.append("\(need) = any(needs)") }
        if let apRequested { all.append("ap_requested = \(apRequested)") }
        return all
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
