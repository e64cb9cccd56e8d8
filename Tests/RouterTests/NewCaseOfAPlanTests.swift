import Contracts
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("A new case of a child who has a plan", .timeLimit(.minutes(1)))
struct NewCaseOfAPlanTests {
    private func atDesk(
        _ bench: RouterBench, _ body: @Sendable (PlanDesk) async throws -> PlanDesk.Changed
    ) async throws -> PlanDesk.Changed {
        let county = try ForumBench.county()
        return try await bench.store.transaction {
            try await body(PlanDesk(transaction: $0, county: county, now: RouterBench.now, by: "coordinator-1"))
        }
    }

    @Test("It is linked to the plan while that runs, in the transaction that opens it; its first step stays to be read")
    func linked() async throws {
        try await RouterBench.run { bench in
            let child = UUID()
            let before = try await bench.caseOf(child: child)
            let started = try await atDesk(bench) { desk in
                try await desk.start(UUID(), in: before, lead: (organisation: "agency-1", person: "SENCo")) {
                    try CaseFile.visible($0.state, to: ForumBench.identity(.coordinator))
                }
            }
            func end(_ id: UUID) async throws {
                let words = Sealed()
                let closure = ClosureDraft(outcome: "supported", why: "w", next: "n")
                try await bench.tell(.close(CloseCase(draft: closure, by: "c", words: words)), to: id)
            }
            try await end(before)
            func arrive() async throws -> CaseFile {
                let referral = UUID()
                try await bench.apply(try await bench.submitted(referral, about: child), of: referral)
                return try await bench.file(try await bench.caseID(of: referral))
            }
            let file = try await arrive()
            #expect(file.id != before.text && file.state == .open)
            #expect(file.plan?.id == started.plan.id && file.plan?.reviewOn == "2026-12-07")
            let id = try #require(UUID(uuidString: file.id))
            #expect(try await bench.story(of: id) == ["opened", "plan_noted"])
            #expect(file.clocks.contains { $0.kind == "review" && $0.about == started.plan.id })

            _ = try await atDesk(bench) { desk in
                let plan = try #require(UUID(uuidString: started.plan.id))
                let loaded = try await desk.load(plan, for: ForumBench.identity(.coordinator))
                return try await desk.change(
                    plan, loaded, .end(why: "w", words: Sealed(), by: "c"))
            }
            try await bench.tell(.acknowledge(by: "c"), to: id)
            var draft = OutcomeDraft(outcome: "advice_given", why: "w", next: "n")
            draft.record = RouterBench.record
            try await bench.tell(.decide(DecideCase(draft: draft, by: "c", words: Sealed(), record: Sealed())), to: id)
            #expect(try await arrive().plan == nil, "a plan that has ended is no case's")
        }
    }
}
