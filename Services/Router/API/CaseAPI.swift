import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// One case, to be read.
struct CaseAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/cases/{id}", use: read)
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let id = try context.id()
        let loaded = try await host.events.read(CaseFile.self, id)
        let file = try CaseFile.visible(loaded.state, to: try context.identity)
        let row = try await host.pool.query("select * from case_file where id = \(id)").map(CaseRow.init).first
        guard let row else { throw Problem.notFound() }
        let opened = try await OpenedCase(file, with: keyring, by: reader)
        let book = try await county().book
        return .json(
            CaseJSON.whole(file, row, opened, CaseTimes(loaded), now: host.now(), in: book), version: loaded.version)
    }
}

extension CaseFile {
    /// A case of another locality is as good as none: the caller does not learn that it exists.
    static func visible(_ file: CaseFile?, to identity: Identity) throws -> CaseFile {
        guard let file, file.isIn(identity.localities) else { throw Problem.notFound() }
        return file
    }
}
