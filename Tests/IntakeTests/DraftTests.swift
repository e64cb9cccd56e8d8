import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import ReferralIntake

@Suite("Drafts", .timeLimit(.minutes(1)))
struct DraftTests {
    private static let begun: JSON = ["child": ["given_name": "Rowan", "nickname": "Ro"], "level": "many"]

    @Test("A draft is saved as it is, told what is missing, completed, posted once; and nothing of it stays")
    func fromFirstWordToReferral() async throws {
        try await AgencyDesk.run { desk in
            let key = UUID()
            let saved = try await desk.send(.post, "/v1/drafts", Self.begun, key: key)
            #expect(saved.status == 201 && saved.version == 1)
            #expect(saved["expires_at"]?.words == "2026-12-23T10:00:00Z")
            let pointers = saved["problems"]?.all("pointer") ?? []
            #expect(pointers.contains("/child/family_name") && pointers.contains("/level"))
            // What is kept in clear with the key repeats no name of the sender's.
            #expect(!saved.body.text.contains("nickname"))
            let replay = try await desk.send(.post, "/v1/drafts", Self.begun, key: key)
            #expect(replay.body == saved.body && replay.headers[.init("Idempotency-Replayed")!] == "true")
            let path = try #require(saved.headers[.location])
            let read = try await desk.send(.get, path)
            #expect(read["referral"] == Self.begun)
            #expect(read["problems"]?.all("pointer").contains("/child/nickname") == true)
            let stored = try await desk.bench.admin.query("select body from draft").decodeFirst([UInt8].self)
            #expect(!String(decoding: try #require(stored), as: UTF8.self).contains("Rowan"))

            let early = try await desk.send(.post, path + "/submission", match: 1)
            #expect(early.status == 422 && early["errors"]?.count == read["problems"]?.count)
            #expect(try await desk.bench.number("select count(*) from referral") == 0)
            desk.wait(86_400)
            let whole = try await desk.send(.put, path, try LifeTests.body(), match: 1)
            #expect(whole.status == 200 && whole.version == 2 && whole["problems"]?.count == 0)
            #expect(whole["expires_at"]?.words == "2026-12-24T10:00:00Z")

            let attempt = UUID()
            let posted = try await desk.send(.post, path + "/submission", key: attempt, match: 2)
            #expect(posted.status == 201)
            #expect(try await desk.send(.post, path + "/submission", key: attempt, match: 2).body == posted.body)
            #expect(try await desk.send(.post, path + "/submission", match: 2).status == 404)
            #expect(try await desk.bench.number("select count(*) from referral") == 1)
            #expect(try await desk.bench.number("select count(*) from draft") == 0)
            #expect(try await desk.bench.number("select count(*) from event_log") == 1, "drafts are never published")
            // A second one about the same is a repeat: the draft stays, to become an amendment.
            let second = try await desk.send(.post, "/v1/drafts", try LifeTests.body())
            let repeated = try await desk.send(.post, "\(second.headers[.location]!)/submission", match: 1)
            #expect(repeated.status == 409 && repeated.code == "duplicate_referral")
            #expect(try await desk.bench.number("select count(*) from draft") == 1)
        }
    }

    @Test("Fifty submissions of one draft at once: one referral")
    func submittedAtOnce() async throws {
        try await AgencyDesk.run { desk in
            let saved = try await desk.send(.post, "/v1/drafts", try LifeTests.body())
            let path = try #require(saved.headers[.location]) + "/submission"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await desk.send(.post, path, match: 1).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1)
            #expect(statuses.count { $0 == 404 } == 49)
            #expect(try await desk.bench.number("select count(*) from referral") == 1)
        }
    }

    @Test("A child at immediate risk interrupts; a draft is its writer's alone; after 30 days it is gone")
    func risksStrangersAndTime() async throws {
        try await AgencyDesk.run { desk in
            let risk: JSON = ["safeguarding": ["immediate_risk": true]]
            let interrupted = try await desk.send(.post, "/v1/drafts", risk)
            #expect(interrupted.status == 422)
            #expect(interrupted["type"]?.words?.hasSuffix("/safeguarding_interruption") == true)
            #expect(try await desk.bench.number("select count(*) from draft") == 0)
            let saved = try await desk.send(.post, "/v1/drafts", Self.begun)
            let path = try #require(saved.headers[.location])
            for stranger in [AgencyDesk.police, AgencyDesk.agency(subject: "colleague")] {
                #expect(try await desk.send(.get, path, as: stranger).status == 404)
                #expect(try await desk.send(.put, path, Self.begun, as: stranger, match: 1).status == 404)
                #expect(try await desk.send(.delete, path, as: stranger, match: 1).status == 404)
                #expect(try await desk.send(.post, path + "/submission", as: stranger, match: 1).status == 404)
                #expect(try await desk.send(.get, "/v1/drafts", as: stranger)["items"]?.count == 0)
            }
            #expect(try await DraftPurge.purge(desk.host.pool, now: desk.now) == 0)
            desk.wait(30 * 86_400)
            #expect(try await desk.send(.get, path).status == 404)
            #expect(try await desk.send(.put, path, Self.begun, match: 1).status == 404)
            #expect(try await desk.send(.get, "/v1/drafts")["items"]?.count == 0)
            #expect(try await DraftPurge.purge(desk.host.pool, now: desk.now) == 1)
        }
    }

