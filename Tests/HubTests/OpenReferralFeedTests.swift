import Foundation
import Synchronization
import Testing

@testable import Hub

@Suite("A feed of Open Referral UK", .timeLimit(.minutes(1)))
struct OpenReferralFeedTests {
    private static func page(_ ids: [String], last: Bool, total: Int, full: Bool = true) -> String {
        let services = ids.map { "{\"id\": \"\($0)\"\(full ? ", \"attributes\": []" : "")}" }.joined(separator: ", ")
        return answer("{\"contents\": [\(services)], \"last_page\": \(last), \"total_items\": \(total)}")
    }

    private static func answer(_ body: String, _ status: String = "200 OK") -> String {
        "\(status)\nContent-Type: application/json\n\n\(body)"
    }

    @Test("It is read from its first page to its last")
    func pages() async throws {
        let server = try StubServer([
            Self.page(["a", "b"], last: false, total: 3), Self.page(["c"], last: true, total: 3),
        ])
        defer { server.stop() }
        let feed = try await OpenReferralFeed(address: "\(server.address)/api/services/?page=7")
        #expect(feed.services.compactMap { $0["id"]?.string } == ["a", "b", "c"])
        #expect(feed.isWhole && feed.name == "\(server.address)/api")
        #expect(
            server.asked.map(\.line) == (1...2).map { "GET /api/services?page=\($0)&per_page=100 HTTP/1.1" })
        #expect(server.asked.allSatisfy { $0.headers["authorization"] == nil })
    }

    @Test("Pages whose parts have the names of version 1 are read to the last, too")
    func olderPages() async throws {
        func page(_ id: String, last: Bool) -> String {
            Self.answer(
                """
                {"totalElements": 2, "totalPages": 2, "number": 1, "size": 1, "first": \(!last), "last": \(last),
                 "content": [{"id": "\(id)", "attributes": []}]}
                """)
        }
        let server = try StubServer([page("a", last: false), page("b", last: true)])
        defer { server.stop() }
        let feed = try await OpenReferralFeed(address: server.address)
        #expect(feed.services.compactMap { $0["id"]?.string } == ["a", "b"] && feed.isWhole)
        #expect(server.asked.count == 2)
    }

    @Test("Services a page shows in part are asked for one by one")
    func inPart() async throws {
        let server = try StubServer([
            Self.page(["a"], last: true, total: 1, full: false), Self.answer("{\"id\": \"a\", \"attributes\": []}"),
        ])
        defer { server.stop() }
        let feed = try await OpenReferralFeed(address: server.address)
        #expect(feed.services.map { $0["attributes"] } == [.array([])])
        #expect(server.asked.last?.line == "GET /services/a HTTP/1.1")
    }

    @Test(
        "A feed that breaks off, changes, or never says that it ends, is not read at all",
        arguments: [
            [page(["a"], last: false, total: 2), answer("gone", "404 Not Found")],
            [page(["a"], last: false, total: 2), answer("<html>")],
            [page(["a"], last: false, total: 2), answer("{\"services\": []}")],
            [page(["a"], last: false, total: 2), page(["b"], last: true, total: 3)],
            [page(["a"], last: true, total: 2)],
            [page(Array(repeating: "a", count: 4000), last: false, total: 4000)],
        ])
    func breaksOff(answers: [String]) async throws {
        let server = try StubServer(answers)
        defer { server.stop() }
        await #expect(throws: Failure.self) { try await OpenReferralFeed(address: server.address) }
    }

    @Test("A feed that says how long to leave it alone is left alone for so long, but not for ever")
    func retryAfter() async throws {
        func busy(_ seconds: String) -> String { "429 Too Many Requests\nRetry-After: \(seconds)\n\n{}" }
        let server = try StubServer([busy("7"), busy("86400"), Self.answer("{}")])
        defer { server.stop() }
        let pauses = Mutex<[Duration]>([])
        let client = FeedClient { pause in pauses.withLock { $0.append(pause) } }
        _ = try await client.get(server.address)
        #expect(pauses.withLock { $0 } == [.seconds(7), FeedClient.longestPause])
    }

    @Test("A file is a list of services, or a page; a page in the middle is not whole")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "feed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func feed(_ text: String) throws -> OpenReferralFeed {
            let file = folder.appending(path: "services.json")
            try Data(text.utf8).write(to: file)
            return try OpenReferralFeed(file: file.path)
        }
        #expect(try feed("[{}]").isWhole)
        #expect(try feed("{\"contents\": [{}]}").services.count == 1)
        #expect(try !feed("{\"contents\": [{}], \"last_page\": false}").isWhole)
        for text in ["", "7", "{}"] { #expect(throws: Failure.self) { try feed(text) } }
    }

    @Test("What is no address of a feed is refused", arguments: ["http://", "https:///services", "ftp://a.example"])
    func address(text: String) async {
        await #expect(throws: Failure.self) { try await OpenReferralFeed(address: text) }
    }
}
