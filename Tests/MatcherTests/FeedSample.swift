import Foundation
import Inclusion
import ServiceKit

/// Services as a feed of Open Referral UK gives them.
enum FeedSample {
    static let first = "ac148810-d857-441c-9679-408f346de14b"
    static let second = "e94c9f38-1e8f-4564-91d4-d53501ab1765"
    static let organization = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"

    /// A service; `change` replaces members by JSON text or, with an empty text, takes them away.
    static func service(_ id: String = first, _ change: [String: String] = [:]) throws -> JSON {
        let members: [String: String] = [
            "id": "\"\(id)\"", "name": "\"Severn Bank Studio\"", "status": "\"active\"",
            "description": "\"Making things, and learning with it.\"", "url": "\"https://studio.example\"",
            "email": "\"ann@studio.example\"", "assurer_email": "\"assurer@council.example\"",
            "assured_date": "\"2026-01-05\"", "minimum_age": "11", "maximum_age": "100",
            "accreditations": "\"AQA centre\"",
            "organization": """
            {"id": "\(organization)", "name": "Severn Bank Arts", "email": "office@studio.example",
             "phones": [{"number": "01452 000000"}],
             "organization_identifiers": [{"identifier_scheme": "GB-COH", "identifier": "1234567"}]}
            """,
            "contacts": "[{\"id\": \"1e7efce3-639b-4880-940c-b95cd30cdb50\", \"name\": \"Ann Persona\"}]",
            "service_at_locations": """
            [{"id": "e94c9f38-1e8f-4564-91d4-d53501ab1766", "location": {
                "id": "e94c9f38-1e8f-4564-91d4-d53501ab1767", "name": "Studio", "latitude": 51.8675,
                "longitude": -2.2466, "contacts": [{"name": "Ann Persona"}]}}]
            """,
            "capacities": """
            [{"id": "8896b788-7b3e-11ef-8db9-7f3d040352b3", "unit": {"id": "187a37a2-7b40-11ef-9790-dbf7623d4407",
              "name": "place"}, "available": 4, "maximum": 6, "updated": "2026-09-25T14:23:06Z"}]
            """,
            "attributes": "[\(attributes().joined(separator: ", "))]",
        ].merging(change) { $1 }.filter { !$0.value.isEmpty }
        let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return try JSONBody(bytes: Array("{\(text)}".utf8)).tree
    }

    /// Attributes of a service: one that is nobody's business here, and those the hub reads.
    static func attributes(_ change: [String: String] = [:]) -> [String] {
        let terms: [(String, String, String?)] = [
            ("hub-ap-kind", change["kind"] ?? "third_sector", nil), ("hub-key-stage", "ks4", nil),
            ("hub-key-stage", "ks3", nil), ("hub-need", change["need"] ?? "SEMH", nil), ("hub-need", "ASD", nil),
            ("hub-cost-band", "low", nil), ("hub-figure", "sessions_a_week", change["sessions"] ?? "6"),
            ("hub-figure", "weekly_hours", "15"), ("hub-figure", "registered", change["registered"] ?? "false"),
        ]
        return ["{\"id\": \"ae58cc39-8b70-4ab1-8aea-786882e5ac8e\", \"link_type\": \"link_type\"}"]
            + terms.map { taxonomy, code, value in
                let value = value.map { ", \"value\": \"\($0)\"" } ?? ""
                return "{\"taxonomy_term\": {\"taxonomy\": \"\(taxonomy)\", \"code\": \"\(code)\"}\(value)}"
            }
    }
}
