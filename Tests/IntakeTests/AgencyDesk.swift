import Contracts
import Foundation
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import ReferralIntake

/// The intake's whole API, and what the other services say of a referral.
struct AgencyDesk: ServiceDesk {
    let bench: IntakeBench
    let service: ServiceInProcess

    static let caller = agency()
    static let police = agency("police-sample", subject: "officer", kind: "police")

    /// Somebody of an agency.
    static func agency(
        _ organisation: String = IntakeBench.organisation, subject: String = "senco", kind: String = "education"
    ) -> Identity {
        .someone(.agency, subject: subject, organisation: organisation, agencyKind: kind)
    }

    static func run(_ body: @Sendable (AgencyDesk) async throws -> Void) async throws {
        try await IntakeBench.run { bench in
            try await ServiceInProcess.lend(
                ReferralIntake.definition, on: bench.database, at: IntakeBench.time,
                routes: { try ReferralIntake.parts($0).routes($1) },
                { try await body(AgencyDesk(bench: bench, service: $0)) })
        }
    }

    var host: ServiceHost { service.host }

    func wait(_ seconds: Double) { service.set(now + seconds) }

    // MARK: What the others say

    /// Takes in an event as the projector would, in a transaction of its own.
    func hear(_ event: CaseEvent, of referral: UUID, id: UUID = UUID()) async throws {
        try await apply([try ReceivedEvent.of(event, referral: referral, id: id, time: now)])
    }

    func hear(_ event: PlacementEvent, of referral: UUID, id: UUID = UUID()) async throws {
        try await apply([try ReceivedEvent.of(event, referral: referral, id: id, time: now)])
    }

    func apply(_ events: [ReceivedEvent]) async throws {
        try await host.events.transaction { try await StandingProjection().apply(events, in: $0) }
    }

    /// Words, sealed with the key of that referral's child, as the router would.
    func sealed(_ message: some Message, for referral: UUID) async throws -> Sealed {
        let child = try await bench.admin.query("select child_id from referral where id = \(referral)")
            .decodeFirst(UUID.self)
        return try await bench.keyring.seal(message, for: try #require(child))
    }

    /// Asks the referral's agency something.
    func ask(_ question: UUID, _ words: String, of referral: UUID, case leader: UUID? = nil) async throws {
        var asked = InformationAsked()
        asked.questionID = question.text
        asked.question = try await sealed(Words.with { $0.words = words }, for: referral)
        asked.chaseAt = "2026-11-30T10:00:00Z"
        asked.answerBy = "2026-12-07T10:00:00Z"
        if leader != nil { asked.askedReferralID = referral.text }
        try await hear(.informationAsked(asked), of: leader ?? referral)
    }
}
