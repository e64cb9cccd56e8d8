import Foundation
import Testing

@testable import ReferralIntake
@testable import ServiceKit

@Suite("Shared commit plan", .timeLimit(.minutes(1)))
struct SharedCommitPlanTests {
    private func claims(_ key: Int, _ indexes: [UInt8] = [], from organisation: String = "agency")
        -> SharedCommitPlan.Claims
    {
        let id = UUID(uuidString: "00000000-0000-4000-8000-00000000000\(key)") ?? UUID()
        return .init(
            attempt: .init(organisation: organisation, subject: "client", key: id), indexes: indexes.map { [$0] })
    }

    @Test func strangersGoTogether() {
        #expect(SharedCommitPlan.together([claims(1, [1]), claims(2), claims(3, [2, 3]), claims(4)]) == [0, 1, 2, 3])
        #expect(SharedCommitPlan.together([]) == [])
    }

    @Test func aKeyGoesOnce() {
        #expect(SharedCommitPlan.together([claims(1), claims(2), claims(1), claims(1, [7])]) == [0, 1])
        #expect(SharedCommitPlan.together([claims(1), claims(1, from: "another")]) == [0, 1])
    }

    @Test func anIdentifierGoesOnce() {
        #expect(SharedCommitPlan.together([claims(1, [1]), claims(2, [2, 1]), claims(3, [3])]) == [0, 2])
        // The second is not written here, but what it wants is wanted.
        #expect(SharedCommitPlan.together([claims(1, [1]), claims(2, [1, 2]), claims(3, [2])]) == [0])
    }

    @Test func identifiersLeadToAChildOrToAQuestion() {
        let (one, two) = (UUID(), UUID())
        let holders: [[UInt8]: UUID] = [[1]: one, [2]: one, [3]: two]
        #expect(SharedCommitPlan.child(of: [], holders) == .new)
        #expect(SharedCommitPlan.child(of: [[8], [9]], holders) == .new)
        #expect(SharedCommitPlan.child(of: [[1]], holders) == .known(one))
        #expect(SharedCommitPlan.child(of: [[1], [2]], holders) == .known(one))
        #expect(SharedCommitPlan.child(of: [[1], [3]], holders) == .unclear)
        #expect(SharedCommitPlan.child(of: [[1], [9]], holders) == .unclear)
    }
}
