import Contracts
import Postgres

/// What an error means for the event or batch that met it.
enum Consequence: Equatable, CustomStringConvertible {
    /// The event is fine; the world is not. Nothing moves until it is.
    case tryAgain(String)
    /// What the event refers to has not arrived.
    case park(String)
    /// It will never apply as it is.
    case deadLetter(code: String, words: String)

    init(of error: any Error) {
        switch error {
        case let error as PostgresError where error.canRetry:
            self = .tryAgain("\(error)")
        case let error as PostgresError where error.isUniqueViolation(of: VersionLedger.primaryKey):
            self = .tryAgain("another copy met the same aggregate")
        case is VersionConflict:
            self = .tryAgain("version conflict")
        case is CancellationError:
            self = .tryAgain("cancelled")
        case ProjectionTrouble.notYet(let words):
            self = .park(words)
        case ProjectionTrouble.poison(let code, let words):
            self = .deadLetter(code: code, words: words)
        case ContractError.unknownType(let type):
            self = .deadLetter(code: "unknown_type", words: "No event of this topic is called \(type.prefix(100)).")
        case let error as ContractError:
            self = .deadLetter(code: "undecodable", words: "The payload is not what its type promises: \(error).")
        case let error as PostgresError:
            self = .deadLetter(code: "refused_by_database", words: "\(error)")
        case let error as EnvelopeError:
            self = .deadLetter(code: error.code, words: error.words)
        default:
            self = .deadLetter(code: "refused", words: "The projection refused the event (\(type(of: error))).")
        }
    }

    var description: String {
        switch self {
        case .tryAgain(let why): why
        case .park(let why): why
        case .deadLetter(let code, let words): "\(code): \(words)"
        }
    }
}
