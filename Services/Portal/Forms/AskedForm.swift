import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// A form on a page of its own, and what a service says of it.
struct AskedForm: Sendable {
    let page: FormPage
    /// Where it is sent.
    let action: String
    let caption: String?
    /// The page of what it is about.
    let back: PageLink
    /// Of what it is about, when it was looked at.
    let version: String?
    /// What the answers are put into before they are sent.
    var base: JSON = .null
    var area: PageArea?
    let press: PagePress

    /// The form, as it was filled in or as `filled` has it.
    func show(
        _ visit: Visit, filled: Form? = nil, errors: [FieldProblem] = [], stale: String? = nil
    ) -> Response {
        // A form that was refused may be sent again as another; one that was never answered is the same still.
        var form = filled ?? visit.form
        if !errors.isEmpty || stale != nil { form = Form(fields: form.fields.filter { $0.key != Form.keyField }) }
        let content = FormContent(
            page, action: action, session: visit.session, form: form,
            // What was refused still rests on what was looked at then; who was told what happened since has looked again.
            version: stale == nil ? visit.form.version ?? version : version, errors: errors, stale: stale,
            cancel: PageLink(address: back.address, words: "Cancel"))
        return press.page(
            PageBody(
                caption: page.caption ?? caption, heading: page.heading, form: content,
                back: PageLink(address: back.address, words: "Back")),
            for: visit.session, in: area,
            status: errors.isEmpty ? (stale == nil ? .ok : .conflict) : .unprocessableContent)
    }

    /// Has a service do what is asked, when nothing is missing; then what follows from its answer.
    /// - Parameter body: what is sent.
    /// - Throws: as ``HubCalls/post(_:_:to:version:key:for:)`` and ``follow(_:_:errors:done:)``
    func send(
        _ body: JSON?, to path: String, of service: HubService, by calls: HubCalls, _ visit: Visit,
        done: (HubAnswer) -> String
    ) async throws -> Response {
        let missing = page.missing(in: visit.form)
        guard missing.isEmpty else { return show(visit, errors: missing) }
        let answer = try await calls.post(
            path, body, to: service, version: visit.form.version ?? version, key: visit.form.key, for: visit)
        return try follow(answer, visit, done: done)
    }

    /// What follows from a service's answer: the page after it, or the form again with what was typed.
    /// - Parameter errors: what was wrong, where the form does not send its answers as they are.
    /// - Throws: ``Problem`` for what no form can show.
    func follow(
        _ answer: HubAnswer, _ visit: Visit, errors: [FieldProblem]? = nil, done: (HubAnswer) -> String
    ) throws -> Response {
        switch answer.status {
        case 200..<300: return PagePress.redirect(to: done(answer))
        case 412: return show(visit, stale: Self.words(of: answer.changes))
        case 422, 400:
            let found = errors ?? page.placed(answer.errors, in: visit.form, over: base)
            return show(
                visit,
                errors: found.isEmpty
                    ? [FieldProblem(pointer: "", code: answer.code, detail: answer.detail)] : found)
        default: throw answer.problem
        }
    }

    /// What happened since somebody looked, in words.
    static func words(of changes: [(code: String, at: String)]) -> String {
        let what = changes.map { change in
            let words = change.code.replacing("_", with: " ")
            return RFC3339.instant(change.at).map { "\(words), \(PlainDate.words($0))" } ?? words
        }
        return "This has changed since you opened the form" + (what.isEmpty ? "" : ": \(what.joined(separator: "; "))")
            + ". What you typed is below. Check that it still holds, and send it again."
    }
}
