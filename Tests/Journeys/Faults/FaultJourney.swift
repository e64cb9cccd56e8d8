import Foundation
import Testing

extension Journeys {
    /// Everything fails in turn. ./ops/faults plays as many rounds as one likes.
    ///
    /// `HUB_FAULT_SEED` replays a round; `HUB_FAULT_REFERRALS`, `HUB_FAULT_COPIES` and `HUB_FAULT_FOLDER` say how large
    /// it is and where the town lies.
    @Suite("Faults", .serialized, .timeLimit(.minutes(6)))
    struct FaultJourney {
        private static let environment = ProcessInfo.processInfo.environment

        private static func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }

        private static let seed =
            environment["HUB_FAULT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...999_999)

        @Test(
            "Services, PostgreSQL and the broker are killed in turn while referrals come in: nothing is lost, doubled or out of order"
        )
        func faults() async throws {
            try await play(copies: Self.number("HUB_FAULT_COPIES") ?? 1)
        }

        @Test(
            "Two copies of every service, and one of each stands still beyond its session: the same plan, the same result"
        )
        func twoCopies() async throws { try await play(copies: 2) }

        private func play(copies: Int) async throws {
            var round = FaultRound(seed: Self.seed)
            round.copies = copies
            round.referrals = Self.number("HUB_FAULT_REFERRALS") ?? 300
            round.worked = min(100, round.referrals / 10)
            round.more = Self.number("HUB_FAULT_REFERRALS") == nil ? 0 : 4
            round.folder = Self.environment["HUB_FAULT_FOLDER"].map { URL(filePath: $0) }
            print("fault round: seed \(round.seed), \(round.referrals) referrals, \(copies) copies")
            let report = try await round.play()
            print("fault round: \(report.line)")
        }
    }
}
