import FoundationEssentials
import ServiceKit

/// With whom people sign in, and under which address the portal is known to them.
///
///     [{"issuer": "https://login.example.org", "name": "County account", "client_id": "referral-hub",
///       "client_secret_file": "county.secret", "scopes": ["openid", "profile"],
///       "claims": {"organisation": "org", "roles": "groups", "localities": "localities", "name": "name",
///                  "agency_kind": "agency_kind"},
///       "roles": {"SLInC coordinators": "coordinator"}}]
struct SignInSettings: Sendable, Equatable {
    /// None where nobody can sign in.
    let issuers: [Issuer]
    /// Where issuers send people back to.
    let returnAddress: String
    /// The portal's sign-in page, for whoever signs out elsewhere.
    let signInAddress: String

    static let settings = [
        Setting(
            "sign.in.rate.limit", .quota, default: "120/60",
            meaning: "sign-ins/seconds that can be begun from one address in this copy, or off"),
        Setting("portal.issuers", .file, meaning: "JSON file with the OpenID providers people sign in with"),
        Setting(
            "portal.url", default: "http://127.0.0.1:8085/",
            meaning: "address under which people open the portal; issuers must know <address>sign-in/back"),
    ]

    /// Reads what the settings name.
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    init(_ settings: ServiceSettings) throws(ConfigurationError) {
        let address = settings.text("portal.url") ?? ""
        var problems: [SettingProblem] = []
        if !SafeAddress.isSafe(address) || !address.hasSuffix("/") {
            problems.append(
                SettingProblem(
                    key: "portal.url", words: "must be https://, or http:// on this machine, and end with “/”.",
                    remedy: "Set --portal-url, the variable PORTAL_URL, or {\"portal\": {\"url\": …}} in the file."))
        }
        var issuers: [Issuer] = []
        if let path = settings.text("portal.issuers") {
            do throws(ConfigurationError) {
                issuers = try Self.issuers(file: path)
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self.init(issuers: issuers, portal: address)
    }

    init(issuers: [Issuer], portal address: String) {
        self.issuers = issuers
        returnAddress = address + "sign-in/back"
        signInAddress = address + "sign-in"
    }

    /// The issuer that addresses of ours call so.
    func issuer(key: String) -> Issuer? { issuers.first { $0.key == key } }

    /// The issuer of that name for itself.
    func issuer(_ issuer: String) -> Issuer? { issuers.first { $0.issuer == issuer } }
}

/// The file.
extension SignInSettings {
    static func issuers(file path: String) throws(ConfigurationError) -> [Issuer] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(problems: [problem("names a file that cannot be read.")])
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return try issuers(json: Array(data)) { name in
            FileManager.default.contents(atPath: name.hasPrefix("/") ? name : folder + name)
        }
    }

    /// - Parameter secret: reads a file that holds a client's secret.
    static func issuers(json: [UInt8], secret: (String) -> Data?) throws(ConfigurationError) -> [Issuer] {
        do throws(Problem) {
            let list = try JSONBody(bytes: json).tree
            // Everything is read by name, so the list gets one.
            let reader = FieldReader(JSONBody(["issuers": list]))
            let entries = reader.objects("issuers", min: 1, max: 20)
            let issuers = entries.map { issuer($0, secret: secret) }
            for (place, entry) in issuers.enumerated()
            where issuers[..<place].contains(where: { $0.issuer == entry.issuer }) {
                entries[place].note("issuer", code: "repeated", "This issuer is in the list already.")
            }
            try reader.finish()
            return issuers
        } catch {
            guard !error.errors.isEmpty else {
                throw ConfigurationError(problems: [problem("is not JSON. \(error.detail)")])
            }
            throw ConfigurationError(
                problems: error.errors.map { problem("at \($0.pointer.dropFirst("/issuers".count)): \($0.detail)") })
        }
    }

    private static func issuer(_ entry: FieldReader, secret: (String) -> Data?) -> Issuer {
        let address = entry.string("issuer", max: 500)
        if !address.isEmpty, !SafeAddress.isSafe(address) || address.contains("?") {
            entry.note(
                "issuer", code: "not_safe",
                "This must be https://…, or http:// on this machine, without query or fragment.")
        }
        let scopes = entry.strings("scopes", max: 20, maxLength: 100)
        let names = entry.object("claims")
        return Issuer(
            issuer: address, name: entry.string("name", max: 100), clientID: entry.string("client_id", max: 200),
            clientSecret: clientSecret(entry, secret), scopes: ["openid"] + scopes.filter { $0 != "openid" },
            claims: Issuer.ClaimNames(
                organisation: names.optionalString("organisation", max: 200),
                roles: names.optionalString("roles", max: 200),
                localities: names.optionalString("localities", max: 200),
                name: names.optionalString("name", max: 200),
                agencyKind: names.optionalString("agency_kind", max: 200)),
            roles: entry.namedCodes(
                "roles", max: 200,
                among: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0) })))
    }

    private static func clientSecret(_ entry: FieldReader, _ secret: (String) -> Data?) -> String? {
        guard let name = entry.optionalString("client_secret_file", max: 500) else { return nil }
        let text = secret(name).map { String(decoding: $0, as: UTF8.self) }?.split(whereSeparator: \.isWhitespace)
        guard let text, text.count == 1 else {
            entry.note("client_secret_file", code: "no_secret", "This names no file that holds one secret.")
            return nil
        }
        return String(text[0])
    }

    private static func problem(_ words: String) -> SettingProblem {
        SettingProblem(key: "portal.issuers", words: words, remedy: "Put it right in the file and start again.")
    }
}
