import ArgumentParser
import Foundation

/// Measures the hub against the machine it runs on. ./ops/bench builds it, gives it a PostgreSQL, and starts it.
@main
struct HubBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub-bench", abstract: "Measures the hub; started by ./ops/bench.",
        discussion: Measurement.all.map { "\($0.name): \($0.about)" }.joined(separator: "\n"))

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Measure only these.", valueName: "name"))
    var only: [String] = []

    @Flag(help: "Small sizes, to see that everything can be measured. Goals are not judged.")
    var quick = false

    @Flag(help: "A JSON object a line instead of the table.")
    var json = false

    @Option(help: ArgumentHelp("Writes the result to this file too.", valueName: "file"))
    var out: String?

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let surroundings = try Surroundings(environment: ProcessInfo.processInfo.environment)
        let measurements = try Measurement.named(only)
        guard quick || MachineFacts.isReleaseBuild else {
            throw BenchFailure("only a release build is worth measuring")
        }
        let facts = MachineFacts(commit: surroundings.commit)
        let progress = Progress()
        for line in facts.lines { progress.say(line) }
        let bench = Bench(surroundings, quick ? .quick : .full, progress)
        var rows: [Row] = []
        var failed = false
        for measurement in measurements {
            progress.say("\(measurement.name): \(measurement.about)")
            do {
                rows += try await measurement.run(bench)
            } catch {
                failed = true
                progress.say("\(measurement.name) could not be measured: \(error)")
                rows.append(Row(name: measurement.name, value: nil, unit: "", note: "not measured: \(error)"))
            }
        }
        await bench.town.stop()
        try show(rows, facts)
        if failed { throw ExitCode(1) }
    }

    private func show(_ rows: [Row], _ facts: MachineFacts) throws {
        let text =
            json
            ? rows.map { $0.json(judging: !quick) + "\n" }.joined()
            : "\n" + facts.lines.map { "  \($0)\n" }.joined() + "\n" + ReportTable(rows: rows, judging: !quick).text
        FileHandle.standardOutput.write(Data(text.utf8))
        if let out { try text.write(toFile: out, atomically: true, encoding: .utf8) }
    }
}
