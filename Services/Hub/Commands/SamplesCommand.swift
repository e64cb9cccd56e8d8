import ArgumentParser
import FoundationEssentials
import Inclusion

/// `hub samples`
struct SamplesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Sends sample referrals through the hub, and plays everybody who works on them.",
        discussion: """
            Agencies post invented children; coordinators read, acknowledge and agree alternative provision; \
            providers accept most of what they are offered and decline a few; declines are confirmed so that the \
            next is asked. It ends when nothing has moved for a while. Only referrals of this run are touched.

              hub samples --count 120 --config .hub/config
              hub samples --count 24 --intake http://127.0.0.1:8081 --router http://127.0.0.1:8082 \\
                --matcher http://127.0.0.1:8083 --notifier http://127.0.0.1:8084 --json

            Exit code 1: not everything was posted and settled, or something answered that should not have.
            """)

    @Option(help: ArgumentHelp("The referrals.", valueName: "file"))
    var file: String = Places.sample("referrals.json")

    @Option(help: ArgumentHelp("The people.", valueName: "file"))
    var people: String = Places.sample("people.json")

    @Option(help: ArgumentHelp("How many referrals; the file's are repeated with other children.", valueName: "number"))
    var count: Int = 24

    @OptionGroup(title: "Where the services are") var places: SamplePlaces

    @Option(help: ArgumentHelp("How much happens at once.", valueName: "number"))
    var concurrency: Int = 8

    @Option(help: ArgumentHelp("It is over when nothing has moved for so long.", valueName: "seconds"))
    var quiet: Int = 6

    @Option(help: ArgumentHelp("It is over in any case.", valueName: "seconds"))
    var deadline: Int = 600

    @Option(help: ArgumentHelp("Decides which children are invented. Default: others each time.", valueName: "number"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("By how many days the services' clocks are ahead: their clock.ahead.", valueName: "days"))
    var ahead: Int = 0

    @Flag(help: "Prints the final counts as one object, and nothing else to standard output.")
    var json = false

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count must be above 0.") }
        guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency must lie between 1 and 64.") }
        guard ahead >= 0 else { throw ValidationError("--ahead must not be below 0.") }
        guard quiet > 0, deadline > 0 else { throw ValidationError("--quiet and --deadline must be above 0.") }
    }

    func run() async throws {
        let started = ContinuousClock.now
        let screen = Screen(json ? .error : .output)
        let day = try await prepare { screen.say("  ! \($0)") }
        let counts: DayCounts
        do {
            counts = try await day.play { screen.show($0.line(columns: screen.columns)) }
        } catch {
            screen.clear()
            throw error
        }
        screen.clear()
        let flow = try await places.database.flatMapAsync { try await FlowCheck.read($0) }
        let taken = started.duration(to: .now)
        if json {
            var result = counts.json(
                seconds: Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18)
            if let flow { result["flow"] = flow.json }
            Console.output(try result.text())
        } else {
            for line in counts.table(seconds: taken.inSeconds) { Console.output(line) }
            if let flow { Console.output(flow.line) }
        }
        if let failure = Self.failure(counts) { throw failure }
    }

    /// What is not as it should be at the end.
    static func failure(_ counts: DayCounts) -> Failure? {
        var lines = counts.troubles.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        let unsettled = counts.posted - counts.settled
        if unsettled > 0 { lines.append("\(unsettled) referrals have not come to where nothing is left to do") }
        if counts.posted + counts.refused < counts.wanted {
            lines.append("\(counts.wanted - counts.posted - counts.refused) were not posted in time")
        }
        return lines.isEmpty ? nil : Failure("Not everything went as it should:", advice: lines)
    }

    private func prepare(_ report: @escaping @Sendable (String) -> Void) async throws -> Day {
        let people = try People(file: people)
        let samples = try SampleFile(file: file).samples
        let variation = SampleVariation(seed: seed ?? UInt64.random(in: 0...UInt64.max))
        let postings = try (0..<count).map { index throws(Failure) in
            let sample = samples[index % samples.count]
            return AgencyPlayer.Posting(
                index: index, agency: try people.person(sample.person), body: variation.vary(sample.body, index: index))
        }
        let now = Date()
        let mint = try await TokenMint(secrets: try places.secretsFolder(), issuer: try places.issuerName())
        var tokens: [String: String] = [:]
        for person in people.all {
            tokens[person.id] = try await mint.token(for: person, lifetime: deadline + 600, now: now)
        }
        let tools = DayTools(
            client: HubClient(connections: concurrency, patience: .seconds(20)), addresses: try places.addresses(),
            tokens: tokens, book: DayBook(wanted: count), width: concurrency, report: report)
        let today = LondonTime.day(of: now).adding(days: ahead)
        let coordinators = Dictionary(grouping: people.coordinators.sorted { $0.key < $1.key }, by: \.value.id).values
        return Day(
            tools: tools, postings: postings,
            coordinators: coordinators.map {
                CoordinatorPlayer(tools: tools, person: $0[0].value, localities: $0.map(\.key), today: today)
            },
            providers: people.with(role: "provider").map { ProviderPlayer(tools: tools, person: $0) },
            watcher: people.with(role: "operator").first.map {
                OperatorPlayer(tools: tools, person: $0, since: now.addingTimeInterval(-60))
            },
            quiet: .seconds(quiet), deadline: .seconds(deadline))
    }
}

extension Optional where Wrapped: Sendable {
    /// `flatMap` for something that takes its time.
    func flatMapAsync<R>(_ body: (Wrapped) async throws -> R) async rethrows -> R? {
        guard let self else { return nil }
        return try await body(self)
    }
}
