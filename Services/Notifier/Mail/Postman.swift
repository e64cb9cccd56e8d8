import Glibc

/// Takes mails to the server, one at a time, on a thread that may block.
actor Postman {
    private let server: SMTPServer
    private let stopping = StopMark()
    /// The open conversation, when nobody is using it.
    private var session: SMTPSession?

    init(_ server: SMTPServer) {
        self.server = server
    }

    /// Host and port of the server.
    nonisolated var serverName: String { server.name }

    /// Takes one mail to the server.
    func deliver(_ mail: Mail) async -> PostOutcome {
        guard !stopping.isSet else { return .stopped }
        guard let session = session ?? SMTPSession(server) else { return .serverAway("out of memory") }
        self.session = nil
        let outcome = await onThreadOfItsOwn { [stopping] in session.send(mail, until: stopping) }
        self.session = session
        return outcome
    }

    /// Closes the connection: nothing more is to be sent for now.
    func hangUp() async {
        guard let open = session else { return }
        session = nil
        // Saying goodbye waits for the server, too.
        await onThreadOfItsOwn { open.close() }
    }

    /// Takes no further mail, and gives up on a server that has not begun to receive the one in hand.
    nonisolated func stop() { stopping.set() }
}

/// Runs a call that may block without keeping one of Swift's shared threads from its work.
private func onThreadOfItsOwn<Value: Sendable>(_ call: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let box = Unmanaged.passRetained(ThreadBody { continuation.resume(returning: call()) })
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            // The system has no thread left: late is better than never.
            box.takeRetainedValue().run()
        }
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
