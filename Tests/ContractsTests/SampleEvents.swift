import Contracts
import Foundation
import SwiftProtobuf

/// One event of every kind with every field set: the source of the golden samples, and the list a new kind
/// has to join.
enum SampleEvents {
    static let sealed = Sealed.with {
        $0.childID = "01936c1e-8b5a-7c44-9f00-0000000000c1"
        $0.box = .init((0..<40).map { UInt8($0) })
    }
    static let agency = Agency.with {
        $0.id = "school-hillside"
        $0.kind = .education
        $0.sourceCode = "2A"
    }
    static let facts = CodedFacts.with {
        $0.ageBand = .schoolAge
        $0.ageYears = 13
        $0.keyStage = .keyStage3
        $0.level = 3
        $0.sendProvision = .ehcp
        $0.statutory = .with {
            $0.childProtectionPlan = true
            $0.childInNeed = true
            $0.childInCare = true
        }
        $0.level4Indicators = true
        $0.needs = ["SEMH", "SLCN"]
        $0.mentalHealthNeed = true
        $0.apRequested = true
        $0.daysOutOfSchool = 12
        $0.permanentlyExcluded = true
    }
    static let location = CoarseLocation.with {
        $0.eastingKm = 383
        $0.northingKm = 218
    }
    static let reason = Reason.with {
        $0.code = "journey"
        $0.points = 250
        $0.words = "4 km from home"
    }
    private static let referral = "01936c1e-8b5a-7c44-9f00-0000000000a1"
    private static let request = "01936c1e-8b5a-7c44-9f00-0000000000e1"
    private static let offer = "01936c1e-8b5a-7c44-9f00-0000000000f1"
    private static let question = "01936c1e-8b5a-7c44-9f00-0000000000a7"
    private static let joined = "01936c1e-8b5a-7c44-9f00-0000000000a2"
    private static let delivery = "01936c1e-8b5a-7c44-9f00-0000000000d1"

    static let referrals: [ReferralEvent] = [
        .submitted(
            .with {
                $0.referralID = referral
                $0.reference = "RH-7K3P-9QWX"
                $0.childID = sealed.childID
                $0.agency = agency
                $0.facts = facts
                $0.apKind = "third_sector"
                $0.details = sealed
            }),
        .amended(
            .with {
                $0.referralID = referral
                $0.facts = facts
                $0.apKind = "third_sector"
                $0.details = sealed
                $0.changed = ["/level", "/child/home_postcode"]
                $0.reason = sealed
                $0.amendedBy = "hillside-senco"
            }),
        .answered(
            .with {
                $0.referralID = referral
                $0.questionID = question
                $0.answer = sealed
                $0.answeredBy = "hillside-senco"
            }),
        .headteacherAuthorised(
            .with {
                $0.referralID = referral
                $0.authorisation = sealed
                $0.recordedBy = "hillside-head"
            }),
        .withdrawn(
            .with {
                $0.referralID = referral
                $0.reason = "school_resolved"
                $0.words = sealed
                $0.withdrawnBy = "hillside-senco"
            }),
        .enteredInError(
            .with {
                $0.referralID = referral
                $0.words = sealed
                $0.markedBy = "hillside-senco"
            }),
        .lawfulBasisChanged(
            .with {
                $0.referralID = referral
                $0.basis = "consent"
                $0.sharingAllowed = true
                $0.record = sealed
                $0.changedBy = "hillside-senco"
            }),
    ]

