import Foundation
import Inclusion
import Postgres
import Privacy
import Testing

@testable import ReferralIntake
@testable import ServiceKit

@Suite("Shared commit", .timeLimit(.minutes(2)))
struct SharedCommitTests {
    static let upns = [
        "X916401524017", "B916400119001", "F916400119023", "C916400119019", "V916400119024", "Q916400119002",
    ]
    static let nhs = ["9434765919", "9434765870"]

    /// Posts everything at the same moment, while the door is held so that many come together.
    private func together(
        _ bench: IntakeBench, _ posts: [(Submission, Attempt)], asStrangers: Bool = false
    ) async throws -> [IntakeBench.Answer] {
        let posting = Task {
            await withTaskGroup(of: (Int, IntakeBench.Answer).self) { group in
                for (place, post) in posts.enumerated() {
                    group.addTask { (place, await bench.post(post.0, post.1)) }
                }
                return await group.reduce(into: [Int: IntakeBench.Answer]()) { $0[$1.0] = $1.1 }
            }
        }
        try await bench.holdingTheDoor {
            guard asStrangers else { return try await bench.untilSomebodyWaits() }
            // All of them: on a busy machine some come long after the first waits at the door.
            let deadline = ContinuousClock.now + .seconds(50)
            while bench.commit.posting < posts.count, ContinuousClock.now < deadline {
                // Looked at again and again without a pause, it takes a core from those it waits for.
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(bench.commit.posting == posts.count)
        }
        let answers = await posting.value
        return try posts.indices.map { try #require(answers[$0]) }
    }

    @Test("200 at once, with every key four times and every child many times: each key once, each child once")
    func manyAtOnce() async throws {
        try await IntakeBench.run { bench in
            let keys = (0..<50).map { _ in UUID() }
            let posts = try (0..<200).map { place in
                // The same key always means the same body, so the same child; and an agency refers a child only once.
                let agency = "agency-\(place % 50)"
                return (
                    try IntakeBench.submission(upn: Self.upns[place % 50 % Self.upns.count], from: agency),
                    IntakeBench.attempt(keys[place % 50], from: agency)
                )
            }
            let answers = try await together(bench, posts)
            for key in 0..<50 {
                let mine = stride(from: key, to: 200, by: 50).map { answers[$0] }
                let places = mine.compactMap { if case .stored(let place, _) = $0 { place } else { nil } }
                #expect(places.count == 4 && Set(places).count == 1, "\(mine)")
                #expect(mine.count { if case .stored(_, isReplay: false) = $0 { true } else { false } } == 1)
            }
            try await bench.expectWhole(50, children: Self.upns.count)
            try await bench.expectReadable()
        }
    }

    @Test(
        "Strangers to each other are written together, wherever their children's keys lie", arguments: [true, false])
    func commitIsShared(keysAreHere: Bool) async throws {
        try await IntakeBench.run(keysAreHere: keysAreHere) { bench in
            let posts = try (0..<100).map { _ in (try IntakeBench.submission(), IntakeBench.attempt()) }
            let answers = try await together(bench, posts, asStrangers: true)
            #expect(answers.allSatisfy { if case .stored(_, isReplay: false) = $0 { true } else { false } })
            try await bench.expectWhole(100, children: 100)
            try await bench.expectReadable()
            #expect(try await bench.number("select count(distinct xmin::text) from referral") < 50)
        }
    }

    @Test("One that cannot be stored gets its problem, and the others are stored")
    func poisonedBatch() async throws {
        try await IntakeBench.run { bench in
            let bad = "agency\0"
            var posts = try (0..<40).map { _ in (try IntakeBench.submission(), IntakeBench.attempt()) }
            posts[20] = (try IntakeBench.submission(from: bad), IntakeBench.attempt(from: bad))
            let answers = try await together(bench, posts)
            #expect(answers[20] == .refused(400, code: "bad_request"))
            #expect(answers.count { if case .stored(_, isReplay: false) = $0 { true } else { false } } == 39)
            try await bench.expectWhole(39, children: 39)
        }
    }

    @Test("A key used for something else, and a reference that is taken, are looked at alone")
    func oddOnes() async throws {
        try await IntakeBench.run { bench in
            let key = UUID()
            let first = try IntakeBench.submission()
            guard case .stored = await bench.post(first, IntakeBench.attempt(key)) else {
                Issue.record("the first was not stored")
                return
            }
            var posts = try (0..<20).map { _ in (try IntakeBench.submission(), IntakeBench.attempt()) }
            posts[3] = (try IntakeBench.submission(), IntakeBench.attempt(key, body: 2))
            posts[7] = (try IntakeBench.submission(reference: first.reference), IntakeBench.attempt())
            let answers = try await together(bench, posts)
            #expect(answers[3] == .refused(422, code: "idempotency_key_reused"))
            #expect(answers.count { if case .stored(_, isReplay: false) = $0 { true } else { false } } == 19)
            try await bench.expectWhole(20, children: 20)
            #expect(try await bench.number("select count(distinct reference) from referral") == 20)
        }
    }

    @Test(
        "Identifiers that lead to two children are the one's who is known longest; a child whose key was erased starts anew"
    )
    func childrenFoundAgain() async throws {
        try await IntakeBench.run { bench in
            _ = await bench.post(try IntakeBench.submission(upn: Self.upns[0]))
            _ = await bench.post(try IntakeBench.submission(nhs: Self.nhs[0]))
            let third = try IntakeBench.submission(upn: Self.upns[1])
            _ = await bench.post(third)
            let erased = try #require(
                try await bench.admin.query("select child_id from referral where id = \(third.id)").decode(UUID.self)
                    .first)
            _ = try await bench.keyring.erase(child: erased, by: .service("tests"), reason: "test")
            let answers = try await together(
                bench,
                [
                    (
                        try IntakeBench.submission(upn: Self.upns[0], nhs: Self.nhs[0], from: "another"),
                        IntakeBench.attempt(from: "another")
                    ),
                    (try IntakeBench.submission(upn: Self.upns[1]), IntakeBench.attempt()),
                    (try IntakeBench.submission(nhs: Self.nhs[1]), IntakeBench.attempt()),
                    (
                        try IntakeBench.submission(upn: Self.upns[2], nhs: Self.nhs[1], from: "another"),
                        IntakeBench.attempt(from: "another")
                    ),
                ])
            #expect(answers.allSatisfy { if case .stored(_, isReplay: false) = $0 { true } else { false } })
            #expect(try await bench.number("select count(*) from referral") == 7)
            #expect(try await bench.number("select count(*) from referral where child_id = \(erased)") == 1)
            // Three from before, one instead of the erased, one for the new identifiers.
            #expect(try await bench.number("select count(distinct child_id) from referral") == 5)
            // Whom two identifiers led to is for a person to decide: they lead where they led.
            #expect(try await bench.number("select count(distinct child_id) from child_identifier") == 4)
        }
    }

    @Test("Sessions are ended in the middle: who heard 201 is stored once, everybody else hears 503 and asks again")
    func databaseGoesAway() async throws {
        try await IntakeBench.run { bench in
            let posts = try (0..<300).map { place in
                let upn = place % 10 == 0 ? Self.upns[place / 10 % Self.upns.count] : nil
                let agency = "agency-\(place)"
                return (try IntakeBench.submission(upn: upn, from: agency), IntakeBench.attempt(from: agency))
            }
            let ending = Task {
                var ended = 0
                while ended < 8 { ended += try await bench.endSessions() }
            }
            let answers = await withTaskGroup(of: (Int, IntakeBench.Answer).self) { group in
                for (place, post) in posts.enumerated() {
                    group.addTask { (place, await bench.post(post.0, post.1)) }
                }
                return await group.reduce(into: [Int: IntakeBench.Answer]()) { $0[$1.0] = $1.1 }
            }
            ending.cancel()
            _ = await ending.result
            var lost = 0
            for (place, post) in posts.enumerated() {
                switch try #require(answers[place]) {
                case .stored(let location, _):
                    #expect(
                        try await bench.number("select count(*) from idempotency where location = \(location)") == 1)
                case .refused(let status, _):
                    lost += 1
                    #expect(status == 503)
                    guard case .stored = await bench.post(post.0, post.1) else {
                        Issue.record("asked again, and not stored")
                        continue
                    }
                }
            }
            #expect(lost > 0, "nobody was in the middle of anything")
            try await bench.expectWhole(300, children: 270 + Self.upns.count)
            try await bench.expectReadable()
        }
    }

    @Test("A client that gives up takes nobody with it, and finds its referral when it asks again")
    func clientsGiveUp() async throws {
        try await IntakeBench.run { bench in
            let posts = try (0..<60).map { _ in (try IntakeBench.submission(), IntakeBench.attempt()) }
            let tasks = posts.map { post in Task { await bench.post(post.0, post.1) } }
            for task in tasks.enumerated() where task.offset % 2 == 0 { task.element.cancel() }
            for task in tasks { _ = await task.value }
            for post in posts {
                guard case .stored = await bench.post(post.0, post.1) else {
                    Issue.record("asked again, and not stored")
                    continue
                }
            }
            try await bench.expectWhole(60, children: 60)
        }
    }
}
