import Foundation
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct HubClientTests {
    private let client = HubClient(connections: 2, patience: .seconds(20))

    private func call(_ server: StubServer, key: UUID? = UUID()) -> HubClient.Call {
        HubClient.Call(
            method: "POST", url: "\(server.address)/v1/referrals", token: "t", body: ["a": 1], ifMatch: "\"3\"",
            idempotencyKey: key)
    }

    @Test func repeatsUnderTheSameKeyUntilItIsDone() async throws {
        let server = try StubServer([
            "503 Service Unavailable\nRetry-After: 0\n\n{}",
            "409 Conflict\nRetry-After: 0\nContent-Type: application/problem+json\n\n"
                + #"{"type":"https://x/problems/still_running","title":"Still working on it","status":409}"#,
            "201 Created\nETag: \"1\"\n\n{\"id\":\"x\"}",
        ])
        defer { server.stop() }
        let key = UUID()
        let answer = try await client.send(call(server, key: key))
        #expect(answer.status == 201)
        #expect(answer.etag == "\"1\"")
        #expect(answer.body["id"] == "x")
        #expect(server.asked.count == 3)
        #expect(Set(server.asked.map { $0.headers["idempotency-key"] }) == ["\"\(key.uuidString.lowercased())\""])
        #expect(Set(server.asked.map(\.body)) == [#"{"a":1}"#])
        #expect(server.asked.last?.headers["authorization"] == "Bearer t")
        #expect(server.asked.last?.headers["if-match"] == "\"3\"")
    }

    @Test func doesNotRepeatWhatWasRefused() async throws {
        let problem =
            #"{"type":"https://referral-hub.example/problems/not_allowed_now","title":"Not now","status":409,"#
            + #""errors":[{"pointer":"","code":"no_place_left","detail":"x"}]}"#
        let server = try StubServer(["409 Conflict\n\n\(problem)"])
        defer { server.stop() }
        let answer = try await client.send(call(server))
        #expect(!answer.isGood)
        #expect(answer.code == "not_allowed_now")
        #expect(answer.title == "Not now")
        #expect(answer.errorCodes == ["no_place_left"])
        #expect(server.asked.count == 1)
    }

    @Test func saysWhoDoesNotAnswer() async throws {
        let impatient = HubClient(connections: 1, patience: .milliseconds(150))
        let failure = await #expect(throws: Failure.self) {
            try await impatient.send(HubClient.Call(url: "http://127.0.0.1:1/v1/queues?secret=1", token: "t"))
        }
        #expect(failure?.words.contains("Nobody answers at http://127.0.0.1:1 ") == true)
    }

    @Test func encodesACursor() {
        #expect("a+/=b&é".addingPercentEncoding() == "a%2B%2F%3Db%26%C3%A9")
    }
}
