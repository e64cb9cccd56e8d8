import SwiftProtobuf

/// A message of a case that may start, stop, pause or move its clocks: then it carries all that run from then on.
protocol CarriesClocks {
    var hasClocks: Bool { get }
    var clocks: CaseClocks { get set }
}

extension CaseOpened: CarriesClocks {}
extension CaseAcknowledged: CarriesClocks {}
extension ApPlacementDecided: CarriesClocks {}
extension CasePlaced: CarriesClocks {}
extension CasePlacementNotFound: CarriesClocks {}
extension CasePlacementNoted: CarriesClocks {}
extension InformationAsked: CarriesClocks {}
extension InformationReceived: CarriesClocks {}
extension CaseListed: CarriesClocks {}
extension CaseDecided: CarriesClocks {}
extension CaseClosed: CarriesClocks {}
extension ReferralJoined: CarriesClocks {}
extension ReferralLeft: CarriesClocks {}
extension CaseAmended: CarriesClocks {}
extension SharingChanged: CarriesClocks {}
extension CaseChased: CarriesClocks {}
extension ClockBreached: CarriesClocks {}
extension ClocksRecomputed: CarriesClocks {}
extension CaseAssigned: CarriesClocks {}
extension CaseRerouted: CarriesClocks {}
extension LevelChanged: CarriesClocks {}
extension CaseReopened: CarriesClocks {}
extension DecisionCorrected: CarriesClocks {}
extension ActionAgreed: CarriesClocks {}
extension ActionDone: CarriesClocks {}
extension PlanNoted: CarriesClocks {}

extension CaseEvent {
    /// All clocks of the case from this event on; `nil` when it leaves them as they were.
    public var clocks: [CaseClock]? {
        guard let message = body.message as? any CarriesClocks, message.hasClocks else { return nil }
        return message.clocks.all
    }

    /// The same event, with all clocks of the case from it on. What is not about a case has none.
    public func setting(clocks: [CaseClock]) -> CaseEvent {
        func set<M: CarriesClocks>(_ message: M) -> M {
            var message = message
            message.clocks = CaseClocks.with { $0.all = clocks }
            return message
        }
        return switch self {
        case .opened(let message): .opened(set(message))
        case .acknowledged(let message): .acknowledged(set(message))
        case .apPlacementDecided(let message): .apPlacementDecided(set(message))
        case .placed(let message): .placed(set(message))
        case .placementNotFound(let message): .placementNotFound(set(message))
        case .placementNoted(let message): .placementNoted(set(message))
        case .informationAsked(let message): .informationAsked(set(message))
        case .informationReceived(let message): .informationReceived(set(message))
        case .listed(let message): .listed(set(message))
        case .decided(let message): .decided(set(message))
        case .closed(let message): .closed(set(message))
        case .referralJoined(let message): .referralJoined(set(message))
        case .referralLeft(let message): .referralLeft(set(message))
        case .amended(let message): .amended(set(message))
        case .sharingChanged(let message): .sharingChanged(set(message))
        case .chased(let message): .chased(set(message))
        case .clockBreached(let message): .clockBreached(set(message))
        case .clocksRecomputed(let message): .clocksRecomputed(set(message))
        case .assigned(let message): .assigned(set(message))
        case .rerouted(let message): .rerouted(set(message))
        case .levelChanged(let message): .levelChanged(set(message))
        case .reopened(let message): .reopened(set(message))
        case .decisionCorrected(let message): .decisionCorrected(set(message))
        case .actionAgreed(let message): .actionAgreed(set(message))
        case .actionDone(let message): .actionDone(set(message))
        case .planNoted(let message): .planNoted(set(message))
        case .meetingPlanned, .meetingMoved, .meetingCancelled, .meetingOpened, .attendanceRecorded, .meetingClosed,
            .planStarted, .planCycleStarted, .planReviewed, .planEnded, .themeActionAgreed, .themeActionDone,
            .countyAnnounced:
            self
        }
    }
}
