import HTTPTypes
import Hummingbird
import Inclusion
import ServiceKit

/// The sections of a referral, a page each; of one that is not finished, and of one that is being amended.
struct SectionPages: Sendable {
    let desk: ReferralDesk
    let press: PagePress

    var routes: [PageRoute] {
        routes(below: "/drafts/{id}/sections") { .draft($0) } + routes(below: "/referrals/{id}/amend") { .sent($0) }
    }

    private func routes(
        below path: String, _ place: @escaping @Sendable (String) -> ReferralInHand.Place
    ) -> [PageRoute] {
        ["\(path)/{section}", "\(path)/{section}/{item}"].flatMap { path in
            [
                PageRoute.get(path, for: .agency) { visit in try await ask(try target(visit, place), visit) },
                PageRoute.post(path, for: .agency) { visit in try await save(try target(visit, place), visit) },
            ]
        }
    }

    /// Which page of which referral.
    struct Target: Sendable {
        let place: ReferralInHand.Place
        let section: ReferralSection
        /// Which thing of a list; `nil` for the list itself, and for a section that is none.
        var item: Int?

        var address: String { place.address(of: section, item: item) }
        var isList: Bool { section.list != nil && item == nil }
        var questions: Int { item ?? 0 }
    }

    /// - Throws: ``Problem`` 404 for a section that there is not.
    private func target(_ visit: Visit, _ place: (String) -> ReferralInHand.Place) throws -> Target {
        let code = try visit.word("section")
        guard let section = ReferralSections.named(code) else { throw Problem.notFound() }
        var target = Target(place: place(try visit.id()), section: section)
        if visit.context.parameters.get("item") != nil {
            guard let list = section.list, let item = Int(try visit.word("item")), (0..<list.most).contains(item) else {
                throw Problem.notFound()
            }
            target.item = item
        }
        return target
    }

    // MARK: Asking

    private func ask(_ target: Target, _ visit: Visit) async throws -> Response {
        try await GonePage.instead(of: target.place, visit, press) {
            let hand = try await desk.open(target.place, visit)
            if target.isList {
                return press.page(
                    SectionList(target.section, hand, visit.person).body, for: visit.session, in: .referrals)
            }
            let page = try page(target, hand, visit.person)
            let isBegun = page.fields.contains { !$0.isFixed && hand.content.at($0.pointer) != nil }
            let errors =
                isBegun || visit.query("saved") != nil
                ? hand.problems.filter { page.field(at: $0.pointer) != nil } : []
            return show(
                page, target, visit, form: page.form(filledWith: hand.content), version: hand.version, errors: errors,
                notice: visit.query("saved") == nil ? nil : "Saved. Some of it has to be put right before you send it.")
        }
    }

    /// The form of a page.
    /// - Parameter hand: `nil` while the service is away.
    private func page(_ target: Target, _ hand: ReferralInHand?, _ person: Person) throws(Problem) -> FormPage {
        var fields = target.section.questions(person, target.questions)
        if let list = target.section.list, let count = hand.map({ list.count(in: $0.content) }) {
            guard target.questions <= count else { throw .notFound() }
            if target.questions < count { fields.append(ReferralSection.removal(of: list)) }
        }
        if target.place.isSent { fields.append(Self.reason) }
        let heading = target.section.list.map { list in
            "\(target.section.name): \(list.one) \(target.questions + 1)"
        }
        return FormPage(
            heading: heading ?? target.section.name, explains: target.section.explains, fields: fields,
            button: target.place.isSent ? "Send the change" : "Save and continue")
    }

    private static let reason = Field(
        "reason", "What you change, and why", .passage(rows: 3, limit: 2000), at: "/reason",
        hint: "What it said before stays on record.", warnsOfTooMuch: true, heading: "About this change")

    private func show(
        _ page: FormPage, _ target: Target, _ visit: Visit, form: Form, version: String?,
        errors: [FieldProblem] = [], stale: String? = nil, notice: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let content = content(page, target, visit, form: form, version: version, errors: errors, stale: stale)
        return press.page(
            PageBody(
                caption: target.place.isSent ? "Amend your referral" : "Your referral", heading: page.heading,
                notice: notice, form: content, back: PageLink(address: back(of: target), words: "Back")),
            for: visit.session, in: .referrals, status: status)
    }

