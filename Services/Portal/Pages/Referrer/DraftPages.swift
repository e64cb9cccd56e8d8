import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// From the start of a referral until it is sent.
struct DraftPages: Sendable {
    let desk: ReferralDesk
    let press: PagePress

    var routes: [PageRoute] {
        [
            .get("/drafts", for: .agency, answer: start), .post("/drafts", for: .agency, answer: begin),
            .get("/drafts/{id}", for: .agency, answer: tasks),
            .get("/drafts/{id}/check", for: .agency, answer: check),
            .post("/drafts/{id}/check", for: .agency, answer: send),
            .post("/drafts/{id}/amendment", for: .agency, answer: amend),
            .get("/drafts/{id}/removal", for: .agency, answer: askRemoval),
            .post("/drafts/{id}/removal", for: .agency, answer: remove),
        ]
    }

    // MARK: Beginning

    private func start(_ visit: Visit) -> Response {
        let page = FormPage(heading: "Refer a child", fields: [], button: "Start now")
        return press.page(
            PageBody(
                heading: page.heading,
                blocks: [
                    .warning(
                        "If a child is in danger now, ring 999. For any other safeguarding concern, report it to your area’s Front Door (MASH), not here."
                    ),
                    .words(
                        "It takes about 20 minutes. You answer a few questions on each page, and every page is saved. You can stop and come back within 30 days; nobody else sees it until you send it.",
                        "A referral is never refused because it came to the wrong place. You hear of every decision.",
                        "Nobody needs a diagnosis to be referred."),
                    .words(
                        "The child’s name and date of birth, what worries you, what has been tried, what the child and the family say, and on what basis you share it.",
                        heading: "What you need"),
                ],
                form: FormContent(page, action: "/drafts", session: visit.session),
                back: PageLink(address: "/referrals", words: "My referrals")), for: visit.session, in: .referrals)
    }

    private func begin(_ visit: Visit) async throws -> Response {
        let answer = try await desk.calls.post(
            "/v1/drafts", ReferralShape.asPosted(.object([])), to: .intake, key: visit.form.key, for: visit)
        guard answer.isGood, let id = answer.json.at("id")?.words else { throw answer.problem }
        return PagePress.redirect(to: ReferralInHand.Place.draft(id).address)
    }

    private func tasks(_ visit: Visit) async throws -> Response {
        try await page(visit) { DraftContent($0, visit.person).tasks(nil) }
    }

    private func check(_ visit: Visit) async throws -> Response {
        try await page(visit) { DraftContent($0, visit.person).check(visit.session) }
    }

    private func page(_ visit: Visit, _ body: (ReferralInHand) -> PageBody) async throws -> Response {
        let place = ReferralInHand.Place.draft(try visit.id())
        return try await GonePage.instead(of: place, visit, press) {
            press.page(body(try await desk.open(place, visit)), for: visit.session, in: .referrals)
        }
    }

    // MARK: Sending

    private func send(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let place = ReferralInHand.Place.draft(id)
        return try await GonePage.instead(of: place, visit, press) {
            let answer = try await desk.calls.post(
                "/v1/drafts/\(id)/submission", nil, to: .intake, version: visit.form.version, key: visit.form.key,
                for: visit)
            switch (answer.status, answer.code) {
            case (200..<300, _):
                guard let referral = answer.json.at("id")?.words else { throw answer.problem }
                return PagePress.redirect(to: "/referrals/\(referral)/sent")
            case (412, _):
                return try await again(
                    place, visit, "It was changed since you opened this page. Check it once more, and send it again.")
            case (422, "safeguarding_interruption"):
                return press.page(
                    InterruptionPage.body(nil, at: place, section: ReferralSections.concerns), for: visit.session,
                    in: .referrals, status: .unprocessableContent)
            case (400, _), (422, _): return try await again(place, visit, "It was not sent. \(answer.detail)")
            case (409, "duplicate_referral"):
                return press.page(
                    DuplicatePage.body(
                        answer, form: carryingOver(answer, into: place, visit), back: "\(place.address)/check"),
                    for: visit.session, in: .referrals, status: .conflict)
            default: throw answer.problem
            }
        }
    }

