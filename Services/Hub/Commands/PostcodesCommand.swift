import ArgumentParser
import FoundationEssentials
import Postgres

/// `hub postcodes`
struct PostcodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postcodes", abstract: "The directory of postcodes that referrals are routed by.",
        subcommands: [Load.self])

    /// `hub postcodes load`
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "load",
            abstract: "Puts the postcodes of a CSV file in place of those the router has.",
            discussion: """
                Columns: postcode, district (ONS code), easting, northing (metres). The whole file \
                is checked first; the change is one transaction, so the router never sees half of it.

                  hub postcodes load .hub/data/postcodes.csv --config .hub/config
                """)

        @Argument(help: ArgumentHelp("The CSV file.", valueName: "file.csv"))
        var file: String

        @OptionGroup var database: DatabaseOptions

        @Option(
            help: ArgumentHelp(
                "Folder with locality-router.json, whose database is then used.", valueName: "folder"))
        var config: String?

        func run() async throws {
            let started = ContinuousClock.now
            let url = try self.url()
            let data = try FileManager.contents(of: file, "The file of postcodes")
            guard let text = String(validating: data, as: UTF8.self) else {
                throw Failure("\(file) is not UTF-8 text.")
            }
            let postcodes: PostcodeFile
            do throws(PostcodeFile.Faults) {
                postcodes = try PostcodeFile(text)
            } catch {
                throw Self.words(for: error, in: file)
            }
            try await Database.wait(for: url, atMost: .seconds(30))
            let change = try await Database.with(url) {
                try await PostcodeTable(pool: $0).replace(with: postcodes.rows)
            }
            Console.output(
                "\(postcodes.rows.count) postcodes in \(started.duration(to: .now).inSeconds) s: "
                    + "\(change.written) new or changed, \(change.removed) gone.")
        }

        private func url() throws(Failure) -> String {
            guard database.given == nil, let config else { return try database.url() }
            let router = try ServiceConfiguration(folder: config, service: "locality-router")
            guard let url = router.databaseURL else { throw Failure("locality-router.json names no database.") }
            return url
        }

        private static func words(for faults: PostcodeFile.Faults, in file: String) -> Failure {
            var lines = faults.first.map { "line \($0.line) \($0.words)" }
            if faults.count > lines.count { lines.append("… and \(faults.count - lines.count) more") }
            return Failure(
                "\(file) was not loaded: \(faults.count) \(faults.count == 1 ? "line" : "lines") to put right.",
                advice: lines)
        }
    }
}

/// The router's table of postcodes.
struct PostcodeTable {
    let pool: PostgresPool

    /// Makes the table hold exactly these, in one transaction. Rows that are right already are not touched.
    func replace(with rows: [PostcodeRow]) async throws -> (written: Int, removed: Int) {
        do {
            let change = try await pool.withTransaction { transaction in
                try await transaction.execute(
                    """
                    create temporary table postcode_file
                        (postcode text collate "C" primary key, district text not null, easting int not null,
                            northing int not null) on commit drop
                    """)
                try await transaction.copyIn(
                    "copy pg_temp.postcode_file (postcode, district, easting, northing) from stdin",
                    rows: rows.lazy.map(\.columns))
                let removed = try await transaction.execute(
                    """
                    delete from locality_router.postcode p
                    where not exists (select 1 from pg_temp.postcode_file f where f.postcode = p.postcode)
                    """)
                let written = try await transaction.execute(
                    """
                    insert into locality_router.postcode as p (postcode, district, easting, northing)
                    select postcode, district, easting, northing from pg_temp.postcode_file
                    on conflict (postcode) do update
                    set district = excluded.district, easting = excluded.easting, northing = excluded.northing
                    where (p.district, p.easting, p.northing)
                        is distinct from (excluded.district, excluded.easting, excluded.northing)
                    """)
                // What the router keeps in memory is of the edition before.
                try await transaction.execute("update locality_router.postcode_edition set edition = edition + 1")
                return (written: written, removed: removed)
            }
            try await pool.execute("analyze locality_router.postcode")
            return change
        } catch let error as PostgresError where error.sqlState == "42P01" || error.sqlState == "3F000" {
            throw Failure("The router has no table of postcodes yet.", "Run `hub migrate` first.")
        }
    }
}
