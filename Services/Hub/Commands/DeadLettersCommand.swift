import ArgumentParser
import Contracts
import EventFlow
import FoundationEssentials
import Kafka

/// `hub deadletters`
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadletters",
        abstract: "Events that could not be applied and wait for an operator.",
        discussion: """
            A letter holds back what follows it for the same referral, and nothing else. Replay it once the cause is \
            mended; discard it when it must not count, and what waited behind it goes on.

              hub deadletters list
              hub deadletters show 0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702
              hub deadletters replay 0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702 --by ada
            """,
        subcommands: [List.self, Show.self, Replay.self, Discard.self])

    /// Where to look.
    struct Options: ParsableArguments {
        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Only this service's. Default: all.", valueName: "service"))
        var service: String?

        func office() throws -> DeadLetterOffice {
            DeadLetterOffice(
                url: try database.url(), services: try service.map { [try HubService.named($0)] } ?? HubService.all)
        }
    }

    /// Who acts, and how patiently.
    struct ActOptions: ParsableArguments {
        @Argument(help: ArgumentHelp("The letter's id.", valueName: "id"))
        var id: String

        @Option(help: ArgumentHelp("Who does it, for the record. Default: the account's name.", valueName: "name"))
        var by: String?

        @Option(help: ArgumentHelp("How long to wait for the service to do it.", valueName: "seconds"))
        var wait: Int = 30

        /// Lets the projection do it, and says what came of it.
        func act(_ wish: DeadLetter.Wish, on item: DeadLetterOffice.Item, of office: DeadLetterOffice) async throws {
            let name = Operator.name(by)
            let outcome = try await office.request(wish, for: item, by: name, atMost: .seconds(wait))
            let verb = wish == .replay ? "replay" : "discard"
            let letter = item.letter
            let record =
                "\(verb) of \(letter.id.uuidString.lowercased()) (\(item.service.name)/\(letter.consumer), \(letter.code)) "
                + "asked by \(name) at \(Date().formatted(.iso8601))"
            switch outcome {
            case .done(let state): Console.output("\(record): \(state).")
            case .waitingAgain(let code, let words):
                Console.output("\(record): it waits again.")
                throw Failure("\(item.letter.consumer) refused it again: \(code).", words)
            case .pending:
                Console.output("\(record): not carried out yet.")
                throw Failure(
                    "\(item.service.name) has not done it within \(wait) s.",
                    "Is it running? It does it as soon as it runs; `hub deadletters show` tells.")
            }
        }
    }

    /// `hub deadletters list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows those that wait, or all.")

        @OptionGroup var options: Options

        @Flag(help: "Also those that were replayed or discarded.")
        var all = false

        @Flag(help: "An array, for programs.")
        var json = false

        func run() async throws {
            let items = try await options.office().list(all: all)
            if json { return Console.output(try JSONValue.array(items.map(DeadLetterText.summary)).text()) }
            guard !items.isEmpty else { return Console.output("No dead letters.") }
            let head = ["ID", "SERVICE", "PROJECTION", "PLACE", "WHY", "STATE", "TRIED", "FAILED AT"]
            for line in Table.lines([head] + items.map(DeadLetterText.row)) { Console.output(line) }
        }
    }

    /// `hub deadletters show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one with its event. What is sealed stays sealed.")

        @Argument(help: ArgumentHelp("The letter's id.", valueName: "id"))
        var id: String

        @OptionGroup var options: Options

        @Flag(help: "An object, for programs.")
        var json = false

        func run() async throws {
            let item = try await options.office().find(id)
            if json { return Console.output(try DeadLetterText.whole(item).text()) }
            for line in DeadLetterText.lines(item) { Console.output(line) }
        }
    }

    /// `hub deadletters replay`
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets the service apply it once more.")

        @OptionGroup var act: ActOptions
        @OptionGroup var options: Options

        func run() async throws {
            let office = try options.office()
            try await act.act(.replay, on: try await office.find(act.id), of: office)
        }
    }

    /// `hub deadletters discard`
    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Passes over it for good. What waited behind it goes on without it.")

        @OptionGroup var act: ActOptions
        @OptionGroup var options: Options

        @Flag(help: "Does not ask first.")
        var yes = false

        func run() async throws {
            let office = try options.office()
            let item = try await office.find(act.id)
            if !yes {
                for line in DeadLetterText.lines(item) { Console.error(line) }
                try Console.confirm("This event will never count for \(item.letter.consumer).", typing: "discard")
            }
            try await act.act(.discard, on: item, of: office)
        }
    }
}

/// A dead letter in words.
enum DeadLetterText {
    static func row(_ item: DeadLetterOffice.Item) -> [String] {
        let letter = item.letter
        return [
            letter.id.uuidString.lowercased(), item.service.name, letter.consumer, place(letter), letter.code,
            DeadLetterOffice.words(for: letter.state), String(letter.attempts), letter.failedAt.formatted(.iso8601),
        ]
    }

    static func lines(_ item: DeadLetterOffice.Item) -> [String] {
        let letter = item.letter
        let event = EventText(topic: letter.topic.rawValue, partition: letter.partition, record: letter.record)
        var rows = [
            ["letter", letter.id.uuidString.lowercased()], ["service", item.service.name],
            ["projection", letter.consumer], ["place", place(letter)],
            ["why", "\(letter.code): \(letter.words)"], ["state", DeadLetterOffice.words(for: letter.state)],
            ["tried", "\(letter.attempts) times, last at \(letter.failedAt.formatted(.iso8601))"],
        ]
        if let name = letter.actedBy, let moment = letter.actedAt {
            rows.append(["acted", "\(name), at \(moment.formatted(.iso8601))"])
        }
        if let subject = letter.subject, let version = letter.version {
            rows.append(["about", "\(subject.uuidString.lowercased()) v\(version)"])
        }
        rows.append(["event", event.line])
        return Table.lines(rows)
    }

    static func summary(_ item: DeadLetterOffice.Item) -> JSONValue {
        let letter = item.letter
        var members: [String: JSONValue] = [
            "id": .string(letter.id.uuidString.lowercased()), "service": .string(item.service.name),
            "projection": .string(letter.consumer), "topic": .string(letter.topic.rawValue),
            "partition": .int(Int(letter.partition)), "offset": .int(Int(letter.record.offset)),
            "code": .string(letter.code), "words": .string(letter.words), "state": .string(letter.state),
            "attempts": .int(letter.attempts), "failed_at": .string(letter.failedAt.formatted(.iso8601)),
        ]
        if let subject = letter.subject { members["subject"] = .string(subject.uuidString.lowercased()) }
        if let version = letter.version { members["version"] = .int(Int(version)) }
        if let name = letter.actedBy { members["acted_by"] = .string(name) }
        if let moment = letter.actedAt { members["acted_at"] = .string(moment.formatted(.iso8601)) }
        return .object(members)
    }

    static func whole(_ item: DeadLetterOffice.Item) -> JSONValue {
        var value = summary(item)
        let letter = item.letter
        value["event"] =
            EventText(topic: letter.topic.rawValue, partition: letter.partition, record: letter.record).json
        return value
    }

    private static func place(_ letter: DeadLetter) -> String {
        "\(letter.topic.rawValue)/\(letter.partition)@\(letter.record.offset)"
    }
}
