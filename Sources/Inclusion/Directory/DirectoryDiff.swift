public import Contracts

/// What an import would change: compared with what the directory says now, and with what the same feed said last.
///
/// A feed's news count, field by field; what it has said before does not undo what somebody has edited since.
public struct DirectoryDiff: Sendable, Equatable {
    /// What becomes of one entry.
    public enum Change: Sendable, Equatable {
        /// New, or back again.
        case listed
        /// New, or back again, and not listed yet: it does not say enough, or nobody has assured it.
        case takenIn
        /// It says something else now; names the fields.
        case changed([String])
        /// Nothing new.
        case unchanged
        /// It has left the feed.
        case unlisted
        /// The entry belongs to another feed, or to the people here.
        case elsewhere
    }

    /// What a feed says of one entry.
    public struct Told: Sendable, Equatable {
        /// UUID text.
        public var id: String
        /// What it says.
        public var said: ProvisionEntry
        /// What the entry becomes with that.
        public var entry: ProvisionEntry
        /// Whether somebody has just chosen it, by name, to be taken in.
        public var isChosen: Bool

        /// From its parts.
        public init(id: String, said: ProvisionEntry, entry: ProvisionEntry, isChosen: Bool = false) {
            self.id = id
            self.said = said
            self.entry = entry
            self.isChosen = isChosen
        }
    }

    /// One entry and what becomes of it.
    public struct Line: Sendable, Equatable {
        /// UUID text.
        public var id: String
        /// What the feed says; `nil` where it has left.
        public var told: Told?
        /// What becomes of it.
        public var change: Change
    }

    /// What is known of an entry before the import.
    public struct Known: Sendable, Equatable {
        /// As the directory says it now.
        public var entry: ProvisionEntry
        /// What the feed said last; `nil` when that is not known.
        public var told: ProvisionEntry?
        /// Whether the feed had it, when it was read last.
        public var isInFeed: Bool
        /// Whether it may be asked, or waits to be listed.
        public var standing: Standing
        /// Whether an assurance counts today.
        public var isAssured: Bool
        /// Whose entry it is: a feed's name; `nil` for an entry that a person made.
        public var feed: String?

        /// Where it stands in the directory.
        public enum Standing: Sendable, Equatable { case listed, takenIn, off }

        /// From its parts.
        public init(
            entry: ProvisionEntry, told: ProvisionEntry?, isInFeed: Bool, standing: Standing, isAssured: Bool,
            feed: String?
        ) {
            self.entry = entry
            self.told = told
            self.isInFeed = isInFeed
            self.standing = standing
            self.isAssured = isAssured
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
    public init(told: [Told], known: [String: Known], feed: String, mentioned: Set<String>?) {
        var lines = told.map { Line(id: $0.id, told: $0, change: Self.change(of: known[$0.id], to: $0, feed: feed)) }
        if let mentioned {
            lines += known.filter { $0.value.feed == feed && $0.value.isInFeed && !mentioned.contains($0.key) }
                .keys.sorted().map { Line(id: $0, told: nil, change: .unlisted) }
        }
        self.lines = lines
    }

    private static func change(of known: Known?, to told: Told, feed: String) -> Change {
        let saysEnough = told.said.missing.isEmpty
        guard let known else { return saysEnough ? .listed : .takenIn }
        guard known.feed == feed else { return .elsewhere }
        // Whoever took it off the list after the feed had said this has had the last word, until somebody chooses it.
        let isBack = known.standing == .off && told.isChosen || !known.isInFeed
        if !isBack, known.told == told.said { return .unchanged }
        if known.standing == .off {
            return saysEnough || told.entry.missing.isEmpty && known.isAssured ? .listed : .takenIn
        }
        let fields = known.entry.fields(differingFrom: told.entry)
        return fields.isEmpty ? .unchanged : .changed(fields)
    }
}
