import Postgres

/// What follows from what a PostgreSQL server says about itself.
struct ServerJudgement {
    let facts: ServerFacts

    /// The oldest that the hub is made for.
    static let neededVersion = 15

    func version() -> Finding {
        let major = facts.version / 10_000
        guard major < Self.neededVersion else { return .right("PostgreSQL \(major).\(facts.version % 10_000)") }
        return .missing(
            "PostgreSQL \(major), and the hub needs \(Self.neededVersion) or newer",
            "pg_upgrade, or a dump into a newer server")
    }

    func writing() -> Finding {
        if facts.isStandby {
            return .missing(
                "this is a standby: it takes no changes",
                "name the primary, or all of them with target_session_attrs=read-write in the URL")
        }
        guard facts.settings["default_transaction_read_only"]?.value == "on" else { return .right("takes changes") }
        return .missing(
            "transactions only read unless they say otherwise (default_transaction_read_only)",
            remedy("default_transaction_read_only", "off"))
    }

    // MARK: Durability

    func durability() -> [Finding] {
        var findings: [Finding] = []
        if value("fsync") == "off" {
            findings.append(
                .missing(
                    "fsync is off: what was accepted is lost when the machine stops, and the database with it",
                    remedy("fsync", "on")))
        }
        if value("synchronous_commit") == "off" {
            findings.append(
                .missing(
                    "synchronous_commit is off: what was just accepted is lost when the server stops",
                    remedy("synchronous_commit", "on")))
        }
        for (whose, value) in facts.commitOverrides where value == "off" && !isOwn(whose) {
            findings.append(
                .missing("synchronous_commit is off for \(whose)", "alter \(whose) reset synchronous_commit;"))
        }
        if value("full_page_writes") == "off" {
            findings.append(
                .missing(
                    "full_page_writes is off: a page half written when the machine stops stays broken "
                        + "(only a file system that never does that, such as ZFS, may have it off)",
                    remedy("full_page_writes", "on")))
        }
        guard findings.isEmpty else { return findings }
        let standbys = value("synchronous_standby_names") ?? ""
        return [
            .right(
                "fsync, full_page_writes, synchronous_commit=\(value("synchronous_commit") ?? "on"); "
                    + (standbys.isEmpty ? "no synchronous standby: one disk" : "synchronous standbys: \(standbys)"))
        ]
    }

    /// Whether it was told already, as what this session itself has.
    private func isOwn(_ whose: String) -> Bool {
        value("synchronous_commit") == "off" && facts.settings["synchronous_commit"]?.source == "database"
            && whose.hasPrefix("database ")
    }

    // MARK: Rights

    func rights() -> Finding {
        let rights = facts.rights
        let there = rights.serviceRoles.count
        let roles = there == HubService.all.count ? "all roles are there" : "`hub migrate` makes the roles and schemas"
        if rights.isSuperuser { return .right("\(facts.user) is a superuser; \(roles)") }
        if HubService.all.contains(where: { $0.schema == facts.user }) { return ofService() }
        let (role, database) = (DatabaseSetup.quoted(facts.user), DatabaseSetup.quoted(facts.database))
        var lines: [String] = []
        if !rights.mayMakeRoles { lines.append("alter role \(role) createrole;") }
        if !rights.mayMakeSchemas { lines.append("grant create on database \(database) to \(role);") }
        guard !lines.isEmpty else { return .right("\(facts.user) may make roles and schemas; \(roles)") }
        return Finding(
            standing: .missing,
            found: "\(facts.user) may not make \(rights.mayMakeRoles ? "schemas" : "roles and schemas"), which "
                + "`hub migrate` does",
            remedy: lines + ["or give --database the URL of a role that may"])
    }

    private func ofService() -> Finding {
        let name = DatabaseSetup.quoted(facts.user)
        switch facts.rights.ownsItsSchema {
        case true?: return .right("\(facts.user) may work in its schema")
        case false?:
            return .missing("\(facts.user) may not work in its schema", "alter schema \(name) owner to \(name);")
        case nil:
            return .missing(
                "there is no schema \(facts.user)", "as an administrator: hub migrate",
                "or: create schema \(name) authorization \(name);")
        }
    }

    // MARK: Text and time

