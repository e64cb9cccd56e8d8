import Contracts
import Foundation
import Inclusion
import Postgres
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("The referral a case rests on leaves", .timeLimit(.minutes(1)))
struct NewLeadTests {
    private static let postcodes = ["GL12EH": "E07000081", "GL501AA": "E07000078"]

    private static func left(_ referral: UUID, inError: Bool = false) -> ReferralEvent {
        inError
            ? .enteredInError(.with { $0.referralID = referral.text })
            : .withdrawn(.with { $0.referralID = referral.text })
    }

    /// A case of two agencies.
    private func joined(
        _ bench: RouterBench, homes: (String, String), levels: (Int32, Int32)
    ) async throws -> (id: UUID, first: UUID, second: UUID) {
        try await bench.know(Self.postcodes)
        let (child, first, second) = (UUID(), UUID(), UUID())
        try await bench.apply(
            try await bench.submitted(first, about: child, home: homes.0, level: levels.0), of: first)
        try await bench.apply(
            try await bench.submitted(second, about: child, by: "agency-2", home: homes.1, level: levels.1),
            of: second)
        return (try await bench.caseID(of: first), first, second)
    }

    @Test(
        "The rules are asked about what is left, and where they say something else the case goes there; the past is kept"
    )
    func routed() async throws {
        try await RouterBench.run { bench in
            let (id, first, second) = try await joined(bench, homes: ("GL1 2EH", "GL50 1AA"), levels: (3, 4))
            try await bench.apply(Self.left(first), of: first)
            let file = try await bench.file(id)
            #expect(file.lead.id == second.text)
            #expect(file.locality == "E07000078" && file.forum == .interventionCircle)
            #expect(file.moves.map(\.fromLocality) == ["E07000081"] && file.moves.map(\.fromForum) == [.talc])
            #expect(file.moves.first?.routing.rulesFired.contains("forum.level_4_or_statutory") == true)
            #expect(try await bench.story(of: id) == ["opened", "referral_joined", "referral_left", "rerouted"])
        }
    }

    @Test("Without an address of its own it is the child's that was known; entered in error is no different")
    func withoutAddress() async throws {
        try await RouterBench.run { bench in
            let (id, first, _) = try await joined(bench, homes: ("GL1 2EH", ""), levels: (3, 4))
            try await bench.apply(Self.left(first, inError: true), of: first)
            let file = try await bench.file(id)
            #expect(file.locality == "E07000081" && file.forum == .interventionCircle)
            #expect(file.moves.first?.because == "facts_changed")
        }
    }

    @Test(
        "Nothing moves when the rules say the same, when another than the lead leaves, or when a person chose the place"
    )
    func stays() async throws {
        try await RouterBench.run { bench in
            let same = try await joined(bench, homes: ("GL1 2EH", "GL1 2EH"), levels: (3, 3))
            try await bench.apply(Self.left(same.first), of: same.first)
            #expect(try await bench.story(of: same.id).last == "referral_left")
            let other = try await joined(bench, homes: ("GL1 2EH", "GL50 1AA"), levels: (3, 4))
            try await bench.apply(Self.left(other.second), of: other.second)
            #expect(try await bench.story(of: other.id).last == "referral_left")
            let alone = try await joined(bench, homes: ("GL1 2EH", "GL50 1AA"), levels: (3, 4))
            for referral in [alone.second, alone.first] { try await bench.apply(Self.left(referral), of: referral) }
            #expect(try await bench.story(of: alone.id).last == "closed")
        }
    }
}
