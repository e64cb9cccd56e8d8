import Inclusion

/// What a coordinator decides about a case that calls for alternative provision.
enum PlacementDecision {
    /// The decision to post, or `nil` when nothing of the kind is called for: it was asked for, or a school-age child
    /// at level 3 or 4 is out of school for good or for more than five days.
    static func body(for case: JSONValue, today: CalendarDate) -> JSONValue? {
        let facts = `case`["facts"] ?? .null
        let isAsked = facts["ap_requested"]?.bool ?? false
        let isExcluded = facts["permanently_excluded"]?.bool ?? false
        let daysOut = facts["days_out_of_school"]?.int ?? 0
        let needsIt =
            facts["age_band"]?.string == "school_age" && (facts["level"]?.int ?? 0) >= 3 && (isExcluded || daysOut > 5)
        guard isAsked || needsIt else { return nil }
        let kind = `case`["ap_kind"]?.string
        let views = `case`["details"]?["views"]
        var body: JSONValue = [
            "kind": "ap_placement",
            "purpose": .string(purpose(kind: kind, isExcluded: isExcluded, daysOut: daysOut)),
            "purpose_words": "A setting that fits, for long enough to find the way back into learning.",
            "objectives": [
                "Attends nine of ten sessions by week 6", "Has one adult to turn to by week 2",
                "Has a written plan for what follows by week 8",
            ],
            "wanted_start": .string(start(from: today).description),
            "weeks": kind == "hospital_education" ? 6 : 12,
            // The smallest providers take no child for more.
            "sessions_a_week": kind == "third_sector" ? 4 : 6,
            "reason": "What could be done without it has been tried, and was not enough.",
            "record": record(
                child: views?["child"]?.string ?? "Not heard yet; the visit before the start is for that.",
                family: views?["family"]?.string ?? "Not heard yet; the family is invited to the first meeting."),
            "excluded_provisions": [],
        ]
        if let kind { body["ap_kind"] = .string(kind) }
        return body
    }

    private static func record(child: String, family: String) -> JSONValue {
        [
            "options_considered": ["More support where the child is", "A managed move"],
            "evidence": ["What the referral says was tried", "The days out of school it counts"],
            "views": ["child": .string(child), "family": .string(family)],
            "tests": [
                "closer_to_vision": ["answer": "yes"], "more_equal": ["answer": "yes"],
                "best_we_can_do": ["answer": "partly", "words": "Nearer home would be better."],
                "more_inclusive": ["answer": "yes"],
            ],
            "present": ["Coordinator of the locality"],
        ]
    }

    private static func purpose(kind: String?, isExcluded: Bool, daysOut: Int) -> String {
        if kind == ApKind.hospitalEducation.code { return PlacementPurpose.medical.code }
        if isExcluded { return PlacementPurpose.fullTimeAlternative.code }
        return (daysOut > 5 ? PlacementPurpose.reintegration : .shortTermIntervention).code
    }

    /// The Monday after next.
    static func start(from today: CalendarDate) -> CalendarDate {
        today.adding(days: 15 - today.weekday.rawValue)
    }
}
