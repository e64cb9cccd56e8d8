import Kafka
import Postgres
import Privacy

/// Why a command could not do what it was asked, in plain words, and what to do about it.
struct Failure: Error, Equatable {
    /// What is wrong: a sentence.
    let words: String
    /// What to do: a line each.
    let advice: [String]
    /// The process's exit code.
    var status: Int32 = 1

    init(_ words: String, _ advice: String..., status: Int32 = 1) {
        self.words = words
        self.advice = advice
        self.status = status
    }

    init(_ words: String, advice: [String]) {
        self.words = words
        self.advice = advice
    }

    /// The words for an error of the rooms below; `nil` for those the argument parser explains itself.
    init?(explaining error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PostgresError: self = Self.explain(error)
        case let error as KafkaError: self.init("Kafka says: \(error.description)")
        case let error as PrivacyError: self.init(error.description)
        case is CancellationError: self.init("Interrupted.", status: 130)
        default: return nil
        }
    }

    private static func explain(_ error: PostgresError) -> Failure {
        switch error.kind {
        case .configuration:
            Failure("\(error.description).", "Give it as --database postgres://user:password@host:port/database")
        case .permission:
            Failure(
                "The database refused: \(error.description).", "Use the URL of a role that may do this: --database …")
        case .poolExhausted, .connection: Failure("The database cannot be reached: \(error.description).")
        default: Failure("The database says: \(error.description).")
        }
    }

    /// Writes it to standard error.
    func show() {
        Console.error("hub: \(words)")
        for line in advice { Console.error("    \(line)") }
    }
}
