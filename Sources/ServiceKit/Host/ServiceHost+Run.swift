import Configuration
import EventFlow
import Foundation
import Logging
import Metrics
import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ServiceHost {
    /// Puts a service's parts together. Called once, when the database answers and the schema is up to date.
    public typealias Build = @Sendable (ServiceHost) async throws -> ServiceParts

    /// Runs a service until it is told to stop, and ends the process.
    ///
    /// Exit status: 0 after a graceful stop (or after `--migrate-only`, `--help`), 64 for a wrong configuration, 70 when
    /// something it cannot mend stopped it.
    public static func run(_ definition: ServiceDefinition, _ build: @escaping Build) async -> Never {
        exit(
            await exitStatus(
                definition, arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment, build))
    }

    /// What ``run(_:_:)`` ends the process with. May be called once in a process, as it sets up logging and metrics.
    static func exitStatus(
        _ definition: ServiceDefinition, arguments: [String], environment: [String: String], _ build: @escaping Build
    ) async -> Int32 {
        if arguments.contains("--help") {
            LogSink.standardOutput.write(Array(ServiceSettings.help(definition).utf8))
            return 0
        }
        let settings: ServiceSettings
        let source: ConfigurationSource
        do {
            source = try ConfigurationSource(arguments: arguments, environment: environment)
            settings = try ServiceSettings(definition, from: source)
        } catch {
            complain(definition, error)
            return EX_USAGE
        }
        let level = settings.logLevel
        LoggingSystem.bootstrap { label in
            JSONLogHandler(label: label, service: definition.name, level: level)
        }
        let registry = PrometheusRegistry(FlowMetrics.meanings + ServiceMetrics.meanings)
        MetricsSystem.bootstrap(registry)
        let runtime = ServiceRuntime(
            definition: definition, settings: settings, config: source.reader,
            logger: Logger(label: definition.name), metrics: registry, build: build)
        do {
            if settings.migratesOnly {
                try await runtime.migrateOnly()
            } else {
                try await runtime.serve(signals: [.sigterm, .sigint], onStopping: insist)
            }
            return 0
        } catch let error as ConfigurationError {
            complain(definition, error)
            return EX_USAGE
        } catch {
            runtime.logger.critical("The service has failed", metadata: ["why": "\(ServiceRuntime.words(error))"])
            return EX_SOFTWARE
        }
    }

    /// Ends the process if stopping takes longer than anybody should wait.
    @Sendable private static func insist() {
        Task.detached {
            try await Task.sleep(for: ServiceRuntime.patience + .seconds(5))
            LogSink.standardError.write(Array("The service did not stop in time and ends now.\n".utf8))
            exit(EX_SOFTWARE)
        }
    }

    /// Says what is wrong with the configuration, in plain words.
    private static func complain(_ definition: ServiceDefinition, _ error: ConfigurationError) {
        let lines = error.problems.map { "  - \($0.description)" }.joined(separator: "\n")
        let text = "\(definition.name) cannot start: its configuration needs attention.\n\(lines)\n"
        LogSink.standardError.write(Array(text.utf8))
    }
}
