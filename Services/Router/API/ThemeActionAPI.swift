import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// What a locality does about a theme: agreed by its coordinator, with an owner and a day.
struct ThemeActionAPI: Sendable {
    let host: ServiceHost
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/themes/actions", use: list)
        router.post("/v1/themes/actions", use: agree)
        router.get("/v1/themes/actions/{id}", use: read)
        router.post("/v1/themes/actions/{id}/completion", use: complete)
    }

    /// By the day they are due.
    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .board)
        let page = try PageRequest(request, keys: 2)
        var filter: PostgresQuery = ""
        switch request.uri.queryParameters["done"] {
        case nil: break
        case "true": filter = "and done_at is not null"
        case "false": filter = "and done_at is null"
        default: throw Problem.badRequest(code: "done_invalid", "“done” is true or false.")
        }
        if !page.after.isEmpty {
            guard let id = UUID(uuidString: page.after[1]) else {
                throw Problem.badRequest(
                    code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            filter = "\(fragment: filter) and (due_on, id) > (\(page.after[0]), \(id))"
        }
        let rows = try await host.pool.query(
            """
            select * from theme_action where locality = any(\(identity.localities.sorted())) \(fragment: filter)
            order by due_on, id limit \(page.limit + 1)
            """
        ).map(ThemeActionRow.init)
        let book = try await county().book
        return page.response(request, rows, cursor: { [$0.dueOn, $0.id.text] }) { ThemeJSON.action($0, in: book) }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .board)
        let row = try await host.pool.query(
            """
            select * from theme_action
            where id = \(try context.id()) and locality = any(\(identity.localities.sorted()))
            """
        ).map(ThemeActionRow.init).first
        guard let row else { throw Problem.notFound() }
        return .json(ThemeJSON.action(row, in: try await county().book), version: row.version)
    }

    private func agree(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let county = try await county()
        let draft = try Self.draft(body, among: county.book)
        try identity.require(locality: draft.locality)
        return try await host.idempotent(request, context, body: body) { transaction in
            let time = host.now()
            let id = UUID.v7(at: time)
            let today = LondonTime.day(of: time)
            let terms = try await TermBook.terms(from: today, through: today, of: county, in: transaction.sql)
            let command = ThemeActionCommand.agree(id: id.text, draft, terms: terms, by: identity.subject)
            let version = try await commit(command, to: id, .none, at: time, in: transaction)
            return .created(
                location: "/v1/themes/actions/\(id.text)", version: version, ["id": .string(id.text), "done": false])
        }
    }

    private func complete(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (id, ifMatch) = (try context.id(), try IfMatch(request))
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let words = reader.optionalString("words", max: 2000, multiline: true) ?? ""
        try reader.finish()
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(ThemeAction.self, id)
            guard let action = loaded.state, identity.covers(locality: action.locality) else {
                throw Problem.notFound()
            }
            try ifMatch.require(loaded)
            let command = ThemeActionCommand.complete(words: words, by: identity.subject)
            let version = try await commit(command, to: id, loaded, at: host.now(), in: transaction)
            return .ok(version: version, ["id": .string(id.text), "done": true])
        }
    }

    private func commit(
        _ command: ThemeActionCommand, to id: UUID, _ loaded: Loaded<ThemeAction>, at time: Date,
        in transaction: EventTransaction
    ) async throws -> Int64 {
        let events = try Problem.rules {
            try ThemeAction.decide(loaded.state, command, today: LondonTime.day(of: time))
        }
        return try await transaction.append(events, to: id, key: id, loaded, at: time, showing: ThemeActionList())
    }

    private static func draft(_ body: JSONBody, among book: LocalityBook) throws -> ThemeActionDraft {
        let reader = FieldReader(body)
        let draft = ThemeActionDraft(
            locality: reader.code("locality", of: Set(book.all.map(\.code))),
            theme: reader.code("theme", of: Set(ThemeDimension.allCases.map(\.code))),
            value: reader.string("value", max: 50), period: reader.string("period", max: 20),
            what: reader.string("what", max: 2000, multiline: true),
            organisation: reader.string("organisation", max: 200), owner: reader.string("owner", max: 200),
            dueOn: reader.date("due_on").description)
        try reader.finish()
        return draft
    }
}
