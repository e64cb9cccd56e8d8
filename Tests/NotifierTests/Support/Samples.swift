import Contracts
import Foundation
import SwiftProtobuf

@testable import Notifier

/// One event of every kind the notifier reads, with something in every field.
enum Samples {
    static let everything = events(marked: "Zebedee", reference: "RH-2345-6789")

    /// - Parameter mark: stands in every field that says anything about a child or a person.
    static func events(marked mark: String, reference: String) -> [(type: String, news: News)] {
        let all: [News] = [
            .referrals(submitted(mark, reference)), .cases(opened(mark, reference)), .cases(acknowledged(mark)),
            .cases(decided(mark, reference)),
            .cases(.placed(.with { ($0.caseID, $0.locality, $0.provisionID) = (mark, "E07000081", mark) })),
            .cases(.placementNotFound(.with { ($0.caseID, $0.locality) = (mark, "E07000081") })),
            .placements(requested(mark, reference)),
            .placements(.shortlisted(.with { $0.candidates = [.with { $0.provisionID = mark }] })),
            .placements(offered(mark)), .placements(accepted(mark)), .placements(declined(mark)),
            .placements(.declineConfirmed(.with { ($0.confirmedBy, $0.locality) = (mark, "E07000081") })),
            .placements(.unableToMatch(.with { ($0.failedRules, $0.locality) = ([mark: 3], "E07000081") })),
        ]
        return all.map { ($0.type, $0) }
    }

    static func submitted(_ mark: String = "", _ reference: String = "RH-2345-6789") -> ReferralEvent {
        .submitted(
            .with {
                ($0.referralID, $0.childID, $0.reference, $0.apKind) = (mark, mark, reference, mark)
                ($0.agency, $0.facts, $0.details) = (agency, facts(mark), sealed(mark))
            })
    }

    static func opened(_ mark: String = "", _ reference: String = "RH-2345-6789") -> CaseEvent {
        .opened(
            .with {
                ($0.caseID, $0.referralID, $0.childID, $0.reference) = (mark, mark, mark, reference)
                ($0.agency, $0.facts, $0.details, $0.locality) = (agency, facts(mark), sealed(mark), "E07000081")
                ($0.apKind, $0.acknowledgeBy) = (mark, mark)
                $0.routing = .with {
                    ($0.explanation, $0.advice, $0.facts) = ([mark], [mark], [mark: mark])
                }
            })
    }

    static func acknowledged(_ mark: String = "") -> CaseEvent {
        .acknowledged(
            .with { ($0.caseID, $0.referralID, $0.acknowledgedBy, $0.locality) = (mark, mark, mark, "E07000081") })
    }

    static func decided(_ mark: String = "", _ reference: String = "RH-2345-6789") -> CaseEvent {
        .apPlacementDecided(
            .with {
                ($0.caseID, $0.childID, $0.reference, $0.locality) = (mark, mark, reference, "E07000081")
                ($0.agency, $0.facts, $0.brief, $0.decidedBy) = (agency, facts(mark), sealed(mark), mark)
                ($0.purpose, $0.wantedStart, $0.apKind) = (mark, mark, mark)
            })
    }

    static func requested(_ mark: String = "", _ reference: String = "RH-2345-6789") -> PlacementEvent {
        .requested(
            .with {
                ($0.requestID, $0.childID, $0.reference, $0.locality) = (mark, mark, reference, "E07000081")
                ($0.agency, $0.facts, $0.brief) = (agency, facts(mark), sealed(mark))
            })
    }

    static func offered(_ mark: String = "") -> PlacementEvent {
        .offered(
            .with {
                ($0.requestID, $0.offerID, $0.provisionID, $0.providerID) = (mark, mark, mark, "provider-1")
                ($0.answerBy, $0.locality) = ("2026-11-24T17:00:00Z", "E07000081")
            })
    }

    static func accepted(_ mark: String = "") -> PlacementEvent {
        .accepted(
            .with {
                ($0.provisionID, $0.providerID, $0.acceptedBy, $0.locality) = (mark, "provider-1", mark, "E07000081")
            })
    }

    static func declined(_ mark: String = "") -> PlacementEvent {
        .declined(
            .with {
                ($0.provisionID, $0.providerID, $0.declinedBy) = (mark, "provider-1", mark)
                ($0.code, $0.words, $0.locality) = (mark, sealed(mark), "E07000081")
            })
    }

    private static let agency = Agency.with { $0.id = "agency-1" }

    private static func facts(_ mark: String) -> CodedFacts { .with { $0.needs = [mark] } }

    private static func sealed(_ mark: String) -> Sealed {
        .with { ($0.childID, $0.box) = (mark, Data(mark.utf8)) }
    }
}

extension News {
    var type: String {
        switch self {
        case .referrals(let event): event.type
        case .cases(let event): event.type
        case .placements(let event): event.type
        }
    }
}
