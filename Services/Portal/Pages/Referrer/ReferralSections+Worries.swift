import Contracts
import Inclusion

/// Why the referrer is worried, and what has been done about it.
extension ReferralSections {
    static let safety = ReferralSection(
        code: "safety", name: "Is the child safe now?",
        explains: [
            "If a child is in danger now, ring 999. For any other safeguarding concern, report it to your area’s Front Door (MASH) first. This form is not read at once."
        ],
        questions: { _, _ in
            [
                Field(
                    "immediate_risk", "Is the child at immediate risk of harm?", .yesNo,
                    at: "/safeguarding/immediate_risk"),
                Field(
                    "front_door", "The Front Door’s reference", .text(.short), at: "/safeguarding/front_door_reference",
                    hint: "If you have reported a concern already", isOptional: true),
            ]
        })

    static let concerns = ReferralSection(
        code: "concerns", name: "Your concerns",
        questions: { person, _ in
            [
                Field(
                    "concerns", "Why you are worried, in your own words", .passage(rows: 8, limit: 4000),
                    at: "/concerns",
                    warnsOfTooMuch: true),
                Field(
                    "since", "Since when", .date, at: "/concerns_since", hint: "As far as anybody knows",
                    isOptional: true),
                Field("source", "Who first raised the worry", .select(sources(for: person)), at: "/source"),
            ]
        })

    /// Those that fit the kind of agency.
    private static func sources(for person: Person) -> [Field.Choice] {
        let fitting = person.agencyKind.flatMap { AgencyKind(code: $0) }.map(ReferralSource.fitting) ?? []
        return .all(ReferralSource.allCases.filter { fitting.isEmpty || fitting.contains($0) })
    }

    static let level = ReferralSection(
        code: "level", name: "Level on the Graduated Pathway",
        questions: { _, _ in
            [
                Field(
                    "level", "Level of support the child is at", .radios(levels), at: "/level"),
                Field(
                    "indicators", "Does the child show what is usual at level 4, with an EHC plan?", .yesNo,
                    at: "/level_4_indicators", isOptional: true),
            ]
        })

    private static let levels = [
        Field.Choice("1", "1 – universal", hint: "What every child gets"),
        Field.Choice("2", "2 – additional", hint: "My Plan"),
        Field.Choice(
            "3", "3 – intensive", hint: "My Assessment, My Plan+, a lead practitioner, Team Around the Family"),
        Field.Choice("4", "4 – specialist", hint: "EHC plan, child in need, child protection, in care"),
    ]

    static let needs = ReferralSection(
        code: "needs", name: "Unmet needs",
        explains: ["As you see them. Nobody needs a label or a diagnosis to be helped."],
        questions: { _, _ in
            [
                Field(
                    "first_need", "The need that matters most", .select(.all(SendNeed.allCases)), at: "/needs/first",
                    hint: "Choose “Support without an assessed type of need” if nobody has assessed it yet"),
                Field(
                    "other_needs", "Other needs", .checkboxes(.all(SendNeed.allCases)), at: "/needs/others",
                    hint: "Up to 4", isOptional: true),
                Field(
                    "mental_health", "Is there a mental health need?", .yesNo, at: "/mental_health_need",
                    hint: "It is then also offered to the health single point of access", isOptional: true),
            ]
        })

    static let tried = ReferralSection(
        code: "tried", name: "What has been tried",
        explains: [
            "At levels 3 and 4, say what has been tried: here, or on the next page as cycles of Assess, Plan, Do, Review."
        ],
        questions: { _, _ in
            [
                Field(
                    "tried", "What has been tried, a line for each", .lines(rows: 6), at: "/tried",
                    hint: "Such as “Mentor twice a week”", isOptional: true, warnsOfTooMuch: true)
            ]
        })

    static let cycles = ReferralSection(
        code: "cycles", name: "Cycles of Assess, Plan, Do, Review",
        list: .init(pointer: "/cycles", most: 10, one: "cycle", none: "You have not described a cycle."),
        questions: { _, item in
            let place = "/cycles/\(item)"
            return [
                passage("assess", "Assess: what the child needed", at: "\(place)/assess"),
                passage("plan", "Plan: what was planned", at: "\(place)/plan"),
                Field(
                    "do", "Do: what was done", .passage(rows: 3, limit: 1000), at: "\(place)/do", warnsOfTooMuch: true),
                passage("review", "Review: what came of it", at: "\(place)/review"),
                Field("from", "When it began", .date, at: "\(place)/from", isOptional: true),
                Field(
                    "to", "When it ended", .date, at: "\(place)/to", hint: "Leave it out while the cycle goes on",
                    isOptional: true),
                Field(
                    "outcome", "Did it do what it was meant to?", .radios(.all(CycleOutcome.allCases)),
                    at: "\(place)/outcome", isOptional: true),
            ]
        })

    private static func passage(_ name: String, _ label: String, at pointer: String) -> Field {
        Field(name, label, .passage(rows: 3, limit: 1000), at: pointer, isOptional: true, warnsOfTooMuch: true)
    }

    static let risks = ReferralSection(
        code: "risks", name: "Risks",
        explains: ["What to be careful about. What cannot wait belongs to the Front Door, not here."],
        list: .init(pointer: "/risks", most: 10, one: "risk", none: "You have not named a risk."),
        questions: { _, item in
            [
                Field("kind", "Kind of risk", .radios(.all(RiskKind.allCases)), at: "/risks/\(item)/kind"),
                Field(
                    "words", "What it is", .passage(rows: 3, limit: 1000), at: "/risks/\(item)/words",
                    warnsOfTooMuch: true),
            ]
        })

    static let exclusion = ReferralSection(
        code: "exclusion", name: "Suspension, exclusion and days out of school",
        explains: ["Leave this out if the child has not been out of school."],
        questions: { _, _ in
            [
                Field(
                    "permanent", "Is the child permanently excluded?", .yesNo, at: "/exclusion/permanent",
                    isOptional: true),
                Field(
                    "days", "School days out of education so far", .number, at: "/exclusion/days_out_of_school",
                    isOptional: true),
                Field(
                    "reasons", "Reasons given", .checkboxes(.all(ExclusionReason.allCases)), at: "/exclusion/reasons",
                    hint: "Up to 3", isOptional: true),
            ]
        })
}
