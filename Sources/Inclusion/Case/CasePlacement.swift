public import Contracts
import FoundationEssentials

/// What a case hears of the place that came of a search.
public enum PlacementHappening: String, Coded {
    case agreed, started
    case notStarted = "not_started"
    case reviewed, extended, ended

    /// As people say it.
    public var words: String {
        switch self {
        case .agreed: "The placement was agreed."
        case .started: "The child started in the place."
        case .notStarted: "The placement did not begin."
        case .reviewed: "The placement was reviewed."
        case .extended: "The placement goes on for longer."
        case .ended: "The placement ended."
        }
    }

    /// Whether the child is in the place after it.
    public var isInPlace: Bool { self == .started || self == .reviewed || self == .extended }

    /// Whether the coordinator has the case again after it.
    var isOver: Bool { self == .notStarted || self == .ended }
}

/// What the matcher says of a placement, as far as a case hears it.
public struct PlacementNote: Sendable, Equatable {
    /// Which placement, of which request and case, with whom.
    public let ref: PlacementRef
    /// What happened.
    public let happened: PlacementHappening
    /// The first day, where it says one. ISO 8601.
    var startsOn: String?
    /// The last day, where it says one.
    var until: String?
    /// The day of the next review, where it says one; empty where none is to come.
    var reviewOn: String?
    /// The day it was reviewed or ended.
    var on = ""
    /// How it ended, or why it did not begin.
    var outcome = ""

    private init(_ ref: PlacementRef, _ happened: PlacementHappening) {
        self.ref = ref
        self.happened = happened
    }

    /// `nil` for what is not about a placement, or is for those alone who are there: who came, and how the way back is
    /// planned.
    public init?(_ event: PlacementEvent) {
        switch event {
        case .agreed(let agreed):
            self.init(agreed.placement, .agreed)
            (startsOn, until, reviewOn) = (agreed.place.from, agreed.place.to, agreed.reviewBy)
        case .started(let started):
            self.init(started.placement, .started)
            (startsOn, reviewOn) = (started.startedOn, started.reviewBy)
        case .notStarted(let notStarted):
            self.init(notStarted.placement, .notStarted)
            (reviewOn, outcome) = ("", notStarted.reason)
        case .reviewed(let reviewed):
            self.init(reviewed.placement, .reviewed)
            (reviewOn, on) = (reviewed.nextReviewBy, reviewed.reviewedOn)
        case .extended(let extended):
            self.init(extended.placement, .extended)
            until = extended.until
        case .ended(let ended):
            self.init(ended.placement, .ended)
            (until, reviewOn, on, outcome) = (ended.endedOn, "", ended.endedOn, ended.endedAs)
        default: return nil
        }
    }
}

// A case and the place that came of its last search.
extension CaseFile {
    /// What was heard last of the place that came of the last search; `nil` before it was agreed, and where there is none.
    public var place: CasePlacementNoted? {
        guard let search = lastSearch, search.provisionID != nil else { return nil }
        return placementNews.last { $0.requestID == search.requestID }
    }

    /// Whether a provider has said yes in the last search, and that place is not over.
    public var hasPlace: Bool {
        guard let search = lastSearch, search.provisionID != nil else { return false }
        return place?.happening?.isOver != true
    }

    /// Whether the child is in a place.
    var isInPlace: Bool { place?.happening?.isInPlace ?? false }

    /// Whether the child has education by the last place: one that ended early leaves nothing behind it.
    var hasEducation: Bool {
        guard let place, let happening = place.happening else { return false }
        return happening.isInPlace || happening == .ended && place.outcome != PlacementEnding.endedEarly.code
    }

    /// Also of a case that is closed: what became of the place belongs to its story.
    func noting(_ note: PlacementNote) throws(RuleViolation) -> [CaseEvent] {
        guard note.ref.caseID == id else {
            throw .notAllowedNow("another_case", "That placement belongs to another case.")
        }
        guard searches.contains(where: { $0.requestID == note.ref.requestID && $0.provisionID != nil }) else {
            throw .notAllowedNow("no_search", "No place was found for that request in this case.")
        }
        let before = placementNews.last { $0.placementID == note.ref.placementID }
        var noted = CasePlacementNoted()
        noted.caseID = id
        noted.referralID = referralID
        noted.locality = locality
        noted.requestID = note.ref.requestID
        noted.placementID = note.ref.placementID
        noted.provisionID = note.ref.provisionID
        noted.providerID = note.ref.providerID
        noted.happened = note.happened.code
        noted.startsOn = note.startsOn ?? before?.startsOn ?? ""
        noted.until = note.until ?? before?.until ?? ""
        noted.reviewOn = note.reviewOn ?? before?.reviewOn ?? ""
        noted.on = note.on
        noted.outcome = note.outcome
        return placementNews.contains { $0.says(noted) } ? [] : [.placementNoted(noted)]
    }

    mutating func take(_ noted: CasePlacementNoted) {
        placementNews.append(noted)
        // Of an earlier search it changes nothing, nor where the case has gone on since.
        guard stage == .placed, noted.requestID == lastSearch?.requestID else { return }
        switch noted.happening {
        case .notStarted: stage = .acknowledged
        case .ended: stage = .placeOver
        default: break
        }
    }
}

extension CasePlacementNoted {
    /// What happened; `nil` for a kind of a later version.
    public var happening: PlacementHappening? { PlacementHappening(rawValue: happened) }

    /// Whether it says the same, wherever the case was then and whatever ran.
    fileprivate func says(_ other: CasePlacementNoted) -> Bool {
        var same = self
        same.locality = other.locality
        same.clearClocks()
        return same == other
    }

    /// The day it is looked at next: at a review or, where none is to come, at its end.
    var nextLook: CalendarDate? { CalendarDate(reviewOn) ?? CalendarDate(until) }
}
