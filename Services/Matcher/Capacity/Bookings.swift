import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// Which places are held and taken: table `booking`. Never two children in one place: whoever books has locked the
/// provision's row first, so the next sees what this one left. Whoever holds a request's lock may wait for a provision's,
/// never the other way round; of several provisions, they are locked in the order of their ids.
enum Bookings {
    /// The offer has no booking any more: it was answered, withdrawn or ended meanwhile.
    struct Gone: Error {}

    /// Holds a place for an offer until it is answered, withdrawn or ended.
    /// - Parameter until: by when it is to be answered; nothing is freed by that time alone.
    /// - Returns: what stands against it, and then nothing is held; empty when it is. With `overCommit` it is held all the
    ///   same.
    static func hold(
        offer: UUID, provision: UUID, _ place: BookedPlace, for facts: CodedFacts, until: Date, overCommit: Bool,
        in sql: PostgresTransaction
    ) async throws -> [CapacityShortage] {
        guard let days = place.days else { throw Gone() }
        try await lock([provision], in: sql)
        let child = CapacityChild(facts)
        let diary = try await Diaries.read([provision], during: days, in: sql)[provision]
        let shortages = diary?.shortages(place.weekSessions, days, for: child) ?? []
        guard shortages.isEmpty || overCommit else { return shortages }
        try await sql.execute(
            """
            insert into booking
                (offer_id, provision_id, state, held_until, first_day, last_day, sessions, key_stage, primary_need,
                 over_commit)
            values (\(offer), \(provision), 'held', \(until), \(place.from), \(place.to), \(place.sessions),
                \(child.keyStage.code), \(child.primaryNeed ?? ""), \(!shortages.isEmpty))
            """)
        return []
    }

    /// The provider said yes: what was held is taken. Needs no other lock than the request's.
    /// - Throws: ``Gone`` where nothing is held for the offer.
    static func take(offer: UUID, in sql: PostgresTransaction) async throws {
        guard try await sql.execute("update booking set state = 'taken' where offer_id = \(offer)") == 1 else {
            throw Gone()
        }
    }

    /// The place is free again. Where nothing is booked, nothing changes.
    static func release(offer: UUID, in sql: PostgresTransaction) async throws {
        try await sql.execute("delete from booking where offer_id = \(offer)")
    }

    /// The child is there until that day at the most; where it would not have begun by then, the place is free again.
    static func shorten(offer: UUID, to lastDay: CalendarDate, in sql: PostgresTransaction) async throws {
        _ = try await sql.pipeline([
            "delete from booking where offer_id = \(offer) and first_day > \(lastDay.description)",
            """
            update booking set last_day = \(lastDay.description)
            where offer_id = \(offer) and last_day > \(lastDay.description)
            """,
        ])
    }

    /// The child stays until that day, where there is room.
    /// - Returns: what stands against it, and then nothing has changed; empty when it stays.
    /// - Throws: ``Gone`` where nothing is booked for the offer.
    static func extend(
        offer: UUID, to lastDay: CalendarDate, in sql: PostgresTransaction
    ) async throws -> [CapacityShortage] {
        // To which provision a booking belongs never changes, so it may be read before the lock.
        let provision = try await sql.query("select provision_id from booking where offer_id = \(offer)")
            .decodeFirst(UUID.self)
        guard let provision else { throw Gone() }
        try await lock([provision], in: sql)
        let row = try await sql.query("select * from booking where offer_id = \(offer)").map(Booking.init).first
        guard let booking = row else { throw Gone() }
        guard booking.days.upperBound < lastDay else { return [] }
        let more = booking.days.upperBound.adding(days: 1)...lastDay
        let diary = try await Diaries.read([provision], during: more, in: sql)[provision]
        let sessions = booking.sessions.sorted { $0.rawValue < $1.rawValue }
        // Days on which there is no school need no place.
        let shortages = (diary?.shortages(sessions, more, for: booking.child, besides: offer.text) ?? [])
            .filter { $0.cause != .noOpenDay }
        guard shortages.isEmpty else { return shortages }
        try await sql.execute("update booking set last_day = \(lastDay.description) where offer_id = \(offer)")
        return []
    }

    /// Locks the provisions, one after the other, until the transaction ends.
    static func lock(_ provisions: [UUID], in sql: PostgresTransaction) async throws {
        _ = try await sql.query(
            "select id from provision where id = any(\(provisions)) order by id for update")
    }
}

extension Booking {
    /// A row of table `booking`.
    init(_ row: PostgresRow) throws {
        let (first, last): (CalendarDate, CalendarDate) = (try row.value("first_day"), try row.value("last_day"))
        let sessions: [String] = try row.value("sessions")
        let (keyStage, need): (String, String) = (try row.value("key_stage"), try row.value("primary_need"))
        self.init(
            offerID: try row.value("offer_id", as: UUID.self).text,
            isTaken: try row.value("state", as: String.self) == "taken", days: first...max(first, last),
            sessions: Set(sessions.compactMap(WeekSession.init(rawValue:))),
            child: CapacityChild(
                keyStage: KeyStage(code: keyStage) ?? .unspecified, primaryNeed: need.isEmpty ? nil : need))
    }
}
