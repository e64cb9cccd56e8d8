import Inclusion
import ServiceKit

/// What a coordinator can do with a request for a place.
enum PlaceMoves {
    static let all: [Move] = [ask, rankAgain, confirmDecline, answer, withdraw, unable, agree]

    /// Those that are about one offer or one question.
    static let aboutAnOffer = ["confirm_decline", "answer_question", "withdraw_offer"]

    private static let ask = Move(
        code: "ask", name: "Ask providers", done: "They have been asked. A place is held at each until it answers.",
        page: { thing in
            let choices = (thing.at("shortlist")?.items ?? []).map {
                Field.Choice(
                    $0.at("provision/id")?.words ?? "", $0.at("provision/name")?.words ?? "",
                    hint: "\($0.at("score")?.number ?? 0) points")
            }
            return FormPage(
                heading: "Whom do you want to ask?",
                explains: ["Each sees only what is shared for this request. The first to say yes has the child."],
                fields: [
                    Field("provisions", "Provisions", .checkboxes(choices), at: "/provisions"),
                    Field(
                        "urgency", "How soon is an answer needed?", .radios(.all(of: OfferUrgency.self)),
                        at: "/urgency", isOptional: true),
                    Field(
                        "sessions", "Half days", .checkboxes(.all(of: WeekSession.self)), at: "/sessions",
                        hint: "Left empty, as many as are wanted, of those that are free.", isOptional: true),
                    Field(
                        "over_commit", "Why a place more than there are is taken", .text(), at: "/over_commit",
                        hint: "Only when a provider has agreed to take one child more than it has places for.",
                        isOptional: true),
                ], button: "Ask them")
        },
        path: { id, _ in "/v1/placement-requests/\(id)/offers" })

    private static let rankAgain = Move(
        code: "rank_again", name: "Rank again", done: "They have been ranked again, by how things stand now.",
        page: { _ in
            FormPage(
                heading: "Rank the provisions again",
                explains: ["Places, assurance and what works may have changed since."], fields: [], button: "Rank again"
            )
        },
        path: { id, _ in "/v1/placement-requests/\(id)/shortlist" })

    private static let confirmDecline = Move(
        code: "confirm_decline", name: "Read the decline", done: "You have read it.",
        page: { _ in
            FormPage(
                heading: "You have read why they declined",
                fields: [Field("ask_next", "Ask the next on the list?", .yesNo, at: "/ask_next")], button: "Go on")
        },
        path: { id, _ in "/v1/placement-requests/\(id)/decline-confirmations" }, body: offer)

    private static let withdraw = Move(
        code: "withdraw_offer", name: "Take the request back",
        done: "They are no longer asked, and their place is free.",
        page: { _ in
            FormPage(
                heading: "Take this request back", explains: ["The provider is told, and its place is free again."],
                fields: [], button: "Take it back", isGrave: true)
        },
        path: { id, _ in "/v1/placement-requests/\(id)/offer-withdrawals" }, body: offer)

    private static let answer = Move(
        code: "answer_question", name: "Answer their question", done: "They have your answer.",
        page: { _ in
            FormPage(
                heading: "Answer the provider’s question",
                fields: [Field("words", "Your answer", .passage(), at: "/words", warnsOfTooMuch: true)],
                button: "Answer")
        },
        path: { id, _ in "/v1/placement-requests/\(id)/answers" },
        body: { form, page, of in page.body(of: form)?.with(["question_id": .string(of)]) })

    private static let unable = Move(
        code: "record_unable_to_match", name: "Record that nothing fits",
        done: "It is on record, and counts as need that was not met. The case is with you again.",
        page: { _ in
            FormPage(
                heading: "No place can be found",
                explains: ["This ends the search. The case comes back to you, and the county sees what was missing."],
                fields: [
                    Field("code", "Why", .radios(.all(of: UnableReason.self)), at: "/code"),
                    Field("words", "In words", .passage(rows: 4), at: "/words"),
                ], button: "Record it", isGrave: true)
        },
        path: { id, _ in "/v1/placement-requests/\(id)/unable-to-match" })

    /// Which offer it is about comes in the address of the form.
    private static let offer: @Sendable (Form, FormPage, String?) -> JSON? = { form, page, of in
        (page.body(of: form) ?? .object([])).with(["offer_id": .string(of)])
    }

    private static let agree = Move(
        code: "agree", name: "Write the agreement",
        done: "The agreement is on record, and everybody it concerns has been told.",
        page: { _ in
            FormPage(
                heading: "The individual agreement",
                explains: ["What is agreed about this child’s time at the provision. The provider sees it."],
                fields: agreement, button: "Put it on record")
        },
        path: { id, _ in "/v1/placement-requests/\(id)/agreement" })

    private static let agreement: [Field] = [
        Field(
            "objectives", "Objectives", .lines(), at: "/objectives", hint: "One a line, each of which can be measured"),
        Field("from", "First day", .date, at: "/from"), Field("to", "Last day", .date, at: "/to"),
        Field("sessions", "Half days", .checkboxes(.all(of: WeekSession.self)), at: "/sessions"),
        Field(
            "session_times", "Times", .text(), at: "/session_times", hint: "Such as 9:15 to 12:00 and 12:45 to 14:45"),
        Field("transport", "Transport", .text(), at: "/transport"),
        Field("contact-name", "Name", .text(), at: "/contacts/0/name", heading: "Who to ring"),
        Field("contact-role", "Who that is", .text(), at: "/contacts/0/role"),
        Field("contact-telephone", "Telephone", .text(.short), at: "/contacts/0/telephone", isOptional: true),
        Field(
            "risks", "Risks", .lines(), at: "/risks", hint: "One a line. That none is known is an answer.",
            heading: "Keeping everybody safe"),
        Field("views-child", "The child’s view", .passage(rows: 3), at: "/views/child"),
        Field("views-family", "The family’s view", .passage(rows: 3), at: "/views/family"),
        Field("reintegration", "How and when the child is to go back, or on", .passage(rows: 3), at: "/reintegration"),
        Field(
            "primary_reason", "Main reason", .select(.all(of: PlacementReason.self)), at: "/primary_reason"),
        Field(
            "notice-on", "Given on", .date, at: "/notice/given_on", isOptional: true,
            heading: "Notice to the parents of an off-site direction"),
        Field("notice-address", "Address the child goes to", .text(), at: "/notice/address", isOptional: true),
        Field("notice-report", "Whom to report to", .text(), at: "/notice/report_to", isOptional: true),
        Field("notice-reasons", "Reasons and objectives", .passage(rows: 3), at: "/notice/reasons", isOptional: true),
    ]
}
