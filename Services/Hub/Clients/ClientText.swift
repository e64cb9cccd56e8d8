import FoundationEssentials

/// A client in words.
enum ClientText {
    static func row(_ entry: ClientOffice.Entry) -> [String] {
        [
            entry.id, entry.name, entry.organisation, entry.agencyKind, String(entry.keys),
            entry.disabled == nil ? "enabled" : "disabled", entry.scopes.joined(separator: " "),
        ]
    }

    static func lines(
        _ entry: ClientOffice.Entry, _ keys: [ClientOffice.KeyEntry], _ acts: [ClientOffice.Act]
    ) -> [String] {
        let state = entry.disabled.map { "disabled at \($0.formatted(.iso8601))" } ?? "enabled"
        let about = [
            ["client", entry.id], ["name", entry.name],
            ["organisation", "\(entry.organisation) (\(entry.agencyKind))"],
            ["scopes", entry.scopes.joined(separator: " ")], ["state", state],
        ]
        let held = keys.map { ["key", "\($0.id), \($0.algorithm), added at \($0.added.formatted(.iso8601))"] }
        let story = acts.map { ["act", "\($0.at.formatted(.iso8601)) \($0.act), by \($0.by): \($0.reason)"] }
        return Table.lines(about + held + story)
    }

    static func summary(_ entry: ClientOffice.Entry) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(entry.id), "name": .string(entry.name), "organisation": .string(entry.organisation),
            "agency_kind": .string(entry.agencyKind), "scopes": .array(entry.scopes.map { .string($0) }),
            "registered_at": .string(entry.registered.formatted(.iso8601)), "keys": .int(entry.keys),
        ]
        if let disabled = entry.disabled { members["disabled_at"] = .string(disabled.formatted(.iso8601)) }
        return .object(members)
    }

    static func whole(
        _ entry: ClientOffice.Entry, _ keys: [ClientOffice.KeyEntry], _ acts: [ClientOffice.Act]
    ) -> JSONValue {
        var value = summary(entry)
        value["keys"] = .array(
            keys.map {
                .object([
                    "kid": .string($0.id), "alg": .string($0.algorithm),
                    "added_at": .string($0.added.formatted(.iso8601)),
                ])
            })
        value["acts"] = .array(
            acts.map {
                .object([
                    "at": .string($0.at.formatted(.iso8601)), "act": .string($0.act), "by": .string($0.by),
                    "reason": .string($0.reason),
                ])
            })
        return value
    }
}
