import ServiceKit

/// Everything a coordinator can do with a case, as forms.
enum CaseMoves {
    static let all: [Move] = [acknowledge]

    static let acknowledge = Move(
        code: "acknowledge", name: "Acknowledge", done: "You have acknowledged it. The referrer has been told.",
        page: { _ in
            FormPage(
                heading: "Acknowledge this referral",
                explains: [
                    "This says that a person has read it. The agency that referred is told at once, and the case is with you."
                ], fields: [], button: "Acknowledge")
        },
        path: { id, _ in "/v1/cases/\(id)/acknowledgement" })
}
