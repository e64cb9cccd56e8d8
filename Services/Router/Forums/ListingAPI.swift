import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Puts a case on the agenda of a meeting.
struct ListingAPI: Sendable {
    let host: ServiceHost
    let clocks: ClocksNow

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/listings", use: list)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (id, ifMatch, body) = (try context.id(), try IfMatch(request), try await JSONBody(request))
        let draft = try CaseBodies.listing(body)
        let now = host.now()
        return try await host.idempotent(request, context, body: body) { transaction in
            let listing = Listing(
                transaction: transaction, now: now, clocks: try await clocks(transaction), by: identity.subject)
            let changed = try await listing.put(id, draft) { loaded in
                let file = try CaseFile.visible(loaded.state, to: identity)
                try ifMatch.require(loaded)
                return file
            }
            return .ok(version: changed.version, CaseJSON.state(changed.file, for: identity))
        }
    }
}

/// A case is put on the agenda of a meeting, while nobody else changes the calendar that meeting is in.
struct Listing: Sendable {
    let transaction: EventTransaction
    let now: Date
    let clocks: Clocks
    /// Subject of the token.
    let by: String

    /// - Parameter check: gives the case if it is the caller's to list.
    func put(
        _ id: UUID, _ draft: ListingDraft, _ check: (Loaded<CaseFile>) throws -> CaseFile
    ) async throws -> (file: CaseFile, version: Int64) {
        let locality = try await transaction.sql.query("select locality from case_file where id = \(id)")
            .decodeFirst(String.self)
        guard let locality else { throw Problem.notFound() }
        let forum = Forum(code: draft.forum) ?? .unspecified
        try await MeetingCalendar.hold(forum, in: locality, transaction.sql)
        let loaded = try await transaction.load(CaseFile.self, id)
        let file = try check(loaded)
        // Passed on to another locality in this very moment: the next try finds it there.
        guard file.locality == locality else { throw Problem.unavailable("Send the same request again.") }
        let midnight = LondonTime(date: LondonTime.day(of: now), secondOfDay: 0).instant
        let meetings = try await MeetingCalendar.entries(
            of: forum, in: locality, from: midnight, named: draft.meetingID.flatMap(UUID.init(uuidString:)),
            transaction.sql)
        let command = CaseCommand.list(ListCase(draft: draft, meetings: meetings, by: by))
        let events = try Problem.rules { try CaseFile.decide(file, command, now: now, clocks: clocks) }
        guard let changed = try await CaseRow.commit(events, to: id, loaded, at: now, in: transaction) else {
            throw Problem.notFound()
        }
        return changed
    }
}
