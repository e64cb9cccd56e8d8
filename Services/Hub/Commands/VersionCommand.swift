import ArgumentParser
import Contracts

/// `hub version`
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Says which hub this is.")

    func run() async throws { Console.output("hub \(HubVersion.text)") }
}
