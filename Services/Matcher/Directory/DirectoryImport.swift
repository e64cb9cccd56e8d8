import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Services of a feed, as posted: read one by one, so that one that is wrong keeps no other from being understood.
struct DirectoryImport: Sendable {
    /// The feed's name: whose entries these are.
    let feed: String
    /// Whether these are all services the feed has.
    let isWhole: Bool
    /// Whether to change the directory at once.
    let isToBeApplied: Bool
    /// As they were sent.
    let services: JSON

    private let news: [DirectoryFeed.News]
    private let refused: [ImportReport.Refused]
    private let passedOver: Int
    private let rows: [String: Int]
    private let mentioned: Set<String>?

    static let mostServices = 10_000

    /// Reads what was posted.
    /// - Throws: `Problem` 422 when the import as such is wrong. What is wrong with a service is in the report.
    init(_ body: JSONBody) throws(Problem) {
        guard case .object(let members) = body.tree else {
            throw .invalid([FieldProblem(pointer: "", code: "wrong_type", detail: "The body must be an object.")])
        }
        let reader = FieldReader(JSONBody(.object(members.filter { $0.name != "services" })))
        let feed = reader.string("feed", max: 500)
        if Self.reserved.contains(feed) {
            reader.note("feed", code: "reserved", "Give the feed's address, or a name of its own.")
        }
        let (whole, apply) = (reader.bool("whole"), reader.optionalBool("apply") ?? false)
        let services = body.tree["services"]
        if case .array(let items) = services {
            if items.count > Self.mostServices {
                reader.note("services", code: "too_many", "This may have \(Self.mostServices) items at most.")
            }
        } else {
            reader.note("services", code: services == nil ? "required" : "wrong_type", "This must be a list.")
        }
        try reader.finish()
        self.init(feed: feed, isWhole: whole, isToBeApplied: apply, services: services ?? [])
    }

    /// Names that are not a feed's.
    private static let reserved: Set<String> = Set(DirectorySource.allCases.map(\.code))

    init(feed: String, isWhole: Bool, isToBeApplied: Bool, services: JSON) {
        (self.feed, self.isWhole, self.isToBeApplied, self.services) = (feed, isWhole, isToBeApplied, services)
        var (news, refused, rows): ([DirectoryFeed.News], [ImportReport.Refused], [String: Int]) = ([], [], [:])
        // `nil` from the moment an entry has no readable id: it might be any of those that seem to have left.
        var mentioned: Set<String>? = isWhole ? [] : nil
        guard case .array(let items) = services else {
            (self.news, self.refused, self.rows, self.mentioned, passedOver) = ([], [], [:], nil, 0)
            return
        }
        var passedOver = 0
        for (row, item) in items.enumerated() {
            let id = item["id"].flatMap { if case .string(let text) = $0 { UUID(uuidString: text) } else { nil } }
            if let id, !OpenReferralService.isInOurTerms(item) {
                // One that was listed, and whose terms have got lost, does not leave the directory for that.
                if item["status"] == "active" { mentioned?.insert(id.text) }
                passedOver += 1
                continue
            }
            do throws(Problem) {
                let service = try OpenReferralService(item)
                if service.isActive { mentioned?.insert(service.id.text) }
                if rows[service.id.text] != nil {
                    throw .invalid([
                        FieldProblem(pointer: "/id", code: "repeated", detail: "Another service has this id.")
                    ])
                }
                rows[service.id.text] = row
                guard service.isActive else { continue }
                news.append(.init(id: service.id, entry: service.entry, places: service.places, assuredUntil: nil))
            } catch {
                if let id { mentioned?.insert(id.text) } else { mentioned = nil }
                refused.append(.init(row: row, id: id?.text, problems: error.errors))
            }
        }
        // A feed without one good entry is a feed that is broken: nobody leaves the directory for that.
        self.mentioned = news.isEmpty ? nil : mentioned
        (self.news, self.refused, self.rows, self.passedOver) = (news, refused, rows, passedOver)
    }

    /// What it says, and what it would change.
    private var told: DirectoryFeed {
        DirectoryFeed(name: feed, source: .feed, news: news, mentioned: mentioned)
    }

    /// What it would change. Nothing is changed.
    func preview(in sql: some PostgresSession) async throws -> ImportReport {
        ImportReport(diff: try await told.diff(in: sql), rows: rows, refused: refused, passedOver: passedOver)
    }

    /// Changes the directory: every valid entry, or nothing. Invalid ones are reported.
    func apply(_ id: UUID, at time: Date, in transaction: EventTransaction) async throws -> ImportReport {
        let diff = try await told.apply(by: id.text, at: time, in: transaction)
        return ImportReport(diff: diff, rows: rows, refused: refused, passedOver: passedOver)
    }
}
