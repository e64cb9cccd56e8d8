import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// A provision's capacity by date and session: its provider reads and sets the calendar, coordinators read it.
struct CapacityAPI: Sendable {
    let host: ServiceHost

    func add(to router: HubRouter) {
        router.get("/v1/provisions/{id}/capacity", use: read)
        router.put("/v1/provisions/{id}/capacity", use: set)
    }

    /// The most days that are shown at once.
    private static let mostDays = 100

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .provider)
        let id = try context.id()
        let days = try days(request)
        let loaded = try await host.events.read(ProvisionCapacity.self, id)
        let diary = try await host.pool.withConnection { sql in
            _ = try await provider(of: id, for: identity, in: sql)
            return try await Diaries.read([id], during: days, in: sql)[id]
        }
        guard let diary else { throw Problem.notFound() }
        return .json(CapacityJSON.whole(id, loaded.state?.set, diary, days), version: loaded.version)
    }

    private func set(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.provider)
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let body = try await JSONBody(request)
        let draft = try Self.draft(body)
        return try await host.idempotent(request, context, body: body) { transaction in
            let provider = try await provider(of: id, for: identity, in: transaction.sql)
            let loaded = try await transaction.load(ProvisionCapacity.self, id)
            try ifMatch.require(loaded)
            let events = try Problem.rules {
                try ProvisionCapacity.decide(
                    loaded.state, draft, for: id.text, of: provider, by: identity.subject)
            }
            let time = host.now()
            let version = try await transaction.append(
                events, to: id, key: id, loaded, at: time, showing: CapacityCalendars())
            let today = LondonTime.day(of: time)
            let ahead = today...today.adding(days: 3660)
            guard let diary = try await Diaries.read([id], during: ahead, in: transaction.sql)[id] else {
                throw Problem.notFound()
            }
            return .ok(version: version, CapacityJSON.set(id, overBooked: diary.overBooked(from: today)))
        }
    }

    /// Whose it is. A provider sees its own provisions alone.
    private func provider(
        of id: UUID, for identity: Identity, in sql: some PostgresSession
    ) async throws -> String {
        let found = try await sql.query("select provider_id from provision where id = \(id)").decodeFirst(String.self)
        guard let found, identity.has(.coordinator) || found == identity.organisation else {
            throw Problem.notFound()
        }
        return found
    }

    /// From `from`, today by default, to `to`, four weeks later by default.
    private func days(_ request: Request) throws(Problem) -> ClosedRange<CalendarDate> {
        let first = try request.day("from") ?? LondonTime.day(of: host.now())
        let last = try request.day("to") ?? first.adding(days: 27)
        guard first <= last, first.days(until: last) < Self.mostDays else {
            throw .badRequest(
                code: "to_invalid", "“to” must not be before “from”, and at most \(Self.mostDays) days are shown.")
        }
        return first...last
    }

    /// The body of a calendar: shape and types here, rules in ``CapacityDraft``.
    private static func draft(_ body: JSONBody) throws -> CapacityDraft {
        let reader = FieldReader(body)
        let draft = CapacityDraft(
            rules: reader.objects("rules", max: 50).map { rule in
                CapacityDraft.Rule(
                    from: rule.date("from").description, to: rule.optionalDate("to")?.description,
                    sessions: rule.strings("sessions", min: 1, max: 10, maxLength: 10),
                    places: rule.int("places", in: -1_000_000...1_000_000),
                    keyStages: rule.strings("key_stages", max: 6, maxLength: 20),
                    needs: rule.strings("needs", max: 20, maxLength: 10))
            },
            closures: reader.objects("closures", max: 200).map { closing in
                CapacityDraft.Closing(
                    from: closing.date("from").description, to: closing.date("to").description,
                    reason: closing.string("reason", max: 20))
            })
        try reader.finish()
        return draft
    }
}

/// Capacity as the API shows it.
enum CapacityJSON {
    /// The calendar, and every half day of some days.
    static func whole(
        _ id: UUID, _ set: CapacitySet?, _ diary: CapacityDiary, _ days: ClosedRange<CalendarDate>
    ) -> JSON {
        .object(leavingOutNil: [
            ("provision_id", .string(id.text)),
            ("set_by_provider", .bool(set != nil)),
            ("rules", .array((set?.rules ?? []).map(rule))),
            (
                "closures",
                .array(
                    (set?.closures ?? []).map {
                        ["from": .string($0.from), "to": .string($0.to), "reason": .string($0.reason)]
                    })
            ),
            ("from", .string(days.lowerBound.description)),
            ("to", .string(days.upperBound.description)),
            ("days", .array(diary.openDays(days).map(day))),
        ])
    }

    /// What setting it answers: on which half days more children are booked than there are places now.
    static func set(_ id: UUID, overBooked: [(day: CalendarDate, halfDay: CapacityDiary.HalfDay)]) -> JSON {
        [
            "provision_id": .string(id.text),
            "over_booked": .array(
                overBooked.prefix(100).map { found in
                    var members = [JSON.Member("date", .string(found.day.description))]
                    if case .object(let counts) = halfDay(found.halfDay) { members += counts }
                    return .object(members)
                }),
        ]
    }

    private static func rule(_ rule: CapacityRule) -> JSON {
        .object(leavingOutNil: [
            ("from", .string(rule.from)), ("to", .given(rule.to)), ("sessions", .strings(rule.sessions)),
            ("places", .number(rule.places)), ("key_stages", .strings(rule.keyStages.map(\.code))),
            ("needs", .strings(rule.needs)),
        ])
    }

    private static func day(_ day: (CalendarDate, [CapacityDiary.HalfDay])) -> JSON {
        ["date": .string(day.0.description), "sessions": .array(day.1.map(halfDay))]
    }

    private static func halfDay(_ half: CapacityDiary.HalfDay) -> JSON {
        [
            "session": .string(half.session.code), "places": .number(half.places), "held": .number(half.held),
            "taken": .number(half.taken), "free": .number(half.free),
        ]
    }
}
