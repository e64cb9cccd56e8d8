import Contracts
import Foundation
import SwiftProtobuf

// Events of providers, placements and the directory.
extension SampleEvents {
    private static let offerRef = OfferRef.with {
        $0.requestID = "01936c1e-8b5a-7c44-9f00-0000000000e1"
        $0.referralID = "01936c1e-8b5a-7c44-9f00-0000000000a1"
        $0.caseID = "01936c1e-8b5a-7c44-9f00-0000000000a1"
        $0.locality = "E07000081"
        $0.offerID = "01936c1e-8b5a-7c44-9f00-0000000000f1"
        $0.provisionID = provision
        $0.providerID = "provider-severn-vale"
    }
    private static let placement = PlacementRef.with {
        $0.placementID = "01936c1e-8b5a-7c44-9f00-0000000000f1"
        $0.requestID = "01936c1e-8b5a-7c44-9f00-0000000000e1"
        $0.referralID = "01936c1e-8b5a-7c44-9f00-0000000000a1"
        $0.caseID = "01936c1e-8b5a-7c44-9f00-0000000000a1"
        $0.locality = "E07000081"
        $0.provisionID = provision
        $0.providerID = "provider-severn-vale"
        $0.reference = "RH-7K3P-9QWX"
    }
    private static let provision = "01936c1e-8b5a-7c44-9f00-0000000000b1"
    private static let place = BookedPlace.with {
        $0.from = "2026-12-07"
        $0.to = "2027-03-12"
        $0.sessions = ["mon_am", "wed_pm"]
    }
    private static let outcome = ObjectiveOutcome.with {
        $0.objective = 1
        $0.outcome = "partly"
    }

    static let offers: [PlacementEvent] = [
        .questionAsked(
            .with {
                $0.offer = offerRef
                $0.questionID = "01936c1e-8b5a-7c44-9f00-0000000000a7"
                $0.askedBy = "severn-vale-admissions"
                $0.words = sealed
            }),
        .questionAnswered(
            .with {
                $0.offer = offerRef
                $0.questionID = "01936c1e-8b5a-7c44-9f00-0000000000a7"
                $0.answeredBy = "coordinator-gloucester"
                $0.words = sealed
            }),
        .offerExpired(.with { $0.offer = offerRef }),
        .offerWithdrawn(
            .with {
                $0.offer = offerRef
                $0.reason = "placed_elsewhere"
                $0.withdrawnBy = "coordinator-gloucester"
            }),
    ]

    static let stays: [PlacementEvent] = [
        .agreed(
            .with {
                $0.placement = placement
                $0.childID = sealed.childID
                $0.purpose = "reintegration"
                $0.place = place
                $0.registration = "dual"
                $0.facts = facts
                $0.objectives = 2
                $0.offSiteDirection = true
                $0.noticeGivenOn = "2026-12-02"
                $0.agreedBy = "coordinator-gloucester"
                $0.agreement = sealed
                $0.census = sealed
                $0.movesBefore = 1
                $0.reviewBy = "2027-01-04"
                $0.agency = agency
                $0.primaryReason = "SEMH"
            }),
        .started(
            .with {
                $0.placement = placement
                $0.startedOn = "2026-12-07"
                $0.recordedBy = "severn-vale-admissions"
                $0.reviewBy = "2027-01-04"
                $0.daysOutOfSchool = 17
            }),
        .notStarted(
            .with {
                $0.placement = placement
                $0.reason = "child_did_not_attend"
                $0.recordedBy = "severn-vale-admissions"
                $0.words = sealed
            }),
        .attendanceRecorded(
            .with {
                $0.placement = placement
                $0.marks = [
                    .with {
                        $0.date = "2026-12-07"
                        $0.session = "am"
                        $0.mark = "present"
                        $0.suggestedCode = "D"
                        $0.code = "B"
                    }
                ]
                $0.recordedBy = "severn-vale-tutor"
            }),
        .reviewed(
            .with {
                $0.placement = placement
                $0.reviewedOn = "2027-01-04"
                $0.recordedBy = "severn-vale-tutor"
                $0.recommendation = "continue"
                $0.nextReviewBy = "2027-02-12"
                $0.objectives = [outcome]
                $0.words = sealed
            }),
        .extended(
            .with {
                $0.placement = placement
                $0.until = "2027-04-01"
                $0.extendedBy = "coordinator-gloucester"
                $0.words = sealed
            }),
        .reintegrationPlanned(
            .with {
                $0.placement = placement
                $0.destination = "mainstream"
                $0.from = "2027-04-19"
                $0.plannedBy = "coordinator-gloucester"
                $0.words = sealed
            }),
        .ended(
            .with {
                $0.placement = placement
                $0.endedOn = "2027-04-01"
                $0.endedAs = "reintegrated"
                $0.objectives = [outcome]
                $0.recordedBy = "severn-vale-admissions"
                $0.words = sealed
                $0.facts = facts
                $0.sessionsAttended = 31
                $0.sessionsRequired = 34
                $0.moves = 2
            }),
    ]

