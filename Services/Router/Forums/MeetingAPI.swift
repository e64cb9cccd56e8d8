import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The forums' meetings: their calendar, their agenda, and what a coordinator does with them.
struct MeetingAPI: Sendable {
    let host: ServiceHost
    let county: @Sendable () async throws -> County

    func add(to router: HubRouter) {
        router.get("/v1/meetings", use: list)
        router.post("/v1/meetings", use: plan)
        router.get("/v1/meetings/{id}", use: read)
        router.post("/v1/meetings/{id}/move", use: move)
        router.post("/v1/meetings/{id}/cancellation", use: cancel)
        router.post("/v1/meetings/{id}/opening", use: open)
        router.post("/v1/meetings/{id}/attendance", use: record)
        router.post("/v1/meetings/{id}/closure", use: close)
    }

    // MARK: Looking

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let county = try await county()
        let seats = try MeetingSeats(of: try context.identity, in: county)
        let (filter, page) = (try MeetingFilter(request, now: host.now()), try PageRequest(request, keys: 2))
        if let locality = filter.locality { try seats.require(locality: locality) }
        var position: PostgresQuery = ""
        if !page.after.isEmpty {
            guard let time = RFC3339.instant(page.after[0]), let id = UUID(uuidString: page.after[1]) else {
                throw Problem.badRequest(
                    code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            position = "and (starts_at, id) > (\(time), \(id))"
        }
        let rows = try await host.pool.query(
            """
            select * from meeting where \(fragment: seats.condition) and \(fragment: filter.condition)
            \(fragment: position) order by starts_at, id limit \(page.limit + 1)
            """
        ).map(MeetingRow.init)
        return page.response(request, rows, cursor: { [RFC3339.text($0.entry.slot.startsAt), $0.entry.id] }) {
            MeetingJSON.summary($0.entry, in: county.book)
        }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let county = try await county()
        let seats = try MeetingSeats(of: try context.identity, in: county)
        let loaded = try await host.events.read(Meeting.self, try context.id())
        let (meeting, seat) = try seats.seat(at: loaded.state)
        let agenda = try await AgendaItem.agenda(of: meeting, host.events)
        switch seat {
        case .coordinator:
            let members = county.forum(meeting.slot.forum, in: meeting.slot.locality)?.members ?? []
            return .json(
                MeetingJSON.whole(meeting, agenda: agenda, members: members, in: county.book), version: loaded.version)
        case .member:
            return .json(MeetingJSON.shared(meeting, agenda: agenda, in: county.book), version: loaded.version)
        }
    }

    // MARK: Doing

    private func plan(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let (locality, forum, draft) = try MeetingBodies.plan(body)
        try identity.require(locality: locality)
        let (county, now) = (try await county(), host.now())
        guard let calendar = county.forum(forum, in: locality) else { throw Self.noForum }
        let slot = try Problem.rules {
            try draft.slot(of: calendar, county.calendar, today: LondonTime.day(of: now))
        }
        let id = UUID.v7(at: now)
        return try await host.idempotent(request, context, body: body) { transaction in
            let desk = MeetingDesk(
                transaction: transaction, now: now, clocks: Clocks(county), by: identity.subject)
            let changed = try await desk.plan(slot, as: id)
            return .created(
                location: "/v1/meetings/\(id.text)", version: changed.version,
                MeetingJSON.changed(changed.meeting, in: county.book))
        }
    }

    private func move(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try MeetingBodies.move(body)
        let county = try await county()
        return try await change(request, context, body: body) { desk, id, meeting in
            let before = meeting.state?.slot
            guard let before, let forum = county.forum(before.forum, in: before.locality) else { throw Self.noForum }
            let slot = try Problem.rules {
                try draft.slot(of: forum, county.calendar, today: LondonTime.day(of: desk.now))
            }
            return try await desk.move(id, meeting, to: slot)
        }
    }

    private func cancel(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let why = try MeetingBodies.why(body)
        return try await change(request, context, body: body) { try await $0.cancel($1, $2, why: why) }
    }

    private func open(_ request: Request, _ context: HubContext) async throws -> Response {
        try await change(request, context) { try await $0.open($1, $2) }
    }

    private func record(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let drafts = try MeetingBodies.attendance(body)
        let county = try await county()
        return try await change(request, context, body: body) { desk, id, meeting in
            let members = meeting.state.flatMap { county.forum($0.slot.forum, in: $0.slot.locality)?.members } ?? []
            return try await desk.record(drafts, members: members, id, meeting)
        }
    }

    private func close(_ request: Request, _ context: HubContext) async throws -> Response {
        try await change(request, context) { try await $0.close($1, $2) }
    }

    /// Loads the meeting, has `body` decide about it, and answers with what has become of it.
    private func change(
        _ request: Request, _ context: HubContext, body: JSONBody? = nil,
        _ decide: @escaping @Sendable (MeetingDesk, UUID, Loaded<Meeting>) async throws -> MeetingDesk.Changed
    ) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (id, ifMatch, now) = (try context.id(), try IfMatch(request), host.now())
        let county = try await county()
        let changing: @Sendable (EventTransaction) async throws -> CommandResponse = { transaction in
            let desk = MeetingDesk(transaction: transaction, now: now, clocks: Clocks(county), by: identity.subject)
            let loaded = try await desk.load(id, for: identity)
            try ifMatch.require(loaded)
            let changed = try await decide(desk, id, loaded)
            return .ok(version: changed.version, MeetingJSON.changed(changed.meeting, in: county.book))
        }
        guard let body else { return try await host.idempotent(request, context, changing) }
        return try await host.idempotent(request, context, body: body, changing)
    }

    private static let noForum = Problem.invalid([
        FieldProblem(pointer: "/forum", code: "no_meetings", detail: "This forum does not meet in this locality.")
    ])
}

/// What of the calendar is asked for: `?locality=&forum=&from=`.
struct MeetingFilter: Sendable {
    let locality: String?
    /// In SQL, over `meeting`.
    let condition: PostgresQuery

    /// - Throws: ``Problem`` 400 for a forum or a day there is none of.
    init(_ request: Request, now: Date) throws(Problem) {
        let parameters = request.uri.queryParameters
        locality = parameters["locality"].map { String($0) }
        var day = LondonTime.day(of: now)
        if let text = parameters["from"] {
            guard let asked = CalendarDate(String(text)) else {
                throw .badRequest(code: "from_invalid", "“from” is a date, written like 2026-11-22.")
            }
            day = asked
        }
        var condition: PostgresQuery = "starts_at >= \(LondonTime(date: day, secondOfDay: 0).instant)"
        if let locality { condition = "\(fragment: condition) and locality = \(locality)" }
        if let text = parameters["forum"] {
            guard let forum = Forum(code: String(text)) else {
                throw .badRequest(
                    code: "forum_invalid", "“forum” is one of \(Forum.known.map(\.code).joined(separator: ", ")).")
            }
            condition = "\(fragment: condition) and forum = \(forum.code)"
        }
        self.condition = condition
    }
}
