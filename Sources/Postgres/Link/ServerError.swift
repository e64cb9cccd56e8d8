import CLibPQ

/// What a server's error report says, before it is judged.
struct ServerReport {
    var sqlState: String
    var isFatal = false
    var message = ""
    var constraint: String?
    var table: String?
    var column: String?
    /// The function in the server that raised the error: unlike the message it is never translated.
    var source: String?

    init(sqlState: String) {
        self.sqlState = sqlState
    }

    /// Nil when libpq made the error itself, because the connection broke.
    init?(_ result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        guard let sqlState = field("C") else { return nil }
        self.sqlState = sqlState
        isFatal = field("V").map { $0 == "FATAL" || $0 == "PANIC" } ?? false
        message = field("M") ?? ""
        constraint = field("n")
        table = field("t")
        column = field("c")
        source = field("R")
    }
}

extension PostgresError {
    /// Judges a server's report by its SQLSTATE (PostgreSQL documentation, appendix A).
    init(_ report: ServerReport) {
        let state = report.sqlState
        let (kind, canRetry) = Self.judge(report)
        let words: String
        switch kind {
        case .constraint(let name): words = "the integrity rule \(name) was violated"
        case .serialization: words = "the transaction lost against a concurrent one"
        case .deadlock: words = "the transaction was a deadlock's victim"
        case .timeout: words = "the statement took longer than its timeout"
        case .data: words = "a value does not fit its type"
        default:
            // These classes' messages speak of the schema, the session or the server, never of values; any other may
            // quote one.
            let speaksOfNoValues = ["08", "0A", "25", "26", "28", "3D", "3F", "42", "53", "54", "55", "57", "58"]
            words =
                speaksOfNoValues.contains(String(state.prefix(2))) && !report.message.isEmpty
                ? report.message : "the server refused the statement"
        }
        self.init(kind, sqlState: state, canRetry: canRetry, words)
    }

    private static func judge(_ report: ServerReport) -> (Kind, canRetry: Bool) {
        let state = report.sqlState
        switch state {
        case "57P04": return (.connection, false)
        case "57P01", "57P02", "57P03", "57P05", "25P03": return (.connection, true)
        case "57014": return (.timeout, true)
        case "40P01": return (.deadlock, true)
        case "55P03": return (.lockTimeout, true)
        case "42501": return (.permission, false)
        case "25P02": return (.transactionAborted, false)
        case "26000": return (.staleStatement, true)
        case "0A000" where report.source == "RevalidateCachedQuery": return (.staleStatement, true)
        default: break
        }
        let kind: Kind
        switch state.prefix(2) {
        case "08": return (.connection, true)
        case "40": return (.serialization, true)
        case "53": return (report.isFatal ? .connection : .resources, true)
        case "23":
            let place = [report.table, report.column].compactMap { $0 }.joined(separator: ".")
            return (.constraint(name: report.constraint ?? place), false)
        case "22": kind = .data
        case "28": kind = .permission
        case "0A", "3D", "3F", "42": kind = .syntax
        default: kind = .server
        }
        return report.isFatal ? (.connection, true) : (kind, false)
    }
}
