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
    /// Puts what a form needs to know beside what the service says of the thing.
    var beside: @Sendable (_ thing: JSON, _ visit: Visit) async throws -> JSON = { thing, _ in thing }

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
        return try await asked(move, of: id, read, visit).show(visit)
    }

    private func act(_ visit: Visit) async throws -> Response {
        let (move, id) = (try move(visit), try visit.id())
        let read = try await calls.get("\(thing.collection)/\(id)", from: thing.service, for: visit)
        let asked = try await asked(move, of: id, read, visit)
        let body =
            move.body.map { $0(visit.form, asked.page, visit.query("of")) } ?? asked.page.body(of: visit.form)
        return try await asked.send(
            body, to: move.path(id, visit.query("of")), of: thing.service, by: calls, visit
        ) {
            move.next?($0, id) ?? "\(thing.page(of: id))?done=\(move.code)"
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

    private func asked(_ move: Move, of id: String, _ read: HubAnswer, _ visit: Visit) async throws -> AskedForm {
        AskedForm(
            page: move.page(of: try await beside(read.json, visit), about: visit.query("of")),
            action: thing.page(of: move, id, of: visit.query("of")), caption: thing.caption(read.json),
            back: PageLink(address: thing.page(of: id), words: "Back"), version: read.version, area: thing.area,
            press: press)
    }
}
