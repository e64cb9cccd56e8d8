import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import ServiceLifecycle

/// How the queues stand, for scripts: once, or again with every change.
struct LiveAPI: Sendable {
    let gate: Gate
    let tally: QueueTally
    let watch: QueueWatch
    let now: @Sendable () -> Date

    func add(to router: HubRouter) {
        router.get("/queue/counts", use: counts)
        router.get("/queue/live", use: live)
    }

    private func counts(_ request: Request, _ context: HubContext) async throws -> Response {
        let session = try await gate.listener(request)
        let (localities, filter) = try Self.part(request, session.person)
        let standing = try await tally.standing(of: localities, filter, at: now())
        let counts = QueueWatch.sum(standing.counts, of: localities)
        return .json(counts.json)
    }

    private func live(_ request: Request, _ context: HubContext) async throws -> Response {
        let session = try await gate.listener(request)
        let (localities, filter) = try Self.part(request, session.person)
        let lastSeen = request.headers[.lastEventID]
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .xAccelBuffering: "no"],
            body: ResponseBody { [watch] writer in
                // Ends when the reader goes away, when the session ends, and when the service stops: a stream nobody
                // ends would hold up the stopping.
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    var last = lastSeen
                    try await writer.write(ByteBuffer(string: ServerSentEvent.comeBack))
                    let stream = await watch.news(of: localities, filter, for: session.token)
                    for await news in stream.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: Self.message(news, last: &last)))
                    }
                }
                try await writer.finish(nil)
            })
    }

    /// Which part of the queues is heard of.
    private static func part(_ request: Request, _ person: Person) throws(Problem) -> ([String], QueueFilter) {
        let address = try QueueAddress(request)
        return (try address.localities(of: person), address.filter(for: person))
    }

    /// What to send for a piece of news, given the id that was sent last.
    static func message(_ news: QueueWatch.News, last: inout String?) -> String {
        switch news {
        case .signedOut:
            return ServerSentEvent(event: "signed-out", data: "{}").text
        case .counts(let counts):
            guard counts.version != last else { return ServerSentEvent.heartbeat }
            last = counts.version
            return ServerSentEvent(event: "counts", id: counts.version, data: counts.json.text).text
        }
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .eTag
    /// Tells nginx not to wait until it has a bufferful.
    fileprivate static let xAccelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .via
}
