import Foundation
import Testing

@testable import Hub

/// A feed of Open Referral UK of one page, served over HTTP at an address of its own.
struct ServedFeed {
    let address: String
    private let process: ChildProcess

    init(_ services: [JSONValue], in town: Town) async throws {
        let folder = town.folder.appending(path: "feed")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let page: JSONValue = [
            "contents": .array(services), "last_page": true, "total_items": .int(services.count),
        ]
        try page.data().write(to: folder.appending(path: "services"))
        let port = try FreePorts.take(1)[0]
        address = "http://127.0.0.1:\(port)"
        process = try ChildProcess(
            town.surroundings.python,
            ["-m", "http.server", "\(port)", "--bind", "127.0.0.1", "--directory", folder.path], output: .nullDevice)
        let deadline = ContinuousClock.now + .seconds(20)
        while (try? await town.raw("GET", address + "/services"))?.status != 200, .now < deadline {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func stop() { process.signal(15) }
}
