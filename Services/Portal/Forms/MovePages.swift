import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import ServiceKit

/// The forms of everything that can be done with a ``MovingThing``.
struct MovePages: Sendable {
    let thing: MovingThing
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] {
        let path = "\(thing.address)/{id}/moves/{move}"
        return [
            PageRoute(method: .get, path: path, roles: thing.roles, answer: ask),
            PageRoute(method: .post, path: path, roles: thing.roles, answer: act),
        ]
    }

    private func ask(_ visit: Visit) async throws -> Response {
        let (move, id) = (try move(visit), try visit.id())
        let read = try await calls.get("\(thing.collection)/\(id)", from: thing.service, for: visit)
        try allows(move, read)
        return form(move, of: id, read, visit)
    }

    private func act(_ visit: Visit) async throws -> Response {
        let (move, id) = (try move(visit), try visit.id())
        let read = try await calls.get("\(thing.collection)/\(id)", from: thing.service, for: visit)
        let page = move.page(read.json)
        let missing = page.missing(in: visit.form)
        guard missing.isEmpty else { return form(move, of: id, read, visit, errors: missing) }
        let body = move.body.map { $0(visit.form, page, visit.query("of")) } ?? page.body(of: visit.form)
        let answer = try await calls.post(
            move.path(id, visit.query("of")), body, to: thing.service, version: visit.form.version ?? read.version,
            key: visit.form.key, for: visit)
        switch answer.status {
        case 200..<300:
            return PagePress.redirect(
                to: move.next?(answer, id) ?? "\(thing.page(of: id))?done=\(move.code)")
        case 412:
            return form(move, of: id, read, visit, stale: Self.words(of: answer.changes))
        case 422, 400:
            let errors =
                answer.errors.isEmpty
                ? [FieldProblem(pointer: "", code: answer.code, detail: answer.detail)] : answer.errors
            return form(move, of: id, read, visit, errors: errors)
        default: throw answer.problem
        }
    }

    /// - Throws: ``Problem`` 404
    private func move(_ visit: Visit) throws -> Move {
        let code = try visit.word("move")
        guard let move = thing.moves.first(where: { $0.code == code }) else { throw Problem.notFound() }
        return move
    }

    /// - Throws: ``Problem`` 409 when it cannot be done now.
    private func allows(_ move: Move, _ read: HubAnswer) throws {
        guard read.json.at("allowed_moves")?.strings.contains(move.allowed) == true else {
            throw Problem(
                status: .conflict, code: "not_allowed_now", title: "This cannot be done now",
                detail:
                    "“\(move.name)” is not possible as things stand. Somebody may have done it already: open the page "
                    + "again to see what has happened.")
        }
    }

    private func form(
        _ move: Move, of id: String, _ read: HubAnswer, _ visit: Visit, errors: [FieldProblem] = [],
        stale: String? = nil
    ) -> Response {
        let page = move.page(read.json)
        // A form that was refused may be sent again as another; one that was never answered is the same still.
        var form = visit.form
        if !errors.isEmpty || stale != nil { form = Form(fields: form.fields.filter { $0.key != Form.keyField }) }
        let content = FormContent(
            page, action: thing.page(of: move, id, of: visit.query("of")), session: visit.session, form: form,
            version: read.version, errors: errors, stale: stale,
            cancel: PageLink(address: thing.page(of: id), words: "Cancel"))
        return press.page(
            PageBody(
                caption: page.caption ?? thing.caption(read.json), heading: page.heading, form: content,
                back: PageLink(address: thing.page(of: id), words: "Back")),
            for: visit.session, status: errors.isEmpty ? (stale == nil ? .ok : .conflict) : .unprocessableContent)
    }

    /// What happened since somebody looked, in words.
    private static func words(of changes: [(code: String, at: String)]) -> String {
        let what = changes.map { change in
            let words = change.code.replacing("_", with: " ")
            return RFC3339.instant(change.at).map { "\(words), \(PlainDate.words($0))" } ?? words
        }
        return "This has changed since you opened the form" + (what.isEmpty ? "" : ": \(what.joined(separator: "; "))")
            + ". What you typed is below. Check that it still holds, and send it again."
    }
}
