import AsyncHTTPClient
import NIOCore

/// The portal's one HTTP client.
enum PortalClient {
    /// Never follows a redirection: tokens, codes and secrets go to the address they are meant for, and nowhere else. It lives
    /// as long as the process. Who uses it says how long an answer may take.
    static let shared: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
        configuration.decompression = .disabled
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
