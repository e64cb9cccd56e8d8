import Inclusion
import ServiceKit

/// The forms of what is decided about a case, each with the record that nobody can leave out.
enum DecisionForms {
    static let moves: [Move] = [
        decision(
            "advice_given", "Give advice", [],
            explains: "The case is closed with advice. The agencies that referred read why, and what to do."),
        decision(
            "signposted", "Signpost to services",
            [
                Field(
                    "service-name", "Name of the service", .text(), at: "/services/0/name", heading: "Who helps"),
                Field(
                    "service-contact", "How to reach it", .text(), at: "/services/0/contact",
                    hint: "Telephone, address or web page"),
                Field("service2-name", "Name of a second service", .text(), at: "/services/1/name", isOptional: true),
                Field("service2-contact", "How to reach it", .text(), at: "/services/1/contact", isOptional: true),
            ], explains: "The case is closed; the agencies that referred read who helps."),
        decision(
            "supported", "Arrange support", [],
            explains: "The case stays with you until the support is arranged and its plan has begun."),
        decision(
            "transferred", "Pass on to another organisation",
            [Field("passed_to", "Who takes it on", .text(), at: "/passed_to")],
            explains: "For another locality of this county use “Pass on to another locality” instead."),
        decision(
            "escalated_to_safeguarding", "Escalate to safeguarding",
            [
                Field(
                    "front_door_reference", "Reference of the Front Door", .text(), at: "/front_door_reference",
                    hint: "Report the concern to the Front Door first. If a child is in danger now, ring 999.")
            ], explains: "The case is closed here: safeguarding goes first."),
        decision(
            "no_further_action", "No further action",
            [
                Field(
                    "reason", "Why nothing more is done", .radios(.all(of: NoFurtherActionReason.self)),
                    at: "/reason")
            ], explains: "The case is closed. Say what the agencies can do instead."),
        placement, correction,
    ]

    private static func decision(_ kind: String, _ name: String, _ own: [Field], explains: String) -> Move {
        Move(
            code: kind, name: name, done: "The decision is on record, and the agencies that referred have been told.",
            allowedAs: "decide",
            page: { thing in
                FormPage(
                    heading: name,
                    explains: [
                        explains, "What you put on record cannot be changed later, only corrected by a further record.",
                    ],
                    fields: [Field("kind", "Kind", .fixed(kind), at: "/kind")] + own + [
                        Field(
                            "why", "Why", .passage(), at: "/why", hint: "The agencies that referred read this.",
                            warnsOfTooMuch: true, heading: "What the referrer reads"),
                        Field("next", "What happens next, or what to do instead", .passage(), at: "/next"),
                    ] + meeting(thing) + record(), button: "Put the decision on record")
            },
            path: { id, _ in "/v1/cases/\(id)/decisions" },
            body: { form, page, _ in signposts(in: page.body(of: form)) })
    }

    /// A second service is one only when it has a name.
    private static func signposts(in body: JSON?) -> JSON? {
        guard let body, let services = body.at("services")?.items, services.count > 1,
            services[1].at("name") == nil
        else { return body }
        return body.with(["services": .array([services[0]])])
    }

    /// Asks which meeting decided, where the case is on the list of one.
    private static func meeting(_ thing: JSON) -> [Field] {
        guard let id = thing.at("listing/meeting_id")?.words else { return [] }
        let forum = thing.at("listing/forum/name")?.words ?? "The forum"
        return [
            Field(
                "meeting_id", "Who decided", .radios([.init(id, "\(forum), at its meeting that sits now")]),
                at: "/meeting_id", hint: "Leave it empty when you decided outside a meeting.", isOptional: true)
        ]
    }

