import Hummingbird
import ServiceKit

/// A child at immediate risk comes first: a page that says what to do, not an error (domain, section 4.1).
enum InterruptionPage {
    /// - Parameter form: what was typed, to go on with once the Front Door knows.
    static func body(_ form: FormContent?, at place: ReferralInHand.Place, section: ReferralSection) -> PageBody {
        let isHere = section.code == ReferralSections.safety.code
        let safety = PageLink(address: place.address(of: ReferralSections.safety), words: "Is the child safe now?")
        return PageBody(
            heading: "Stop: a child at immediate risk comes first",
            blocks: [
                .warning("If the child is in danger now, ring 999."),
                .words(
                    "If not, report the concern to your area’s Front Door (MASH) now. They look at it at once. This hub does not.",
                    "The Front Door gives you a reference. With it, you can go on here.",
                    "Nothing of this page has been saved or sent.", heading: "What to do"),
            ] + (isHere ? [] : [.links([safety])]),
            form: isHere ? form : nil, back: PageLink(address: place.address, words: "Back to your referral"))
    }
}

/// The agency has an open referral for the child and the need: that one can be amended.
enum DuplicatePage {
    /// - Parameters:
    ///   - form: brings what was written into the referral that there is.
    ///   - back: where what was written is.
    static func body(_ answer: HubAnswer, form: FormContent? = nil, back: String) -> PageBody {
        let id = answer.json.at("existing/id")?.words ?? ""
        let reference = answer.json.at("existing/reference")?.words ?? "the open one"
        return PageBody(
            heading: "You have already referred this child for this need",
            blocks: [
                .words(
                    "Your organisation’s referral \(reference) is open. There is one open referral for a child and a kind of need, so this one was not sent. Nothing you wrote is lost.",
                    "If something has changed, amend \(reference). If this is about another need, go back and put that need first."
                ),
                .buttons([
                    PageButton(
                        address: "/referrals/\(id)/amend", words: "Choose what to amend in \(reference)",
                        isSecond: form != nil),
                    PageButton(address: "/referrals/\(id)", words: "See where it stands", isSecond: true),
                ]),
            ], form: form, back: PageLink(address: back, words: "Back to what you wrote"))
    }
}

/// What is said of an unfinished referral that is not there.
enum GonePage {
    /// What `pages` answer, or that page.
    static func instead(
        of place: ReferralInHand.Place, _ visit: Visit, _ press: PagePress, pages: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await pages()
        } catch let problem as Problem where problem.status.code == 404 && !place.isSent {
            return press.page(
                PageBody(
                    heading: "This unfinished referral is not here any more",
                    blocks: [
                        .words(
                            "It was sent, thrown away, or not touched for 30 days. If you have just sent it, it is among your referrals.",
                            "Another person’s unfinished referral is not found either."),
                        .buttons([PageButton(address: "/referrals", words: "Go to my referrals")]),
                    ]), for: visit.session, in: .referrals, status: .notFound)
        }
    }
}
