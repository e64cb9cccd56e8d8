public import SwiftProtobuf

/// What `locality-router` says on topic `cases`.
public enum CaseEvent: TopicEvent {
    case opened(CaseOpened)
    case acknowledged(CaseAcknowledged)
    case apPlacementDecided(ApPlacementDecided)
    case placed(CasePlaced)
    case placementNotFound(CasePlacementNotFound)
    case placementNoted(CasePlacementNoted)
    case informationAsked(InformationAsked)
    case informationReceived(InformationReceived)
    case listed(CaseListed)
    case decided(CaseDecided)
    case closed(CaseClosed)
    case referralJoined(ReferralJoined)
    case referralLeft(ReferralLeft)
    case amended(CaseAmended)
    case sharingChanged(SharingChanged)
    case chased(CaseChased)
    case clockBreached(ClockBreached)
    case clocksRecomputed(ClocksRecomputed)
    case assigned(CaseAssigned)
    case rerouted(CaseRerouted)
    case levelChanged(LevelChanged)
    case reopened(CaseReopened)
    case decisionCorrected(DecisionCorrected)
    case actionAgreed(ActionAgreed)
    case actionDone(ActionDone)
    case planNoted(PlanNoted)
    case meetingPlanned(MeetingPlanned)
    case meetingMoved(MeetingMoved)
    case meetingCancelled(MeetingCancelled)
    case meetingOpened(MeetingOpened)
    case attendanceRecorded(AttendanceRecorded)
    case meetingClosed(MeetingClosed)
    case planStarted(PlanStarted)
    case planCycleStarted(PlanCycleStarted)
    case planReviewed(PlanReviewed)
    case planEnded(PlanEnded)
    case themeActionAgreed(ThemeActionAgreed)
    case themeActionDone(ThemeActionDone)
    case countyAnnounced(CountyAnnounced)

    public enum Kind: String, CaseIterable, Sendable {
        case opened = "referralhub.cases.opened.v1"
        case acknowledged = "referralhub.cases.acknowledged.v1"
        case apPlacementDecided = "referralhub.cases.ap_placement_decided.v1"
        case placed = "referralhub.cases.placed.v1"
        case placementNotFound = "referralhub.cases.placement_not_found.v1"
        case placementNoted = "referralhub.cases.placement_noted.v1"
        case informationAsked = "referralhub.cases.information_asked.v1"
        case informationReceived = "referralhub.cases.information_received.v1"
        case listed = "referralhub.cases.listed.v1"
        case decided = "referralhub.cases.decided.v1"
        case closed = "referralhub.cases.closed.v1"
        case referralJoined = "referralhub.cases.referral_joined.v1"
        case referralLeft = "referralhub.cases.referral_left.v1"
        case amended = "referralhub.cases.amended.v1"
        case sharingChanged = "referralhub.cases.sharing_changed.v1"
        case chased = "referralhub.cases.chased.v1"
        case clockBreached = "referralhub.cases.clock_breached.v1"
        case clocksRecomputed = "referralhub.cases.clocks_recomputed.v1"
        case assigned = "referralhub.cases.assigned.v1"
        case rerouted = "referralhub.cases.rerouted.v1"
        case levelChanged = "referralhub.cases.level_changed.v1"
        case reopened = "referralhub.cases.reopened.v1"
        case decisionCorrected = "referralhub.cases.decision_corrected.v1"
        case actionAgreed = "referralhub.cases.action_agreed.v1"
        case actionDone = "referralhub.cases.action_done.v1"
        case planNoted = "referralhub.cases.plan_noted.v1"
        case meetingPlanned = "referralhub.cases.meeting_planned.v1"
        case meetingMoved = "referralhub.cases.meeting_moved.v1"
        case meetingCancelled = "referralhub.cases.meeting_cancelled.v1"
        case meetingOpened = "referralhub.cases.meeting_opened.v1"
        case attendanceRecorded = "referralhub.cases.attendance_recorded.v1"
        case meetingClosed = "referralhub.cases.meeting_closed.v1"
        case planStarted = "referralhub.cases.plan_started.v1"
        case planCycleStarted = "referralhub.cases.plan_cycle_started.v1"
        case planReviewed = "referralhub.cases.plan_reviewed.v1"
        case planEnded = "referralhub.cases.plan_ended.v1"
        case themeActionAgreed = "referralhub.cases.theme_action_agreed.v1"
        case themeActionDone = "referralhub.cases.theme_action_done.v1"
        case countyAnnounced = "referralhub.cases.county_announced.v1"
    }

