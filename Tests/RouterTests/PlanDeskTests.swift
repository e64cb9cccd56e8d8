import Contracts
import Foundation
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("One plan for a child", .timeLimit(.minutes(1)))
struct PlanDeskTests {
    private static let lead = (organisation: "agency-1", person: "SENCo")

    private func atDesk<R: Sendable>(
        _ bench: RouterBench, copy: Int = 0, _ body: @Sendable (PlanDesk) async throws -> R
    ) async throws -> R {
        let county = try ForumBench.county()
        return try await bench.stores[copy].transaction { transaction in
            try await body(
                PlanDesk(transaction: transaction, county: county, now: RouterBench.now, by: "coordinator-1"))
        }
    }

    private func start(_ bench: RouterBench, in id: UUID, copy: Int = 0) async throws -> PlanDesk.Changed {
        try await atDesk(bench, copy: copy) { desk in
            try await desk.start(UUID(), in: id, lead: Self.lead) {
                try CaseFile.visible($0.state, to: ForumBench.identity(.coordinator))
            }
        }
    }

    private func change(_ bench: RouterBench, _ plan: ChildPlan, _ command: PlanCommand) async throws -> ChildPlan {
        let id = try #require(UUID(uuidString: plan.id))
        return try await atDesk(bench) { desk in
            let loaded = try await desk.load(id, for: ForumBench.identity(.coordinator))
            return try await desk.change(id, loaded, command).plan
        }
    }

    private static func cycle(_ day: String) -> PlanCycleDraft {
        PlanCycleDraft(
            assess: "a", outcomes: [.with { ($0.id, $0.words, $0.measure) = ("o", "w", "m") }], doing: ["d"],
            views: ViewsDraft(child: "c", family: "f"), reviewOn: day)
    }

    private static let review = PlanReviewDraft(
        results: [.with { ($0.outcomeID, $0.result) = ("o", "partly") }], words: "w",
        views: ViewsDraft(child: "c", family: "f"))

    @Test("Referrals of different agencies share it: in one case, in two at once, and in one that comes later")
    func shared() async throws {
        try await RouterBench.run { bench in
            let child = UUID()
            let first = try await bench.caseOf(child: child, by: "agency-1")
            let joined = UUID()
            try await bench.apply(try await bench.submitted(joined, about: child, by: "agency-2"), of: joined)
            #expect(try await bench.caseID(of: joined) == first)
            let second = try await bench.caseOf(child: child, by: "agency-3")
            let started = try await start(bench, in: first)
            #expect(!started.isLinked)
            // Ten working days after Monday 23 November.
            for id in [first, second] {
                let file = try await bench.file(id)
                #expect(file.plan?.id == started.plan.id && file.plan?.reviewOn == "2026-12-07")
                #expect(file.state == .active)
            }
            let running = try await change(
                bench, started.plan, .startCycle(Self.cycle("2026-12-11"), words: Sealed(), by: "c"))
            for id in [first, second] { #expect(try await bench.file(id).plan?.reviewOn == "2026-12-11") }
            let third = try await bench.caseOf(child: child, by: "agency-4")
            let linked = try await start(bench, in: third)
            #expect(linked.isLinked && linked.plan.id == running.id)
            #expect(try await bench.file(third).plan?.reviewOn == "2026-12-11")
            do {
                _ = try await start(bench, in: third)
                Issue.record("linked twice")
            } catch let problem as Problem {
                #expect(problem.code == "plan_exists")
            }
            let next = PlanCommand.NextCycle(draft: Self.cycle("2027-01-29"), words: Sealed())
            let reviewed = try await change(
                bench, running, .review(Self.review, words: Sealed(), next: next, by: "c"))
            #expect(reviewed.cycles.count == 2)
            #expect(try await bench.file(third).plan?.reviewOn == "2027-01-29")
            _ = try await change(bench, reviewed, .end(why: "w", words: Sealed(), by: "c"))
            #expect(try await bench.file(first).plan?.reviewOn == nil)
            #expect(try await bench.number("select count(*) from child_plan") == 1)
        }
    }

    @Test("Two coordinators who start the child's plan in two cases at once start one")
    func atOnce() async throws {
        try await RouterBench.run { bench in
            for _ in 0..<5 {
                let child = UUID()
                let cases = [try await bench.caseOf(child: child), try await bench.caseOf(child: child)]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (copy, id) in cases.enumerated() {
                        group.addTask {
                            do {
                                _ = try await start(bench, in: id, copy: copy)
                            } catch let problem as Problem {
                                // The other's start has reached this case already.
                                #expect(problem.code == "plan_exists")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await bench.number("select count(*) from child_plan where child_id = \(child)") == 1)
                #expect(try await bench.file(cases[0]).plan == bench.file(cases[1]).plan)
            }
        }
    }

    @Test("A plan is not there for who has no case of the child, and the register filled anew is the same")
    func elsewhere() async throws {
        try await RouterBench.run { bench in
            let id = try await bench.caseOf(child: UUID())
            let plan = try await start(bench, in: id).plan
            let planID = try #require(UUID(uuidString: plan.id))
            await #expect(throws: Problem.self) {
                try await atDesk(bench) { desk in
                    _ = try await desk.load(planID, for: ForumBench.identity(.coordinator, in: ["E07000078"]))
                }
            }
            let lived = try await bench.pool.query("select to_jsonb(child_plan)::text from child_plan")
                .decode(String.self)
            try await bench.pool.execute("truncate child_plan")
            try await bench.refill(PlanRegister())
            #expect(
                try await bench.pool.query("select to_jsonb(child_plan)::text from child_plan").decode(String.self)
                    == lived)
        }
    }

    @Test("An action is in its case and in the list, its words only sealed, until it is done")
    func actions() async throws {
        try await RouterBench.run { bench in
            let (child, action) = (UUID(), UUID())
            let id = try await bench.caseOf(child: child)
            let draft = ActionDraft(what: "Zebedee", organisation: "agency-health", owner: "Nurse", dueOn: "2026-12-01")
            let what = try await bench.seal(draft.what, for: child)
            try await bench.tell(
                .agreeAction(AgreeAction(actionID: action, draft: draft, meeting: nil, by: "c", what: what)), to: id)
            let rows = try await bench.pool.query(
                "\(fragment: ActionRow.selection) where a.done_at is null order by a.due_on"
            ).map(ActionRow.init)
            #expect(rows.map(\.id) == [action] && rows.map(\.dueOn) == ["2026-12-01"])
            let before = try await OpenedCase(bench.file(id), with: bench.keyring, by: RouterBench.coordinator)
            #expect(before.actions[action.text]?.what == "Zebedee")
            let lived = try await bench.rows()
            try await bench.pool.execute("truncate case_file, case_referral, case_action")
            try await bench.refill(CaseQueue())
            #expect(try await bench.rows() == lived)
            #expect(try await bench.number("select count(*) from case_action") == 1)
            try await bench.tell(.completeAction(action.text, words: nil, by: "nurse"), to: id)
            #expect(try await bench.number("select count(*) from case_action where done_at is null") == 0)
            _ = try await bench.keyring.erase(child: child, by: RouterBench.coordinator, reason: "test")
            let after = try await OpenedCase(bench.file(id), with: bench.keyring, by: RouterBench.coordinator)
            #expect(after.actions[action.text]?.what == nil)
        }
    }
}
