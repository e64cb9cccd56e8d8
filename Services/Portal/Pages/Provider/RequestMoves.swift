import Inclusion
import ServiceKit

/// What a provider can answer when it is asked for a place.
enum RequestMoves {
    static let all: [Move] = [accept, decline, ask]

    private static let accept = Move(
        code: "accept", name: "Accept", done: "You have accepted. The place is the child's, and the coordinator knows.",
        page: { offer in
            FormPage(
                heading: "Accept this child",
                explains: [
                    "You commit yourselves to this: " + RequestContent(json: offer, id: "").commitment,
                    "The place that is held becomes taken, and whoever else was asked is told that it is not needed. "
                        + "The coordinator then writes the individual agreement with you, the family and the school.",
                    "An acceptance cannot be taken back here: ring the coordinator if something changes.",
                ], fields: [], button: "Accept")
        },
        path: { id, _ in "/v1/offers/\(id)/acceptance" })

    private static let decline = Move(
        code: "decline", name: "Decline",
        done: "You have declined. The coordinator reads why before anybody else is asked.",
        page: { _ in
            FormPage(
                heading: "Decline this request",
                explains: [
                    "The coordinator reads why. The place is not held any more, and you no longer see what was shared."
                ],
                fields: [
                    Field("code", "Why", .radios(.all(of: DeclineReason.self)), at: "/code"),
                    Field(
                        "words", "In words", .passage(rows: 4, limit: 500), at: "/words",
                        hint: "At most 500 characters",
                        warnsOfTooMuch: true),
                ], button: "Decline", isGrave: true)
        },
        path: { id, _ in "/v1/offers/\(id)/decline" })

    private static let ask = Move(
        code: "ask_question", name: "Ask a question first",
        done: "The coordinator has your question. The time to answer goes on.",
        page: { offer in
            FormPage(
                heading: "Ask before you answer",
                explains: [
                    "The coordinator's answer stands beside your question here. The time to answer goes on meanwhile"
                        + (offer.at("answer_by")?.time.map { ": until \($0.words)." } ?? ".")
                ],
                fields: [
                    Field(
                        "words", "What do you need to know?", .passage(limit: 2000), at: "/words",
                        warnsOfTooMuch: true)
                ], button: "Ask")
        },
        path: { id, _ in "/v1/offers/\(id)/questions" })
}