    public static let topic = Topic.cases

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .opened(let message): (.opened, message)
        case .acknowledged(let message): (.acknowledged, message)
        case .apPlacementDecided(let message): (.apPlacementDecided, message)
        case .placed(let message): (.placed, message)
        case .placementNotFound(let message): (.placementNotFound, message)
        case .placementNoted(let message): (.placementNoted, message)
        case .informationAsked(let message): (.informationAsked, message)
        case .informationReceived(let message): (.informationReceived, message)
        case .listed(let message): (.listed, message)
        case .decided(let message): (.decided, message)
        case .closed(let message): (.closed, message)
        case .referralJoined(let message): (.referralJoined, message)
        case .referralLeft(let message): (.referralLeft, message)
        case .amended(let message): (.amended, message)
        case .sharingChanged(let message): (.sharingChanged, message)
        case .chased(let message): (.chased, message)
        case .clockBreached(let message): (.clockBreached, message)
        case .clocksRecomputed(let message): (.clocksRecomputed, message)
        case .assigned(let message): (.assigned, message)
        case .rerouted(let message): (.rerouted, message)
        case .levelChanged(let message): (.levelChanged, message)
        case .reopened(let message): (.reopened, message)
        case .decisionCorrected(let message): (.decisionCorrected, message)
        case .actionAgreed(let message): (.actionAgreed, message)
        case .actionDone(let message): (.actionDone, message)
        case .planNoted(let message): (.planNoted, message)
        case .meetingPlanned(let message): (.meetingPlanned, message)
        case .meetingMoved(let message): (.meetingMoved, message)
        case .meetingCancelled(let message): (.meetingCancelled, message)
        case .meetingOpened(let message): (.meetingOpened, message)
        case .attendanceRecorded(let message): (.attendanceRecorded, message)
        case .meetingClosed(let message): (.meetingClosed, message)
        case .planStarted(let message): (.planStarted, message)
        case .planCycleStarted(let message): (.planCycleStarted, message)
        case .planReviewed(let message): (.planReviewed, message)
        case .planEnded(let message): (.planEnded, message)
        case .themeActionAgreed(let message): (.themeActionAgreed, message)
        case .themeActionDone(let message): (.themeActionDone, message)
        case .countyAnnounced(let message): (.countyAnnounced, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .opened: self = .opened(try CaseOpened(serializedBytes: bytes))
        case .acknowledged: self = .acknowledged(try CaseAcknowledged(serializedBytes: bytes))
        case .apPlacementDecided: self = .apPlacementDecided(try ApPlacementDecided(serializedBytes: bytes))
        case .placed: self = .placed(try CasePlaced(serializedBytes: bytes))
        case .placementNotFound: self = .placementNotFound(try CasePlacementNotFound(serializedBytes: bytes))
        case .placementNoted: self = .placementNoted(try CasePlacementNoted(serializedBytes: bytes))
        case .informationAsked: self = .informationAsked(try InformationAsked(serializedBytes: bytes))
        case .informationReceived: self = .informationReceived(try InformationReceived(serializedBytes: bytes))
        case .listed: self = .listed(try CaseListed(serializedBytes: bytes))
        case .decided: self = .decided(try CaseDecided(serializedBytes: bytes))
        case .closed: self = .closed(try CaseClosed(serializedBytes: bytes))
        case .referralJoined: self = .referralJoined(try ReferralJoined(serializedBytes: bytes))
        case .referralLeft: self = .referralLeft(try ReferralLeft(serializedBytes: bytes))
        case .amended: self = .amended(try CaseAmended(serializedBytes: bytes))
        case .sharingChanged: self = .sharingChanged(try SharingChanged(serializedBytes: bytes))
        case .chased: self = .chased(try CaseChased(serializedBytes: bytes))
        case .clockBreached: self = .clockBreached(try ClockBreached(serializedBytes: bytes))
        case .clocksRecomputed: self = .clocksRecomputed(try ClocksRecomputed(serializedBytes: bytes))
        case .assigned: self = .assigned(try CaseAssigned(serializedBytes: bytes))
        case .rerouted: self = .rerouted(try CaseRerouted(serializedBytes: bytes))
        case .levelChanged: self = .levelChanged(try LevelChanged(serializedBytes: bytes))
        case .reopened: self = .reopened(try CaseReopened(serializedBytes: bytes))
        case .decisionCorrected: self = .decisionCorrected(try DecisionCorrected(serializedBytes: bytes))
        case .actionAgreed: self = .actionAgreed(try ActionAgreed(serializedBytes: bytes))
        case .actionDone: self = .actionDone(try ActionDone(serializedBytes: bytes))
        case .planNoted: self = .planNoted(try PlanNoted(serializedBytes: bytes))
        case .meetingPlanned: self = .meetingPlanned(try MeetingPlanned(serializedBytes: bytes))
        case .meetingMoved: self = .meetingMoved(try MeetingMoved(serializedBytes: bytes))
        case .meetingCancelled: self = .meetingCancelled(try MeetingCancelled(serializedBytes: bytes))
        case .meetingOpened: self = .meetingOpened(try MeetingOpened(serializedBytes: bytes))
        case .attendanceRecorded: self = .attendanceRecorded(try AttendanceRecorded(serializedBytes: bytes))
        case .meetingClosed: self = .meetingClosed(try MeetingClosed(serializedBytes: bytes))
        case .planStarted: self = .planStarted(try PlanStarted(serializedBytes: bytes))
        case .planCycleStarted: self = .planCycleStarted(try PlanCycleStarted(serializedBytes: bytes))
        case .planReviewed: self = .planReviewed(try PlanReviewed(serializedBytes: bytes))
        case .planEnded: self = .planEnded(try PlanEnded(serializedBytes: bytes))
        case .themeActionAgreed: self = .themeActionAgreed(try ThemeActionAgreed(serializedBytes: bytes))
        case .themeActionDone: self = .themeActionDone(try ThemeActionDone(serializedBytes: bytes))
        case .countyAnnounced: self = .countyAnnounced(try CountyAnnounced(serializedBytes: bytes))
        }
    }
}
