import ArgumentParser
import Contracts
import EventFlow
import FoundationEssentials
import Synchronization

/// `hub rebuild`
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Fills a projection's tables anew while the service runs, or lists what can be filled anew.",
        discussion: """
            The running service fills new tables beside those that serve, from the beginning of the topics, and swaps \
            them in whole. Until then, and if it comes to nothing, the old ones serve. A reaction cannot be rebuilt: \
            it decides, and what it decided is in the event log.

              hub rebuild
              hub rebuild portal show-queue
              hub rebuild portal show-queue --refill     the topics no longer hold their beginning
              hub rebuild portal show-queue --cancel

            Ctrl-C stops the watching, not the rebuild.
            """)

    @Argument(help: "Whose it is.")
    var service: String?

    @Argument(help: "Which of its projections; without one, all are listed.")
    var projection: String?

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Who asks, for the record. Default: the account's name.", valueName: "name"))
    var by: String?

    @Flag(inversion: .prefixedNo, help: "Watches until the new tables serve.")
    var wait = true

    @Option(help: ArgumentHelp("Stop watching when nothing moves for so long.", valueName: "seconds"))
    var patience: Int = 60

    @Flag(help: "Publishes the topics it reads again first.")
    var refill = false

    @Flag(help: "Gives up the rebuild that is under way.")
    var cancel = false

    @Flag(help: "The list as an array, or the rebuild at its end as an object, for programs.")
    var json = false

    func validate() throws {
        guard !cancel || !refill else { throw ValidationError("--cancel and --refill do not go together.") }
        guard projection != nil || !(cancel || refill) else {
            throw ValidationError("Say which: hub rebuild SERVICE PROJECTION.")
        }
    }

    func run() async throws {
        let services = try service.map { [try HubService.named($0)] } ?? HubService.all
        let office = RebuildOffice(url: try database.url(), services: services)
        guard let projection else { return try await list(office) }
        let item = try await office.find(projection)
        if cancel { return try await giveUp(item, office) }
        guard item.projection.kind != .reaction else {
            throw Failure(
                "\(item.name) is a reaction: it decides, and doing so again could decide otherwise.",
                "What it decided is in the event log, and nothing of it is lost.",
                "Read models can be rebuilt: `hub rebuild` lists them.")
        }
        if refill { try await publishAgain(item, office.url) }
        try await rebuild(item, office)
    }

    private func list(_ office: RebuildOffice) async throws {
        let items = try await office.list()
        if json { return Console.output(try JSONValue.array(items.map(RebuildText.json)).text()) }
        guard !items.isEmpty else {
            return Console.output("No service has said what it derives: each does when it starts.")
        }
        for line in Table.lines([RebuildText.head] + items.map(RebuildText.row)) { Console.output(line) }
    }

    private func giveUp(_ item: RebuildOffice.Item, _ office: RebuildOffice) async throws {
        let rebuild = try await office.cancel(item)
        tell("given up", item, rebuild, by: Operator.name(by))
        if json { Console.output(try RebuildText.json(rebuild, of: item.service).text()) }
        Console.error("What serves now goes on serving.")
    }

    private func publishAgain(_ item: RebuildOffice.Item, _ url: String) async throws {
        guard !item.projection.topics.isEmpty else {
            throw Failure("\(item.name) is made from the event log, not from a topic: it needs no --refill.")
        }
        for topic in item.projection.topics.compactMap(Topic.init(rawValue:)) {
            try await TopicRefill(topic: topic, url: url, patience: .seconds(patience)).run { Console.error($0) }
        }
    }

    // MARK: Rebuilding

    private func rebuild(_ item: RebuildOffice.Item, _ office: RebuildOffice) async throws {
        let signals = wait ? StopSignals() : nil
        let (rebuild, isNew) = try await office.request(item, by: Operator.name(by))
        tell(isNew ? "asked" : "was under way, asked", item, rebuild, by: rebuild.requestedBy)
        guard let signals else {
            if json { Console.output(try RebuildText.json(rebuild, of: item.service).text()) }
            return
        }
        let ended = try await watch(rebuild, item, office, signals)
        if json { Console.output(try RebuildText.json(ended, of: item.service).text()) }
        switch ended.state {
        case .swapped where !json:
            let taken = ended.finishedAt.map { $0.timeIntervalSince(ended.startedAt ?? ended.requestedAt) } ?? 0
            Console.output(
                "\(item.name): the new tables serve (\(ended.done) read in \(Duration.seconds(taken).inSeconds) s).")
        case .swapped: break
        case .cancelled: throw Failure("The rebuild of \(item.name) was given up. The old tables go on serving.")
        default: throw Self.words(for: ended.failure, item)
        }
    }

    /// Who did what, for the record.
    private func tell(_ verb: String, _ item: RebuildOffice.Item, _ rebuild: Rebuild, by name: String) {
        let id = rebuild.id.uuidString.lowercased()
        Console.error("rebuild \(id) of \(item.name) \(verb) by \(name) at \(Date().formatted(.iso8601))")
    }

    static func words(for failure: Rebuild.Failure?, _ item: RebuildOffice.Item) -> Failure {
        var advice = ["The old tables go on serving."]
        if let failure { advice.insert(failure.words, at: 0) }
        if failure?.code == "topics_incomplete" {
            advice.append("`hub rebuild \(item.service.name) \(item.projection.name) --refill` does both.")
        }
        return Failure(
            "The rebuild of \(item.name) failed\(failure.map { ": \($0.code)" } ?? "").", advice: advice)
    }

    /// Shows how far it is, until it is over.
    private func watch(
        _ first: Rebuild, _ item: RebuildOffice.Item, _ office: RebuildOffice, _ signals: StopSignals
    ) async throws -> Rebuild {
        let isStopped = StopFlag()
        let listening = Task {
            await signals.first()
            isStopped.set()
        }
        defer { listening.cancel() }
        var line = LiveLine()
        var (rebuild, movedAt) = (first, ContinuousClock.now)
        let pace = (from: first.done, since: ContinuousClock.now)
        while !rebuild.state.isOver {
            let seconds = pace.since.duration(to: .now).inFractionalSeconds
            line.show(
                "\(item.name) "
                    + RebuildText.progress(
                        rebuild, rate: seconds > 1 ? Double(rebuild.done - pace.from) / seconds : nil))
            try await Task.sleep(for: .milliseconds(200))
            if isStopped.isSet {
                line.clear()
                Console.error(
                    "The rebuild goes on without being watched. `hub rebuild` lists it, --cancel gives it up.")
                throw ExitCode(130)
            }
            let now = try await office.look(at: rebuild, of: item.service)
            if (now.done, now.state) != (rebuild.done, rebuild.state) { movedAt = .now }
            rebuild = now
            if movedAt.duration(to: .now) > .seconds(patience), !rebuild.state.isOver {
                line.clear()
                throw Failure(
                    "Nothing has moved for \(patience) s: the rebuild of \(item.name) is \(rebuild.state.rawValue).",
                    "Is \(item.service.name) running, and can it reach the broker? It carries on as soon as it does.",
                    "`hub rebuild \(item.service.name) \(item.projection.name) --cancel` gives it up.")
            }
        }
        line.clear()
        return rebuild
    }
}

/// Set once, from another task.
private final class StopFlag: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
}
