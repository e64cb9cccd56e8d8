import Foundation
import FoundationNetworking

/// The services of an Open Referral UK feed, as they came: from a file, or page after page from an address.
struct OpenReferralFeed: Sendable, Equatable {
    /// Whose entries these are: the address, or the file's name.
    let name: String
    let services: [JSONValue]
    /// Whether these are all of them.
    let isWhole: Bool

    /// Pages and services that are read at most: a feed that never ends is no feed.
    static let (mostPages, mostServices) = (1000, 10_000)
    private static let perPage = 100

    /// A file: a list of services, or one page as a feed gives it.
    /// - Throws: ``Failure`` when it cannot be read.
    init(file: String) throws {
        let data = try FileManager.contents(of: file, "The file")
        guard let value = try? JSONValue(data) else { throw Failure("\(file) is not JSON.") }
        name = URL(filePath: file).lastPathComponent
        switch value {
        case .array(let services): (self.services, isWhole) = (services, true)
        case .object:
            let page = FeedPage(value)
            guard let services = page.contents else {
                throw Failure("\(file) has no services.", "It is a list of services, or a page with “contents”.")
            }
            self.services = services
            isWhole = page.isFirst ?? true && page.isLast ?? true
        default: throw Failure("\(file) has no services.", "It is a list of services, or a page with “contents”.")
        }
    }

    /// An address, read from its first page to its last. Services that a page shows in part are asked for one by one.
    /// - Throws: ``Failure`` when it breaks off anywhere, or changes meanwhile: then nothing of it counts.
    init(address: String) async throws {
        let root = try Self.root(of: address)
        let client = FeedClient()
        var (services, page, total): ([JSONValue], Int, Int?) = ([], 1, nil)
        while true {
            let answer = FeedPage(try await client.get("\(root)/services?page=\(page)&per_page=\(Self.perPage)"))
            guard let contents = answer.contents else {
                throw Failure("Page \(page) of the feed has no “contents”.", Self.nothing)
            }
            guard total == nil || answer.total == total else {
                throw Failure("The feed changed while it was read.", "Try again.", Self.nothing)
            }
            total = answer.total
            services += contents
            guard services.count <= Self.mostServices, page <= Self.mostPages else {
                throw Failure("The feed has more than \(Self.mostServices) services.", Self.nothing)
            }
            // A page that does not say whether it is the last is followed by an empty one.
            if answer.isLast ?? contents.isEmpty { break }
            page += 1
        }
        if let total, total != services.count {
            throw Failure("The feed promised \(total) services and gave \(services.count).", Self.nothing)
        }
        name = root
        isWhole = true
        self.services = try await Self.whole(services, at: root, client)
    }

    private static let nothing = "Nothing of it was brought in."

    /// Without `/services`, query and whoever signs in.
    private static func root(of address: String) throws -> String {
        guard var parts = URLComponents(string: address), parts.scheme == "http" || parts.scheme == "https",
            parts.host?.isEmpty == false
        else {
            throw Failure("“\(HubClient.place(of: address))” is not an address of a feed.", "It begins with https://")
        }
        (parts.query, parts.fragment, parts.user, parts.password) = (nil, nil, nil, nil)
        var text = parts.string ?? address
        while text.hasSuffix("/") { text.removeLast() }
        return text.hasSuffix("/services") ? String(text.dropLast("/services".count)) : text
    }

    private static func whole(
        _ services: [JSONValue], at root: String, _ client: FeedClient
    ) async throws -> [JSONValue] {
        var whole: [JSONValue] = []
        for service in services {
            guard service["attributes"] == nil, let id = service["id"]?.string else {
                whole.append(service)
                continue
            }
            whole.append(try await client.get("\(root)/services/\(id.addingPercentEncoding())"))
        }
        return whole
    }
}

/// A page of a list, as version 3 of the standard names its parts or, where it does not, version 1: many directories speak
/// that still.
private struct FeedPage {
    let contents: [JSONValue]?
    let isFirst: Bool?
    let isLast: Bool?
    let total: Int?

    init(_ page: JSONValue) {
        func part(_ names: String...) -> JSONValue? { names.lazy.compactMap { page[$0] }.first }
        if case .array(let contents)? = part("contents", "content") {
            self.contents = contents
        } else {
            contents = nil
        }
        (isFirst, isLast) = (part("first_page", "first")?.bool, part("last_page", "last")?.bool)
        total = part("total_items", "totalElements")?.int
    }
}

/// Reads a feed. Nobody's token is ever sent to it.
struct FeedClient: Sendable {
    private let session: URLSession
    private let pause: @Sendable (Duration) async throws -> Void

    init(pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }) {
        self.pause = pause
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        session = URLSession(configuration: configuration)
    }

    /// No feed is waited for longer than this between two tries, whatever its `Retry-After` says.
    static let longestPause = Duration.seconds(60)

    /// - Throws: ``Failure`` for anything but JSON with status 200. What may pass is tried three times.
    func get(_ url: String) async throws -> JSONValue {
        guard let address = URL(string: url) else { throw Failure("“\(HubClient.place(of: url))” is not an address.") }
        var request = URLRequest(url: address)
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        for attempt in 1... {
            let (status, data, wanted) = await answer(to: request)
            if status == 200 {
                guard let value = try? JSONValue(data) else {
                    throw Failure("The feed's answer is not JSON.", "Nothing of it was brought in.")
                }
                return value
            }
            let mayPass = status == nil || status == 429 || status ?? 0 >= 500
            guard mayPass, attempt < 3 else {
                let words = status.map { "answered \($0)" } ?? "does not answer"
                throw Failure("The feed \(words), in the middle or at once.", "Nothing of it was brought in.")
            }
            try await pause(min(max(.milliseconds(300 * attempt), wanted), Self.longestPause))
        }
        throw CancellationError()
    }

    /// - Returns: also for how long the feed wants to be left alone.
    private func answer(to request: URLRequest) async -> (status: Int?, data: Data, wanted: Duration) {
        guard let (data, response) = try? await session.data(for: request) else { return (nil, Data(), .zero) }
        let answer = response as? HTTPURLResponse
        let wanted = answer?.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) } ?? 0
        return (answer?.statusCode, data, .seconds(max(0, wanted)))
    }
}