    static let directory: [PlacementEvent] = [
        .provisionListed(
            .with {
                $0.provisionID = provision
                $0.entry = .with {
                    $0.name = "Severn Vale Bridge"
                    $0.providerID = "provider-severn-vale"
                    $0.providerName = "Severn Vale Learning Trust"
                    $0.kind = "third_sector"
                    $0.location = location
                    $0.minimumAge = 11
                    $0.maximumAge = 16
                    $0.keyStages = [.keyStage3, .keyStage4]
                    $0.needs = ["SEMH"]
                    $0.sessionsAWeek = 10
                    $0.registered = true
                    $0.weeklyHours = 15
                    $0.waitDays = 5
                    $0.costBand = "medium"
                    $0.service = .init("{}".utf8)
                }
                $0.source = "feed"
                $0.changedBy = "01936c1e-8b5a-7c44-9f00-0000000000d7"
            }),
        .provisionUnlisted(
            .with {
                $0.provisionID = provision
                $0.source = "person"
                $0.changedBy = "severn-vale-admissions"
            }),
        .provisionUnlisted(
            .with {
                $0.provisionID = provision
                $0.source = "feed"
                $0.changedBy = "01936c1e-8b5a-7c44-9f00-0000000000d8"
                $0.entry = .with {
                    $0.name = "Orchard Farm Learning"
                    $0.providerID = "provider-orchard"
                    $0.providerName = "Orchard Trust"
                    $0.location = location
                    $0.minimumAge = 11
                    $0.maximumAge = 18
                    $0.costBand = "medium"
                    $0.service = .init("{}".utf8)
                    $0.missing = ["kind_missing", "needs_missing"]
                }
            }),
        .provisionAssured(
            .with {
                $0.provisionID = provision
                $0.assurer = "Gloucestershire County Council"
                $0.standard = "AP quality framework 2026"
                $0.assuredOn = "2026-09-01"
                $0.until = "2027-08-31"
                $0.evidence = [
                    .with {
                        $0.kind = "visit"
                        $0.seenOn = "2026-08-20"
                    }
                ]
                $0.recordedBy = "commissioner-gloucestershire"
            }),
        .capacitySet(
            .with {
                $0.provisionID = provision
                $0.providerID = "provider-severn-vale"
                $0.rules = [
                    .with {
                        $0.from = "2026-09-01"
                        $0.to = "2027-07-20"
                        $0.sessions = place.sessions
                        $0.places = 8
                        $0.keyStages = [.keyStage3]
                        $0.needs = ["SEMH"]
                    }
                ]
                $0.closures = [
                    .with {
                        $0.from = "2026-12-21"
                        $0.to = "2027-01-01"
                        $0.reason = "holiday"
                    }
                ]
                $0.changedBy = "severn-vale-admissions"
            }),
    ]
}
