import Contracts
import EventFlow
import FoundationEssentials
import Inclusion

extension EventTransaction {
    /// Has a case take in what happened elsewhere.
    /// - Throws: ``ProjectionTrouble`` poison when it can never be taken in.
    func note(_ command: CaseCommand, in id: UUID, at time: Date) async throws {
        let loaded = try await load(CaseFile.self, id)
        do {
            let events = try CaseFile.decide(loaded.state, command, now: time)
            _ = try await CaseRow.commit(events, to: id, loaded, at: time, in: self)
        } catch let violation as RuleViolation {
            throw ProjectionTrouble.poison(
                code: violation.problems.first?.code ?? "refused",
                words: violation.problems.map(\.words).joined(separator: " "))
        }
    }
}