    static let cases: [CaseEvent] =
        [
            .opened(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.reference = "RH-7K3P-9QWX"
                    $0.childID = sealed.childID
                    $0.agency = agency
                    $0.facts = facts
                    $0.locality = "E07000081"
                    $0.forum = .interventionCircle
                    $0.routing = .with {
                        $0.ruleSet = "gloucestershire-default/1"
                        $0.rulesFired = ["locality.home_postcode", "forum.level_4"]
                        $0.explanation = ["The home postcode lies in Gloucester."]
                        $0.facts = ["level": "4"]
                        $0.advice = ["Children's services usually refer to the Intervention Circle."]
                        $0.alsoOfferedTo = ["health_single_point_of_access"]
                    }
                    $0.location = location
                    $0.apKind = "third_sector"
                    $0.details = sealed
                    $0.acknowledgeBy = "2026-11-23T17:00:00Z"
                }),
            .acknowledged(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.acknowledgedBy = "coordinator-gloucester"
                    $0.locality = "E07000081"
                }),
            .apPlacementDecided(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.reference = "RH-7K3P-9QWX"
                    $0.childID = sealed.childID
                    $0.locality = "E07000081"
                    $0.decidedBy = "coordinator-gloucester"
                    $0.facts = facts
                    $0.location = location
                    $0.purpose = "reintegration"
                    $0.wantedStart = "2026-12-07"
                    $0.weeks = 12
                    $0.sessionsAWeek = 6
                    $0.apKind = "third_sector"
                    $0.agency = agency
                    $0.brief = sealed
                    $0.excludedProvisions = ["01936c1e-8b5a-7c44-9f00-0000000000b2"]
                }),
            .placed(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.requestID = request
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                }),
            .placementNotFound(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.requestID = request
                }),
            .placementNoted(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.requestID = request
                    $0.placementID = offer
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                    $0.providerID = "provider-severn-vale"
                    $0.happened = "reviewed"
                    $0.startsOn = "2026-12-07"
                    $0.until = "2027-02-12"
                    $0.reviewOn = "2027-02-12"
                    $0.on = "2026-12-16"
                    $0.outcome = "completed"
                }),
            .informationAsked(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.questionID = question
                    $0.askedBy = "coordinator-gloucester"
                    $0.question = sealed
                    $0.chaseAt = "2026-11-30T17:00:00Z"
                    $0.answerBy = "2026-12-07T17:00:00Z"
                    $0.askedReferralID = joined
                }),
            .informationReceived(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.questionID = question
                    $0.answer = sealed
                    $0.answeredBy = "senco"
                }),
            .listed(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.forum = .talc
                    $0.meetsOn = "2026-12-03"
                    $0.listedBy = "coordinator-gloucester"
                }),
            .decided(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.outcome = "no_further_action"
                    $0.reason = "threshold_not_met"
                    $0.decidedBy = "coordinator-gloucester"
                    $0.words = sealed
                    $0.closes = true
                }),
            .closed(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.outcome = "withdrawn"
                }),
            .referralJoined(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.joinedReferralID = joined
                    $0.joinedReference = "RH-2M4N-8TVW"
                    $0.joinedAgency = agency
                    $0.joinedDetails = sealed
                    $0.joinedFacts = facts
                    $0.joinedApKind = "aps"
                }),
            .referralLeft(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.leftReferralID = joined
                    $0.reason = "withdrawn"
                }),
            .amended(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.facts = facts
                    $0.apKind = "aps"
                    $0.details = sealed
                    $0.changed = ["/level"]
                    $0.headteacherAuthorised = true
                    $0.amendedReferralID = joined
                }),
            .sharingChanged(
                .with {
                    $0.caseID = referral
                    $0.referralID = referral
                    $0.locality = "E07000081"
                    $0.allowed = true
                    $0.withoutBasis = [joined]
                }),
        ] + casework + meetings + plans + themes + county

    static let placements: [PlacementEvent] =
        [
            .requested(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.caseID = referral
                    $0.reference = "RH-7K3P-9QWX"
                    $0.childID = sealed.childID
                    $0.locality = "E07000081"
                    $0.facts = facts
                    $0.location = location
                    $0.purpose = "reintegration"
                    $0.wantedStart = "2026-12-07"
                    $0.weeks = 12
                    $0.sessionsAWeek = 6
                    $0.apKind = "third_sector"
                    $0.agency = agency
                    $0.brief = sealed
                    $0.excludedProvisions = ["01936c1e-8b5a-7c44-9f00-0000000000b2"]
                }),
            .shortlisted(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.ruleSet = "matching-default/1"
                    $0.candidates = [
                        .with {
                            $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                            $0.providerID = "provider-severn-vale"
                            $0.score = 250
                            $0.reasons = [reason]
                        }
                    ]
                    $0.excluded = [
                        .with {
                            $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b2"
                            $0.failed = [reason]
                        }
                    ]
                }),
            .offered(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.offerID = offer
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                    $0.providerID = "provider-severn-vale"
                    $0.rank = 1
                    $0.answerBy = "2026-11-24T17:00:00Z"
                    $0.locality = "E07000081"
                }),
            .accepted(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.offerID = offer
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                    $0.providerID = "provider-severn-vale"
                    $0.acceptedBy = "severn-vale-admissions"
                    $0.caseID = referral
                    $0.locality = "E07000081"
                }),
            .declined(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.offerID = offer
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                    $0.providerID = "provider-severn-vale"
                    $0.declinedBy = "severn-vale-admissions"
                    $0.code = "needs_not_met"
                    $0.words = sealed
                    $0.locality = "E07000081"
                }),
            .declineConfirmed(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.offerID = offer
                    $0.confirmedBy = "coordinator-gloucester"
                    $0.locality = "E07000081"
                }),
            .unableToMatch(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.caseID = referral
                    $0.locality = "E07000081"
                    $0.failedRules = ["capacity": 3]
                }),
            .withdrawn(
                .with {
                    $0.requestID = request
                    $0.referralID = referral
                    $0.caseID = referral
                    $0.locality = "E07000081"
                    $0.reason = "case_closed"
                    $0.offerID = offer
                    $0.providerID = "provider-severn-vale"
                    $0.provisionID = "01936c1e-8b5a-7c44-9f00-0000000000b1"
                }),
        ] + offers + stays + directory

    static let notifications: [NotificationEvent] = [
        .queued(
            .with {
                $0.deliveryID = delivery
                $0.referralID = referral
                $0.template = "case_opened"
                $0.audience = "coordinator"
                $0.causeEventID = "01936c1e-8b5a-7c44-9f00-0000000000e9"
            }),
        .sent(
            .with {
                $0.deliveryID = delivery
                $0.referralID = referral
                $0.template = "case_opened"
                $0.audience = "coordinator"
            }),
        .failed(
            .with {
                $0.deliveryID = delivery
                $0.referralID = referral
                $0.template = "case_opened"
                $0.audience = "coordinator"
                $0.code = "refused_by_server"
            }),
    ]
}
