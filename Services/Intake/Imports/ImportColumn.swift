import ServiceKit

/// A column that a file of referrals may have: which field of `POST /v1/referrals` it fills, and how its cells are read.
struct ImportColumn: Sendable {
    /// How its cells are read. An empty cell is as if the field were left out.
    enum Kind: String, Sendable {
        case text
        case number
        /// `yes` or `no`; `true`, `false`, `y`, `n`, `1` and `0` are understood too.
        case flag = "yes_or_no"
        /// `2013-04-09`, or `09/04/2013` as spreadsheets here write it: the day first.
        case date
        /// Several codes in one cell, with `;` between them.
        case codes
        /// One item of a list of texts, which has a column for each.
        case item
        /// An identifier of the child; the last part of the column's name is its system.
        case identifier
    }

    /// The heading. Upper and lower case are the same.
    let name: String
    /// Where its value stands in the body, as the names on the way there.
    let path: [String]
    let kind: Kind
    /// Whether a file without this column is refused.
    let isRequired: Bool
    let meaning: String

    /// Where its value stands in the body, as a JSON pointer.
    var pointer: String { path.map { "/" + $0 }.joined() }

    private init(
        _ name: String, _ kind: Kind, at path: [String]? = nil, required: Bool = false, _ meaning: String
    ) {
        self.name = name
        self.path = path ?? name.split(separator: ".").map(String.init)
        self.kind = kind
        isRequired = required
        self.meaning = meaning
    }

    private init(_ name: String, required: Bool = false, _ meaning: String) {
        self.init(name, .text, required: required, meaning)
    }

    /// What the agency itself calls a row. It fills no field: it makes the row the same one in another file.
    static let yourReference = "your_reference"

    var json: JSON {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "required": .bool(isRequired),
            "meaning": .string(meaning),
        ]
    }

    /// All there are, in the order of the template.
    static let all: [ImportColumn] = aboutTheChild + aboutTheReferral + tried + aboutTheRest

    private static let aboutTheChild: [ImportColumn] = [
        ImportColumn(
            yourReference,
            "What you call this row. The same reference with the same content is stored once, in whatever file."),
        ImportColumn("child.given_name", required: true, "The child's given name."),
        ImportColumn("child.family_name", required: true, "The child's family name."),
        ImportColumn("child.date_of_birth", .date, required: true, "2013-04-09 or 09/04/2013 (day first)."),
        ImportColumn("child.home_postcode", "Where the child lives."),
        ImportColumn("child.school.urn", "The school's unique reference number."),
        ImportColumn("child.school.postcode", "The school's postcode, when its number is not known."),
        ImportColumn("child.upn", .identifier, at: identifiers, "Unique pupil number."),
        ImportColumn("child.nhs", .identifier, at: identifiers, "NHS number."),
        ImportColumn("child.ethnicity", "Code, such as WBRI."),
        ImportColumn("child.send.provision", required: true, "N, K or E."),
        ImportColumn("child.send.needs", .codes, "Codes of special educational needs, with ; between them."),
        ImportColumn("child.care.child_protection_plan", .flag, required: true, "yes or no."),
        ImportColumn("child.care.child_in_need", .flag, required: true, "yes or no."),
        ImportColumn("child.care.child_in_care", .flag, required: true, "yes or no."),
    ]

    private static let aboutTheReferral: [ImportColumn] = [
        ImportColumn("referrer.name", required: true, "Who refers."),
        ImportColumn("referrer.role", required: true, "What the referrer does, such as SENCo."),
        ImportColumn("referrer.email", required: true, "Where the referrer hears."),
        ImportColumn("referrer.telephone", "The referrer's telephone number."),
        ImportColumn("source", required: true, "Code of the referral's source, such as 2A."),
        ImportColumn("level", .number, required: true, "Level of the Graduated Pathway, 1 to 4."),
        ImportColumn("level_4_indicators", .flag, "Whether indicators of level 4 are present."),
        ImportColumn("concerns", required: true, "What the worry is, in plain words."),
    ]

    private static let tried: [ImportColumn] = (1...5).map {
        ImportColumn("tried.\($0)", .item, at: ["tried"], "What was tried, one thing a column.")
    }

    private static let aboutTheRest: [ImportColumn] = [
        ImportColumn("needs", .codes, required: true, "Codes of the needs, the primary one first, with ; between."),
        ImportColumn("mental_health_need", .flag, "yes or no."),
        ImportColumn("exclusion.permanent", .flag, "Whether the child is permanently excluded."),
        ImportColumn("exclusion.days_out_of_school", .number, "Days out of school so far."),
        ImportColumn("asks.alternative_provision", .flag, "Whether alternative provision is asked for."),
        ImportColumn("asks.kind", "Code of the kind of provision, such as aps."),
        ImportColumn("asks.headteacher_authorisation.name", "The headteacher who authorised it."),
        ImportColumn("asks.headteacher_authorisation.on", .date, "When it was authorised."),
        ImportColumn(
            "safeguarding.immediate_risk", .flag,
            "yes: the row is not stored. Call 999 or the Front Door first, then send it again."),
        ImportColumn("safeguarding.front_door_reference", "The Front Door's reference."),
        ImportColumn("views.child", "What the child says, in the child's own words."),
        ImportColumn("views.family", "What the family says."),
        ImportColumn("lawful_basis.basis", required: true, "Code, such as public_task."),
        ImportColumn("lawful_basis.recorded_on", .date, "When it was recorded."),
        ImportColumn("lawful_basis.source", "Where it is recorded."),
    ]

    private static let identifiers = ["child", "identifiers"]

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Objects every body has, whatever cells are filled: so each missing field is named by its own column.
    static let alwaysThere = [["child", "send"], ["child", "care"], ["referrer"], ["views"], ["lawful_basis"]]
}
