import FoundationEssentials

/// Somebody a development token can be made for.
struct Person: Sendable, Equatable, Codable {
    let id: String
    let name: String
    let roles: [String]
    let org: String
    let agencyKind: String?
    let localities: [String]?

    enum CodingKeys: String, CodingKey {
        case id, name, roles, org, localities
        case agencyKind = "agency_kind"
    }

    /// What they cover, for a list: `education`, or their localities.
    var scope: String { agencyKind ?? localities?.joined(separator: " ") ?? "" }
}

/// `people.json`.
struct People: Sendable {
    let all: [Person]

    init(_ all: [Person]) { self.all = all }

    /// Reads the file.
    init(file: String) throws(Failure) {
        struct Document: Decodable { let people: [Person] }
        let data = try FileManager.contents(of: file, "The people", "Name the file with --people.")
        do {
            all = try JSONDecoder().decode(Document.self, from: data).people
        } catch {
            throw Failure(#"\#(file) is not a list of people: {"people": [{"id", "name", "roles", "org", …}]}"#)
        }
    }

    /// The person of that id.
    func person(_ id: String) throws(Failure) -> Person {
        if let person = all.first(where: { $0.id == id }) { return person }
        let near = all.map(\.id).filter { $0.contains(id) || id.contains($0) }
        throw Failure(
            "Nobody is called “\(id)”.",
            advice: near.isEmpty
                ? ["`hub token --list` shows who there is."] : ["Did you mean \(near.joined(separator: ", "))?"])
    }

    /// Everybody of that role.
    func with(role: String) -> [Person] { all.filter { $0.roles.contains(role) } }

    /// One of those who may work the queue of each locality.
    var coordinators: [String: Person] {
        var found: [String: Person] = [:]
        for person in with(role: "coordinator") {
            for locality in person.localities ?? [] where found[locality] == nil { found[locality] = person }
        }
        return found
    }
}
