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
    /// Whether it was taken in from a feed that does not say enough, and waits to be listed: until it says everything, and
    /// somebody has assured it.
    public private(set) var isTakenIn: Bool
    /// Every assurance on record, the latest last.
    public private(set) var assurances: [Assurance] = []

    /// The assurance that counts now.
    public var assurance: Assurance? { assurances.last }

    /// The state after `event`.
    public static func evolve(_ state: DirectoryEntry?, _ event: PlacementEvent) -> DirectoryEntry? {
        var state = state
        switch event {
        case .provisionListed(let listed):
            state = state ?? DirectoryEntry(id: listed.provisionID)
            state?.stand(as: listed.entry, isListed: true)
        case .provisionUnlisted(let unlisted):
            if unlisted.hasEntry { state = state ?? DirectoryEntry(id: unlisted.provisionID) }
            state?.stand(as: unlisted.hasEntry ? unlisted.entry : nil, isTakenIn: unlisted.hasEntry)
        case .provisionAssured(let assured):
            if let assurance = Assurance(assured) { state?.assurances.append(assurance) }
        default: break
        }
        return state
    }

    private mutating func stand(as entry: ProvisionEntry?, isListed: Bool = false, isTakenIn: Bool = false) {
        if let entry { self.entry = entry }
        self.isListed = isListed
        self.isTakenIn = isTakenIn
    }

    private init(id: String) {
        self.id = id
        (entry, isListed, isTakenIn) = (ProvisionEntry(), false, false)
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
    /// Describes it, and lists it: one that was taken in as soon as it is assured. Nothing follows where it is so already.
    case list(ProvisionEntry, DirectorySource)
    /// Describes it from a feed that does not say enough. What is listed stays so; anything else waits to be listed.
    case takeIn(ProvisionEntry, DirectorySource)
    /// Nobody is asked any more. Children who are there stay.
    case unlist(DirectorySource)
    /// The authority has looked at it. One that was taken in, and says everything, is listed with that.
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
            if let state, state.isTakenIn { return state.takingIn(entry, source, by: by, today: today) }
            try RuleViolation.demandNone(entry.gaps.map(\.problem))
            return state?.saysAlready(entry) == true ? [] : [listed(id, entry, source, by: by)]
        case .takeIn(let entry, let source):
            return (state ?? DirectoryEntry(id: id)).takingIn(entry, source, by: by, today: today)
        case .unlist(let source):
            guard let state else { throw .notAllowedNow("no_such_entry", "There is no such entry.") }
            guard state.isListed || state.isTakenIn else { return [] }
            return [unlisted(id, source, by: by)]
        case .assure(let draft):
            guard let state else { throw .notAllowedNow("no_such_entry", "There is no such entry.") }
            let assured = PlacementEvent.provisionAssured(try draft.assured(id: id, by: by, today: today))
            let until = evolve(state, assured)?.assurance?.until
            guard state.isTakenIn, state.entry.gaps(assuredUntil: until, on: today).isEmpty else { return [assured] }
            return [assured, listed(id, state.entry, .person, by: by)]
        case .assureByFile(let until):
            let last = state?.assurance
            guard last == nil || last?.recordedBy == Assurance.file, last?.until != until else { return [] }
            return [.provisionAssured(Assurance.byFile(until: until, id: id, today: today))]
        }
    }

    /// Listed where it is so already, or says everything and is assured; otherwise it waits.
    private func takingIn(
        _ entry: ProvisionEntry, _ source: DirectorySource, by: String, today: CalendarDate
    ) -> [PlacementEvent] {
        let gaps = isListed ? entry.gaps : entry.gaps(assuredUntil: assurance?.until, on: today)
        if gaps.isEmpty { return saysAlready(entry) ? [] : [Self.listed(id, entry, source, by: by)] }
        return isTakenIn && self.entry == entry ? [] : [Self.unlisted(id, source, by: by, waiting: entry)]
    }

    private func saysAlready(_ entry: ProvisionEntry) -> Bool { isListed && self.entry == entry }

    private static func listed(
        _ id: String, _ entry: ProvisionEntry, _ source: DirectorySource, by: String
    ) -> PlacementEvent {
        var listed = ProvisionListed()
        (listed.provisionID, listed.entry, listed.source, listed.changedBy) = (id, entry, source.code, by)
        return .provisionListed(listed)
    }

    private static func unlisted(
        _ id: String, _ source: DirectorySource, by: String, waiting entry: ProvisionEntry? = nil
    ) -> PlacementEvent {
        var unlisted = ProvisionUnlisted()
        (unlisted.provisionID, unlisted.source, unlisted.changedBy) = (id, source.code, by)
        if let entry { unlisted.entry = entry }
        return .provisionUnlisted(unlisted)
    }
}
