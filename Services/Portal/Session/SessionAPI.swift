import HTTPTypes
import Hummingbird
import ServiceKit

/// What the warning before a session's end asks for.
struct SessionAPI: Sendable {
    let gate: Gate

    func add(to router: HubRouter) {
        router.post("/session/stay", use: stay)
    }

    /// Counts as use of the session, and says how long it goes on now.
    private func stay(_ request: Request, _ context: HubContext) async throws -> Response {
        _ = try await Form(request, of: SessionCookie.session.token(in: request))
        let session = try await gate.listener(request, isUse: true)
        return .json(["seconds": .number(Int(session.timeLeft))])
    }
}
