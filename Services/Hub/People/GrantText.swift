import FoundationEssentials

/// Access in words.
enum GrantText {
    static let head = ["SUBJECT", "NAME", "ORGANISATION", "ROLES", "COVERS", "STATE", "ISSUER"]

    static func row(_ entry: GrantOffice.Entry) -> [String] {
        [
            entry.subject, entry.name, entry.organisation, entry.roles.joined(separator: " "),
            ([entry.agencyKind].compactMap { $0 } + entry.localities).joined(separator: " "), state(entry),
            entry.issuer,
        ]
    }

    static func state(_ entry: GrantOffice.Entry) -> String {
        if let revoked = entry.revoked { return "revoked at \(revoked.formatted(.iso8601))" }
        return entry.until.map { "until \($0.formatted(.iso8601))" } ?? "granted"
    }

    static func json(_ entry: GrantOffice.Entry) -> JSONValue {
        var members: [String: JSONValue] = [
            "issuer": .string(entry.issuer), "subject": .string(entry.subject), "name": .string(entry.name),
            "organisation": .string(entry.organisation), "roles": .array(entry.roles.map { .string($0) }),
            "localities": .array(entry.localities.map { .string($0) }),
            "granted_at": .string(entry.granted.formatted(.iso8601)), "granted_by": .string(entry.grantedBy),
        ]
        if let kind = entry.agencyKind { members["agency_kind"] = .string(kind) }
        if let until = entry.until { members["until"] = .string(until.formatted(.iso8601)) }
        if let revoked = entry.revoked { members["revoked_at"] = .string(revoked.formatted(.iso8601)) }
        return .object(members)
    }

    /// What became of a list of orders: `12 granted, 1 changed, 3 as they were`.
    static func summary(_ outcomes: [GrantOffice.Outcome]) -> String {
        func count(_ outcome: GrantOffice.Outcome) -> Int { outcomes.count { $0 == outcome } }
        return "\(count(.granted)) granted, \(count(.changed)) changed, \(count(.unchanged)) as they were"
    }
}
