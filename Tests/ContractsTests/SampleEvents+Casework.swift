import Contracts
import SwiftProtobuf

// The events of working a case, of meetings, plans, themes and the county, every field set.
extension SampleEvents {
    private static let referral = "01936c1e-8b5a-7c44-9f00-0000000000a1"
    private static let joined = "01936c1e-8b5a-7c44-9f00-0000000000a2"
    private static let question = "01936c1e-8b5a-7c44-9f00-0000000000a7"
    private static let meeting = "01936c1e-8b5a-7c44-9f00-0000000000b1"
    private static let plan = "01936c1e-8b5a-7c44-9f00-0000000000b2"
    private static let clock = CaseClock.with {
        $0.kind = "information"
        $0.startedAt = "2026-11-23T09:00:00Z"
        $0.dueAt = "2026-12-07T09:00:00Z"
        $0.remindAt = "2026-11-30T09:00:00Z"
        $0.pausedAt = "2026-11-24T09:00:00Z"
        $0.about = question
        $0.with = "referrer"
        $0.reminded = true
        $0.breached = true
    }
    private static let clocks = CaseClocks.with { $0.all = [clock] }

    static let casework: [CaseEvent] = [
        .chased(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.clock = clock
                $0.chasedBy = "coordinator-gloucester"
                $0.askedReferralID = joined
                $0.clocks = clocks
            }),
        .clockBreached(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.clock = clock
                $0.clocks = clocks
            }),
        .clocksRecomputed(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.calendar = "gloucestershire/3"
                $0.clocks = clocks
            }),
        .assigned(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.assignedTo = "coordinator-gloucester"
                $0.assignedBy = "coordinator-gloucester"
                $0.clocks = clocks
            }),
        .rerouted(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.fromLocality = "E07000082"
                $0.fromForum = .inclusionAdvice
                $0.routing = .with { $0.ruleSet = "gloucestershire-default/1" }
                $0.location = location
                $0.because = "moved"
                $0.reroutedBy = "coordinator-gloucester"
                $0.why = sealed
                $0.clocks = clocks
            }),
        .levelChanged(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.fromLevel = 3
                $0.toLevel = 2
                $0.changedBy = "coordinator-gloucester"
                $0.why = sealed
                $0.clocks = clocks
            }),
        .reopened(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.reopenedBy = "coordinator-gloucester"
                $0.why = sealed
                $0.was = "advice_given"
                $0.clocks = clocks
            }),
        .decisionCorrected(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.decision = 1
                $0.correctedBy = "coordinator-gloucester"
                $0.record = sealed
                $0.why = sealed
                $0.clocks = clocks
            }),
        .actionAgreed(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.actionID = question
                $0.meetingID = meeting
                $0.organisation = "school-hillside"
                $0.owner = "the SENCO"
                $0.dueOn = "2026-12-01"
                $0.what = sealed
                $0.agreedBy = "coordinator-gloucester"
                $0.clocks = clocks
            }),
        .actionDone(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.actionID = question
                $0.doneBy = "coordinator-gloucester"
                $0.words = sealed
                $0.clocks = clocks
            }),
        .planNoted(
            .with {
                $0.caseID = referral
                $0.referralID = referral
                $0.locality = "E07000081"
                $0.planID = plan
                $0.reviewOn = "2027-01-11"
                $0.clocks = clocks
            }),
    ]

    static let meetings: [CaseEvent] = [
        .meetingPlanned(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.startsAt = "2026-11-26T13:30:00Z"
                $0.papersBy = "2026-11-24T17:00:00Z"
                $0.place = "Room 4"
                $0.plannedBy = "coordinator-gloucester"
            }),
        .meetingMoved(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.startsAt = "2026-11-26T13:30:00Z"
                $0.papersBy = "2026-11-24T17:00:00Z"
                $0.place = "Room 4"
                $0.movedBy = "coordinator-gloucester"
            }),
        .meetingCancelled(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.cancelledBy = "coordinator-gloucester"
                $0.why = "words without a child in them"
            }),
        .meetingOpened(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.caseIds = [referral]
                $0.openedBy = "coordinator-gloucester"
            }),
        .attendanceRecorded(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.attendance = [
                    .with {
                        $0.organisation = "school-hillside"
                        $0.kind = "education"
                        $0.attended = "present"
                    }
                ]
                $0.recordedBy = "coordinator-gloucester"
            }),
        .meetingClosed(
            .with {
                $0.meetingID = meeting
                $0.locality = "E07000081"
                $0.forum = .talc
                $0.carriedOver = [referral]
                $0.nextMeetingID = meeting
                $0.closedBy = "coordinator-gloucester"
            }),
    ]

    static let plans: [CaseEvent] = [
        .planStarted(
            .with {
                $0.planID = plan
                $0.childID = sealed.childID
                $0.caseID = referral
                $0.locality = "E07000081"
                $0.leadOrganisation = "school-hillside"
                $0.lead = "the SENCO"
                $0.startedBy = "coordinator-gloucester"
            }),
        .planCycleStarted(
            .with {
                $0.planID = plan
                $0.childID = sealed.childID
                $0.cycle = 1
                $0.outcomeIds = [question]
                $0.reviewOn = "2027-01-11"
                $0.words = sealed
                $0.startedBy = "coordinator-gloucester"
            }),
        .planReviewed(
            .with {
                $0.planID = plan
                $0.childID = sealed.childID
                $0.cycle = 1
                $0.results = [
                    .with {
                        $0.outcomeID = question
                        $0.result = "partly"
                    }
                ]
                $0.words = sealed
                $0.reviewedBy = "coordinator-gloucester"
            }),
        .planEnded(
            .with {
                $0.planID = plan
                $0.childID = sealed.childID
                $0.why = sealed
                $0.endedBy = "coordinator-gloucester"
            }),
    ]

    static let themes: [CaseEvent] = [
        .themeActionAgreed(
            .with {
                $0.actionID = question
                $0.locality = "E07000081"
                $0.theme = "need"
                $0.value = "SEMH"
                $0.periodFrom = "2026-09-01"
                $0.periodTo = "2026-12-18"
                $0.what = "words without a child in them"
                $0.organisation = "school-hillside"
                $0.owner = "the SENCO"
                $0.dueOn = "2026-12-01"
                $0.agreedBy = "coordinator-gloucester"
            }),
        .themeActionDone(
            .with {
                $0.actionID = question
                $0.locality = "E07000081"
                $0.words = "words without a child in them"
                $0.doneBy = "coordinator-gloucester"
            }),
    ]

    static let county: [CaseEvent] = [
        .countyAnnounced(
            .with {
                $0.label = "gloucestershire/2"
                $0.localities = [
                    .with {
                        $0.code = "E07000081"
                        $0.name = "Gloucester"
                        $0.owner = "The coordinator for Gloucester"
                    }
                ]
            }),
        // With the calendar, which was not told at first.
        .countyAnnounced(
            .with {
                $0.label = "gloucestershire/3"
                $0.localities = [
                    .with {
                        $0.code = "E07000081"
                        $0.name = "Gloucester"
                        $0.owner = "The coordinator for Gloucester"
                    }
                ]
                $0.calendar.ends = "2027-08-31"
                $0.calendar.terms = [
                    .with {
                        ($0.name, $0.first, $0.last) = ("Autumn term 2026, second half", "2026-11-02", "2026-12-18")
                    }
                ]
                $0.calendar.closures = ["2026-11-27"]
                $0.calendar.extraHolidays = ["2026-12-24"]
            }),
    ]
}
