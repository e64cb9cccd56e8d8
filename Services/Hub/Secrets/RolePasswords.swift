import Crypto
import Foundation

/// `roles.json`: the password of each service's login role.
struct RolePasswords {
    private let byRole: [String: String]

    /// Reads it from the folder of secrets.
    init(folder: String) throws(Failure) {
        let data = try FileManager.contents(
            of: "\(folder)/roles.json", "The roles' passwords", "`hub keys init --out \(folder)` makes them.")
        guard let byRole = try? JSONDecoder().decode([String: String].self, from: data) else {
            throw Failure("\(folder)/roles.json is not an object of role and password.")
        }
        self.byRole = byRole
    }

    /// - Throws: when there is none for that role.
    func password(of role: String) throws(Failure) -> String {
        guard let password = byRole[role], !password.isEmpty else {
            throw Failure(
                "roles.json has no password for the role \(role).",
                "Add one, or move the file away and run `hub keys init`.")
        }
        return password
    }

    /// Fresh ones for every service, 32 random bytes each.
    static func fresh() throws -> Data {
        let passwords = Dictionary(
            uniqueKeysWithValues: HubService.all.map { ($0.schema, Base64URL.encode(SymmetricKey.randomBytes())) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(passwords) + Data("\n".utf8)
    }
}

extension SymmetricKey {
    /// 32 bytes nobody can guess.
    static func randomBytes() -> Data { SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) } }
}
