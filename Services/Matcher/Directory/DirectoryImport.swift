import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Services of a feed, as posted, with what somebody chose.
struct DirectoryImport: Sendable {
    /// The feed's name: whose entries these are.
    let feed: String
    /// Whether these are all services the feed has.
    let isWhole: Bool
    /// Whether to change the directory at once.
    let isToBeApplied: Bool
    /// What the feed does not say.
    let choice: ImportChoice
    /// As they were sent.
    let services: JSON

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
        let choice = ImportChoice(reader, among: services ?? [])
        try reader.finish()
        self.init(feed: feed, isWhole: whole, isToBeApplied: apply, choice: choice, services: services ?? [])
    }

    /// Names that are not a feed's.
    private static let reserved: Set<String> = Set(DirectorySource.allCases.map(\.code))

    init(feed: String, isWhole: Bool, isToBeApplied: Bool, choice: ImportChoice = ImportChoice(), services: JSON) {
        (self.feed, self.isWhole, self.isToBeApplied) = (feed, isWhole, isToBeApplied)
        (self.choice, self.services) = (choice, services)
    }

    /// What it would change on that day. Nothing is changed.
    func preview(on today: CalendarDate, in sql: some PostgresSession) async throws -> ImportReport {
        let reading = try await reading(in: sql)
        return ImportReport(diff: try await told(reading).diff(on: today, in: sql), reading: reading)
    }

    /// Changes the directory: every valid entry, or nothing. Invalid ones are reported.
    func apply(_ id: UUID, at time: Date, in transaction: EventTransaction) async throws -> ImportReport {
        try await Directory.hold(transaction.sql)
        try await choice.keep(for: feed, in: transaction.sql)
        let reading = try await reading(in: transaction.sql)
        let diff = try await told(reading).apply(by: id.text, at: time, in: transaction)
        return ImportReport(diff: diff, reading: reading)
    }

    private func reading(in sql: some PostgresSession) async throws -> ImportReading {
        let entries = try await sql.query(
            "select id from provision where feed = \(feed) and (listed or taken_in or not in_feed)"
        ).decode(UUID.self)
        return ImportReading(
            services, isWhole: isWhole, choice: try await choice.withEarlier(of: feed, in: sql),
            entries: Set(entries))
    }

    private func told(_ reading: ImportReading) -> DirectoryFeed {
        DirectoryFeed(name: feed, source: .feed, news: reading.news, mentioned: reading.mentioned)
    }
}
