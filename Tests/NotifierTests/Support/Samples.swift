import Contracts
import Foundation
import SwiftProtobuf

@testable import Notifier

/// One event of every kind the notifier reads, with something in every field.
enum Samples {
    static let everything = events(marked: "Zebedee", reference: "RH-2345-6789")

    /// - Parameter mark: stands in every field that says anything about a child or a person.
    static func events(marked mark: String, reference: String) -> [(type: String, news: News)] {
        let all: [News] =
            [
                .referrals(submitted(mark, reference)), .cases(opened(mark, reference)), .cases(acknowledged(mark)),
                .cases(decided(mark, reference)),
                .cases(.placed(.with { ($0.caseID, $0.locality, $0.provisionID) = (mark, "E07000081", mark) })),
                .cases(.placementNotFound(.with { ($0.caseID, $0.locality) = (mark, "E07000081") })),
                .cases(.placementNoted(.with { ($0.caseID, $0.provisionID, $0.outcome) = (mark, mark, mark) })),
                .placements(requested(mark, reference)),
                .placements(.shortlisted(.with { $0.candidates = [.with { $0.provisionID = mark }] })),
                .placements(offered(mark)), .placements(accepted(mark)), .placements(declined(mark)),
                .placements(.declineConfirmed(.with { ($0.confirmedBy, $0.locality) = (mark, "E07000081") })),
                .placements(.unableToMatch(.with { ($0.failedRules, $0.locality) = ([mark: 3], "E07000081") })),
                .placements(
                    .withdrawn(.with { ($0.offerID, $0.reason, $0.providerID) = (mark, "case_closed", "provider-1") })),
            ] + (offers(marked: mark) + stays(marked: mark) + directory(marked: mark)).map(News.placements)
            + life(marked: mark).map(News.referrals)
            + (casework(marked: mark) + furtherWork(marked: mark) + aboutNoCase(marked: mark)).map(News.cases)
        return all.map { ($0.type, $0) }
    }

    /// What becomes of offers beside an answer, and what a provider says of its places.
    private static func offers(marked mark: String) -> [PlacementEvent] {
        let offer = OfferRef.with {
            ($0.requestID, $0.referralID, $0.caseID, $0.offerID, $0.provisionID) = (mark, mark, mark, mark, mark)
            ($0.providerID, $0.locality) = ("provider-1", "E07000081")
        }
        return [
            .questionAsked(
                .with { ($0.offer, $0.questionID, $0.askedBy, $0.words) = (offer, mark, mark, sealed(mark)) }),
            .questionAnswered(
                .with { ($0.offer, $0.questionID, $0.answeredBy, $0.words) = (offer, mark, mark, sealed(mark)) }),
            .offerExpired(.with { $0.offer = offer }),
            .offerWithdrawn(.with { ($0.offer, $0.reason, $0.withdrawnBy) = (offer, "provision_gone", mark) }),
            .capacitySet(.with { ($0.provisionID, $0.providerID, $0.changedBy) = (mark, "provider-1", mark) }),
        ]
    }

    /// What an agency does after it has referred.
    private static func life(marked mark: String) -> [ReferralEvent] {
        [
            .amended(.with { ($0.referralID, $0.facts, $0.details) = (mark, facts(mark), sealed(mark)) }),
            .answered(.with { ($0.referralID, $0.answer, $0.answeredBy) = (mark, sealed(mark), mark) }),
            .headteacherAuthorised(.with { ($0.authorisation, $0.recordedBy) = (sealed(mark), mark) }),
            .withdrawn(.with { ($0.reason, $0.words, $0.withdrawnBy) = (mark, sealed(mark), mark) }),
            .enteredInError(.with { ($0.words, $0.markedBy) = (sealed(mark), mark) }),
            .lawfulBasisChanged(.with { ($0.basis, $0.record, $0.changedBy) = (mark, sealed(mark), mark) }),
        ]
    }

    /// What happens to a case between reading and closing.
    private static func casework(marked mark: String) -> [CaseEvent] {
        [
            .informationAsked(
                .with {
                    ($0.caseID, $0.questionID, $0.askedBy, $0.question) = (mark, mark, mark, sealed(mark))
                    ($0.askedReferralID, $0.answerBy) = (joined.text, "2026-12-07T09:30:00Z")
                }),
            .informationReceived(
                .with {
                    ($0.questionID, $0.answer, $0.answeredBy, $0.locality) = (mark, sealed(mark), mark, "E07000081")
                }),
            .listed(.with { ($0.forum, $0.meetsOn, $0.listedBy) = (.talc, "2026-12-03", mark) }),
            .decided(.with { ($0.outcome, $0.words, $0.decidedBy, $0.closes) = (mark, sealed(mark), mark, true) }),
            .closed(.with { ($0.caseID, $0.outcome, $0.locality) = (mark, mark, "E07000081") }),
            .referralJoined(
                .with {
                    ($0.joinedReferralID, $0.joinedReference, $0.locality) = (joined.text, mark, "E07000081")
                    ($0.joinedAgency, $0.joinedFacts, $0.joinedDetails) = (agency, facts(mark), sealed(mark))
                }),
            .referralLeft(.with { ($0.leftReferralID, $0.reason, $0.locality) = (joined.text, mark, "E07000081") }),
            .amended(
                .with {
                    ($0.facts, $0.details, $0.changed, $0.locality) = (facts(mark), sealed(mark), [mark], "E07000081")
                }),
            .sharingChanged(.with { ($0.allowed, $0.withoutBasis, $0.locality) = (false, [mark], "E07000081") }),
            .sharingChanged(.with { ($0.allowed, $0.locality) = (true, "E07000081") }),
        ]
    }

    /// Another agency's referral about the same child.
    static let joined = UUID(uuidString: "0193f0a1-7d10-7a55-8f20-2d9b4c6e8f99") ?? UUID()

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

    static func sealed(_ mark: String) -> Sealed {
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