    private func content(
        _ page: FormPage, _ target: Target, _ visit: Visit, form: Form, version: String?,
        errors: [FieldProblem] = [], stale: String? = nil
    ) -> FormContent {
        let from = visit.query("from") == "check" ? "?from=check" : ""
        return FormContent(
            page, action: target.address + from, session: visit.session, form: form, version: version, errors: errors,
            stale: stale, cancel: PageLink(address: back(of: target), words: "Leave it for now"))
    }

    private func back(of target: Target) -> String {
        target.item == nil ? target.place.address : target.place.address(of: target.section)
    }

    // MARK: Saving

    private func save(_ target: Target, _ visit: Visit) async throws -> Response {
        guard !target.isList else { throw Problem.notFound() }
        return try await GonePage.instead(of: target.place, visit, press) {
            do {
                let hand = try await desk.open(target.place, visit)
                let page = try page(target, hand, visit.person)
                return try await save(page, target, hand, visit)
            } catch let away as ServiceAway {
                return show(
                    try page(target, nil, visit.person), target, visit, form: visit.form, version: visit.form.version,
                    stale: "This could not be saved: \(away.service.whatItKnows.lowercased()) cannot be reached at the "
                        + "moment. What you typed is below. Send it again in a moment.", status: .serviceUnavailable)
            }
        }
    }

    private func save(
        _ page: FormPage, _ target: Target, _ hand: ReferralInHand, _ visit: Visit
    ) async throws -> Response {
        let changed = target.section.filled(
            with: visit.form, item: target.questions, over: hand.content, by: visit.person)
        let referral = ReferralShape.asPosted(changed)
        let answer = try await desk.put(
            changed, in: target.place, version: visit.form.version ?? hand.version, reason: visit.form["reason"], visit)
        // A form that was refused may be sent again as another.
        let form = Form(fields: visit.form.fields.filter { $0.key != Form.keyField })
        switch (answer.status, answer.code) {
        case (200..<300, _):
            let left = ReferralDesk.problems(answer.json, in: referral).filter { page.field(at: $0.pointer) != nil }
            return PagePress.redirect(to: next(after: target, isRight: left.isEmpty, visit))
        case (412, _):
            // The same form sent twice: what is there now is what it says.
            if !target.place.isSent, referral == ReferralShape.asPosted(hand.content) {
                return PagePress.redirect(to: next(after: target, isRight: true, visit))
            }
            return show(
                page, target, visit, form: form, version: hand.version, stale: Self.staleWords, status: .conflict)
        case (422, "safeguarding_interruption"):
            let content = content(page, target, visit, form: form, version: hand.version)
            return press.page(
                InterruptionPage.body(content, at: target.place, section: target.section), for: visit.session,
                in: .referrals, status: .unprocessableContent)
        case (409, "duplicate_referral"):
            return press.page(
                DuplicatePage.body(answer, back: target.address), for: visit.session, in: .referrals, status: .conflict)
        case (400, _), (422, _):
            let errors = ReferralDesk.problems(answer.json, "errors", in: referral)
            let all = errors.isEmpty ? [FieldProblem(pointer: "", code: answer.code, detail: answer.detail)] : errors
            return show(
                page, target, visit, form: form, version: visit.form.version, errors: all,
                status: .unprocessableContent)
        default: throw answer.problem
        }
    }

    private static let staleWords =
        "This was changed since you opened the form, perhaps by yourself in another window. What you typed is below. "
        + "Check that it still holds, and send it again."

    private func next(after target: Target, isRight: Bool, _ visit: Visit) -> String {
        if case .sent(let id) = target.place { return "/referrals/\(id)?done=\(ReferralMove.amend.code)" }
        if !isRight, !ReferralSection.removes(visit.form) { return "\(target.address)?saved=yes" }
        if target.item != nil { return target.place.address(of: target.section) }
        return visit.query("from") == "check" ? "\(target.place.address)/check" : target.place.address
    }
}
