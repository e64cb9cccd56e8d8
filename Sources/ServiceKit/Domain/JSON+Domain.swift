import Contracts
import FoundationEssentials
import Inclusion

/// How the domain's words look in every answer.
extension JSON {
    /// An instant, UTC, RFC 3339.
    public static func instant(_ date: Date) -> JSON { .string(RFC3339.text(date)) }

    /// A locality: its code and its name.
    public static func locality(code: String, in book: LocalityBook) -> JSON {
        ["code": .string(code), "name": .string(book.name(of: code))]
    }

    /// A forum: its code and its name.
    public static func forum(_ forum: Forum) -> JSON {
        ["code": .string(forum.code), "name": .string(forum.words)]
    }

    /// A forum by its code.
    public static func forum(code: String) -> JSON {
        .forum(Forum.allCases.first { $0.code == code } ?? .unspecified)
    }

    /// Texts, as an array.
    public static func strings(_ values: some Sequence<String>) -> JSON { .array(values.map { .string($0) }) }

    /// Statutory statuses.
    public static func care(_ statutory: StatutoryStatus) -> JSON {
        [
            "child_protection_plan": .bool(statutory.childProtectionPlan),
            "child_in_need": .bool(statutory.childInNeed),
            "child_in_care": .bool(statutory.childInCare),
        ]
    }

    /// The coded facts of a child: names nobody.
    public static func facts(_ facts: CodedFacts) -> JSON {
        [
            "age_band": .string(facts.ageBand.code),
            "age_years": .number(facts.ageYears),
            "key_stage": .string(facts.keyStage.code),
            "level": .number(facts.level),
            "send_provision": .string(facts.sendProvision.code),
            "care": .care(facts.statutory),
            "level_4_indicators": .bool(facts.level4Indicators),
            "needs": .strings(facts.needs),
            "mental_health_need": .bool(facts.mentalHealthNeed),
            "ap_requested": .bool(facts.apRequested),
            "days_out_of_school": .number(facts.daysOutOfSchool),
            "permanently_excluded": .bool(facts.permanentlyExcluded),
        ]
    }

    /// An object without the members whose value is `nil`: what is not known is left out.
    public static func object(leavingOutNil members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }
}
