import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit
import SwiftProtobuf

/// How every move of a case is made: load, decide, commit. Whatever people wrote is sealed before it is kept.
struct CaseMover: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let clocks: ClocksNow

    /// Makes the command that follows from a body, and answers with the case as it is then.
    func move(
        _ request: Request, _ context: HubContext, body: JSONBody? = nil,
        _ command: @escaping @Sendable (CaseFile, EventTransaction) async throws -> CaseCommand
    ) async throws -> Response {
        let identity = try context.identity
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let moving: @Sendable (EventTransaction) async throws -> CommandResponse = { transaction in
            let loaded = try await transaction.load(CaseFile.self, id)
            let file = try CaseFile.visible(loaded.state, to: identity)
            try ifMatch.require(loaded)
            let command = try await command(file, transaction)
            let (time, clocks) = (host.now(), try await clocks(transaction))
            let events = try Problem.rules { try CaseFile.decide(file, command, now: time, clocks: clocks) }
            guard let (after, version) = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
            else { throw Problem.notFound() }
            return .ok(version: version, CaseJSON.state(after, for: identity))
        }
        guard let body else { return try await host.idempotent(request, context, moving) }
        return try await host.idempotent(request, context, body: body, moving)
    }

    /// A command with what somebody wrote sealed. Asked before sealing: what is not allowed now costs nobody a key.
    func sealing(
        _ message: some Message & Sendable, for file: CaseFile, _ command: (Sealed) -> CaseCommand
    ) async throws -> CaseCommand {
        try check(command(Sealed()), on: file)
        return command(try await sealed(message, for: file))
    }

    /// The same for plain words.
    func sealing(
        words: String, for file: CaseFile, _ command: (Sealed) -> CaseCommand
    ) async throws -> CaseCommand {
        try await sealing(Words.with { $0.words = words }, for: file, command)
    }

    func check(_ command: CaseCommand, on file: CaseFile) throws {
        try Problem.rules { _ = try CaseFile.decide(file, command, now: host.now()) }
    }

    func sealed(_ message: some Message & Sendable, for file: CaseFile) async throws -> Sealed {
        try await keyring.seal(message, for: try Self.child(of: file))
    }

    func sealed(words: String, for file: CaseFile) async throws -> Sealed {
        try await sealed(Words.with { $0.words = words }, for: file)
    }

    static func child(of file: CaseFile) throws -> UUID {
        guard let child = UUID(uuidString: file.childID) else { throw PrivacyError.brokenSeal }
        return child
    }
}
