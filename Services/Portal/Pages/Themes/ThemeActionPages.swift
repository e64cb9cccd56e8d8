import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import ServiceKit

/// What localities do about their themes.
struct ThemeActionPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    private static let collection = "/v1/themes/actions"

    var routes: [PageRoute] {
        [
            .get("/themes/actions", for: .coordinator, .board, answer: list),
            .get("/themes/actions/new", for: .coordinator, answer: ask),
            .post("/themes/actions/new", for: .coordinator, answer: agree),
            .get("/themes/actions/{id}", for: .coordinator, .board, answer: show),
            .post("/themes/actions/{id}", for: .coordinator, answer: complete),
        ]
    }

    // MARK: The list

    private func list(_ visit: Visit) async throws -> Response {
        let isDone = visit.query("done") == "true"
        let page = try await calls.page(
            "\(Self.collection)?done=\(isDone)", from: .router, for: visit, at: "/themes/actions?done=\(isDone)")
        let actions = page.items.map(ThemeActionContent.init)
        let others = PageLink(
            address: "/themes/actions" + (isDone ? "" : "?done=true"),
            words: isDone ? "Actions to be done" : "Actions that have been done")
        return press.page(
            PageBody(
                heading: isDone ? "Actions that have been done" : "Actions to be done",
                parts: ThemePages.parts(onActions: true),
                blocks: [
                    .table(ThemeActionContent.table(actions, isDone: isDone)), .links(page.more + [others]),
                    .words("An action is agreed from the figures it is about: choose one under “Figures”."),
                ]), for: visit.session, in: .themes)
    }

    // MARK: Agreeing

    private func ask(_ visit: Visit) async throws -> Response { form(try ThemeActionForm(visit), visit) }

    private func agree(_ visit: Visit) async throws -> Response {
        let form = try ThemeActionForm(visit)
        let missing = form.page.missing(in: visit.form)
        guard missing.isEmpty else { return self.form(form, visit, errors: missing) }
        let answer = try await calls.post(
            Self.collection, form.page.body(of: visit.form), to: .router, key: visit.form.key, for: visit)
        switch answer.status {
        case 200..<300:
            return PagePress.redirect(
                to: "/themes/actions" + (answer.json.at("id")?.words.map { "/\($0)?done=agreed" } ?? ""))
        case 400, 422: return self.form(form, visit, errors: answer.errors)
        default: throw answer.problem
        }
    }

    private func form(_ form: ThemeActionForm, _ visit: Visit, errors: [FieldProblem] = []) -> Response {
        let content = FormContent(
            form.page, action: form.address, session: visit.session,
            form: errors.isEmpty ? visit.form : visit.form.withoutKey, errors: errors,
            cancel: PageLink(address: "/themes?locality=\(form.locality)&term=\(form.period)", words: "Cancel"))
        return press.page(
            PageBody(heading: form.page.heading, form: content), for: visit.session, in: .themes,
            status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: One of them

    private func show(_ visit: Visit) async throws -> Response {
        page(try await read(visit), visit, notice: Self.notices[visit.query("done") ?? ""])
    }

    private func complete(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await read(visit)
        let answer = try await calls.post(
            "\(Self.collection)/\(id)/completion", ThemeActionContent.completion.body(of: visit.form), to: .router,
            version: visit.form.version ?? read.version, key: visit.form.key, for: visit)
        switch answer.status {
        case 200..<300: return PagePress.redirect(to: "/themes/actions/\(id)?done=completed")
        case 400, 422: return page(read, visit, errors: answer.errors)
        case 412:
            return page(
                read, visit,
                stale: "The action has changed since you opened it. Look at it below, and send what you typed again.")
        default: throw answer.problem
        }
    }

    private func read(_ visit: Visit) async throws -> HubAnswer {
        try await calls.get("\(Self.collection)/\(try visit.id())", from: .router, for: visit)
    }

    private func page(
        _ read: HubAnswer, _ visit: Visit, notice: String? = nil, errors: [FieldProblem] = [], stale: String? = nil
    ) -> Response {
        let action = ThemeActionContent(read.json)
        var body = PageBody(
            caption: action.localityName, heading: "Action about \(action.theme)", notice: notice,
            blocks: [.summary(action.summary)], back: PageLink(address: "/themes/actions", words: "Actions"))
        if !action.isDone, visit.person.roles.contains(.coordinator) {
            body.form = FormContent(
                ThemeActionContent.completion, action: "/themes/actions/\(action.id)", session: visit.session,
                form: errors.isEmpty && stale == nil ? visit.form : visit.form.withoutKey, version: read.version,
                errors: errors, stale: stale)
        }
        let status: HTTPResponse.Status =
            stale != nil ? .conflict : errors.isEmpty ? .ok : .unprocessableContent
        return press.page(body, for: visit.session, in: .themes, status: status)
    }

    private static let notices = [
        "agreed": "The action is agreed.", "completed": "The action is marked as done.",
    ]
}

extension Form {
    /// To be sent again as another: what was refused under a key is refused under it for ever.
    var withoutKey: Form { Form(fields: fields.filter { $0.key != Form.keyField }) }
}
