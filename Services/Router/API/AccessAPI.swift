import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// Who has read what is kept about a case's child, in whichever service, and why: for coordinators of its locality, and for
/// the data protection officer, who finds the cases of a child by a referral's reference and learns nothing else of them.
struct AccessAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/access", use: find)
        router.get("/v1/cases/{id}/access", use: list)
    }

    // MARK: Of which case

    /// No child has more.
    private static let mostCases = 100

    private func find(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.dpo)
        guard let reference = try? ReferralReference(String(request.uri.queryParameters["reference"] ?? "")) else {
            throw Problem.badRequest(
                code: "reference_invalid", "“reference” is what a referral is called, such as RH-KNQN-V43D.")
        }
        let book = try await county().book
        let cases = try await host.pool.query(Self.cases(ofTheChildOf: reference.text))
            .decode(UUID.self, String.self, String.self, Date.self, [String].self)
        return .json(["items": .array(cases.map { Self.json($0, in: book) })])
    }

    /// All of the child's, the latest first. A case that was opened before rows knew their child is found by its own
    /// referrals alone.
    private static func cases(ofTheChildOf reference: String) -> PostgresQuery {
        """
        with found as (
            select f.id, f.child_id from case_referral r join case_file f on f.id = r.case_id
            where r.reference = \(reference))
        select f.id, f.locality, f.state, f.opened_at,
            array(select r.reference from case_referral r
                  where r.case_id = f.id and r.reference is not null order by r.reference)
        from case_file f
        where f.id in (select id from found) or f.child_id in (select child_id from found)
        order by f.opened_at desc, f.id limit \(mostCases)
        """
    }

    private static func json(
        _ row: (id: UUID, locality: String, state: String, openedAt: Date, references: [String]), in book: LocalityBook
    ) -> JSON {
        [
            "case_id": .string(row.id.text), "references": .strings(row.references),
            "locality": .locality(code: row.locality, in: book), "status": .string(row.state),
            "opened_at": .instant(row.openedAt),
        ]
    }

    // MARK: By whom, when and why

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
