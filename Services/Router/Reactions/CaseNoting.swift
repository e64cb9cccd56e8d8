import Contracts
import EventFlow
import FoundationEssentials
import Inclusion

extension EventTransaction {
    /// Has a case take in what happened elsewhere.
    /// - Parameter then: what follows at once for the case as it then is; asked only when the command changed something.
    /// - Throws: ``ProjectionTrouble`` poison when it can never be taken in.
    func note(
        _ command: CaseCommand, in id: UUID, at time: Date, by clocks: Clocks,
        then: (CaseFile) async throws -> CaseCommand? = { _ in nil }
    ) async throws {
        let loaded = try await load(CaseFile.self, id)
        do {
            var events = try CaseFile.decide(loaded.state, command, now: time, clocks: clocks)
            if !events.isEmpty, let file = CaseFile.replay(events, after: loaded.state), let next = try await then(file)
            {
                events += try CaseFile.decide(file, next, now: time, clocks: clocks)
            }
            _ = try await CaseRow.commit(events, to: id, loaded, at: time, in: self)
        } catch let violation as RuleViolation {
            throw ProjectionTrouble.poison(
                code: violation.problems.first?.code ?? "refused",
                words: violation.problems.map(\.words).joined(separator: " "))
        }
    }
}