    func encoding() -> Finding {
        let encoding = value("server_encoding") ?? ""
        guard encoding != "UTF8" else { return .right("UTF8") }
        return .missing(
            "the database's encoding is \(encoding): names and places do not all fit",
            "create database \(DatabaseSetup.quoted(facts.database)) encoding 'UTF8' template template0; "
                + "(another name, or drop this one first)")
    }

    func timeouts() -> [Finding] {
        let limits = [
            ("idle_session_timeout", 600_000, "connections that wait for work are ended, and opened again at the next"),
            ("transaction_timeout", 120_000, "rebuilding and erasing take longer transactions"),
            ("lock_timeout", 5_000, "a command that waits for a busy referral fails instead"),
        ]
        let findings = limits.compactMap { name, least, why -> Finding? in
            guard let text = value(name), let milliseconds = Int(text), milliseconds > 0, milliseconds < least else {
                return nil
            }
            return .advice("\(name) is \(milliseconds) ms: \(why)", remedy(name, "0"))
        }
        let level = value("default_transaction_isolation") ?? "read committed"
        let isolation: Finding? =
            level == "read committed"
            ? nil
            : .advice(
                "default_transaction_isolation is \(level): single statements may be refused and tried again",
                remedy("default_transaction_isolation", "'read committed'"))
        let all = findings + [isolation].compactMap { $0 }
        return all.isEmpty
            ? [
                .right(
                    "none in the way; sessions set statement_timeout and idle_in_transaction_session_timeout themselves"
                )
            ]
            : all
    }

    // MARK: Connections

    /// - Parameters:
    ///   - copies: of each service.
    ///   - pool: the most connections of one copy; a service with a keyring has a second pool for it.
    func connections(copies: Int, pool: Int) -> Finding {
        let pools = HubService.all.reduce(0) { $0 + ($1.readsDetails || $1.createsKeys ? 2 : 1) }
        let needed = copies * pools * pool
        let limits = facts.connections
        let room = limits.ofDatabase >= 0 ? min(limits.ordinary, limits.ofDatabase) : limits.ordinary
        let words = "\(HubService.all.count) services × \(copies), pools of \(pool): up to \(needed) connections"
        let others = "\(limits.others) in use by others"
        guard needed > room else {
            return needed + limits.others <= room
                ? .right("\(words) of \(room), \(others)")
                : .advice("\(words) of \(room), of which \(others)", raise(needed + limits.others))
        }
        return .missing(
            "\(words), and there are \(room)", raise(needed + limits.others),
            "or smaller pools: database.pool=\(max(1, room / (copies * pools))) for every service")
    }

    private func raise(_ wanted: Int) -> String {
        let limits = facts.connections
        if limits.ofDatabase >= 0, limits.ofDatabase < limits.ordinary {
            return "alter database \(DatabaseSetup.quoted(facts.database)) connection limit \(wanted + 10);"
        }
        return "alter system set max_connections = \(wanted + 20); and restart the server"
    }

    func encryption() -> Finding {
        if facts.isEncrypted == true { return .right("TLS") }
        guard let address = facts.serverAddress else { return .right("a Unix socket: it does not leave this machine") }
        if address.hasPrefix("127.") || address == "::1" {
            return .right("not encrypted, and it does not leave this machine")
        }
        return .advice(
            "not encrypted: passwords' proofs and coded facts travel in clear",
            "ssl = on on the server, and sslmode=verify-full in the URL of every service")
    }

    // MARK: How to set it

    private func value(_ name: String) -> String? { facts.settings[name]?.value }

    /// The statement that sets it, where it was set.
    func remedy(_ name: String, _ wanted: String) -> String {
        let (role, database) = (DatabaseSetup.quoted(facts.user), DatabaseSetup.quoted(facts.database))
        switch facts.settings[name]?.source {
        case "database": return "alter database \(database) reset \(name);"
        case "user": return "alter role \(role) reset \(name);"
        case "database user": return "alter role \(role) in database \(database) reset \(name);"
        case "client", "session": return "take \(name) out of the URL's options"
        case "command line": return "take -c \(name)=… off the server's command line, and restart it"
        default: return "alter system set \(name) = \(wanted); select pg_reload_conf();"
        }
    }
}
