import HTTPTypes
import Hummingbird
import ServiceKit

/// One page, or one thing that a page can send: where it is, who may use it, and what it answers.
///
/// All of them are in one list, so that a test can try each with every role.
struct PageRoute: Sendable {
    let method: HTTPRequest.Method
    /// Such as `/cases/{id}`.
    let path: String
    /// Whoever has one of these; for everybody else there is no such page.
    let roles: Set<Role>
    let answer: @Sendable (Visit) async throws -> Response

    /// A page to look at.
    static func get(
        _ path: String, for roles: Role..., answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> PageRoute {
        PageRoute(method: .get, path: path, roles: Set(roles), answer: answer)
    }

    /// Something to send.
    static func post(
        _ path: String, for roles: Role..., answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> PageRoute {
        PageRoute(method: .post, path: path, roles: Set(roles), answer: answer)
    }

    /// Adds it to the portal's router.
    func add(to router: HubRouter, behind gate: Gate) {
        router.on(RouterPath(path), method: method) { request, context in
            let visit =
                method == .post
                ? try await gate.submission(request, context) : try await gate.visit(request, context)
            guard !visit.person.roles.isDisjoint(with: roles) else { throw Problem.notFound() }
            return try await answer(visit)
        }
    }
}
