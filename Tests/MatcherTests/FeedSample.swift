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

    static let farm = "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10"
    static let tea = "8d0b6b0e-1f57-4e8c-8a55-6f3d8e0c2b11"
    static let farmTrust = "6b6f0a52-0f5e-4d8c-9a52-2d9f1c3b4a60"

    /// A service as councils publish it (HSDS 3): every member named, many of them empty, terms of other people's
    /// taxonomies, and none of the hub's.
    static func council(
        _ id: String = farm, _ name: String = "Orchard Farm Learning", _ change: [String: String] = [:]
    ) throws -> JSON {
        try service(
            id,
            [
                "name": "\"\(name)\"", "alternate_name": "null", "interpretation_services": "\"\"", "fees": "null",
                "description": "\"<p>Animals, woodwork and <b>quiet</b> days for young people.</p>\"",
                "url": "\"https://farm.example\"", "minimum_age": "11", "maximum_age": "18", "capacities": "[]",
                "assured_date": "\"2026-01-05T00:00:00Z\"", "accreditations": "\"\"",
                "last_modified": "\"2026-11-02T08:30:00Z\"", "program": "null", "metadata": "[]", "funding": "[]",
                "organization": """
                {"id": "\(farmTrust)", "name": "Orchard Trust", "description": "A charity.", "website": "",
                 "email": "office@farm.example", "logo": null, "organization_identifiers": [
                    {"id": "d4dbcebc-0802-47cb-8651-b937ac4f2f3e", "identifier_scheme": "GB-CHC",
                     "identifier_type": "Charity number", "identifier": "1234567"}]}
                """,
                "schedules": """
                [{"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "freq": "WEEKLY", "byday": "MO,TU,WE",
                  "opens_at": "09:30", "closes_at": "14:30", "valid_from": null, "dtstart": "2026-01-05"}]
                """,
                "languages":
                    "[{\"id\": \"2989d3ed-c547-48f8-8f9d-432d81c7892e\", \"name\": \"English\", \"code\": \"en\"}]",
                "service_areas": "[{\"id\": \"381c64f1-a724-4884-9c21-ac96c21cca3e\", \"name\": \"Gloucestershire\"}]",
                "phones": "[{\"id\": \"1554f3fd-6c1a-4a4e-9d2f-0d6d5f8c7a22\", \"number\": \"01452 000001\"}]",
                "service_at_locations": """
                [{"id": "e94c9f38-1e8f-4564-91d4-d53501ab1799", "location": {
                    "id": "a1f0c2d3-5d2c-4a8e-9e37-5a3b8c7d6e5f", "location_type": "physical", "name": "The farm",
                    "latitude": 51.8675, "longitude": -2.2466,
                    "addresses": [{"id": "b2f0c2d3-5d2c-4a8e-9e37-5a3b8c7d6e5f", "address_1": "1 Orchard Lane",
                        "city": "Gloucester", "postal_code": "GL1 1AA", "country": "GB", "address_type": "physical"}],
                    "accessibility": [{"id": "c3f0c2d3-5d2c-4a8e-9e37-5a3b8c7d6e5f", "description": "Step-free"}],
                    "contacts": [{"name": "Ann Persona"}], "phones": []}}]
                """,
                "attributes": """
                [{"id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e", "link_entity": "service", "link_id": "\(id)",
                  "taxonomy_term": {"id": "3f7b145d-84af-42d7-8fae-eaca714b02b2", "code": "esdServiceTypes:1234",
                    "name": "Youth activities", "taxonomy": "esdServiceTypes"}}]
                """,
            ].merging(change) { $1 })
    }
}
