/// What went wrong between a caller and PostgreSQL, and what it means for the caller.
///
/// Never holds or describes a bound value, a row's content or a password: only SQLSTATE, names of things the code
/// owns (constraints, tables, columns), and PostgreSQL's primary message for the error classes whose messages are
/// free of values.
public struct PostgresError: Error, Sendable, Equatable {
    /// The consequence, coarse enough to switch over.
    public enum Kind: Sendable, Equatable {
        /// The connection could not be made, or was lost; nothing is known to have been committed by this call.
        case connection
        /// The connection was lost between sending COMMIT and hearing the answer: it may or may not have happened.
        case commitUnknown
        /// An integrity rule (SQLSTATE class 23) refused the change. `name` is the constraint, or `table.column` for
        /// a NOT NULL rule. ``PostgresError/sqlState`` says which sort of rule.
        case constraint(name: String)
        /// The transaction lost against a concurrent one (40001): run it again.
        case serialization
        /// The transaction was chosen as a deadlock's victim (40P01): run it again.
        case deadlock
        /// A lock was not to be had in time, or at once with NOWAIT (55P03).
        case lockTimeout
        /// The statement ran longer than its statement timeout (57014).
        case timeout
        /// The server is short of connections, memory or disk (class 53).
        case resources
        /// No connection became free before the acquire timeout.
        case poolExhausted
        /// The pool has been closed.
        case poolClosed
        /// Signing in or a privilege was refused (class 28, 42501).
        case permission
        /// The statement does not fit the schema or the language (class 42, 3D, 3F, 0A).
        case syntax
        /// A value does not fit its type (class 22).
        case data
        /// The body ended normally, but a statement in it had failed, so PostgreSQL rolled back instead of committing.
        case transactionAborted
        /// A prepared statement no longer fits the schema; it has been forgotten, so that trying again prepares anew.
        case staleStatement
        /// A column did not hold what the caller asked for.
        case decode(column: String, expected: String)
        /// A bound value cannot be expressed in PostgreSQL (a NUL in a text, a date out of range). Counted from 1.
        case bind(parameter: Int)
        /// An applied migration's text is not what it was when it was applied.
        case migrationChanged(name: String)
        /// The database URL cannot be understood.
        case configuration
        /// The API was used out of turn, for example a query in the middle of a COPY.
        case misuse
        /// The caller's task was cancelled while the statement ran. The public calls turn it into `CancellationError`.
        case cancelled
        /// Anything else the server reported.
        case server
    }

    /// The consequence.
    public let kind: Kind
    /// PostgreSQL's five-character code; nil when the error did not come from the server.
    public let sqlState: String?
    /// Whether doing the same again, later or in a new transaction, can succeed without anything else changing.
    /// False for ``Kind/commitUnknown``: first find out whether it happened, or be idempotent and decide so yourself.
    public let canRetry: Bool
    /// Whether what comes to the same when done twice can be done again: also where nobody knows whether it happened.
    public var canRepeat: Bool { canRetry || kind == .commitUnknown }
    /// In a pipeline, the position (from 0) of the statement that failed.
    public internal(set) var pipelineIndex: Int?
    /// Words for an operator, free of values.
    let words: String

    init(_ kind: Kind, sqlState: String? = nil, canRetry: Bool, _ words: String) {
        self.kind = kind
        self.sqlState = sqlState
        self.canRetry = canRetry
        self.words = words
    }

    /// Whether the error is a unique violation (23505), of `constraint` when one is named.
    public func isUniqueViolation(of constraint: String? = nil) -> Bool {
        guard sqlState == "23505", case .constraint(let name) = kind else { return false }
        return constraint == nil || constraint == name
    }
}

extension PostgresError: CustomStringConvertible {
    /// The words, with the SQLSTATE and the pipeline position where there are any. Safe to log.
    public var description: String {
        var text = words
        if let sqlState { text += " (SQLSTATE \(sqlState))" }
        if let pipelineIndex { text += " at pipeline statement \(pipelineIndex)" }
        return text
    }
}

extension PostgresError {
    static func misuse(_ words: String) -> PostgresError {
        PostgresError(.misuse, canRetry: false, words)
    }

    static func connection(_ words: String) -> PostgresError {
        PostgresError(.connection, canRetry: true, words)
    }
}
