import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server. On graceful shutdown the service says at once that it is not ready, takes no new connections, and
/// ends when the requests in hand are answered.
struct HTTPServerService: Service {
    let front: FrontDoor
    let settings: ServiceSettings
    let health: Health
    let logger: Logger
    let onListening: @Sendable (Int) -> Void
    let onStopping: @Sendable () -> Void

    func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            responder: front,
            // A connection nobody uses is closed: idle ones are cheap for the caller and not for us.
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(settings.httpHost, port: settings.httpPort), serverName: nil, backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.httpPort
                logger.info("Listening", metadata: ["port": "\(port)"])
                onListening(port)
            }, logger: quiet)
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            logger.info("Stopping")
            health.phase = .stopping
            onStopping()
        }
    }
}