    /// The answers once more, with what was said when they were sent.
    private func again(_ place: ReferralInHand.Place, _ visit: Visit, _ words: String) async throws -> Response {
        let hand = try await desk.open(place, visit)
        return press.page(
            DraftContent(hand, visit.person).check(visit.session, wrong: [words]), for: visit.session, in: .referrals,
            status: .conflict)
    }

    // MARK: Into a referral that there is

    /// Brings what was written into the referral that there is, so that nobody types it twice.
    private func carryingOver(
        _ answer: HubAnswer, into place: ReferralInHand.Place, _ visit: Visit
    ) -> FormContent? {
        guard let existing = answer.json.at("existing/id")?.words else { return nil }
        return FormContent(
            Self.carryOver, action: "\(place.address)/amendment?of=\(existing)", session: visit.session)
    }

    private static let carryOver = FormPage(
        heading: "You have already referred this child for this need",
        explains: ["Or amend it with all that you wrote here. What you left out here stays as it is there."],
        fields: [
            Field(
                "reason", "What has changed", .passage(rows: 3, limit: 2000), at: "/reason",
                hint: "What it said before stays on record.", warnsOfTooMuch: true)
        ], button: "Amend it with what I wrote")

    private func amend(_ visit: Visit) async throws -> Response {
        let place = ReferralInHand.Place.draft(try visit.id())
        guard let existing = visit.query("of").flatMap(UUID.init(uuidString:)) else { throw Problem.notFound() }
        let id = existing.uuidString.lowercased()
        return try await GonePage.instead(of: place, visit, press) {
            let draft = try await desk.open(place, visit)
            let hand = try await desk.open(.sent(id), visit)
            let answer = try await desk.put(
                hand.content.overlaid(with: draft.content), in: hand.place, version: hand.version,
                reason: visit.form["reason"], visit)
            guard answer.isGood else {
                let errors = ReferralDesk.problems(answer.json, "errors", in: .null)
                guard answer.status == 422, !errors.isEmpty else { throw answer.problem }
                return press.page(
                    PageBody(
                        heading: Self.carryOver.heading,
                        form: FormContent(
                            Self.carryOver, action: "\(place.address)/amendment?of=\(id)", session: visit.session,
                            form: Form(fields: visit.form.fields.filter { $0.key != Form.keyField }), errors: errors),
                        back: PageLink(address: "\(place.address)/check", words: "Back to what you wrote")),
                    for: visit.session, in: .referrals, status: .unprocessableContent)
            }
            // What it held is in the referral now; where it cannot be removed, it runs out by itself.
            if let version = draft.version {
                _ = try? await desk.calls.delete(
                    "/v1\(place.address)", from: .intake, version: version, for: visit)
            }
            return PagePress.redirect(to: "/referrals/\(id)?done=\(ReferralMove.amend.code)")
        }
    }

    // MARK: Throwing away

    private func askRemoval(_ visit: Visit) async throws -> Response {
        try await page(visit) { hand in
            let page = FormPage(
                heading: "Throw this referral away?",
                explains: ["What you wrote is gone at once and for good. Nobody else has seen it."], fields: [],
                button: "Throw it away", isGrave: true)
            return PageBody(
                caption: "Not sent yet", heading: page.heading,
                form: FormContent(
                    page, action: "\(hand.place.address)/removal", session: visit.session, version: hand.version,
                    cancel: PageLink(address: hand.place.address, words: "Keep it")))
        }
    }

    private func remove(_ visit: Visit) async throws -> Response {
        let place = ReferralInHand.Place.draft(try visit.id())
        return try await GonePage.instead(of: place, visit, press) {
            let answer = try await desk.calls.delete(
                "/v1\(place.address)", from: .intake, version: visit.form.version ?? "", for: visit)
            guard answer.isGood else { throw answer.problem }
            return PagePress.redirect(to: "/referrals?done=removed")
        }
    }
}

extension JSON {
    /// With everything of `other` in it: objects grow together, and all else is the other's.
    fileprivate func overlaid(with other: JSON) -> JSON {
        guard case .object(let mine) = self, case .object(let theirs) = other else { return other }
        let kept = mine.map { member in
            Member(
                member.name,
                theirs.first { $0.name == member.name }.map { member.value.overlaid(with: $0.value) } ?? member.value)
        }
        return .object(kept + theirs.filter { their in !mine.contains { $0.name == their.name } })
    }
}
