extension PlacementEvent.Kind {
    /// What an event of topic `placements` is about.
    public enum About: Sendable {
        /// A wish for alternative provision: the key is the referral.
        case request
        /// What came of it: the key is the referral, the subject the placement.
        case placement
        /// An entry of the directory, which its record is keyed by.
        case provision
    }

    /// What events of this kind are about. Who follows referrals passes over the directory.
    public var about: About {
        switch self {
        case .requested, .shortlisted, .offered, .accepted, .declined, .declineConfirmed, .unableToMatch, .withdrawn,
            .questionAsked, .questionAnswered, .offerExpired, .offerWithdrawn:
            .request
        case .agreed, .started, .notStarted, .attendanceRecorded, .reviewed, .extended, .reintegrationPlanned, .ended:
            .placement
        case .provisionListed, .provisionUnlisted, .provisionAssured, .capacitySet: .provision
        }
    }
}
