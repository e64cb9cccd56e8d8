import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// Which cases of a queue are looked at, beside their locality and heading. Equal filters mean the same whoever looks.
struct QueueFilter: Sendable, Hashable {
    /// Where they are looked at.
    var forum: Forum?
    /// Graduated Pathway, 1 to 4.
    var level: Int?
    var worksOnIt: Assignee?
    /// Only those for which the next clock has run out.
    var isLate = false

    /// Who works on a case.
    enum Assignee: Sendable, Hashable {
        case nobody
        /// Subject of the token.
        case person(String)
    }

    /// What has to hold for a row of `queue_item`, to be written after another condition.
    func condition(at now: Date) -> PostgresQuery {
        var conditions: [PostgresQuery] = []
        if let forum { conditions.append("forum = \(forum.code)") }
        if let level { conditions.append("level = \(level)") }
        switch worksOnIt {
        case nil: break
        case .nobody: conditions.append("assigned_to is null")
        case .person(let subject): conditions.append("assigned_to = \(subject)")
        }
        if isLate { conditions.append("due_at < \(now)") }
        return conditions.reduce("") { "\(fragment: $0) and \(fragment: $1)" }
    }
}
