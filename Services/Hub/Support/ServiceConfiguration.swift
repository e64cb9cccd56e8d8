import FoundationEssentials

/// What a service's configuration file tells an operator's command: where it listens, its database, who signs its
/// tokens.
struct ServiceConfiguration {
    private let content: JSONValue

    /// Reads `<folder>/<service>.json`.
    init(folder: String, service: String) throws(Failure) {
        let path = "\(folder)/\(service).json"
        let data = try FileManager.contents(of: path, "The configuration of \(service)", "./ops/up writes it.")
        guard let content = try? JSONValue(data) else { throw Failure("\(path) is not JSON.") }
        self.content = content
    }

    var databaseURL: String? { content["database"]?["url"]?.string }
    var issuer: String? { content["auth"]?["issuer"]?.string }
    var keySetFile: String? { content["auth"]?["jwks"]?.string }

    /// Where the service is called from this machine.
    var address: String? {
        guard let port = content["http"]?["port"]?.int else { return nil }
        let host = content["http"]?["host"]?.string ?? "127.0.0.1"
        return "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
    }
}
