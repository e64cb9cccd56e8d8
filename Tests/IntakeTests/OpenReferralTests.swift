import Contracts
import Foundation
import Inclusion
import Postgres
import Testing

@testable import ReferralIntake
@testable import ServiceKit

@Suite("Open referrals", .timeLimit(.minutes(2)))
struct OpenReferralTests {
    private static let upn = "X916401524017"
    private static let nhs = "9434765919"

    /// Posts everything at the same moment.
    private func together(_ bench: IntakeBench, _ posts: [(Submission, Attempt)]) async -> [IntakeBench.Answer] {
        await withTaskGroup(of: IntakeBench.Answer.self) { group in
            for post in posts { group.addTask { await bench.post(post.0, post.1) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// The receipt of a referral that was stored, or the problem it was refused with.
    private func answer(
        _ bench: IntakeBench, _ submission: Submission, from organisation: String = IntakeBench.organisation
    ) async throws -> JSON {
        do {
            let attempt = IntakeBench.attempt(from: organisation)
            _ = try await bench.commit.store(submission, for: attempt)
            let body = try await bench.admin.query("select body from idempotency where key = \(attempt.name.key)")
                .decodeFirst([UInt8].self)
            return try JSONBody(bytes: try #require(body)).tree
        } catch let problem as Problem {
            return problem.json(instance: nil)
        }
    }

    @Test("50 at once from one agency about one child, each with a key of its own: one referral, 49 conflicts")
    func oneOfFifty() async throws {
        try await IntakeBench.run { bench in
            let posts = try (0..<50).map { place in
                // By one identifier, by the other, or by both.
                (
                    try IntakeBench.submission(
                        upn: place % 3 == 0 ? nil : Self.upn, nhs: place % 3 == 1 ? nil : Self.nhs),
                    IntakeBench.attempt()
                )
            }
            // Whoever knows both identifiers makes them one child's; then it cannot matter by which it is posted.
            guard await bench.post(try IntakeBench.submission(upn: Self.upn, nhs: Self.nhs, need: "HI")).isStored else {
                Issue.record("the first was not stored")
                return
            }
            let answers = await together(bench, posts)
            #expect(answers.count(where: \.isStored) == 1)
            #expect(answers.count { $0 == .refused(409, code: "duplicate_referral") } == 49)
            try await bench.expectWhole(2, children: 1)
            try await bench.expectReadable()
        }
    }

    @Test("A child nobody knew, 50 at once: one referral, 49 conflicts")
    func oneOfFiftyNew() async throws {
        try await IntakeBench.run { bench in
            let posts = try (0..<50).map { _ in (try IntakeBench.submission(upn: Self.upn), IntakeBench.attempt()) }
            let answers = await together(bench, posts)
            #expect(answers.count(where: \.isStored) == 1)
            #expect(answers.count { $0 == .refused(409, code: "duplicate_referral") } == 49)
            try await bench.expectWhole(1, children: 1)
        }
    }

    @Test("A repeat is offered the amendment, and says nothing of the child")
    func offer() async throws {
        try await IntakeBench.run { bench in
            let first = try IntakeBench.submission(upn: Self.upn)
            _ = await bench.post(first)
            let problem = try await answer(bench, try IntakeBench.submission(upn: Self.upn))
            #expect(problem["type"]?.text.contains("duplicate_referral") == true)
            let existing = try #require(problem["existing"])
            #expect(existing["id"] == .string(first.id.text))
            #expect(existing["reference"] == .string(first.reference.text))
            #expect(existing["submitted_at"] == .instant(IntakeBench.time))
            #expect(existing["amendments"] == .string("/v1/referrals/\(first.id.text)/amendments"))
            for word in ["Rowan", "Testwell", Self.upn] { #expect(!problem.text.contains(word)) }
        }
    }

    @Test("The same key hears the same receipt; the key of a refused repeat can be used again")
    func keys() async throws {
        try await IntakeBench.run { bench in
            let (first, attempt) = (try IntakeBench.submission(upn: Self.upn), IntakeBench.attempt())
            #expect(await bench.post(first, attempt).isStored)
            #expect(await bench.post(first, attempt) == .stored("/v1/referrals/\(first.id.text)", isReplay: true))
            let again = IntakeBench.attempt()
            #expect(
                await bench.post(try IntakeBench.submission(upn: Self.upn), again)
                    == .refused(409, code: "duplicate_referral"))
            #expect(await bench.post(try IntakeBench.submission(upn: Self.upn, need: "HI"), again).isStored)
        }
    }

    @Test("Another need, another child, a child without identifiers: each is a referral of its own")
    func others() async throws {
        try await IntakeBench.run { bench in
            let posts = [
                try IntakeBench.submission(upn: Self.upn), try IntakeBench.submission(upn: Self.upn, need: "HI"),
                try IntakeBench.submission(upn: "B916400119001"), try IntakeBench.submission(),
                try IntakeBench.submission(),
            ]
            for post in posts { #expect(await bench.post(post).isStored) }
            try await bench.expectWhole(5, children: 4)
        }
    }

    @Test("Another agency hears that there is something, and nothing more")
    func existence() async throws {
        try await IntakeBench.run { bench in
            let first = try IntakeBench.submission(upn: Self.upn, nhs: Self.nhs)
            #expect(try await answer(bench, first)["known_to_another_agency"] == false)
            let second = try await answer(
                bench, try IntakeBench.submission(nhs: Self.nhs, from: "another"), from: "another")
            #expect(second["known_to_another_agency"] == true)
            #expect(!second.text.contains(first.reference.text))
            #expect(!second.text.contains(first.id.text))
            #expect(!second.text.contains(IntakeBench.organisation))
            // Its own two are no news to an agency.
            try await bench.admin.execute("delete from open_referral where organisation = 'another'")
            let third = try await answer(bench, try IntakeBench.submission(upn: Self.upn, need: "HI"))
            #expect(third["known_to_another_agency"] == false)
            try await bench.expectWhole(3, children: 1, open: 2)
        }
    }

    @Test("Of two agencies at the same moment, by different identifiers, one hears of the other")
    func existenceAtOnce() async throws {
        try await IntakeBench.run { bench in
            let known = try IntakeBench.submission(upn: Self.upn, nhs: Self.nhs, from: "third")
            _ = await bench.post(known, IntakeBench.attempt(from: "third"))
            for _ in 0..<20 {
                try await bench.admin.execute("delete from open_referral")
                async let one = answer(
                    bench, try IntakeBench.submission(upn: Self.upn, from: "one"), from: "one")
                async let two = answer(
                    bench, try IntakeBench.submission(nhs: Self.nhs, from: "two"), from: "two")
                let told = try await [one, two].map { try #require($0["known_to_another_agency"]) }
                #expect(told.count { $0 == true } == 1)
            }
        }
    }

    // MARK: What becomes of them

    @Test("A closed referral makes room for another")
    func closed() async throws {
        try await IntakeBench.run { bench in
            let first = try IntakeBench.submission(upn: Self.upn)
            _ = await bench.post(first)
            try await bench.pool.execute(OpenReferral.shelved("select \(first.id)::uuid"))
            #expect(await bench.post(try IntakeBench.submission(upn: Self.upn)).isStored)
        }
    }

    @Test("An amended need takes the place of the old one, unless the agency has another referral there")
    func moved() async throws {
        try await IntakeBench.run { bench in
            let (first, second) = (
                try IntakeBench.submission(upn: Self.upn), try IntakeBench.submission(upn: Self.upn, need: "HI")
            )
            for post in [first, second] { #expect(await bench.post(post).isStored) }
            let problem = await #expect(throws: Problem.self) {
                try await bench.pool.withTransaction { try await OpenReferral.moved(first.id, to: "HI", in: $0) }
            }
            #expect(problem?.code == "duplicate_referral")
            #expect(problem?.members.first?.value["id"] == .string(second.id.text))
            try await bench.pool.withTransaction { try await OpenReferral.moved(first.id, to: "VI", in: $0) }
            #expect(
                await bench.post(try IntakeBench.submission(upn: Self.upn, need: "VI"))
                    == .refused(409, code: "duplicate_referral"))
            #expect(await bench.post(try IntakeBench.submission(upn: Self.upn)).isStored)
            // One that was closed, or is older than the rule, is left alone.
            try await bench.pool.withTransaction { try await OpenReferral.moved(UUID(), to: "VI", in: $0) }
        }
    }
}

extension JSON {
    /// The member of that name.
    fileprivate subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
