public import Contracts

/// An entry of the directory of alternative provision: what it offers, whether it is listed, and who assured it.
///
/// What its calendar has free is not part of it: events about capacity leave it as it is.
public struct DirectoryEntry: Aggregate, Equatable {
    /// UUID text of the provision.
    public let id: String
    /// What the last who described it said.
    public private(set) var entry: ProvisionEntry
    /// Whether it may be asked at all.
    public private(set) var isListed: Bool
    /// Every assurance on record, the latest last.
    public private(set) var assurances: [Assurance] = []

    /// The assurance that counts now.
    public var assurance: Assurance? { assurances.last }

    /// The state after `event`.
    public static func evolve(_ state: DirectoryEntry?, _ event: PlacementEvent) -> DirectoryEntry? {
        var entry = state
        switch event {
        case .provisionListed(let listed):
            guard entry != nil else {
                return DirectoryEntry(id: listed.provisionID, entry: listed.entry, isListed: true)
            }
            entry?.entry = listed.entry
            entry?.isListed = true
        case .provisionUnlisted: entry?.isListed = false
        case .provisionAssured(let assured):
            if let assurance = Assurance(assured) { entry?.assurances.append(assurance) }
        default: break
        }
        return entry
    }

    private init(id: String, entry: ProvisionEntry, isListed: Bool) {
        self.id = id
        self.entry = entry
        self.isListed = isListed
    }
}

/// Where a change of the directory comes from.
public enum DirectorySource: String, Coded {
    /// Another directory's feed.
    case feed
    /// The file a service starts with.
    case file
    /// Somebody who works here.
    case person

    /// As people say it.
    public var words: String {
        switch self {
        case .feed: "a feed"
        case .file: "the directory file"
        case .person: "a person"
        }
    }
}

/// What can be done with an entry.
public enum DirectoryCommand: Sendable {
    /// Describes it, and lists it. Nothing follows where it is listed just so.
    case list(ProvisionEntry, DirectorySource)
    /// Nobody is asked any more. Children who are there stay.
    case unlist(DirectorySource)
    /// The authority has looked at it.
    case assure(AssuranceDraft)
    /// The directory file says until when. What a person recorded counts more, so nothing follows where somebody has.
    case assureByFile(until: CalendarDate)
}

extension DirectoryEntry {
    /// What follows from a command. Pure: the day is handed in.
    /// - Parameters:
    ///   - by: subject of a token, or the import's id.
    ///   - today: the day in the United Kingdom.
    /// - Throws: ``RuleViolation`` with everything that is wrong.
    public static func decide(
        _ state: DirectoryEntry?, _ command: DirectoryCommand, id: String, by: String, today: CalendarDate
    ) throws(RuleViolation) -> [PlacementEvent] {
        switch command {
        case .list(let entry, let source):
            if let state, state.isListed, state.entry == entry { return [] }
            var listed = ProvisionListed()
            (listed.provisionID, listed.entry, listed.source, listed.changedBy) = (id, entry, source.code, by)
            return [.provisionListed(listed)]
        case .unlist(let source):
            guard let state else { throw .notAllowedNow("no_such_entry", "There is no such entry.") }
            guard state.isListed else { return [] }
            var unlisted = ProvisionUnlisted()
            (unlisted.provisionID, unlisted.source, unlisted.changedBy) = (id, source.code, by)
            return [.provisionUnlisted(unlisted)]
        case .assure(let draft):
            guard state != nil else { throw .notAllowedNow("no_such_entry", "There is no such entry.") }
            return [.provisionAssured(try draft.assured(id: id, by: by, today: today))]
        case .assureByFile(let until):
            let last = state?.assurance
            guard last == nil || last?.recordedBy == Assurance.file, last?.until != until else { return [] }
            return [.provisionAssured(Assurance.byFile(until: until, id: id, today: today))]
        }
    }
}
