import ArgumentParser
import FoundationEssentials
import Postgres
import Privacy

/// `hub erase`
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erases a child's key, so that nobody can ever read the child's details again.",
        discussion: """
            Every copy becomes unreadable at once: in every table, topic and backup. It cannot be taken back. What \
            is not sealed stays: that there was a referral, its codes and dates. Name the child by its id, never by \
            name; the reason is kept beside the erased key and says nothing about the child.

              hub erase 0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20 --reason request_of_the_family --by dpo
            """)

    @Argument(help: ArgumentHelp("The child's id, a UUID.", valueName: "child"))
    var child: String

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Why, in a few words without a name.", valueName: "words"))
    var reason: String

    @Option(help: ArgumentHelp("Who decided it.", valueName: "name"))
    var by: String

    @Flag(help: "Does not ask first.")
    var yes = false

    func run() async throws {
        guard let id = UUID(uuidString: child) else {
            throw Failure("A child is named by its id, a UUID.", "Such as 0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20")
        }
        let (reason, by, yes) = (reason, by, yes)
        try await Database.with(try database.url()) { pool in
            try await erase(id, reason: reason, by: by, yes: yes, pool)
        }
    }

    private func erase(_ id: UUID, reason: String, by: String, yes: Bool, _ pool: PostgresPool) async throws {
        switch try await KeyState.read(id, pool) {
        case .missing: throw Failure("There never was a key for this child: nothing to erase.")
        case .erased: return Console.output("This child's key was erased before. Nothing was changed.")
        case .whole(let readings):
            Console.error("The details of this child were read \(readings) times. After this nobody can, ever again.")
        }
        if !yes { try Console.confirm("Erase the child's key?", typing: "erase") }
        // Erasing takes no master key; the keyring wants one to be made at all.
        let unused = try MasterKeys("unused:\(Data(count: 32).base64EncodedString())")
        let reader = Reader(subject: by, role: "operator", organisation: "hub-operations")
        guard try await Keyring(pool: pool, masterKeys: unused).erase(child: id, by: reader, reason: reason) else {
            return Console.output("Somebody else erased it meanwhile.")
        }
        Console.output("Erased, by \(by), at \(Date().formatted(.iso8601)). The details cannot be read any more.")
    }

    private enum KeyState {
        case missing
        case erased
        case whole(readings: Int)

        static func read(_ child: UUID, _ pool: PostgresPool) async throws -> KeyState {
            let rows = try await pool.query(
                """
                select wrapped is null, (select count(*) from keyring.access_log where child_id = \(child))
                from keyring.child_key where child_id = \(child)
                """)
            guard let (isErased, readings) = try rows.decodeFirst(Bool.self, Int.self) else { return .missing }
            return isErased ? .erased : .whole(readings: readings)
        }
    }
}
