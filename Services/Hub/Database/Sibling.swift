import Foundation

/// An executable in the same folder as this one.
struct Sibling {
    let path: String

    /// - Throws: when it is not there, with how to build it.
    init(_ name: String, in folder: String = Places.executables) throws(Failure) {
        path = "\(folder)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(
                "There is no executable \(name) beside hub, in \(folder).", "Build it first: ./ops/build --release")
        }
    }

    /// Settings a configuration file decides. Variables outrank it, so an administrator's would become every service's
    /// own.
    private static let decidedByFile: Set<String> = [
        "DATABASE_URL", "DATABASE_POOL", "KEYRING_DATABASE_URL", "KAFKA_BOOTSTRAP", "KAFKA_PROFILE", "HTTP_HOST",
        "HTTP_PORT", "AUTH_ISSUER", "AUTH_AUDIENCE", "AUTH_JWKS", "PRIVACY_MASTER_KEYS", "MIGRATE_ONLY",
        "DIRECTORY_FILE", "CONTACTS_FILE", "SMTP_URL", "SMTP_FROM", "PORTAL_ISSUERS",
        "PORTAL_URL", "PORTAL_DEMONSTRATION", "PORTAL_ASSETS", "PORTAL_NAME", "PORTAL_COLOUR",
        "PORTAL_SECURITY_CONTACT",
        "ROUTER_URL", "MATCHER_URL", "NOTIFIER_URL",
        "INTAKE_URL", "TOKEN_KEYS", "TOKEN_RATE_LIMIT", "RATE_LIMIT", "DOCS_ASSETS", "HUB_CONFIG",
    ]

    /// Runs it to its end.
    /// - Returns: its exit status and what it wrote, both streams together.
    func run(_ arguments: [String]) async throws -> (status: Int32, words: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !Self.decidedByFile.contains($0.key) }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        let ended = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = {
            ended.continuation.yield($0.terminationStatus)
            ended.continuation.finish()
        }
        try process.run()
        // Read while it runs, or a full pipe would stop it for ever; in a thread that may be blocked.
        let reading = pipe.fileHandleForReading
        let words = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: String(decoding: reading.readDataToEndOfFile(), as: UTF8.self))
            }
        }
        var status: Int32 = -1
        for await value in ended.stream { status = value }
        return (status, words)
    }
}
