import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// What was agreed that somebody does about a child by a day.
struct ActionAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/actions", use: list)
        router.post("/v1/cases/{id}/actions", use: agree)
        router.get("/v1/cases/{id}/actions/{action}", use: read)
        router.post("/v1/cases/{id}/actions/{action}/completion", use: complete)
    }

    // MARK: Looking

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .forumMember)
        let page = try PageRequest(request, keys: 2)
        let localities = identity.has(.coordinator) ? identity.localities.sorted() : []
        let rows = try await host.pool.query(
            """
            \(fragment: ActionRow.selection)
            where (c.locality = any(\(localities)) or a.organisation = \(identity.organisation))
            \(fragment: try Self.isOpen(request)) \(fragment: try Self.position(after: page.after))
            order by a.due_on, a.id limit \(page.limit + 1)
            """
        ).map(ActionRow.init)
        let (today, book) = (LondonTime.day(of: host.now()).description, try await county().book)
        return page.response(request, rows, cursor: { [$0.dueOn, $0.id.text] }) {
            Self.json($0, today: today, in: book)
        }
    }

    /// Due first is overdue first.
    private static func position(after cursor: [String]) throws -> PostgresQuery {
        guard !cursor.isEmpty else { return "" }
        guard CalendarDate(cursor[0]) != nil, let id = UUID(uuidString: cursor[1]) else {
            throw Problem.badRequest(
                code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
        }
        return "and (a.due_on, a.id) > (\(cursor[0])::text::date, \(id))"
    }

    private static func isOpen(_ request: Request) throws -> PostgresQuery {
        switch request.uri.queryParameters["open"] {
        case nil: return ""
        case "true": return "and a.done_at is null"
        case "false": return "and a.done_at is not null"
        default: throw Problem.badRequest(code: "open_invalid", "“open” is true or false.")
        }
    }

    private static func json(_ row: ActionRow, today: String, in book: LocalityBook) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(row.id.text)), ("case_id", .string(row.caseID.text)),
            ("case_version", .number(row.caseVersion)), ("reference", .string(row.reference)),
            ("locality", .locality(code: row.locality, in: book)), ("organisation", .string(row.organisation)),
            ("owner", .string(row.owner)), ("due_on", .string(row.dueOn)),
            ("overdue", .bool(row.doneAt == nil && row.dueOn < today)),
            ("meeting_id", row.meetingID.map { .string($0.text) }), ("done_at", row.doneAt.map { .instant($0) }),
        ])
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let loaded = try await host.events.read(CaseFile.self, try context.id())
        let (file, action, role) = try action(loaded.state, context)
        let reading = try await keyring.reading(
            of: file, by: try context.reader(as: role), purpose: .readAction, referrals: [action.agreed.referralID])
        let opened = try OpenedAction(action, reading)
        return .json(CaseJSON.action(action, opened, today: LondonTime.day(of: host.now())), version: loaded.version)
    }

    /// An action of a case, for coordinators of its locality and for members of a forum whose organisation does it.
    /// - Throws: ``Problem`` 404 for everybody else.
    private func action(_ file: CaseFile?, _ context: HubContext) throws -> (CaseFile, CaseAction, Role) {
        let identity = try context.identity
        try identity.require(.coordinator, .forumMember)
        let id = try context.id("action").text
        guard let file, let action = file.actions.first(where: { $0.id == id }) else { throw Problem.notFound() }
        if identity.has(.coordinator), file.isIn(identity.localities) { return (file, action, .coordinator) }
        guard identity.has(.forumMember), action.agreed.organisation == identity.organisation else {
            throw Problem.notFound()
        }
        return (file, action, .forumMember)
    }

    // MARK: Doing

    private func agree(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let draft = try ActionBodies.agree(body)
        let (now, id) = (host.now(), UUID.v7(at: host.now()))
        let change = Change(host: host, now: now) { try CaseFile.visible($0, to: identity) }
        return try await change.run(request, context, body) { transaction, file in
            var meeting: MeetingEntry?
            if let named = draft.meetingID.flatMap(UUID.init(uuidString:)) {
                meeting = try await MeetingRow.find(named, transaction.sql)?.entry
            }
            func command(_ what: Sealed) -> CaseCommand {
                .agreeAction(
                    AgreeAction(actionID: id, draft: draft, meeting: meeting, by: identity.subject, what: what))
            }
            try Problem.rules { _ = try CaseFile.decide(file, command(Sealed()), now: now) }
            return command(try await keyring.seal(draft.message, for: UUID(inEvent: file.childID)))
        } answer: { file, version in
            .created(
                location: "/v1/cases/\(file.id)/actions/\(id.text)", version: version,
                ["id": .string(id.text), "case_id": .string(file.id), "done": false])
        }
    }

    private func complete(_ request: Request, _ context: HubContext) async throws -> Response {
        let (subject, body) = (try context.identity.subject, try await JSONBody(request))
        let (words, now) = (try ActionBodies.complete(body), host.now())
        let id = try context.id("action").text
        let change = Change(host: host, now: now) { try action($0, context).0 }
        return try await change.run(request, context, body) { _, file in
            try Problem.rules {
                _ = try CaseFile.decide(file, .completeAction(id, words: nil, by: subject), now: now)
            }
            var sealed: Sealed?
            if let words {
                let message = Words.with { $0.words = words }
                sealed = try await keyring.seal(message, for: UUID(inEvent: file.childID))
            }
            return .completeAction(id, words: sealed, by: subject)
        } answer: { file, version in
            .ok(version: version, ["id": .string(id), "case_id": .string(file.id), "done": true])
        }
    }

    /// A change of a case that `visible` lets the caller see.
    private struct Change: Sendable {
        let host: ServiceHost
        let now: Date
        let visible: @Sendable (CaseFile?) throws -> CaseFile

        func run(
            _ request: Request, _ context: HubContext, _ body: JSONBody,
            _ command: @escaping @Sendable (EventTransaction, CaseFile) async throws -> CaseCommand,
            answer: @escaping @Sendable (CaseFile, Int64) -> CommandResponse
        ) async throws -> Response {
            let (id, ifMatch) = (try context.id(), try IfMatch(request))
            return try await host.idempotent(request, context, body: body) { transaction in
                let loaded = try await transaction.load(CaseFile.self, id)
                let file = try visible(loaded.state)
                try ifMatch.require(loaded)
                let command = try await command(transaction, file)
                let events = try Problem.rules { try CaseFile.decide(file, command, now: now) }
                guard let (after, version) = try await CaseRow.commit(events, to: id, loaded, at: now, in: transaction)
                else { throw Problem.notFound() }
                return answer(after, version)
            }
        }
    }
}
