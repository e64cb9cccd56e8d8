import Inclusion
import ServiceKit

/// Everything a coordinator can do with a case, as forms.
enum CaseMoves {
    static let all: [Move] =
        [acknowledge, takeOn, assign, ask, chase, list] + DecisionForms.moves
        + [changeLevel, transfer, close, reopen]

    private static let acknowledge = Move(
        code: "acknowledge", name: "Acknowledge",
        done: "You have acknowledged it. The agency that referred has been told.",
        page: { _ in
            FormPage(
                heading: "Acknowledge this referral",
                explains: [
                    "This says that a person has read it. The agency that referred is told at once, and the case is with you."
                ], fields: [], button: "Acknowledge")
        },
        path: { id, _ in "/v1/cases/\(id)/acknowledgement" })

    private static let takeOn = Move(
        code: "take_on", name: "Take it on", done: "It is yours now.", allowedAs: "assign",
        page: { _ in FormPage(heading: "Take this case on", fields: [], button: "Take it on") },
        path: { id, _ in "/v1/cases/\(id)/assignment" }, body: { _, _, _ in .object([]) })

    private static let assign = Move(
        code: "assign", name: "Give it to somebody else", done: "It has been given to them.",
        page: { file in
            let others = (file.at("colleagues")?.items ?? []).filter {
                ![file.at("assigned_to"), file.at("reader")].contains($0.at("subject"))
            }
            let choices = others.map { Field.Choice($0.at("subject")?.words ?? "", $0.at("name")?.words ?? "") }
            // Where nobody else is known here, somebody may still be.
            let field =
                choices.isEmpty
                ? Field(
                    "assignee", "Who works on it", .text(), at: "/assignee",
                    hint: "Their name as they sign in, such as coordinator-gloucester")
                : Field("assignee", "Who works on it", .select(choices), at: "/assignee")
            return FormPage(heading: "Give this case to somebody else", fields: [field], button: "Give it to them")
        },
        path: { id, _ in "/v1/cases/\(id)/assignment" })

    private static let ask = Move(
        code: "ask_for_information", name: "Ask for information",
        done: "The agency has been asked. The clocks stand still until it answers.",
        page: { thing in
            FormPage(
                heading: "Ask an agency for more",
                explains: ["They see the question at once and get a mail that says only that there is one."],
                fields: [
                    Field("question", "What do you need to know?", .passage(), at: "/question", warnsOfTooMuch: true)
                ]
                    + others(thing), button: "Ask")
        },
        path: { id, _ in "/v1/cases/\(id)/questions" })

    /// Where several agencies referred the child: which of them is asked.
    private static func others(_ thing: JSON) -> [Field] {
        let others = (thing.at("other_referrals")?.items ?? []).filter { $0.at("status")?.words == "part_of_case" }
        guard !others.isEmpty, let own = thing.at("details_of")?.words else { return [] }
        let choices =
            [Field.Choice(own, "The agency this case rests on")]
            + others.map {
                Field.Choice(
                    $0.at("id")?.words ?? "", "\($0.at("agency/id")?.words ?? ""), \($0.at("reference")?.words ?? "")")
            }
        return [Field("referral_id", "Which agency?", .radios(choices), at: "/referral_id", isOptional: true)]
    }

    private static let chase = Move(
        code: "chase", name: "Remind of the open question", done: "They have been reminded.",
        page: { _ in
            FormPage(
                heading: "Remind the agency", explains: ["They get another mail about the question that is open."],
                fields: [], button: "Remind them")
        },
        path: { id, question in "/v1/cases/\(id)/questions/\(question ?? "")/chasers" })

    private static let list = Move(
        code: "list", name: "List it for a forum",
        done: "It is on the agenda. The agencies that referred know which and when.",
        page: { thing in
            FormPage(
                heading: "List it for a forum",
                explains: [
                    "It goes on the agenda of the next meeting whose papers are not due yet, unless you name a day."
                ],
                fields: [
                    Field(
                        "forum", "Forum", .radios(.forums), at: "/forum",
                        usual: thing.at("forum/code")?.words),
                    Field("meets_on", "Day of the meeting", .date, at: "/meets_on", isOptional: true),
                ], button: "Put it on the agenda")
        },
        path: { id, _ in "/v1/cases/\(id)/listings" })

    private static let changeLevel = Move(
        code: "change_level", name: "Step the level up or down", done: "The level has been changed.",
        page: { thing in
            FormPage(
                heading: "Step up or down on the Graduated Pathway",
                fields: [
                    Field(
                        "level", "Level", .radios((1...4).map { Field.Choice("\($0)", "Level \($0)") }), at: "/level",
                        usual: thing.at("facts/level")?.number.map { "\($0)" }),
                    Field("why", "Why", .passage(), at: "/why", warnsOfTooMuch: true),
                ], button: "Change the level")
        },
        path: { id, _ in "/v1/cases/\(id)/level" },
        body: { form, page, _ in
            page.body(of: form)?.with(["level": form["level"].flatMap { Int64($0) }.map { .int($0) } ?? .null])
        })

    private static let transfer = Move(
        code: "transfer", name: "Pass on to another locality", done: "It is in the other locality's queue.",
        page: { _ in
            FormPage(
                heading: "Pass this case on to another locality",
                explains: ["Its coordinator has it from then on, and you can no longer open it."],
                fields: [
                    Field(
                        "locality", "Locality",
                        .radios(LocalityBook.standard.all.map { Field.Choice($0.code, $0.name) }),
                        at: "/locality"),
                    Field("why", "Why", .passage(), at: "/why", warnsOfTooMuch: true),
                ], button: "Pass it on", isGrave: true)
        },
        path: { id, _ in "/v1/cases/\(id)/transfer" }, next: { _, _ in "/?done=transfer" })

    private static let close = Move(
        code: "close", name: "Close", done: "It is closed. The agencies that referred have been told.",
        page: { _ in
            FormPage(
                heading: "Close what was arranged",
                fields: [
                    Field(
                        "outcome", "What came of it",
                        .radios(.all([CaseOutcome.supported, .steppedDown, .placed])), at: "/outcome"),
                    Field(
                        "why", "Why it can be closed", .passage(), at: "/why",
                        hint: "The agencies that referred read this."),
                    Field("next", "What happens next", .passage(), at: "/next"),
                ], button: "Close it")
        },
        path: { id, _ in "/v1/cases/\(id)/closure" })

    private static let reopen = Move(
        code: "reopen", name: "Open it again", done: "It is open again, and in triage.",
        page: { _ in
            FormPage(
                heading: "Open this case again", fields: [Field("why", "Why", .passage(), at: "/why")],
                button: "Open it again")
        },
        path: { id, _ in "/v1/cases/\(id)/reopening" })
}
