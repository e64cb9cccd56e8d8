public import Contracts

/// What an import would change: compared with what the directory says now, and with what the same feed said last.
///
/// A feed's news count; what it has said before does not undo what somebody has edited since.
public struct DirectoryDiff: Sendable, Equatable {
    /// What becomes of one entry.
    public enum Change: Sendable, Equatable {
        /// New, or back again.
        case listed
        /// It says something else now; names the fields.
        case changed([String])
        /// Nothing new.
        case unchanged
        /// It has left the feed.
        case unlisted
        /// The entry belongs to another feed, or to the people here.
        case elsewhere
    }

    /// One entry and what becomes of it.
    public struct Line: Sendable, Equatable {
        /// UUID text.
        public var id: String
        /// What the feed says; `nil` where it has left.
        public var told: ProvisionEntry?
        /// What becomes of it.
        public var change: Change
    }

    /// What is known of an entry before the import.
    public struct Known: Sendable, Equatable {
        /// As the directory says it now.
        public var entry: ProvisionEntry
        /// What the feed said last; `nil` when it had left the feed.
        public var told: ProvisionEntry?
        /// Whether it may be asked.
        public var isListed: Bool
        /// Whose entry it is: a feed's name; `nil` for an entry that a person made.
        public var feed: String?

        /// From its parts.
        public init(entry: ProvisionEntry, told: ProvisionEntry?, isListed: Bool, feed: String?) {
            self.entry = entry
            self.told = told
            self.isListed = isListed
            self.feed = feed
        }
    }

    /// In the order of the feed; then what has left it, by id.
    public let lines: [Line]

    /// - Parameters:
    ///   - told: what the feed says, each id once.
    ///   - known: the directory, by id.
    ///   - feed: the feed's name.
    ///   - mentioned: ids the feed has, also in entries that could not be read. `nil` where not all of it was read, or an
    ///     entry has no readable id: then nothing is said to have left.
    public init(
        told: [(id: String, entry: ProvisionEntry)], known: [String: Known], feed: String, mentioned: Set<String>?
    ) {
        var lines = told.map { id, entry in
            Line(id: id, told: entry, change: Self.change(of: known[id], to: entry, feed: feed))
        }
        if let mentioned {
            lines += known.filter { $0.value.feed == feed && $0.value.told != nil && !mentioned.contains($0.key) }
                .keys.sorted().map { Line(id: $0, told: nil, change: .unlisted) }
        }
        self.lines = lines
    }

    private static func change(of known: Known?, to entry: ProvisionEntry, feed: String) -> Change {
        guard let known else { return .listed }
        guard known.feed == feed else { return .elsewhere }
        // Whoever took it off the list after the feed had said this has had the last word.
        if known.told == entry { return .unchanged }
        guard known.isListed else { return .listed }
        let fields = known.entry.fields(differingFrom: entry)
        return fields.isEmpty ? .unchanged : .changed(fields)
    }
}

extension ProvisionEntry {
    /// Names of the fields in which two entries differ, as Open Referral UK or the hub's taxonomies call them.
    func fields(differingFrom other: ProvisionEntry) -> [String] {
        var fields: [String] = []
        func compare(_ name: String, _ isSame: Bool) { if !isSame { fields.append(name) } }
        compare("name", name == other.name)
        compare("organization", providerID == other.providerID && providerName == other.providerName)
        compare("kind", kind == other.kind)
        compare("location", hasLocation == other.hasLocation && location == other.location)
        compare("minimum_age", minimumAge == other.minimumAge)
        compare("maximum_age", maximumAge == other.maximumAge)
        compare("key_stages", keyStages == other.keyStages)
        compare("needs", needs == other.needs)
        compare("sessions_a_week", sessionsAWeek == other.sessionsAWeek)
        compare("registered", registered == other.registered)
        compare("weekly_hours", weeklyHours == other.weeklyHours)
        compare("wait_days", waitDays == other.waitDays)
        compare("cost_band", costBand == other.costBand)
        compare("service", service == other.service)
        return fields
    }
}
