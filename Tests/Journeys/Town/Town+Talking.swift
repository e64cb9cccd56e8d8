import Contracts
import Foundation
import FoundationNetworking
import Kafka
import Logging
import Postgres
import Testing

@testable import Hub

/// Asking the town, and looking into its database, topics and mails.
extension Town {
    func get(_ service: String, _ path: String, as person: String) async throws -> HubClient.Answer {
        try await client.send(.init(url: address(service) + path, token: try await token(person)))
    }

    func post(
        _ service: String, _ path: String, _ body: JSONValue? = nil, as person: String, ifMatch: String? = nil,
        key: UUID = UUID()
    ) async throws -> HubClient.Answer {
        try await client.send(
            .init(
                method: "POST", url: address(service) + path, token: try await token(person), body: body,
                ifMatch: ifMatch, idempotencyKey: key))
    }

    /// Does something with a thing as it stands now, which must be possible.
    @discardableResult
    func move(
        _ service: String, _ thing: String, _ name: String, _ body: JSONValue?, as person: String
    ) async throws -> JSONValue {
        let etag = try await get(service, thing, as: person).etag
        let answer = try await post(service, "\(thing)/\(name)", body, as: person, ifMatch: etag)
        try #require(answer.isGood, "\(name): \(answer.body)")
        return answer.body
    }

    /// The ids of the first hundred things of a list, by the references of the referrals they are about.
    func idsByReference(_ service: String, _ path: String, as person: String) async throws -> [String: String] {
        let page = try await get(service, "\(path)?limit=100", as: person)
        let pairs = page.body["items"]?.elements.compactMap { item in
            item["reference"]?.string.flatMap { reference in item["id"]?.string.map { (reference, $0) } }
        }
        return Dictionary(pairs ?? [], uniquingKeysWith: { $1 })
    }

    /// A request exactly as given, good or bad.
    func raw(
        _ method: String, _ url: String, headers: [String: String] = [:], body: Data? = nil
    ) async throws -> (status: Int, body: JSONValue) {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        return (http.statusCode, (try? JSONValue(data)) ?? .null)
    }

    /// A number of the database, as its administrator sees it.
    func count(_ query: PostgresQuery) async throws -> Int {
        try await Self.withPool(databaseURL) { try await $0.query(query).decode(Int.self).first ?? -1 }
    }

    /// Waits until a number of the database is `expected`.
    func until(
        _ expected: Int, within limit: Duration = .seconds(90), _ query: PostgresQuery,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var last = -1
        while ContinuousClock.now < deadline {
            last = try await count(query)
            if last == expected { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("expected \(expected), still \(last): \(query)", sourceLocation: location)
    }

    /// Shuts the town's database, for everybody at once, or opens it again.
    func setDatabase(isOpen: Bool) async throws {
        try await onServer(
            "alter database \(identifier: database) with allow_connections \(unescaped: isOpen ? "true" : "false")")
        if !isOpen {
            try await onServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = \(database)")
        }
    }

    /// Writes bytes that are no event into every partition of a topic.
    func publishGarbage(on topic: String) async throws {
        let producer = try KafkaProducer(
            KafkaConfiguration(bootstrap: "127.0.0.1:\(port("broker"))", profile: .embedded), clientID: "stranger",
            logger: .silent)
        let results = await producer.produce(
            (0..<Topic.partitions).map {
                ProducerRecord(topic: topic, partition: $0, key: [0xFF, 0xFE], value: Array("rubbish".utf8))
            })
        await producer.close()
        for result in results { _ = try result.get() }
    }

    /// The mails caught so far, as they came.
    func mails() throws -> [String] {
        let inbox = folder.appending(path: "mail/new")
        return try FileManager.default.contentsOfDirectory(atPath: inbox.path).map {
            try String(contentsOf: inbox.appending(path: $0), encoding: .utf8)
        }
    }
}
