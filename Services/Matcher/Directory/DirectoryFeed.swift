import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// What a feed says, read and checked: the one way by which files and feeds change the directory.
struct DirectoryFeed: Sendable {
    /// One entry of it.
    struct News: Sendable {
        let id: UUID
        let entry: ProvisionEntry
        /// Places for children; `nil` when it does not say.
        var places: Int?
        /// Last day of an assurance; only the authority's own file says one.
        var assuredUntil: CalendarDate?
        /// Whether somebody has just chosen it to be taken in.
        var isChosen = false
    }

    /// Whose entries these are: an address, or `file`.
    let name: String
    let source: DirectorySource
    let news: [News]
    /// Ids it has at all; `nil` where what is not there cannot be told from what could not be read.
    let mentioned: Set<String>?

    /// What it would change on that day. Nothing is changed.
    func diff(on today: CalendarDate, in sql: some PostgresSession) async throws -> DirectoryDiff {
        let known = try await Self.known(on: today, in: sql)
        let told = news.map { news in
            let entry = known[news.id.text].map { $0.entry.after(news.entry, since: $0.told) }
            return DirectoryDiff.Told(
                id: news.id.text, said: news.entry, entry: entry ?? news.entry, isChosen: news.isChosen)
        }
        return DirectoryDiff(told: told, known: known, feed: name, mentioned: mentioned)
    }

    /// Changes what it would change, all or nothing: in the caller's transaction, while nobody else changes the directory.
    /// - Parameter by: the import's id, or who started it.
    /// - Returns: what was changed.
    func apply(by: String, at time: Date, in transaction: EventTransaction) async throws -> DirectoryDiff {
        try await Directory.hold(transaction.sql)
        let diff = try await diff(on: LondonTime.day(of: time), in: transaction.sql)
        let byID = Dictionary(news.map { ($0.id.text, $0) }) { first, _ in first }
        for line in diff.lines {
            if let told = line.told, let news = byID[line.id] {
                try await take(told, news, line.change, by: by, at: time, in: transaction)
            } else if let id = UUID(uuidString: line.id) {
                let loaded = try await transaction.load(DirectoryEntry.self, id)
                _ = try await Directory.change(id, loaded, [.unlist(source)], by: by, at: time, in: transaction)
                try await transaction.sql.execute("update provision set in_feed = false where id = \(id)")
            }
        }
        return diff
    }

    private func take(
        _ told: DirectoryDiff.Told, _ news: News, _ change: DirectoryDiff.Change, by: String, at time: Date,
        in transaction: EventTransaction
    ) async throws {
        if change == .elsewhere { return }
        var commands: [DirectoryCommand] = []
        if change != .unchanged {
            commands.append(told.said.missing.isEmpty ? .list(told.entry, source) : .takeIn(told.entry, source))
        }
        if let until = news.assuredUntil { commands.append(.assureByFile(until: until)) }
        if !commands.isEmpty {
            let loaded = try await transaction.load(DirectoryEntry.self, news.id)
            _ = try await Directory.change(news.id, loaded, commands, by: by, at: time, in: transaction)
        }
        // How many places there are is no part of the entry: nobody overwrites what is taken.
        try await transaction.sql.execute(
            """
            update provision set feed = \(name), told = \(try told.said.serializedBytes() as [UInt8]), in_feed = true,
                places = coalesce(\(news.places)::bigint, places)
            where id = \(news.id)
            """)
    }

    /// The directory as feeds see it. A row from before there were events counts as one that left its feed.
    private static func known(
        on today: CalendarDate, in sql: some PostgresSession
    ) async throws -> [String: DirectoryDiff.Known] {
        let rows = try await sql.query(
            """
            select id, entry, told, in_feed, feed, listed and entry is not null, taken_in,
                assured_until >= \(today.description)::text::date
            from provision
            """
        ).decode(UUID.self, [UInt8]?.self, [UInt8]?.self, Bool.self, String?.self, Bool.self, Bool.self, Bool.self)
        return Dictionary(
            try rows.map { id, entry, told, isInFeed, feed, isListed, isTakenIn, isAssured in
                let known = DirectoryDiff.Known(
                    entry: try entry.map { try ProvisionEntry(serializedBytes: $0) } ?? ProvisionEntry(),
                    told: try told.map { try ProvisionEntry(serializedBytes: $0) }, isInFeed: isInFeed,
                    standing: isListed ? .listed : isTakenIn ? .takenIn : .off, isAssured: isAssured, feed: feed)
                return (id.text, known)
            }
        ) { first, _ in first }
    }
}

extension DirectoryFeed {
    /// What the file a service starts with says. It is read whole or not at all.
    init(_ file: DirectoryFile) {
        name = DirectorySource.file.code
        source = .file
        news = file.provisions.compactMap { provision in
            UUID(uuidString: provision.id).map {
                News(
                    id: $0, entry: ProvisionEntry(provision), places: provision.places,
                    assuredUntil: provision.assuredUntil)
            }
        }
        mentioned = Set(file.provisions.map(\.id))
    }

    /// Brings the directory up to date with it at a start, however long the database is away. Copies that start together
    /// take turns; the result is the same.
    func load(_ events: EventStore, at time: Date) async throws {
        while true {
            do {
                _ = try await events.transaction { try await apply(by: name, at: time, in: $0) }
                return
            } catch let error as PostgresError where error.canRepeat {
                try await events.pool.waitUntilAvailable()
            }
        }
    }
}

extension ProvisionEntry {
    /// What the file says of a provision.
    init(_ provision: Provision) {
        self.init()
        name = provision.name
        (providerID, providerName) = (provision.provider.id, provision.provider.name)
        kind = provision.kind.code
        if let place = provision.location { location = place }
        (minimumAge, maximumAge) = (Int32(provision.minimumAge), Int32(provision.maximumAge))
        keyStages = provision.keyStages
        needs = provision.needs.map(\.code)
        sessionsAWeek = Int32(provision.sessionsAWeek)
        registered = provision.registered
        weeklyHours = provision.weeklyHours
        waitDays = Int32(provision.waitDays)
        costBand = provision.costBand.code
    }
}
