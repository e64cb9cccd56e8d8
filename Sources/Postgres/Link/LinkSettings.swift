import CLibPQ
import Glibc

extension PostgresConfiguration {
    /// How long the server may be silent: its own statement timeout should have spoken before.
    var patience: Duration? { Self.patience(for: statementTimeout) }

    static func patience(for statementTimeout: Duration) -> Duration? {
        statementTimeout > .zero ? statementTimeout + .seconds(10) : nil
    }

    /// The parameters for `PQconnectdbParams`: ours, then the URL, which wins over them, then what must be so.
    func withLibpqParameters<R>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> R
    ) -> R {
        let parameters: KeyValuePairs = [
            "application_name": applicationName,
            "connect_timeout": String(max(2, acquireTimeout.components.seconds - 1)),
            "keepalives_idle": "30",
            "keepalives_interval": "10",
            "keepalives_count": "3",
            "tcp_user_timeout": String(patience?.milliseconds ?? 60_000),
            "dbname": url,
            "client_encoding": "UTF8",
        ]
        let keys = parameters.map { strdup($0.key) }
        let values = parameters.map { strdup($0.value) }
        defer { for string in keys + values { free(string) } }
        let end: [UnsafePointer<CChar>?] = [nil]
        return body(keys.map { UnsafePointer($0) } + end, values.map { UnsafePointer($0) } + end)
    }

    /// Sent once when a connection opens: limits, and the output formats that decoding relies on.
    var sessionSettings: String {
        var settings = """
            set statement_timeout = \(statementTimeout.milliseconds);
            set idle_in_transaction_session_timeout = 30000;
            set timezone = 'UTC';
            set datestyle = 'ISO';
            set bytea_output = 'hex';
            set extra_float_digits = 1;
            """
        if let searchPath {
            let schemas = searchPath.split(separator: ",").map { part in
                quoted(identifier: String(part.trimmingPrefix(while: { $0 == " " })))
            }
            settings += "set search_path = \(schemas.joined(separator: ", "));"
        }
        return settings
    }
}
