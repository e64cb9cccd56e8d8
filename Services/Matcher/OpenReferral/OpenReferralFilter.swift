import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Which services are asked for, by the standard's parameters.
struct OpenReferralFilter {
    /// Further conditions on table `provision`, each beginning with `and`.
    let condition: PostgresQuery

    /// Parameters of Open Referral UK that narrow a list and are not answered here: where somebody lives is not asked for on
    /// an open address, and times of day are in no provision's entry. Passed over, they would make a list say what it does not.
    private static let notAnswered = [
        "postcode", "proximity", "lat", "long", "day", "start_time", "end_time", "cost_option", "target_audience",
    ]

    /// - Throws: `Problem` 400 for a parameter that cannot be read, and for one of the standard that is not answered.
    init(_ request: Request) throws(Problem) {
        if let name = Self.notAnswered.first(where: { request.uri.queryParameters[Substring($0)] != nil }) {
            throw .badRequest(
                code: "\(name)_not_supported",
                "This directory is not searched by “\(name)”. Leave it out, and compare the services yourself.")
        }
        var condition: PostgresQuery = ""
        func narrow(_ more: PostgresQuery) { condition = "\(fragment: condition) and \(fragment: more)" }
        if let words = request.uri.queryParameters["search"].map(String.init), !words.isEmpty {
            narrow("position(lower(\(words)::text) in lower(name || ' ' || provider_name)) > 0")
        }
        if let id = try request.id("organization_id") { narrow("organization_id = \(id)") }
        if let id = try request.id("taxonomy_id"), !DirectoryTaxonomy.allCases.contains(where: { $0.id == id }) {
            narrow("false")
        }
        if let id = try request.id("taxonomy_term_id") { narrow(Self.having(id)) }
        // Whoever takes children of an age between the two.
        if let age = try OpenReferralPage.whole(request, "minimum_age", 0...150) { narrow("maximum_age >= \(age)") }
        if let age = try OpenReferralPage.whole(request, "maximum_age", 0...150) { narrow("minimum_age <= \(age)") }
        if let text = request.uri.queryParameters["modified_after"] {
            guard let time = RFC3339.instant(String(text)) else {
                throw .badRequest(
                    code: "modified_after_invalid", "“modified_after” is an instant such as 2026-11-23T10:00:00Z.")
            }
            narrow("modified_at > \(time)")
        }
        self.condition = condition
    }

    private static func having(_ id: UUID) -> PostgresQuery {
        guard let term = DirectoryTaxonomy.allCases.flatMap(\.terms).first(where: { $0.id == id }) else {
            return "false"
        }
        switch term.taxonomy {
        case .kind: return "kind = \(term.code)"
        case .keyStage: return "\(term.code) = any(key_stages)"
        case .need: return "\(term.code) = any(needs)"
        case .costBand: return "cost_band = \(term.code)"
        case .figure: return "true"
        }
    }
}

extension Request {
    /// A query parameter that is true or false; false when it is not there.
    /// - Throws: `Problem` 400 for any other word.
    func flag(_ name: String) throws(Problem) -> Bool {
        switch uri.queryParameters[Substring(name)] {
        case nil, "false": return false
        case "true": return true
        default: throw .badRequest(code: "\(name)_invalid", "“\(name)” is true or false.")
        }
    }
}
