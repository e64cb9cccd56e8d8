import ArgumentParser
import FoundationEssentials
import Inclusion

/// `hub match`
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Gives places to many children at once, on paper.", subcommands: [Run.self])

    /// `hub match run`
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Matches the children and places of a file. Needs no database, keeps nothing, changes nothing.",
            discussion: """
                The file is described in Contracts/API/matching.md. Says who gets which place or none, and why; how each \
                provision stands; and what one more place there would change.

                  hub match run round.json
                  hub match run round.json --optimal --more 20
                  hub match run round.json --what-if bridge=+2 --what-if forge=0
                """)

        /// How places are given.
        enum Method: String, EnumerableFlag {
            case stable, optimal

            static func help(for value: Method) -> ArgumentHelp? {
                switch value {
                case .stable: "Nobody is passed over for a child whose turn is later."
                case .optimal: "The most children, then the best total."
                }
            }
        }

        @Argument(help: ArgumentHelp("The file with children and places.", valueName: "instance.json"))
        var file: String

        @Flag var method = Method.stable

        @Option(
            name: .customLong("what-if"),
            help: ArgumentHelp(
                "Other places of a provision: 12, or +2, or -1. May be repeated.", valueName: "id=places"))
        var whatIf: [String] = []

        @Option(help: ArgumentHelp("Says where so many more places would help the most.", valueName: "number"))
        var more: Int?

        @Flag(help: "An object, for programs.")
        var json = false

        func validate() throws {
            if let more, !(1...10_000).contains(more) {
                throw ValidationError("--more is a number from 1 to 10000.")
            }
        }

        func run() async throws {
            let data = try FileManager.contents(of: file, "The file of children and places")
            let instance = try MatchInstanceFile(Array(data))
            let method: MatchMethod = self.method == .stable ? .stable : .optimal
            let outcome = instance.round.match(method)
            let changed = try places(instance.round)
            let report = MatchReport(
                outcome, rules: instance.rules,
                whatIf: whatIf.isEmpty
                    ? nil : MatchComparison(outcome, instance.round.with(places: changed).match(method)),
                gaps: more.map { outcome.gaps($0) })
            if json { return Console.output(try report.json.text()) }
            for line in report.lines { Console.output(line) }
        }

        /// The places that `--what-if` speaks of.
        private func places(_ round: MatchRound) throws -> [String: Int] {
            var places: [String: Int] = [:]
            for word in whatIf {
                guard let equals = word.lastIndex(of: "="), let number = Int(word[word.index(after: equals)...]),
                    abs(number) <= MatchRound.most
                else { throw ValidationError("--what-if takes a provision and its places, such as bridge=+2.") }
                let id = String(word[..<equals])
                guard let provision = round.provisions.first(where: { $0.id == id }) else {
                    throw Failure("No provision in the file has the id of --what-if \(word).")
                }
                let isChange = "+-".contains(word[word.index(after: equals)])
                places[id] = isChange ? max(0, (places[id] ?? provision.places) + number) : number
            }
            return places
        }
    }
}
