import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// Who has read what is kept about a case's child, in whichever service, and why: for coordinators of its locality, and for
/// the data protection officer.
struct AccessAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.get("/v1/cases/{id}/access", use: list)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .dpo)
        let page = try PageRequest(request, keys: 1)
        let before = try page.after.first.map { text throws(Problem) in
            guard let id = Int64(text) else {
                throw .badRequest(code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            return id
        }
        let loaded = try await host.events.read(CaseFile.self, try context.id())
        let file = try identity.has(.dpo) ? loaded.state.orNotFound() : CaseFile.visible(loaded.state, to: identity)
        guard let child = UUID(uuidString: file.childID) else { throw Problem.notFound() }
        let references = Dictionary(file.referrals.map { ($0.id, $0.reference) }) { first, _ in first }
        let lines = try await keyring.readings(
            of: child, for: references.keys.compactMap(UUID.init(uuidString:)), before: before, limit: page.limit + 1)
        return page.response(request, lines, cursor: { ["\($0.id)"] }) { Self.json($0, references) }
    }

    private static func json(_ line: AccessLine, _ references: [String: String]) -> JSON {
        .object(leavingOutNil: [
            ("read_at", .instant(line.at)), ("read_by", .string(line.reader.subject)),
            ("role", .string(line.reader.role)), ("organisation", .string(line.reader.organisation)),
            ("why", why(line.purpose)), ("referral_id", line.referral.map { .string($0.text) }),
            ("reference", line.referral.flatMap { references[$0.text] }.map { .string($0) }),
        ])
    }

    /// The log is older than any list of purposes: what it has stays readable.
    private static func why(_ code: String) -> JSON {
        let words = ReadingPurpose(rawValue: code)?.words ?? code.replacing("_", with: " ")
        return ["code": .string(code), "words": .string(words)]
    }
}

extension Optional where Wrapped == CaseFile {
    fileprivate func orNotFound() throws(Problem) -> CaseFile {
        guard let self else { throw .notFound() }
        return self
    }
}
