import FoundationEssentials

/// What every player of a day has: the services' addresses, everybody's token, a way to call and the book.
struct DayTools: Sendable {
    /// Where the services are.
    struct Addresses: Sendable {
        let intake: String
        let router: String
        let matcher: String
        let notifier: String
    }

    let client: HubClient
    let addresses: Addresses
    let tokens: [String: String]
    let book: DayBook
    /// How many things happen at once.
    let width: Int
    /// Told of troubles as they come, a line each.
    let report: @Sendable (String) -> Void

    func token(of person: Person) -> String { tokens[person.id] ?? "" }

    func get(_ url: String, as person: Person) async throws -> HubClient.Answer {
        try await client.send(HubClient.Call(url: url, token: token(of: person)))
    }

    /// Does something once, however often it has to be sent.
    func post(
        _ url: String, _ body: JSONValue? = nil, ifMatch: String? = nil, as person: Person
    ) async throws -> HubClient.Answer {
        try await client.send(
            HubClient.Call(
                method: "POST", url: url, token: token(of: person), body: body, ifMatch: ifMatch, idempotencyKey: UUID()
            ))
    }

    /// All items of a list, page after page, for as long as `wanted` says so of a page's last item.
    func list(
        _ url: String, as person: Person, what: String, while wanted: (JSONValue) -> Bool = { _ in true }
    ) async throws -> [JSONValue] {
        var items: [JSONValue] = []
        var next: String?
        repeat {
            let mark = url.contains("?") ? "&" : "?"
            let cursor = next.map { "&cursor=\($0.addingPercentEncoding())" } ?? ""
            let answer = try await get("\(url)\(mark)limit=100\(cursor)", as: person)
            guard answer.isGood else {
                await tell(answer, what)
                return items
            }
            let page = answer.body["items"]?.elements ?? []
            items += page
            next = answer.body["next"]?.string
            if let last = page.last, !wanted(last) { break }
        } while next != nil
        return items
    }

    /// Notes an answer that nobody expected: its code and title, never anything of a person.
    func tell(_ answer: HubClient.Answer, _ what: String) async {
        let details = answer.errorCodes.isEmpty ? "" : " (\(answer.errorCodes.joined(separator: ", ")))"
        let words = "\(what): \(answer.status) \(answer.code) – \(answer.title)\(details)"
        if await book.trouble(words) { report(words) }
    }
}

extension String {
    /// For a query: everything but unreserved characters (RFC 3986, 2.3) as `%XX`.
    func addingPercentEncoding() -> String {
        utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

/// Does `body` for every item, at most `width` at once.
func forEach<Item: Sendable>(
    _ items: [Item], width: Int, _ body: @escaping @Sendable (Item) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, item) in items.enumerated() {
            if index >= width { try await group.next() }
            group.addTask { try await body(item) }
        }
        try await group.waitForAll()
    }
}
