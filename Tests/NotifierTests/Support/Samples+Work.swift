import Contracts
import Foundation
import SwiftProtobuf

@testable import Notifier

// What happens when a case is worked, and what happens beside cases.
extension Samples {
    static func furtherWork(marked mark: String) -> [CaseEvent] {
        [
            .decided(
                .with { ($0.outcome, $0.passedTo, $0.record, $0.closes) = ("transferred", mark, sealed(mark), true) }),
            .decided(
                .with { ($0.outcome, $0.passedTo, $0.closes) = ("escalated_to_safeguarding", mark, true) }),
            .closed(
                .with {
                    ($0.caseID, $0.outcome, $0.closedBy, $0.words) = (mark, "stepped_down", mark, sealed(mark))
                    $0.locality = "E07000081"
                }),
            chased(mark, clock: "information", with: "referrer"), chased(mark, clock: "triage", with: "coordinator"),
            chased(mark, clock: "forum", with: "forum"), chased(mark, clock: "review", with: "provider"),
            .clockBreached(
                .with {
                    ($0.caseID, $0.locality, $0.clock) = (mark, "E07000081", clock("information", "referrer", mark))
                }),
            .clockBreached(
                .with {
                    ($0.caseID, $0.locality, $0.clock) = (mark, "E07000081", clock("review", "coordinator", mark))
                    $0.providerID = "provider-1"
                }),
            .clocksRecomputed(.with { ($0.caseID, $0.calendar) = (mark, mark) }),
            .assigned(.with { ($0.caseID, $0.assignedTo, $0.assignedBy) = (mark, mark, mark) }),
            rerouted(mark, from: "E07000082"), rerouted(mark, from: "E07000081"),
            .levelChanged(
                .with { ($0.caseID, $0.fromLevel, $0.toLevel, $0.changedBy, $0.why) = (mark, 3, 2, mark, sealed(mark)) }
            ),
            .reopened(.with { ($0.caseID, $0.reopenedBy, $0.was, $0.why) = (mark, mark, mark, sealed(mark)) }),
            .decisionCorrected(
                .with { ($0.caseID, $0.correctedBy, $0.record, $0.why) = (mark, mark, sealed(mark), sealed(mark)) }),
            .actionAgreed(
                .with {
                    ($0.caseID, $0.organisation, $0.owner, $0.what) = (mark, mark, mark, sealed(mark))
                    ($0.dueOn, $0.agreedBy) = ("2026-12-01", mark)
                }),
            .actionDone(.with { ($0.caseID, $0.doneBy, $0.words) = (mark, mark, sealed(mark)) }),
            planNoted(mark, reviewOn: "2027-01-11"), planNoted(mark, reviewOn: ""),
        ]
    }

    /// What is not about a case: nobody hears of it by mail.
    static func aboutNoCase(marked mark: String) -> [CaseEvent] {
        [
            .meetingPlanned(.with { ($0.meetingID, $0.place, $0.plannedBy) = (mark, mark, mark) }),
            .meetingMoved(.with { ($0.meetingID, $0.place, $0.movedBy) = (mark, mark, mark) }),
            .meetingCancelled(.with { ($0.meetingID, $0.why, $0.cancelledBy) = (mark, mark, mark) }),
            .meetingOpened(.with { ($0.meetingID, $0.caseIds, $0.openedBy) = (mark, [mark], mark) }),
            .attendanceRecorded(.with { ($0.meetingID, $0.recordedBy) = (mark, mark) }),
            .meetingClosed(.with { ($0.meetingID, $0.carriedOver, $0.closedBy) = (mark, [mark], mark) }),
            .planStarted(.with { ($0.planID, $0.childID, $0.lead, $0.startedBy) = (mark, mark, mark, mark) }),
            .planCycleStarted(.with { ($0.planID, $0.childID, $0.words) = (mark, mark, sealed(mark)) }),
            .planReviewed(.with { ($0.planID, $0.childID, $0.words) = (mark, mark, sealed(mark)) }),
            .planEnded(.with { ($0.planID, $0.childID, $0.why) = (mark, mark, sealed(mark)) }),
            .themeActionAgreed(.with { ($0.actionID, $0.what, $0.owner, $0.agreedBy) = (mark, mark, mark, mark) }),
            .themeActionDone(.with { ($0.actionID, $0.words, $0.doneBy) = (mark, mark, mark) }),
            .countyAnnounced(.with { $0.label = mark }),
        ]
    }

    static func planNoted(_ mark: String = "", reviewOn: String) -> CaseEvent {
        .planNoted(.with { ($0.caseID, $0.planID, $0.reviewOn) = (mark, mark, reviewOn) })
    }

    private static func chased(_ mark: String, clock kind: String, with holder: String) -> CaseEvent {
        .chased(
            .with {
                ($0.caseID, $0.locality, $0.chasedBy, $0.clock) = (mark, "E07000081", mark, clock(kind, holder, mark))
                if holder == "referrer" { $0.askedReferralID = joined.text }
                if holder == "provider" { $0.providerID = "provider-1" }
            })
    }

    private static func rerouted(_ mark: String, from: String) -> CaseEvent {
        .rerouted(
            .with {
                ($0.caseID, $0.locality, $0.fromLocality, $0.because) = (mark, "E07000081", from, mark)
                ($0.reroutedBy, $0.why) = (mark, sealed(mark))
                $0.routing = .with { ($0.explanation, $0.facts) = ([mark], [mark: mark]) }
            })
    }

    private static func clock(_ kind: String, _ holder: String, _ mark: String) -> CaseClock {
        .with { ($0.kind, $0.with, $0.dueAt, $0.about) = (kind, holder, "2026-12-07T09:00:00Z", mark) }
    }
}
