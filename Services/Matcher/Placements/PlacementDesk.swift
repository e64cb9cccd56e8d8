import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// What happens to a placement, in the caller's transaction, with the place it takes.
///
/// Locks are taken in this order: the request or the placement, then the child, then the provision.
struct PlacementDesk: Sendable {
    let transaction: EventTransaction
    let clocks: Clocks
    let now: Date
    let actor: Placement.Actor

    /// A placement after a change.
    struct Changed: Sendable {
        let placement: Placement
        let version: Int64
    }

    /// Agrees the placement that came of a request: it takes the place that was booked, or less of it.
    /// - Parameter details: `draft.message`, sealed with the child's key.
    /// - Throws: `Problem` 409 where no provider has said yes, where it was agreed before, or where the child has a place
    ///   elsewhere in the same half days.
    func agree(
        _ request: PlacementRequest, _ draft: AgreementDraft, _ details: Sealed
    ) async throws -> Changed {
        guard let offer = request.acceptedOffer, let id = UUID(uuidString: offer.id),
            let child = UUID(uuidString: request.childID)
        else {
            throw Problem.conflict(code: "not_accepted", "No provider has said yes yet.")
        }
        let loaded = try await transaction.load(Placement.self, id)
        try await hold(child)
        let agree = Placement.Agree(
            request: request, draft: draft, details: details, movesBefore: try await moves(of: child))
        let events = try decide(loaded.state, .agree(agree))
        try await refuseTwoPlaces(for: child, draft)
        let changed = try await commit(events, to: id, loaded)
        if let last = CalendarDate(draft.to), let booked = offer.place, draft.to < booked.to {
            try await Bookings.shorten(offer: id, to: last, in: transaction.sql)
        }
        return changed
    }

    /// What `command` makes of a placement that was loaded, and of its place.
    /// - Throws: `Problem` 409 where it cannot be extended because the places are taken.
    func change(_ id: UUID, _ loaded: Loaded<Placement>, _ command: Placement.Command) async throws -> Changed {
        let changed = try await commit(try decide(loaded.state, command), to: id, loaded)
        let sql = transaction.sql
        switch command {
        case .notStart: try await Bookings.release(offer: id, in: sql)
        case .end(let draft, _):
            if let day = CalendarDate(draft.endedOn) { try await Bookings.shorten(offer: id, to: day, in: sql) }
        case .extend(let draft, _):
            guard let day = CalendarDate(draft.until) else { break }
            let shortages = try await Bookings.extend(offer: id, to: day, in: sql)
            guard shortages.isEmpty else {
                throw Problem(
                    RuleViolation(
                        .notAllowedNow,
                        shortages.map { RuleProblem(pointer: "/until", code: "no_place_left", words: $0.words) }))
            }
        case .agree, .start, .recordAttendance, .review, .planReintegration: break
        }
        return changed
    }

    /// Asks whether `command` is possible now, before anything is sealed for it.
    func check(_ placement: Placement?, _ command: Placement.Command) throws {
        _ = try decide(placement, command)
    }

    // MARK: Parts

    private func decide(_ state: Placement?, _ command: Placement.Command) throws -> [PlacementEvent] {
        try Problem.rules { try Placement.decide(state, command, by: actor, now: now, clocks: clocks) }
    }

    private func commit(
        _ events: [PlacementEvent], to id: UUID, _ loaded: Loaded<Placement>
    ) async throws -> Changed {
        guard let placement = Placement.replay(events, after: loaded.state),
            let referral = UUID(uuidString: placement.ref.referralID)
        else { throw Problem.notFound() }
        let version = try await transaction.append(
            events, to: id, key: referral, loaded, at: now, showing: PlacementRegister())
        return Changed(placement: placement, version: version)
    }

    /// Two agreements for one child take turns.
    private func hold(_ child: UUID) async throws {
        _ = try await transaction.sql.query("select pg_advisory_xact_lock(hashtextextended(\(child.text), 0))")
    }

    /// Placements that the child has had, or has: not those that never began.
    private func moves(of child: UUID) async throws -> Int {
        try await transaction.sql.query(
            """
            select count(*) from placement
            where child_id = \(child) and state <> \(Placement.State.notStarted.code)
            """
        ).decodeFirst(Int.self) ?? 0
    }

    private func refuseTwoPlaces(for child: UUID, _ draft: AgreementDraft) async throws {
        let other =
            try await transaction.sql.query(
                """
                select count(*) from placement
                where child_id = \(child) and state = any(\(PlacementRow.holdsPlace)) and sessions && \(draft.sessions)
                    and starts_on <= \(draft.to)::text::date and ends_on >= \(draft.from)::text::date
                """
            ).decodeFirst(Int.self) ?? 0
        guard other == 0 else {
            throw Problem.conflict(
                code: "placed_elsewhere", "The child has a place elsewhere in some of these half days.")
        }
    }
}
