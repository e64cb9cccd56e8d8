import Foundation

/// Imports into the directory, over the matcher's API: every rule that holds there holds here.
struct DirectoryOffice: Sendable {
    let matcher: String
    let token: String
    let client = HubClient(connections: 1, patience: .seconds(20))

    /// - Throws: ``Failure`` without a token.
    init(matcher: String) throws {
        guard let token = ProcessInfo.processInfo.environment["HUB_TOKEN"], !token.isEmpty else {
            throw Failure(
                "HUB_TOKEN is not set.", "It is a coordinator's token; for trying out:",
                "HUB_TOKEN=$(hub token --as coordinator-gloucester) hub directory import …")
        }
        self.init(matcher: matcher, token: token)
    }

    init(matcher: String, token: String) {
        (self.matcher, self.token) = (matcher, token)
    }

    /// Has a feed compared with the directory, and with `apply` changes it.
    func bring(_ feed: OpenReferralFeed, apply: Bool, _ choice: DirectoryChoice) async throws -> JSONValue {
        try await post(
            "/v1/directory/imports",
            [
                "feed": .string(feed.name), "whole": .bool(feed.isWhole), "apply": .bool(apply),
                "take_in": .array(choice.takenIn.map { .string($0) }),
                "organizations": .array(
                    choice.organisations.map { ["id": .string($0.id), "provider": .string($0.provider)] }),
                "services": .array(feed.services),
            ])
    }

    /// Changes what an import said it would change.
    func apply(_ id: String) async throws -> JSONValue {
        try await post("/v1/directory/imports/\(id.addingPercentEncoding())/application", nil)
    }

    private func post(_ path: String, _ body: JSONValue?) async throws -> JSONValue {
        let answer = try await client.send(
            .init(method: "POST", url: matcher + path, token: token, body: body, idempotencyKey: UUID()))
        guard answer.isGood else {
            throw Failure(
                "The matcher refused: \(answer.status) \(answer.code). \(answer.title)", advice: answer.errorCodes)
        }
        return answer.body
    }
}

/// What is chosen with an import because its feed does not say it.
struct DirectoryChoice: Sendable {
    /// Ids of services or organisations.
    let takenIn: [String]
    /// What the hub calls organisations of the feed.
    let organisations: [(id: String, provider: String)]

    /// - Parameter organisations: each `id=provider`.
    /// - Throws: ``Failure`` for one that is not.
    init(takenIn: [String], organisations: [String]) throws {
        self.takenIn = takenIn
        self.organisations = try organisations.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Failure("“\(text)” does not say what an organisation is called.", "It is written ID=PROVIDER.")
            }
            return (parts[0], parts[1])
        }
    }
}

/// An import's report as people read it.
struct ImportText {
    let report: JSONValue

    /// What was, or would be, changed.
    var lines: [String] {
        let isApplied = report["state"]?.string == "applied"
        let outcomes = ["listed", "taken_in", "changed", "unlisted", "unchanged", "refused", "passed_over"]
        let counts = outcomes.map { [$0, String(count($0))] }
        let changes = rows.filter { ["listed", "taken_in", "changed", "unlisted"].contains($0["outcome"]?.string) }
        let id = report["id"]?.string ?? ""
        let end = isApplied ? "Applied: \(id)." : "Nothing was changed. To change it: hub directory apply \(id)"
        return Table.lines(counts) + Table.lines(changes.map(Self.change)) + hints + [end]
    }

    private static func change(_ row: JSONValue) -> [String] {
        let missing = (row["missing"]?.elements ?? []).compactMap { $0["code"]?.string }
        return [
            row["outcome"]?.string ?? "", row["name"]?.string ?? row["id"]?.string ?? "",
            ((row["fields"]?.strings ?? []) + missing).joined(separator: ", "),
        ]
    }

    /// What can be done about services that do not say enough.
    private var hints: [String] {
        var hints: [String] = []
        if count("taken_in") > 0 {
            hints.append("Taken in is neither shown nor offered until nothing is missing and it is assured.")
        }
        if count("passed_over") > 0 {
            hints.append(
                "Passed over says nothing in the hub's terms. --passed-over WORDS names such services; --take-in ID takes "
                    + "one in.")
        }
        return hints
    }

    private func count(_ outcome: String) -> Int { report["counts"]?[outcome]?.int ?? 0 }

    /// Services that were passed over, with the ids to take them in by.
    /// - Parameter words: in the service's name or its organisation's, large or small.
    func passedOver(with words: String) -> [String] {
        let found = rows.filter { row in
            let names = [row["name"]?.string, row["organization"]?["name"]?.string].compactMap { $0?.lowercased() }
            return row["outcome"]?.string == "passed_over"
                && (words.isEmpty || names.contains { $0.contains(words.lowercased()) })
        }
        return Table.lines(
            found.map { row in
                [row["id"], row["name"], row["organization"]?["id"], row["organization"]?["name"]].map {
                    $0?.string ?? ""
                } + (row["problems"]?.elements.first?["code"]?.string == "not_active" ? ["not active"] : [""])
            })
    }

    /// A line for everything that is wrong with a service.
    var refused: [String] {
        rows.filter { $0["outcome"]?.string == "refused" }.flatMap { row in
            (row["problems"]?.elements ?? []).map { problem in
                let words = [problem["pointer"], problem["code"], problem["detail"]].compactMap { $0?.string }
                return "service \(row["row"]?.int ?? 0)" + words.map { " " + $0 }.joined()
            }
        }
    }

    private var rows: [JSONValue] { report["rows"]?.elements ?? [] }
}