    @Test("Every documented answer of these addresses is given")
    func documented() async throws {
        try await AgencyDesk.run { desk in
            var paths: [String] = []
            for _ in 0..<3 {
                desk.wait(1)
                paths.append(try #require(try await desk.send(.post, "/v1/drafts", Self.begun).headers[.location]))
            }
            let page = try await desk.send(.get, "/v1/drafts?limit=2")
            #expect(page["items"]?.all("id").map { "/v1/drafts/\($0)" } == [paths[2], paths[1]])
            let rest = try await desk.send(.get, "/v1/drafts?cursor=\(page["next"]?.words ?? "")")
            #expect(rest["items"]?.all("id").map { "/v1/drafts/\($0)" } == [paths[0]])
            #expect(try await desk.send(.get, "/v1/drafts?cursor=WyJ4Il0").status == 400)

            let path = paths[0]
            try await refusals(desk, path)
            try await stillRunning(desk)
            #expect(try await desk.send(.post, "/v1/drafts", .array([])).status == 422)
            #expect(try await desk.send(.get, path).status == 200)
            #expect(try await desk.send(.put, path, Self.begun, match: 7).status == 412)
            #expect(try await desk.send(.put, path, ["safeguarding": ["immediate_risk": true]], match: 1).status == 422)
            #expect(try await desk.send(.put, path, .array([]), match: 1).status == 422)
            #expect(try await desk.send(.put, path, try LifeTests.body(), match: 1).status == 200)
            #expect(try await desk.send(.post, path + "/submission", match: 1).status == 412)
            #expect(try await desk.send(.post, paths[1] + "/submission", match: 1).status == 422)
            #expect(try await desk.send(.post, path + "/submission", match: 2).status == 201)
            #expect(try await desk.send(.put, paths[1], try LifeTests.body(), match: 1).status == 200)
            #expect(try await desk.send(.post, paths[1] + "/submission", match: 2).status == 409)
            #expect(try await desk.send(.delete, paths[1], match: 1).status == 412)
            #expect(try await desk.send(.delete, paths[1], tag: "2").status == 400)
            #expect(try await desk.send(.delete, paths[1], match: 2).status == 204)
            #expect(try await desk.send(.delete, paths[1], match: 2).status == 404)
            try desk.service.expectAllDocumented { $0.hasPrefix("/v1/drafts") }
        }
    }

    /// What is refused before anything is looked at.
    private func refusals(_ desk: AgencyDesk, _ path: String) async throws {
        let large = [UInt8](repeating: UInt8(ascii: " "), count: JSONBody.maxBytes + 1)
        let asks: [(HTTPRequest.Method, String, Bool)] = [
            (.get, "/v1/drafts", false), (.post, "/v1/drafts", true), (.get, path, false), (.put, path, true),
            (.delete, path, false), (.post, path + "/submission", false),
        ]
        for (method, path, hasBody) in asks {
            let body = hasBody ? Self.begun : nil
            #expect(try await desk.send(method, path, body, as: nil, match: 1).status == 401)
            #expect(try await desk.send(method, path, body, as: .someone(.board), match: 1).status == 403)
            if hasBody {
                #expect(try await desk.send(method, path, body, match: 1, media: "text/plain").status == 415)
                #expect(try await desk.send(method, path, raw: large, match: 1).status == 413)
                #expect(try await desk.send(method, path, raw: [0xFF], match: 1).status == 400)
            }
            if method == .post { #expect(try await desk.send(method, path, body, key: nil, match: 1).status == 400) }
            if path != "/v1/drafts", method != .get {
                #expect(try await desk.send(method, path, body).status == 428)
                let absent = path.replacing(/[0-9a-f-]{36}/, with: UUID().text)
                #expect(try await desk.send(method, absent, body, match: 1).status == 404)
            }
        }
        #expect(try await desk.send(.get, "/v1/drafts/nothing").status == 404)
    }

    /// The same key again, while the first request with it is running.
    private func stillRunning(_ desk: AgencyDesk) async throws {
        let key = UUID()
        try await desk.service.whileRunning(key, of: AgencyDesk.caller) {
            let reply = try await desk.send(.post, "/v1/drafts", Self.begun, key: key)
            #expect(reply.status == 409 && reply.code == "still_running")
        }
    }
}
