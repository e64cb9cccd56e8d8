import ArgumentParser
import FoundationEssentials

/// Where the services are, who signs tokens and with what: said one by one, or read from the services' configuration.
struct SamplePlaces: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder with the services' configuration, for whatever is not said.", valueName: "folder"))
    var config: String?

    @Option(help: ArgumentHelp("Address of referral-intake.", valueName: "http://…"))
    var intake: String?

    @Option(help: ArgumentHelp("Address of locality-router.", valueName: "http://…"))
    var router: String?

    @Option(help: ArgumentHelp("Address of placement-matcher.", valueName: "http://…"))
    var matcher: String?

    @Option(help: ArgumentHelp("Address of notifier.", valueName: "http://…"))
    var notifier: String?

    @Option(help: ArgumentHelp("Folder with signing.jwk.", valueName: "folder"))
    var secrets: String?

    @Option(help: ArgumentHelp("The services' auth.issuer.", valueName: "issuer"))
    var issuer: String?

    @Option(
        help: ArgumentHelp(
            "The database, to see at the end whether anything is still on its way.", valueName: "postgres://…"))
    var database: String?

    func addresses() throws(Failure) -> DayTools.Addresses {
        DayTools.Addresses(
            intake: try address(intake, of: "referral-intake", port: 8081),
            router: try address(router, of: "locality-router", port: 8082),
            matcher: try address(matcher, of: "placement-matcher", port: 8083),
            notifier: try address(notifier, of: "notifier", port: 8084))
    }

    func issuerName() throws(Failure) -> String {
        if let issuer { return issuer }
        return try intakeConfiguration()?.issuer ?? TokenMint.usualIssuer
    }

    /// signing.jwk lies beside the key set that the services read.
    func secretsFolder() throws(Failure) -> String {
        if let secrets { return secrets }
        guard let file = try intakeConfiguration()?.keySetFile, let slash = file.lastIndex(of: "/") else {
            return Places.secrets
        }
        return String(file[..<slash])
    }

    private func intakeConfiguration() throws(Failure) -> ServiceConfiguration? {
        guard let config else { return nil }
        return try ServiceConfiguration(folder: config, service: "referral-intake")
    }

    private func address(_ said: String?, of service: String, port: Int) throws(Failure) -> String {
        var address = said ?? "http://127.0.0.1:\(port)"
        if said == nil, let config {
            guard let found = try ServiceConfiguration(folder: config, service: service).address else {
                throw Failure("\(service).json does not say where it listens.")
            }
            address = found
        }
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }
}
