import Contracts
import EventFlow
import FoundationEssentials
import Inclusion

/// A referral as the queue knows it: coded facts folded from three topics, and nothing of what is sealed.
///
/// Each topic keeps its order, but nothing orders one against the other: that a provider was asked can be read before the
/// decision that led to it. So each part of an item is folded from one topic alone.
struct QueueItem: Sendable, Equatable {
    let referralID: UUID
    /// From topic `referrals`.
    var postedAt: Date?
    /// From topic `cases`.
    var file: QueuedCase?
    /// From topic `placements`.
    var search: PlaceSearch?
    /// How many events changed it: the same however they were read.
    var changes: Int64 = 0

    init(referralID: UUID) { self.referralID = referralID }

    /// Where it stands in its queue; `nil` before its case was opened, and once that is closed.
    var slot: QueueSlot? {
        guard let file else { return nil }
        return switch file.state {
        case .open: QueueSlot(place: .toAcknowledge, at: file.acknowledgeBy)
        // Whom to ask, and a provider's no, wait for the coordinator, not for others.
        case .awaitingPlacement where search?.state == .shortlisted || search?.state == .declined:
            QueueSlot(place: .other, at: file.since)
        case .awaitingPlacement, .needsInformation, .listed: QueueSlot(place: .waiting, at: file.since)
        case .acknowledged, .inTriage, .decided, .active: QueueSlot(place: .other, at: file.since)
        case .closed: nil
        }
    }

    /// By when somebody has to have done the next thing; `nil` where no clock runs, and where it stands in no queue.
    var dueAt: Date? {
        guard let file, let slot else { return nil }
        return slot.place == .toAcknowledge ? file.acknowledgeBy : file.dueAt
    }
}

/// A search for a place, as far as it has come.
struct PlaceSearch: Sendable, Equatable {
    let requestID: UUID
    /// The last version folded in.
    var version: Int64
    var state: PlacementState
    /// By when the provider asked last is to answer.
    var answerBy: Date?
    /// Providers who were asked and have not answered.
    var offersOpen = 0
    /// Providers who said no, which the coordinator has not read.
    var declinesUnread = 0
}

extension QueueItem {
    /// Takes in that the referral was posted.
    mutating func notePosted(at time: Date) { postedAt = postedAt ?? time }

    /// Takes in an event of topic `cases`; one that was seen before changes nothing.
    mutating func note(_ event: CaseEvent, version: Int64, at time: Date) throws(ProjectionTrouble) {
        if case .opened(let opened) = event {
            if file == nil { file = try QueuedCase(opened, version: version, at: time) }
            return
        }
        guard var file else {
            throw .poison(code: "case_not_opened", words: "The event is about a case that was never opened.")
        }
        guard version > file.version else { return }
        file.version = version
        file.take(event, at: time)
        self.file = file
    }

    /// Takes in an event of topic `placements`; one that was seen before, or is about an earlier search, changes nothing.
    mutating func note(_ event: PlacementEvent, of request: UUID, version: Int64) throws(ProjectionTrouble) {
        if case .requested = event {
            if search?.requestID != request {
                search = PlaceSearch(requestID: request, version: version, state: .requested)
            }
            return
        }
        guard var search else {
            throw .poison(code: "place_not_requested", words: "The event is about a search that was never asked for.")
        }
        guard search.requestID == request, version > search.version else { return }
        search.version = version
        search.note(event)
        self.search = search
    }
}

extension PlaceSearch {
    fileprivate mutating func note(_ event: PlacementEvent) {
        switch event {
        case .offered(let offered):
            offersOpen += 1
            answerBy = RFC3339.instant(offered.answerBy)
        case .declined: (offersOpen, declinesUnread) = (offersOpen - 1, declinesUnread + 1)
        case .declineConfirmed: declinesUnread -= 1
        case .offerExpired, .offerWithdrawn: offersOpen -= 1
        case .accepted: end(as: .accepted)
        case .unableToMatch: end(as: .unableToMatch)
        case .withdrawn: end(as: .withdrawn)
        case .requested, .shortlisted, .questionAsked, .questionAnswered, .agreed, .started, .notStarted,
            .attendanceRecorded, .reviewed, .extended, .reintegrationPlanned, .ended, .provisionListed,
            .provisionUnlisted, .provisionAssured, .capacitySet:
            break
        }
        guard ![.accepted, .unableToMatch, .withdrawn].contains(state) else { return }
        state = offersOpen > 0 ? .offered : declinesUnread > 0 ? .declined : .shortlisted
        if state != .offered { answerBy = nil }
    }

    private mutating func end(as state: PlacementState) {
        self.state = state
        answerBy = nil
    }
}