    /// What is put on record with every decision (domain section 8).
    static func record(at place: String = "/record") -> [Field] {
        [
            Field(
                "options_considered", "What else could have been done", .lines(), at: "\(place)/options_considered",
                hint: "One option a line", heading: "The record"),
            Field("evidence", "What the decision rests on", .lines(), at: "\(place)/evidence", hint: "One a line"),
            Field(
                "views_child", "The child's view", .passage(rows: 3), at: "\(place)/views/child",
                hint: "In their own words. If nobody asked, say why."),
            Field("views_family", "The family's view", .passage(rows: 3), at: "\(place)/views/family"),
        ]
            + DecisionQuestion.allCases.flatMap { question in
                [
                    Field(
                        question.code, question.words, .radios(.all(of: DecisionAnswer.self)),
                        at: "\(place)/tests/\(question.code)/answer"),
                    Field(
                        "\(question.code)_words", "\(question.words) Say why, unless it is yes", .text(),
                        at: "\(place)/tests/\(question.code)/words", isOptional: true),
                ]
            } + [
                Field(
                    "present", "Who was there", .lines(rows: 3), at: "\(place)/present", hint: "One name or role a line"
                ),
                Field(
                    "dissent", "Who saw it otherwise, and why", .passage(rows: 3), at: "\(place)/dissent",
                    isOptional: true),
                Field(
                    "options_exhausted", "How every other option was exhausted", .passage(rows: 3),
                    at: "\(place)/options_exhausted", hint: "Needed when an exclusion is near.", isOptional: true),
            ]
    }

    private static let placement = Move(
        code: "ap_placement", name: "Decide on alternative provision",
        done: "The decision is on record. Providers that fit are being ranked: choose whom to ask under Places.",
        allowedAs: "decide_ap_placement",
        page: { thing in
            FormPage(
                heading: "Decide on alternative provision",
                explains: [
                    "Providers that fit are ranked at once; nobody is asked until you choose.",
                    "What you put on record cannot be changed later, only corrected by a further record.",
                ],
                fields: placementFields + meeting(thing) + record(), button: "Put the decision on record")
        },
        path: { id, _ in "/v1/cases/\(id)/decisions" })

    private static let placementFields: [Field] = [
        Field("kind", "Kind", .fixed("ap_placement"), at: "/kind"),
        Field(
            "purpose", "Purpose", .radios(.all(of: PlacementPurpose.self)), at: "/purpose",
            heading: "The placement"),
        Field(
            "purpose_words", "Why this, for this child", .passage(rows: 4), at: "/purpose_words", warnsOfTooMuch: true),
        Field(
            "objectives", "Objectives", .lines(), at: "/objectives", hint: "One a line, each of which can be measured"),
        Field("wanted_start", "Start wanted", .date, at: "/wanted_start", hint: "Today or later"),
        Field("weeks", "For how many weeks", .number, at: "/weeks"),
        Field(
            "sessions_a_week", "Sessions a week", .number, at: "/sessions_a_week",
            hint: "A session is a morning or an afternoon."),
        Field(
            "ap_kind", "Kind of provision", .select(.all(of: ApKind.self)), at: "/ap_kind",
            hint: "Leave open for any.",
            isOptional: true),
        Field(
            "registration", "Registration", .radios(.all(of: Registration.self)), at: "/registration",
            hint: "Whether a school goes on having the child on its roll.", isOptional: true),
        Field("exclusion_near", "Is the child about to be excluded?", .yesNo, at: "/exclusion_near", isOptional: true),
        Field(
            "risks", "What the provider has to know to keep everybody safe", .lines(), at: "/risks",
            hint: "One a line. Left empty, what the referral says.", isOptional: true),
        Field("transport", "Transport", .text(), at: "/transport", isOptional: true),
        Field(
            "reintegration", "How and when the child is to go back, or on", .passage(rows: 3), at: "/reintegration",
            isOptional: true),
        Field("reason", "Reason for the decision", .passage(), at: "/reason", warnsOfTooMuch: true),
    ]

    private static let correction = Move(
        code: "correct_decision", name: "Correct the record of the last decision",
        done: "The correction is on record beside the decision.",
        page: { _ in
            FormPage(
                heading: "Correct the record of a decision",
                explains: ["The record as it was stays. What you write here stands beside it."],
                fields: [Field("why", "Why it needs correcting", .passage(rows: 3), at: "/why")] + record(),
                button: "Put the correction on record")
        },
        path: { id, number in "/v1/cases/\(id)/decisions/\(number ?? "1")/corrections" })
}
