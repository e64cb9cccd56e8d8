import Inclusion
import ServiceKit

/// What can be done with a referral that was sent, as forms. Amending has pages of its own.
enum ReferralMoves {
    /// Referrals as things that are moved.
    static let referrals = MovingThing(
        service: .intake, collection: "/v1/referrals", address: "/referrals", roles: [.agency], moves: all,
        caption: { $0.at("reference")?.words ?? "" })

    static let all: [Move] = [answer, authorise, changeBasis, withdrawConsent, withdraw, markError]

    static let answer = Move(
        code: ReferralMove.answer.code, name: ReferralMove.answer.words,
        done: "Your answer has been sent. The coordinator works on it again.", page: { AnswerForm.page(of: $0) },
        path: { id, _ in "/v1/referrals/\(id)/answers" })

    static let authorise = Move(
        code: ReferralMove.authorise.code, name: ReferralMove.authorise.words,
        done: "The headteacher’s authorisation is on record.",
        page: { _ in
            FormPage(
                heading: "Record a headteacher’s authorisation",
                explains: [
                    "A headteacher or delegate agrees to a place in the authority’s own alternative provision. Nothing is arranged there without it."
                ],
                fields: [
                    Field("name", "Headteacher or delegate who agrees", .text(), at: "/name"),
                    Field("on", "The day they agreed", .date, at: "/on"),
                ], button: "Record the authorisation")
        },
        path: { id, _ in "/v1/referrals/\(id)/headteacher-authorisation" })

    static let changeBasis = Move(
        code: ReferralMove.changeLawfulBasis.code, name: ReferralMove.changeLawfulBasis.words,
        done: "The lawful basis has been changed.",
        page: { _ in
            FormPage(
                heading: "Change the lawful basis for sharing",
                explains: [
                    "If sharing had stopped because consent was withdrawn, it is allowed again from now on."
                ],
                fields: [
                    Field("basis", "Lawful basis", .radios(.all(LawfulGround.allCases)), at: "/basis"),
                    Field(
                        "recorded_on", "The day consent was given", .date, at: "/recorded_on",
                        hint: "Needed with consent", isOptional: true),
                    Field(
                        "source", "Who recorded it, or where it is written", .text(), at: "/source",
                        hint: "Needed with consent", isOptional: true),
                ], button: "Change the lawful basis")
        },
        path: { id, _ in "/v1/referrals/\(id)/lawful-basis" })

    static let withdrawConsent = Move(
        code: "withdraw_consent", name: "Record that consent was withdrawn",
        done: "Sharing has stopped. It stays so until there is a lawful basis again.",
        allowedAs: ReferralMove.changeLawfulBasis.code,
        page: { _ in
            FormPage(
                heading: "Consent was withdrawn",
                explains: [
                    "Sharing stops at once: nobody who has not seen the details can see them, until there is a lawful basis again.",
                    "If you share on another basis than consent, go back and change the lawful basis instead.",
                ],
                fields: [
                    Field("recorded_on", "The day consent was withdrawn", .date, at: "/recorded_on"),
                    Field(
                        "source", "Who recorded it, or where it is written", .text(), at: "/source",
                        hint: "Such as “The mother rang the SENCO”"),
                ], button: "Stop sharing", isGrave: true)
        },
        path: { id, _ in "/v1/referrals/\(id)/lawful-basis" },
        body: { form, page, _ in page.body(of: form, over: ["basis": .null]) })

    static let withdraw = Move(
        code: ReferralMove.withdraw.code, name: ReferralMove.withdraw.words,
        done: "You have withdrawn it. Whoever worked on it is told.",
        page: { _ in
            FormPage(
                heading: "Withdraw this referral",
                explains: ["The hub’s work on it ends, and whoever works on it is told. It stays on record."],
                fields: [
                    Field("reason", "Why", .radios(.all(WithdrawReason.allCases)), at: "/reason"),
                    Field(
                        "words", "Anything to add", .passage(rows: 3, limit: 2000), at: "/words",
                        hint: "Needed with “Another reason”", isOptional: true, warnsOfTooMuch: true),
                ], button: "Withdraw it", isGrave: true)
        },
        path: { id, _ in "/v1/referrals/\(id)/withdrawal" })

    static let markError = Move(
        code: ReferralMove.markError.code, name: ReferralMove.markError.words,
        done: "It is marked as entered in error.",
        page: { _ in
            FormPage(
                heading: "Mark this referral as entered in error",
                explains: [
                    "For a referral that should never have been sent, such as one about the wrong child. It is hidden, not deleted, and this cannot be undone."
                ],
                fields: [
                    Field(
                        "words", "What happened", .passage(rows: 3, limit: 2000), at: "/words", warnsOfTooMuch: true)
                ], button: "Mark it as entered in error", isGrave: true)
        },
        path: { id, _ in "/v1/referrals/\(id)/error" })
}

/// The form that answers what a coordinator asked.
enum AnswerForm {
    /// With one open question, that is the one; with several, which of them is chosen first.
    static func page(of referral: JSON) -> FormPage {
        let open = open(in: referral)
        let answer = Field("answer", "Your answer", .passage(rows: 6, limit: 4000), at: "/answer", warnsOfTooMuch: true)
        guard open.count != 1 else {
            return FormPage(
                heading: "Answer the coordinator’s question", explains: [open[0].label],
                fields: [Field("question", "Question", .fixed(open[0].code), at: "/question_id"), answer],
                button: "Send the answer")
        }
        return FormPage(
            heading: "Answer the coordinator’s questions",
            fields: [Field("question", "Which question you answer", .radios(open), at: "/question_id"), answer],
            button: "Send the answer")
    }

    private static func open(in referral: JSON) -> [Field.Choice] {
        (referral.at("questions")?.items ?? []).filter { $0.at("open") == .bool(true) }.compactMap { question in
            question.at("id")?.words.map {
                Field.Choice($0, question.at("question")?.words ?? "A question whose words are gone")
            }
        }
    }
}
