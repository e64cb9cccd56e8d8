import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit
import SwiftProtobuf

/// Which services are asked for, by the standard's parameters.
struct OpenReferralFilter {
    /// Further conditions on table `provision`, each beginning with `and`.
    let condition: PostgresQuery

    /// Parameters of Open Referral UK, of version 3 and 1, that narrow a list and are not answered here: where somebody lives
    /// is not asked for on an open address, and provisions have half days, no times. Passed over, they would make a list say
    /// what it does not.
    private static let notAnswered = [
        "postcode", "coverage", "start_time", "end_time", "cost_option", "target_audience", "text", "taxonomy_type",
        "vocabulary", "need", "circumstance", "service_type",
    ]

    /// - Parameter today: days of the week are those on which there are places from then on.
    /// - Throws: `Problem` 400 for a parameter that cannot be read, and for one of the standard that is not answered.
    init(_ request: Request, on today: CalendarDate, in sql: some PostgresSession) async throws {
        var condition = try Self.columns(request)
        if let place = try OpenReferralPlace(request) {
            condition = "\(fragment: condition) and \(fragment: place.condition)"
        }
        if let days = try Self.days(request) {
            condition = "\(fragment: condition) and \(fragment: try await Self.open(on: days, from: today, in: sql))"
        }
        self.condition = condition
    }

    /// Whoever has places on one of these days: by the calendar the provider has set or, without one, on every day of the
    /// school week.
    private static func open(
        on days: Set<Weekday>, from today: CalendarDate, in sql: some PostgresSession
    ) async throws -> PostgresQuery {
        let set = try await sql.query("select provision_id, calendar from provision_capacity")
            .decode(UUID.self, [UInt8].self)
        let open = try set.filter { _, calendar in
            CapacityCalendar(try CapacitySet(serializedBytes: calendar), days: TeachingDays())
                .isOpen(on: days, from: today)
        }
        let isInWeek = days.contains { !$0.isWeekend }
        return """
            (id = any(\(open.map(\.0))) or \(isInWeek) and not exists (
                select from provision_capacity where provision_id = provision.id))
            """
    }

    private static let weekdays: [Substring: Weekday] = [
        "MO": .monday, "TU": .tuesday, "WE": .wednesday, "TH": .thursday, "FR": .friday, "SA": .saturday,
        "SU": .sunday,
    ]

    /// `day=MO&day=TU`, or `day=MO,TU`.
    private static func days(_ request: Request) throws(Problem) -> Set<Weekday>? {
        let given = request.uri.queryParameters[values: "day"]
        guard !given.isEmpty else { return nil }
        let names = given.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let days = names.compactMap { weekdays[$0] }
        guard days.count == names.count else {
            throw .badRequest(code: "day_invalid", "“day” is one or more of MO, TU, WE, TH, FR, SA, SU.")
        }
        return Set(days)
    }

    private static func columns(_ request: Request) throws(Problem) -> PostgresQuery {
        if let name = notAnswered.first(where: { request.uri.queryParameters[Substring($0)] != nil }) {
            throw .badRequest(
                code: "\(name)_not_supported",
                name == "postcode"
                    ? "This directory is not searched by “postcode”. Send “lat”, “long” and “proximity”."
                    : "This directory is not searched by “\(name)”. Leave it out, and compare the services yourself.")
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
        if let id = try request.id("taxonomy_term_id") { narrow(having(id)) }
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
        return condition
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
    func flag(_ name: String) throws(Problem) -> Bool { try optionalFlag(name) ?? false }

    /// The same; `nil` when it is not there.
    func optionalFlag(_ name: String) throws(Problem) -> Bool? {
        switch uri.queryParameters[Substring(name)] {
        case nil: return nil
        case "false": return false
        case "true": return true
        default: throw .badRequest(code: "\(name)_invalid", "“\(name)” is true or false.")
        }
    }
}
