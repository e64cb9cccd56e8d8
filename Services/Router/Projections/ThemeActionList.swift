import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The list of what localities do about themes. The actions' events say all of it.
struct ThemeActionList: LogView {
    let name = "theme-actions"
    let tables = ["theme_action"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key: UUID, _ before: Loaded<ThemeAction>, at time: Date
    ) -> [PostgresQuery] {
        var version = before.version
        return events.compactMap { event in
            version += 1
            switch event {
            case .themeActionAgreed(let agreed): return Self.insertion(agreed, id, version, at: time)
            case .themeActionDone(let done):
                return """
                    update theme_action
                    set (version, outcome, done_by, done_at) = row (\(version), \(done.words), \(done.doneBy), \(time))
                    where id = \(id)
                    """
            default: return nil
            }
        }
    }

    private static func insertion(
        _ agreed: ThemeActionAgreed, _ id: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        """
        insert into theme_action
            (id, locality, version, theme, value, term, what, organisation, owner, due_on, agreed_by, agreed_at)
        values (\(id), \(agreed.locality), \(version), \(agreed.theme), \(agreed.value),
            \(agreed.term?.code ?? ""), \(agreed.what),
            \(agreed.organisation), \(agreed.owner), \(agreed.dueOn), \(agreed.agreedBy), \(time))
        """
    }
}

/// An action as lists show it: one row of `theme_action`.
struct ThemeActionRow: Sendable {
    let id: UUID
    let version: Int64
    let locality: String
    let theme: String
    let value: String
    let term: String
    let what: String
    let organisation: String
    let owner: String
    let dueOn: String
    let agreedBy: String
    let agreedAt: Date
    let outcome: String
    let doneBy: String?
    let doneAt: Date?

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        version = try row.value("version")
        locality = try row.value("locality")
        theme = try row.value("theme")
        value = try row.value("value")
        term = try row.value("term")
        what = try row.value("what")
        organisation = try row.value("organisation")
        owner = try row.value("owner")
        dueOn = try row.value("due_on")
        agreedBy = try row.value("agreed_by")
        agreedAt = try row.value("agreed_at")
        outcome = try row.value("outcome")
        doneBy = try row.value("done_by")
        doneAt = try row.value("done_at")
    }
}
