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
    func bring(_ feed: OpenReferralFeed, apply: Bool) async throws -> JSONValue {
        try await post(
            "/v1/directory/imports",
            [
                "feed": .string(feed.name), "whole": .bool(feed.isWhole), "apply": .bool(apply),
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

/// An import's report as people read it.
struct ImportText {
    let report: JSONValue

    /// What was, or would be, changed.
    var lines: [String] {
        let isApplied = report["state"]?.string == "applied"
        let counts = ["listed", "changed", "unlisted", "unchanged", "refused", "passed_over"].map { outcome in
            [outcome, String(report["counts"]?[outcome]?.int ?? 0)]
        }
        let changes = rows.filter { ["listed", "changed", "unlisted"].contains($0["outcome"]?.string) }.map { row in
            [
                row["outcome"]?.string ?? "", row["name"]?.string ?? row["id"]?.string ?? "",
                row["fields"]?.strings.joined(separator: ", ") ?? "",
            ]
        }
        let id = report["id"]?.string ?? ""
        return Table.lines(counts) + Table.lines(changes) + [
            isApplied ? "Applied: \(id)." : "Nothing was changed. To change it: hub directory apply \(id)"
        ]
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
