public import Contracts

/// A child's place with a provider, from the individual agreement to its end. Its id is that of the offer that was accepted.
public struct Placement: Aggregate, Equatable {
    /// Which placement, of which request, referral and case, with whom.
    public let ref: PlacementRef
    /// What was agreed; its sealed parts are opened by whoever may read them.
    public let agreed: PlacementAgreed

    /// Where it is now.
    public private(set) var state: State = .confirmed
    /// The last day now. ISO 8601.
    public private(set) var until: String
    /// How it began; `nil` while it has not.
    public private(set) var started: PlacementStarted?
    /// Why it did not begin.
    public private(set) var notStarted: PlacementNotStarted?
    /// By when the next review is held. ISO 8601; `nil` when there is none to come.
    public private(set) var reviewBy: String?
    /// Oldest first.
    public private(set) var reviews: [PlacementReviewed] = []
    /// Oldest first.
    public private(set) var extensions: [PlacementExtended] = []
    /// The latest.
    public private(set) var reintegration: ReintegrationPlanned?
    /// The latest mark of each session that was reported.
    public private(set) var marks: [SessionKey: SessionMark] = [:]
    /// How it ended; `nil` while it has not.
    public private(set) var ended: PlacementEnded?

    /// A session that happened, or should have.
    public struct SessionKey: Sendable, Hashable, Comparable {
        /// ISO 8601 date.
        public let date: String
        /// am or pm.
        public let session: String

        /// From its parts.
        public init(date: String, session: String) {
            self.date = date
            self.session = session
        }

        /// Earlier is less.
        public static func < (left: SessionKey, right: SessionKey) -> Bool {
            (left.date, left.session) < (right.date, right.session)
        }
    }

    private init(_ agreed: PlacementAgreed) {
        ref = agreed.placement
        self.agreed = agreed
        until = agreed.place.to
        reviewBy = agreed.reviewBy
    }

    /// The state after `event`. What is about a request or the directory changes nothing.
    public static func evolve(_ state: Placement?, _ event: PlacementEvent) -> Placement? {
        if case .agreed(let agreed) = event { return Placement(agreed) }
        guard var placement = state else { return nil }
        placement.take(event)
        return placement
    }

    private mutating func take(_ event: PlacementEvent) {
        switch event {
        case .started(let started):
            state = .started
            self.started = started
            reviewBy = started.reviewBy
        case .notStarted(let notStarted):
            state = .notStarted
            self.notStarted = notStarted
            reviewBy = nil
        case .attendanceRecorded(let recorded):
            for mark in recorded.marks { marks[SessionKey(date: mark.date, session: mark.session)] = mark }
        case .reviewed(let reviewed):
            state = .inReview
            reviews.append(reviewed)
            reviewBy = reviewed.nextReviewBy.isEmpty ? nil : reviewed.nextReviewBy
        case .extended(let extended):
            state = .extended
            until = extended.until
            extensions.append(extended)
        case .reintegrationPlanned(let planned): reintegration = planned
        case .ended(let ended):
            state = .ended
            self.ended = ended
            reviewBy = nil
        default: break
        }
    }

    /// UUID text.
    public var id: String { ref.placementID }

    /// Sessions the child came to, of those at which it was expected, as far as they were reported.
    public var attendance: (attended: Int, required: Int) {
        let kinds = marks.values.compactMap { SessionAttendance(rawValue: $0.mark) }
        return (kinds.count(where: \.isAttended), kinds.count { $0 != .notRequired })
    }
}
