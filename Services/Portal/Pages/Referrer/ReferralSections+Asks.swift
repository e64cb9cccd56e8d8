import Inclusion

/// What is hoped for, what the child and the family say, and who may share it.
extension ReferralSections {
    static let asks = ReferralSection(
        code: "asks", name: "What you ask for",
        explains: ["What you hope for. People decide, and you hear what was decided."],
        questions: { _, _ in
            [
                Field(
                    "alternative_provision", "Do you ask for alternative provision?", .yesNo,
                    at: "/asks/alternative_provision", isOptional: true),
                Field(
                    "kind", "Which kind of provision", .select(.all(ApKind.allCases)), at: "/asks/kind",
                    hint: "Leave it out to let the coordinator decide", isOptional: true),
                Field(
                    "head_name", "Headteacher or delegate who agrees", .text(),
                    at: "/asks/headteacher_authorisation/name",
                    hint: "Needed for a place in the authority’s alternative provision school", isOptional: true,
                    heading: "The headteacher’s authorisation"),
                Field(
                    "head_on", "The day they agreed", .date, at: "/asks/headteacher_authorisation/on", isOptional: true),
                Field(
                    "words", "What would help", .passage(limit: 2000), at: "/asks/words", isOptional: true,
                    warnsOfTooMuch: true, heading: "What you hope for"),
                Field(
                    "hoped_outcome", "How one would see that it has helped", .passage(rows: 3, limit: 2000),
                    at: "/asks/hoped_outcome", isOptional: true, warnsOfTooMuch: true),
            ]
        })

    static let views = ReferralSection(
        code: "views", name: "The child’s and the family’s views",
        explains: ["What they think, feel and wish, in their own words. Leave out what nobody has asked yet."],
        questions: { _, _ in
            [
                Field(
                    "child_views", "The child’s own words", .passage(limit: 2000), at: "/views/child", isOptional: true,
                    warnsOfTooMuch: true),
                Field(
                    "family_views", "The family’s views", .passage(limit: 2000), at: "/views/family", isOptional: true,
                    warnsOfTooMuch: true),
            ]
        })

    static let basis = ReferralSection(
        code: "sharing", name: "Lawful basis for sharing",
        explains: [
            "Sharing usually rests on your public task or a legal obligation. With consent, say when it was given and where it is written."
        ],
        questions: { _, _ in
            [
                Field("basis", "Lawful basis", .radios(.all(LawfulGround.allCases)), at: "/lawful_basis/basis"),
                Field(
                    "recorded_on", "The day consent was given", .date, at: "/lawful_basis/recorded_on",
                    hint: "Needed with consent", isOptional: true),
                Field(
                    "source", "Who recorded it, or where it is written", .text(), at: "/lawful_basis/source",
                    hint: "Needed with consent", isOptional: true),
            ]
        })

    static let referrer = ReferralSection(
        code: "referrer", name: "About you",
        explains: ["Who refers. You hear of every decision at this address."],
        questions: { person, _ in
            [
                Field("name", "Your name", .text(), at: "/referrer/name", usual: person.displayName),
                Field(
                    "role", "Your role", .text(), at: "/referrer/role",
                    hint: "Such as SENCO, health visitor or social worker"),
                Field("email", "Email address", .text(), at: "/referrer/email"),
                Field("telephone", "Telephone", .text(.short), at: "/referrer/telephone", isOptional: true),
            ]
        })
}
