import Contracts
import Foundation
import Testing

@testable import ServiceKit

/// A referral with every field there is, and its places.
extension Bodies {
    /// Set over a good body: with it, nothing that may be said is left out.
    static let rest: [(String, String?)] = [
        ("/child/preferred_name", "\"Ro\""), ("/child/sex", "\"M\""), ("/child/language", "\"pl\""),
        ("/child/interpreter_needed", "false"), ("/child/communication_needs", "\"Time to answer.\""),
        ("/concerns_since", "\"2026-06-15\""), ("/level_4_indicators", "true"), ("/mental_health_need", "true"),
        (
            "/cycles",
            #"""
            [{"assess": "Mornings are hard.", "plan": "A mentor.", "do": "Mentor", "review": "Came more often.",
              "from": "2026-09-07", "to": "2026-10-02", "outcome": "partly"}]
            """#
        ),
        ("/risks", #"[{"kind": "missing", "words": "Leaves the site."}]"#),
        (
            "/family",
            #"""
            [{"name": "Kim Testwell", "relationship": "mother", "telephone": "01452 000102",
              "email": "kim@home.example.org", "parental_responsibility": true, "safe_to_contact": false,
              "language": "pl"}]
            """#
        ),
        ("/exclusion/reasons", #"["DB", "VA"]"#), ("/asks/words", "\"A small group.\""),
        ("/asks/hoped_outcome", "\"Back by Easter.\""), ("/safeguarding/front_door_reference", "\"FD-1\""),
        ("/views/family", "\"Back with friends.\""), ("/lawful_basis/recorded_on", "\"2026-11-02\""),
        ("/lawful_basis/source", "\"Form on file\""),
    ]

    /// A body with every field, and then changes to it.
    static func full(changing changes: [(String, String?)] = []) throws -> JSONBody {
        try good(changing: rest + changes)
    }

    /// What kind of value a field takes.
    enum Kind: Sendable, Equatable {
        case text, number, flag, list, object
    }

    /// Every place of the full body with something in it, but the body itself.
    static func places() throws -> [(pointer: String, kind: Kind)] { places(of: try full().tree) }

    /// Every place of a JSON value but itself.
    static func places(of tree: JSON) -> [(pointer: String, kind: Kind)] {
        func walk(_ value: JSON, _ pointer: String) -> [(pointer: String, kind: Kind)] {
            switch value {
            case .object(let members):
                [(pointer, .object)] + members.flatMap { walk($0.value, "\(pointer)/\($0.name)") }
            case .array(let items):
                [(pointer, .list)] + items.enumerated().flatMap { walk($0.element, "\(pointer)/\($0.offset)") }
            case .string: [(pointer, .text)]
            case .bool: [(pointer, .flag)]
            case .int, .double: [(pointer, .number)]
            case .null: []
            }
        }
        return Array(walk(tree, "").dropFirst())
    }

    /// Every place that a schema of the API's document has; list items as `/0`.
    static func documentedPlaces(of name: String) throws -> Set<String> {
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json.utf8)) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        func walk(_ schema: [String: Any], _ pointer: String) -> Set<String> {
            if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
                return walk(schemas[String(name)] ?? [:], pointer)
            }
            var places: Set = [pointer]
            for (name, property) in schema["properties"] as? [String: [String: Any]] ?? [:] {
                places.formUnion(walk(property, "\(pointer)/\(name)"))
            }
            if let item = schema["items"] as? [String: Any] { places.formUnion(walk(item, "\(pointer)/0")) }
            return places
        }
        return walk(try #require(schemas[name]), "").subtracting([""])
    }

    /// The document's examples of referrals, by name.
    static func documentedReferrals() throws -> [String: JSONBody] {
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json.utf8)) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        let examples = try #require(components["examples"] as? [String: [String: Any]])
        return try examples.filter { $0.key.hasPrefix("ReferralFrom") || $0.key == "ReferralMinimal" }.mapValues {
            try JSONBody(bytes: Array(JSONSerialization.data(withJSONObject: try #require($0["value"]))))
        }
    }
}
