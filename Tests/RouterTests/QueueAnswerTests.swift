import Contracts
import Foundation
import HTTPTypes
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import LocalityRouter

/// The answers of the routes of queues and themes, held against the OpenAPI document.
@Suite("Answers of the routes of queues and themes", .timeLimit(.minutes(1)))
struct QueueAnswerTests {
    // The server alone says what it cannot read of a request without a query or a body.
    private static let unreachable: Set = ["get /v1/queues 400", "get /v1/themes/actions/{id} 400"]

    @Test("Every documented answer of the routes of queues is given")
    func queues() async throws {
        try await QueueDesk.run { desk in
            for path in ["/v1/cases", "/v1/queues"] { try await Self.read(path, at: desk) }
            try await desk.send(.get, "/v1/cases?limit=0")
            let id = try await desk.open()
            let assignments: JSON = ["assigned_to": "carol", "cases": [["id": .string(id.text), "version": 1]]]
            for (path, body) in [("/v1/cases/next", [:]), ("/v1/cases/assignments", assignments)] as [(String, JSON)] {
                try await Self.refuse(path, body, at: desk)
                #expect(try await desk.send(.post, path, body).status == 200)
            }
            #expect(try await desk.send(.post, "/v1/cases/next", [:]).status == 204)
            let mine = ["/v1/cases", "/v1/queues", "/v1/cases/next", "/v1/cases/assignments"]
            try desk.service.expectAllDocumented(but: Self.unreachable, mine.contains)
        }
    }

    @Test("Every documented answer of the routes of themes is given")
    func themes() async throws {
        try await ThemeDesk.run { desk in
            let actions = "/v1/themes/actions"
            for path in ["/v1/themes", "/v1/themes.csv", actions] {
                try await Self.read(path, at: desk)
                try await desk.send(.get, "\(path)?from=soon&limit=0")
            }
            try await Self.refuse(actions, ThemeTests.action, at: desk)
            let made = try await desk.send(.post, actions, ThemeTests.action)
            let path = try #require(made.headers[.location])
            try await Self.read(path, at: desk)
            let completion = "\(path)/completion"
            let words: JSON = ["words": "Two groups run."]
            try await Self.refuse(completion, words, match: 1, at: desk)
            try await desk.send(.post, completion, words)
            for version in [7, 1, 2] { try await desk.send(.post, completion, words, match: version) }
            let nowhere = "\(actions)/\(UUID().text)"
            try await desk.send(.get, nowhere)
            try await desk.send(.post, "\(nowhere)/completion", words, match: 1)
            try desk.service.expectAllDocumented(but: Self.unreachable) { $0.hasPrefix("/v1/themes") }
        }
    }

    /// Reads as whoever may, as nobody, and as somebody who may not.
    private static func read(_ path: String, at desk: some ServiceDesk) async throws {
        for identity in [type(of: desk).caller, nil, .someone(.provider)] {
            try await desk.send(.get, path, as: identity)
        }
    }

    /// Has a good command refused in every way that does not depend on what is there.
    private static func refuse(
        _ path: String, _ body: JSON, match: Int? = nil, at desk: some ServiceDesk
    ) async throws {
        for identity in [nil, Identity.someone(.provider)] {
            try await desk.send(.post, path, body, as: identity, match: match)
        }
        try await desk.send(.post, path, body, key: nil, match: match)
        try await desk.send(.post, path, body, match: match, media: "text/plain")
        try await desk.send(.post, path, body.with(["nickname": "x"]), match: match)
        let large = [UInt8](repeating: UInt8(ascii: " "), count: JSONBody.maxBytes + 1)
        try await desk.send(.post, path, raw: large, match: match)
        let key = UUID()
        try await desk.service.whileRunning(key, of: type(of: desk).caller) {
            try await desk.send(.post, path, body, key: key, match: match)
        }
    }
}
