import Contracts
import EventFlow
import Foundation
import Inclusion
import ServiceKit
import SwiftProtobuf

@testable import EventFlow
@testable import Portal

/// Instants as tests write them.
func at(_ text: String) -> Date { RFC3339.instant(text) ?? .distantPast }

/// Events and items with something in every field.
enum Samples {
    static let gloucester = "E07000081"

    static func opened(
        case id: UUID = UUID(), locality: String = gloucester, reference: String = "RH-2345-6789",
        acknowledgeBy: String = "2026-11-25T09:00:00Z", needs: [String] = ["SEMH", "ASD"]
    ) -> CaseEvent {
        .opened(
            .with {
                $0.caseID = id.text
                $0.reference = reference
                $0.locality = locality
                $0.forum = .talc
                $0.acknowledgeBy = acknowledgeBy
                $0.details = .with { ($0.childID, $0.box) = (UUID().text, Data("sealed".utf8)) }
                $0.facts = .with {
                    ($0.ageBand, $0.ageYears, $0.keyStage, $0.level) = (.schoolAge, 13, .keyStage3, 3)
                    ($0.needs, $0.apRequested, $0.daysOutOfSchool, $0.permanentlyExcluded) = (needs, true, 12, true)
                }
            })
    }

    static let acknowledged = CaseEvent.acknowledged(.with { $0.locality = gloucester })
    static let decided = CaseEvent.apPlacementDecided(.with { $0.locality = gloucester })
    static let placed = CaseEvent.placed(.with { $0.locality = gloucester })
    static let notFound = CaseEvent.placementNotFound(.with { $0.locality = gloucester })

    static let asked = CaseEvent.informationAsked(.with { ($0.referralID, $0.questionID) = ("referral", "question") })
    static let answered = CaseEvent.informationReceived(.with { $0.questionID = "question" })
    static let listed = CaseEvent.listed(.with { ($0.forum, $0.meetsOn) = (.talc, "2026-12-03") })
    static let advised = CaseEvent.decided(.with { ($0.outcome, $0.closes) = ("advice_given", true) })
    static let supported = CaseEvent.decided(.with { $0.outcome = "supported" })
    static let closed = CaseEvent.closed(.with { $0.outcome = "withdrawn" })

    static let requested = PlacementEvent.requested(.with { $0.locality = gloucester })
    static let shortlisted = PlacementEvent.shortlisted(.with { $0.ruleSet = "rules" })
    static let offered = PlacementEvent.offered(.with { $0.answerBy = "2026-11-27T17:00:00Z" })
    static let declined = PlacementEvent.declined(.with { $0.code = "full" })
    static let declineConfirmed = PlacementEvent.declineConfirmed(.with { $0.locality = gloucester })
    static let accepted = PlacementEvent.accepted(.with { $0.locality = gloucester })
    static let withdrawn = PlacementEvent.withdrawn(.with { $0.reason = "case_closed" })
    static let unableToMatch = PlacementEvent.unableToMatch(.with { $0.locality = gloucester })

    static let submitted = ReferralEvent.submitted(.with { $0.reference = "RH-2345-6789" })

    /// An item whose case was opened.
    static func item(
        locality: String = gloucester, reference: String = "RH-2345-6789", forum: String = "talc",
        state: CaseState = .open, needs: [String] = ["SEMH", "ASD"], search: PlaceSearch? = nil
    ) -> QueueItem {
        var item = QueueItem(referralID: UUID())
        item.file = QueuedCase(
            id: UUID(), version: 1, reference: reference, locality: locality, forum: forum,
            stage: state == .needsInformation ? .acknowledged : state,
            openQuestions: state == .needsInformation ? [.init(id: "question", askedReferralID: "referral")] : [],
            since: at("2026-11-23T10:00:00Z"), level: 3, ageBand: "school_age", ageYears: 13, keyStage: "ks3",
            needs: needs, apRequested: true, daysOutOfSchool: 12, permanentlyExcluded: true,
            openedAt: at("2026-11-23T10:00:00Z"), acknowledgeBy: at("2026-11-25T09:00:00Z"))
        item.search = search
        return item
    }

    /// Who vouches for people in tests.
    static let issuer = "https://login.example.org"

    static func coordinator(of locality: String) -> Person {
        Person(
            subject: "coordinator-\(locality)", displayName: "Coordinator of \(locality)", organisation: "authority-1",
            roles: [.coordinator], localities: [locality])
    }

    static let person = Person(
        subject: "coordinator-1", displayName: "Sam Coordinator", organisation: "authority-1",
        roles: [.coordinator], localities: [gloucester, "E07000078"])
}
