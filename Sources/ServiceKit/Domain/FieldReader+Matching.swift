public import Contracts
public import Inclusion
import SwiftProtobuf

/// What matching is told, as JSON: provisions, facts of children, rules.
extension FieldReader {
    /// An entry of the directory of alternative provision, read from this object, with none of its places taken.
    /// - Parameter known: the ids so far; this one's is added, and refused when it is there.
    public func provision(known: inout Set<String>) -> Provision {
        let id = optionalUUID("id")?.text
        if let id {
            if !known.insert(id).inserted { note("id", code: "repeated", "Another provision has this id.") }
        } else if !has("id") {
            note("id", code: "required", "This must be given.")
        }
        let provider = object("provider")
        let ages = (int("minimum_age", in: 0...25), int("maximum_age", in: 0...25))
        if ages.0 > ages.1, has("maximum_age") {
            note("maximum_age", code: "out_of_range", "This must not be below minimum_age.")
        }
        return Provision(
            id: id ?? "",
            provider: ProvisionProvider(id: provider.string("id", max: 100), name: provider.string("name", max: 200)),
            name: string("name", max: 200),
            kind: code("kind", among: Self.codes(ApKind.self), standIn: .independent),
            location: optionalLocation("location"),
            minimumAge: ages.0, maximumAge: ages.1,
            keyStages: codes("key_stages", min: 1, max: Self.keyStages.count, among: Self.keyStages),
            needs: codes("needs", min: 1, max: SendNeed.allCases.count, among: Self.codes(SendNeed.self)),
            places: int("places", in: 0...10_000),
            sessionsAWeek: int("sessions_a_week", in: 1...10),
            registered: bool("registered"),
            weeklyHours: Double(int("weekly_hours", in: 0...60)),
            assuredUntil: calendarDate("assured_until"),
            effectiveness: optionalObject("effectiveness").map { measured in
                Effectiveness(
                    percent: measured.int("score", in: 0...100), of: measured.int("based_on", in: 1...100_000))
            },
            waitDays: int("wait_days", in: 0...1000),
            costBand: optionalCode("cost_band", among: Self.codes(CostBand.self)) ?? .medium)
    }

    /// The facts of a child that matching looks at, read from this object; what is not said is not so.
    public func matchingFacts() -> CodedFacts {
        CodedFacts.with { facts in
            facts.ageYears = Int32(int("age_years", in: 0...25))
            facts.keyStage = code("key_stage", among: Self.keyStages, standIn: .unspecified)
            facts.needs = codes("needs", max: SendNeed.allCases.count, of: Set(SendNeed.allCases.map(\.code)))
            facts.sendProvision = optionalCode("send_provision", among: Self.sendProvisions) ?? .unspecified
            facts.daysOutOfSchool = Int32(optionalInt("days_out_of_school", in: 0...3650) ?? 0)
            facts.permanentlyExcluded = optionalBool("permanently_excluded") ?? false
            if let care = optionalObject("care") {
                facts.statutory.childProtectionPlan = care.optionalBool("child_protection_plan") ?? false
                facts.statutory.childInNeed = care.optionalBool("child_in_need") ?? false
                facts.statutory.childInCare = care.optionalBool("child_in_care") ?? false
            }
        }
    }

    /// Matching rules, read from this object; what is left out is as in the standard ones. Weights are given all or none, and
    /// add up to 1000, so that scores of different rules can be compared.
    public func matchRules() -> MatchRules {
        var rules = MatchRules.standard
        rules.name = string("name", max: 100)
        rules.version = int("version", in: 1...1_000_000)
        rules.farKilometres = optionalInt("far_kilometres", in: 1...1000) ?? rules.farKilometres
        rules.longWaitDays = optionalInt("long_wait_days", in: 1...1000) ?? rules.longWaitDays
        rules.longOutDays = optionalInt("long_out_days", in: 1...1000) ?? rules.longOutDays
        guard let weights = optionalObject("weights") else { return rules }
        for (name, weight) in MatchWeights.names { rules.weights[keyPath: weight] = weights.int(name, in: 0...1000) }
        if rules.weights.most != 1000, MatchWeights.names.allSatisfy({ weights.has($0.0) }) {
            weights.note(nil, code: "sum", "The weights must add up to 1000.")
        }
        return rules
    }

    /// A point of the National Grid, which covers 700 by 1300 km.
    public func optionalLocation(_ name: String) -> CoarseLocation? {
        optionalObject(name).map { point in
            CoarseLocation.with {
                $0.eastingKm = Int32(point.int("easting_km", in: 0...700))
                $0.northingKm = Int32(point.int("northing_km", in: 0...1300))
            }
        }
    }

    /// A day that exists.
    public func calendarDate(_ name: String) -> CalendarDate {
        CalendarDate(date(name).description) ?? CalendarDate(dayNumber: 0)
    }

    /// One of a list of codes.
    public static func codes<Code: Coded>(_ type: Code.Type) -> [String: Code] {
        Dictionary(Code.allCases.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static let keyStages = Dictionary(
        KeyStage.allCases.filter { !$0.code.isEmpty }.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    private static let sendProvisions: [String: SendProvision] = ["N": .none, "K": .support, "E": .ehcp]
}

extension MatchWeights {
    /// Each weight by its name in JSON, which is also the code of its reason.
    fileprivate static var names: [(String, WritableKeyPath<MatchWeights, Int>)] {
        [
            ("journey", \.journey), ("fit_to_needs", \.fitToNeeds), ("effectiveness", \.effectiveness),
            ("wish", \.wish), ("continuity", \.continuity), ("waiting_time", \.waitingTime),
            ("days_out_of_school", \.daysOutOfSchool), ("cost", \.cost),
        ]
    }
}
