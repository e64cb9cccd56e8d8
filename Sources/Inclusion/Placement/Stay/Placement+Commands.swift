public import Contracts

extension Placement {
    /// Who acts.
    public struct Actor: Sendable, Equatable {
        /// Subject of the token.
        public var subject: String
        /// As what: only a coordinator or a provider can.
        public var party: Party
        /// The organisation they act for.
        public var organisation: String

        /// From its parts.
        public init(subject: String, party: Party, organisation: String) {
            self.subject = subject
            self.party = party
            self.organisation = organisation
        }
    }

    /// What can be asked of a placement. What is sealed are the words of the draft beside it.
    public enum Command: Sendable {
        /// The individual agreement is made.
        case agree(Agree)
        /// The child has come. `on`: ISO 8601 date. `counted`: when the days out of school were counted that the agreement
        /// tells of; `nil` where that is not known.
        case start(on: String, counted: CalendarDate?)
        /// The child will not come.
        case notStart(NotStartedDraft, words: Sealed)
        /// Sessions are reported. `at`: the kind of provision, where it is known.
        case recordAttendance(SessionMarksDraft, at: ApKind?)
        /// A review was held.
        case review(StayReviewDraft, words: Sealed)
        /// It goes on for longer.
        case extend(ExtensionDraft, words: Sealed)
        /// What follows is planned.
        case planReintegration(ReintegrationDraft, words: Sealed)
        /// It is over.
        case end(EndingDraft, words: Sealed)

        /// The move it is; `nil` for the agreement, which comes before there is a placement.
        public var move: Move? {
            switch self {
            case .agree: nil
            case .start: .start
            case .notStart: .notStart
            case .recordAttendance: .recordAttendance
            case .review: .review
            case .extend: .extend
            case .planReintegration: .planReintegration
            case .end: .end
            }
        }
    }

    /// An agreement with what it rests on, its details sealed.
    public struct Agree: Sendable {
        /// The request, to which a provider has said yes.
        public var request: PlacementRequest
        /// As posted.
        public var draft: AgreementDraft
        /// `draft.message`, sealed with the child's key.
        public var details: Sealed
        /// Placements the child has had before.
        public var movesBefore: Int

        /// From its parts.
        public init(request: PlacementRequest, draft: AgreementDraft, details: Sealed, movesBefore: Int) {
            self.request = request
            self.draft = draft
            self.details = details
            self.movesBefore = movesBefore
        }
    }
}
