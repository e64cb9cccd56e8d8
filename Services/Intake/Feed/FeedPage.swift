import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// Which part of its feed an agency asks for: `?after=&limit=&wait=`.
struct FeedRequest: Sendable, Equatable {
    let organisation: String
    /// The place of the last event the caller has; 0 from the beginning.
    let after: Int64
    let limit: Int
    /// How long to wait when there is nothing new.
    let wait: Duration

    static let longestWait = 30
    /// Keeps the cursors of this list apart from all others.
    private static let name = "events"

    init(organisation: String, after: Int64 = 0, limit: Int = 50, wait: Duration = .zero) {
        self.organisation = organisation
        self.after = after
        self.limit = limit
        self.wait = wait
    }

    /// - Throws: ``Problem`` 400 for a limit or a wait out of range, and for a cursor that is not one of this feed's.
    init(_ request: Request, of organisation: String) throws(Problem) {
        let query = request.uri.queryParameters
        var wait = 0
        if let text = query["wait"] {
            guard let seconds = Int(text), (0...Self.longestWait).contains(seconds) else {
                throw .badRequest(
                    code: "wait_invalid", "“wait” is a whole number of seconds from 0 to \(Self.longestWait).")
            }
            wait = seconds
        }
        self.init(
            organisation: organisation, after: try Self.place(query["after"], of: organisation),
            limit: try PageRequest.limit(request), wait: .seconds(wait))
    }

    /// The place a cursor names; without one, the beginning.
    private static func place(_ cursor: Substring?, of organisation: String) throws(Problem) -> Int64 {
        guard let cursor else { return 0 }
        guard let values = Cursor.values(of: String(cursor)), values.count == 3, values[0] == name,
            values[1] == organisation, let place = Int64(values[2]), place >= 0
        else { throw foreignCursor }
        return place
    }

    /// Where a reader goes on from who has everything up to `place`.
    func cursor(_ place: Int64) -> String { Cursor.text([Self.name, organisation, String(place)]) }

    static let foreignCursor = Problem.badRequest(
        code: "cursor_invalid", "“after” must be the “next” of an earlier answer of this feed to you, unchanged.")
}

/// Some of an organisation's events, in the order of their places.
struct FeedPage: Sendable {
    let items: [FeedItem]
    let request: FeedRequest

    /// - Throws: ``Problem`` 400 when the reader is further than the feed: its cursor is of another hub, or of this one
    ///   before its database was put back to an earlier day.
    static func read(_ request: FeedRequest, in pool: PostgresPool) async throws -> FeedPage {
        let rows = try await pool.pipeline([
            "select last from feed_head where organisation = \(request.organisation)",
            """
            select place, coalesce(own_id, event_id) as id, type, referral_id, reference, at from feed_event
            where organisation = \(request.organisation) and place > \(request.after)
            order by place limit \(request.limit)
            """,
        ])
        guard try rows[0].decodeFirst(Int64.self) ?? 0 >= request.after else { throw FeedRequest.foreignCursor }
        return FeedPage(items: try rows[1].map(FeedItem.init), request: request)
    }

    /// The cursor to go on from.
    var next: String { request.cursor(items.last?.place ?? request.after) }

    /// 200 with what there is, or 204 when there is nothing; either way with where to go on.
    var response: Response {
        let waited = request.wait > .zero
        let wait = request.wait.components.seconds
        let link = "</v1/events?after=\(next)&limit=\(request.limit)\(waited ? "&wait=\(wait)" : "")>; rel=\"next\""
        guard items.isEmpty else {
            var response = Response.json(["items": .array(items.map(\.json)), "next": .string(next)])
            response.headers[.link] = link
            return response
        }
        // Who has waited may ask again soon; who has not, should rather wait.
        return Response(status: .noContent, headers: [.link: link, .retryAfter: waited ? "1" : "5"])
    }
}

/// An event as the feed shows it.
struct FeedItem: Sendable, Equatable {
    let place: Int64
    let id: UUID
    let type: String
    let referral: UUID
    let reference: String
    let at: Date

    init(_ row: PostgresRow) throws {
        place = try row.value("place")
        id = try row.value("id")
        type = try row.value("type")
        referral = try row.value("referral_id")
        reference = try row.value("reference")
        at = try row.value("at")
    }

    var json: JSON {
        [
            "id": .string(id.text), "type": .string(type), "referral_id": .string(referral.text),
            "reference": .string(reference), "at": .instant(at),
        ]
    }
}
