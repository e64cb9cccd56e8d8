import CLibPQ

/// Where the database is, and how patient to be with it.
public struct PostgresConfiguration: Sendable {
    /// The connection URL (or keyword string), handed to libpq as it is. Private: it may carry a password.
    let url: String
    /// What `pg_stat_activity` shows, unless the URL says otherwise.
    public let applicationName: String
    /// The most connections a pool opens.
    public let poolSize: Int
    /// How long a caller waits for a pooled connection.
    public let acquireTimeout: Duration
    /// The server's `statement_timeout` for every session.
    public let statementTimeout: Duration
    /// The session's `search_path`: schema names between commas, quoted for you; nil for the server's default.
    public let searchPath: String?

    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database?sslmode=…`; every libpq setting is understood and wins
    ///     over this type's defaults for connect timeout, keepalives and `tcp_user_timeout`.
    ///   - poolSize: at least 1.
    /// - Throws: ``PostgresError/Kind/configuration`` when libpq cannot parse the URL or the pool size is not positive.
    ///   The URL is not repeated in the error.
    public init(
        url: String,
        applicationName: String,
        poolSize: Int = 8,
        acquireTimeout: Duration = .seconds(5),
        statementTimeout: Duration = .seconds(15),
        searchPath: String? = nil
    ) throws(PostgresError) {
        guard Self.isUnderstood(url) else {
            throw PostgresError(
                .configuration, canRetry: false,
                "the database URL is not one libpq understands (expected postgres://user@host:port/database, with "
                    + "reserved characters in the password percent-encoded)")
        }
        guard poolSize > 0 else {
            throw PostgresError(.configuration, canRetry: false, "a connection pool needs at least one connection")
        }
        self.url = url
        self.applicationName = applicationName
        self.poolSize = poolSize
        self.acquireTimeout = acquireTimeout
        self.statementTimeout = statementTimeout
        self.searchPath = searchPath
    }

    /// Whether libpq can parse the URL, and host and port look like such: where they hold a piece of a password that
    /// was not percent-encoded, libpq would later quote them in an error.
    private static func isUnderstood(_ url: String) -> Bool {
        guard let options = PQconninfoParse(url, nil) else { return false }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val.map({ String(cString: $0) }) {
                switch String(cString: keyword) {
                case "host" where value.contains("@"): return false
                case "port" where value.contains(where: { !$0.isNumber && $0 != "," }): return false
                default: break
                }
            }
            option += 1
        }
        return true
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The application name only: the URL may carry a password.
    public var description: String { "PostgresConfiguration(\(applicationName))" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Empty, so that `dump` shows no password either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
