import Testing

@Suite("The plan of faults")
struct FaultPlanTests {
    private func plan(_ seed: UInt64, copies: Int = 1, more: Int = 4) -> FaultPlan {
        FaultPlan(seed: seed, referrals: 2000, services: Town.services, copies: copies, more: more)
    }

    @Test func sameSeedSamePlan() {
        #expect(plan(7) == plan(7))
        #expect(plan(7).steps.map(\.after) != plan(8).steps.map(\.after))
    }

    @Test("Every kind of fault occurs, whatever the seed")
    func everyKind() {
        for seed in 0..<50 as Range<UInt64> {
            let steps = plan(seed).steps
            #expect(steps.count == Town.services.count + 3 + 4)
            let faults = Set(steps.map(\.fault))
            #expect(faults.isSuperset(of: [.restartDatabase, .killDatabase, .killBroker]))
            for service in Town.services { #expect(faults.contains(.kill(service))) }
            #expect(steps.map(\.after) == steps.map(\.after).sorted())
            #expect(steps.allSatisfy { $0.after < 2000 && $0.pause <= .seconds(1) })
        }
    }

    @Test("With two copies, one of each service stands still for longer than its session, and both are killed some day")
    func copies() {
        var killed: Set<String> = []
        for seed in 0..<50 as Range<UInt64> {
            let steps = plan(seed, copies: 2).steps
            for service in Town.services {
                let frozen = steps.filter { step in
                    Town.copies(2, of: service).contains { step.fault == .freeze($0) }
                }
                #expect(frozen.count == 1)
                #expect(frozen.allSatisfy { $0.pause > .seconds(4) })
            }
            for case .kill(let name) in steps.map(\.fault) { killed.insert(name) }
        }
        #expect(killed == Set(Town.services.flatMap { Town.copies(2, of: $0) }))
    }
}
