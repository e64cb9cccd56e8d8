extension CaseEvent.Kind {
    /// What an event of topic `cases` is about; its record is keyed by that.
    public enum About: Sendable {
        /// A case: the key is the referral it was opened for.
        case caseFile
        /// A forum's meeting.
        case meeting
        /// A child's plan.
        case plan
        /// What a locality does about a theme.
        case themeAction
        /// The county: which localities there are.
        case county
    }

    /// What events of this kind are about. Who follows referrals reads those about cases and passes over the rest.
    public var about: About {
        switch self {
        case .opened, .acknowledged, .apPlacementDecided, .placed, .placementNotFound, .placementNoted,
            .informationAsked, .informationReceived, .listed, .decided, .closed, .referralJoined, .referralLeft,
            .amended,
            .sharingChanged, .chased, .clockBreached, .clocksRecomputed, .assigned, .rerouted, .levelChanged,
            .reopened, .decisionCorrected, .actionAgreed, .actionDone, .planNoted:
            .caseFile
        case .meetingPlanned, .meetingMoved, .meetingCancelled, .meetingOpened, .attendanceRecorded, .meetingClosed:
            .meeting
        case .planStarted, .planCycleStarted, .planReviewed, .planEnded: .plan
        case .themeActionAgreed, .themeActionDone: .themeAction
        case .countyAnnounced: .county
        }
    }
}
