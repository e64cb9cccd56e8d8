import Contracts
import Inclusion

/// Who the child is, and who is around them.
extension ReferralSections {
    static let child = ReferralSection(
        code: "child", name: "Name and date of birth",
        questions: { _, _ in
            [
                Field("given_name", "Given name", .text(), at: "/child/given_name"),
                Field("family_name", "Family name", .text(), at: "/child/family_name"),
                Field(
                    "preferred_name", "Name they want to be called", .text(), at: "/child/preferred_name",
                    isOptional: true),
                Field(
                    "date_of_birth", "Date of birth", .date, at: "/child/date_of_birth", hint: "For example, 9 4 2013"),
                Field("sex", "Sex", .radios(.all(Sex.allCases)), at: "/child/sex", isOptional: true),
            ]
        })

    static let numbers = ReferralSection(
        code: "numbers", name: "UPN and NHS number",
        explains: [
            "With one of these the hub can tell whether another agency has referred the same child. Leave out what you do not know."
        ],
        questions: { _, _ in
            [
                Field(
                    "upn", "UPN (unique pupil number)", .text(.short), at: "/child/identifiers/upn",
                    hint: "A letter, then 12 characters. The first letter checks the others, so a slip is noticed.",
                    isOptional: true),
                Field(
                    "nhs", "NHS number", .text(.short), at: "/child/identifiers/nhs",
                    hint: "10 digits, such as 943 476 5919. The last digit checks the others.", isOptional: true),
            ]
        })

    private static let notInList = "One that is not in the list: say it under “How to speak with the child”."

    static let home = ReferralSection(
        code: "home", name: "Home and school",
        explains: [
            "The home postcode leads to the right locality; without it, the school’s does. A referral is never refused for its place."
        ],
        questions: { _, _ in
            [
                Field(
                    "home_postcode", "Home postcode", .text(.short), at: "/child/home_postcode",
                    hint: "All of it, such as GL1 2EH", isOptional: true),
                Field(
                    "school_urn", "School’s URN", .text(.short), at: "/child/school/urn",
                    hint: "6 digits, where the child is on roll", isOptional: true),
                Field(
                    "school_postcode", "School’s postcode", .text(.short), at: "/child/school/postcode",
                    isOptional: true),
            ]
        })

    static let communication = ReferralSection(
        code: "communication", name: "Ethnicity, language and communication",
        questions: { _, _ in
            [
                Field(
                    "ethnicity", "Ethnicity", .select(.all(Ethnicity.allCases)), at: "/child/ethnicity",
                    hint: "As the child or the family describe it", isOptional: true),
                Field(
                    "language", "First language", .select(.all(of: SpokenLanguage.self)), at: "/child/language",
                    hint: notInList, isOptional: true),
                Field(
                    "interpreter", "Is an interpreter needed to speak with the child?", .yesNo,
                    at: "/child/interpreter_needed", isOptional: true),
                Field(
                    "communication_needs", "How to speak with the child", .passage(rows: 3, limit: 1000),
                    at: "/child/communication_needs", hint: "Such as signs, pictures, or time to answer",
                    isOptional: true, warnsOfTooMuch: true),
            ]
        })

    static let send = ReferralSection(
        code: "send", name: "Special educational needs (SEN)",
        explains: ["What school or the plan has on record. Nobody needs a label or a diagnosis to be helped."],
        questions: { _, _ in
            [
                Field(
                    "provision", "Provision now",
                    .radios([SendProvision.none, .support, .ehcp].map { .init($0.code, $0.words.startingLarge) }),
                    at: "/child/send/provision"),
                Field(
                    "recorded_needs", "Needs on record", .checkboxes(.all(SendNeed.allCases)), at: "/child/send/needs",
                    hint: "Up to 5", isOptional: true),
            ]
        })

    static let care = ReferralSection(
        code: "care", name: "Care and protection",
        questions: { _, _ in
            [
                Field(
                    "protection", "Is there a child protection plan?", .yesNo, at: "/child/care/child_protection_plan"),
                Field("in_need", "Is the child a child in need?", .yesNo, at: "/child/care/child_in_need"),
                Field("in_care", "Is the child in care?", .yesNo, at: "/child/care/child_in_care"),
            ]
        })

    static let family = ReferralSection(
        code: "family", name: "Family and carers",
        explains: ["Whom to speak to, and whether it is safe to."],
        list: .init(pointer: "/family", most: 6, one: "person", none: "You have not named anybody."),
        questions: { _, item in
            let place = "/family/\(item)"
            return [
                Field("name", "Name", .text(), at: "\(place)/name"),
                Field(
                    "relationship", "Who they are to the child", .text(.short), at: "\(place)/relationship",
                    hint: "Such as mother, foster carer or grandfather"),
                Field("telephone", "Telephone", .text(.short), at: "\(place)/telephone", isOptional: true),
                Field("email", "Email address", .text(), at: "\(place)/email", isOptional: true),
                Field(
                    "responsibility", "Do they have parental responsibility?", .yesNo,
                    at: "\(place)/parental_responsibility", isOptional: true),
                Field(
                    "safe", "Is it safe to contact them?", .yesNo, at: "\(place)/safe_to_contact",
                    hint: "Whether a call or a letter puts nobody at risk", isOptional: true),
                Field(
                    "language", "Their language", .select(.all(of: SpokenLanguage.self)), at: "\(place)/language",
                    hint: "Left out where it is not in the list", isOptional: true),
            ]
        })
}
