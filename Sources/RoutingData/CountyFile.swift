import Contracts
public import Inclusion
import Yams

/// A file of a county's data: localities, clusters, forums and terms.
public struct CountyFile: Sendable {
    /// The file as it stands.
    public let text: String
    /// What it says.
    public let county: County

    /// Reads and checks the whole file.
    /// - Throws: ``FileFaults`` with everything that is wrong with it.
    public init(_ text: String) throws(FileFaults) {
        let book = FaultBook()
        let root = try YAMLDocument.read(text)
        let branch = YAMLBranch(
            root, "a county",
            needs: ["name", "version", "calendar", "localities", "clusters", "disclosure", "forums"], book)
        guard let branch else {
            try book.close()
            throw FileFaults(all: [FileFault(line: 1, words: "The file is no county's.")])
        }
        let calendar = branch["calendar"].flatMap { CalendarReader(book: book).calendar($0) }
        let places = PlaceReader(book: book)
        let localities = places.localities(branch)
        let clusters = places.clusters(branch, in: localities)
        let forums = ForumReader(book: book, localities: localities, calendar: calendar).forums(branch)
        let name = branch.value("name", DataName.form, DataName.init)?.text ?? ""
        let version = branch.number("version", 1...1_000_000) ?? 0
        try book.close()
        guard let calendar else { throw FileFaults(all: [FileFault(line: 1, words: "There is no calendar.")]) }
        self.text = text
        county = County(
            name: name, version: version, localities: localities, clusters: clusters, forums: forums,
            calendar: calendar)
    }
}

/// Reads where cases are worked on, and which settings meet there.
struct PlaceReader {
    let book: FaultBook

    func localities(_ county: YAMLBranch) -> [Locality] {
        var seen: Set<String> = []
        let found = county.list("localities").compactMap { node -> Locality? in
            guard let branch = YAMLBranch(node, "a locality", needs: ["code", "name", "owner"], book) else {
                return nil
            }
            let code = branch.value("code", "the ONS code of a district, such as E07000081", Self.district)
            if let code, !seen.insert(code).inserted { branch.fault("code", "“\(code)” is there already.") }
            guard let code, let name = branch.text("name"), let owner = branch.text("owner") else { return nil }
            return Locality(code: code, name: name, owner: owner)
        }
        if county["localities"] != nil, county.list("localities").isEmpty {
            county.fault("localities", "There is not one locality.")
        }
        return found
    }

    func clusters(_ county: YAMLBranch, in localities: [Locality]) -> [Cluster] {
        var ids: Set<String> = []
        var clusterOf: [String: String] = [:]
        return county.list("clusters").compactMap { node in
            guard
                let branch = YAMLBranch(node, "a cluster", needs: ["id", "name", "locality", "schools"], book)
            else { return nil }
            let id = branch.value("id", DataName.form, DataName.init)?.text
            if let id, !ids.insert(id).inserted { branch.fault("id", "“\(id)” is there already.") }
            let locality = branch.locality(among: localities)
            let schools = branch.texts("schools")
            if branch["schools"] != nil, schools.isEmpty { branch.fault("schools", "There is not one school.") }
            for (school, line) in schools {
                if let other = clusterOf.updateValue(id ?? "", forKey: school) {
                    book.add(line, "“\(school)” is in the cluster “\(other)” already.")
                }
            }
            guard let id, let name = branch.text("name"), let locality else { return nil }
            return Cluster(id: id, name: name, locality: locality, schools: schools.map(\.text))
        }
    }

    private static func district(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, (65...90).contains(bytes[0]), bytes[1...].allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return text
    }
}

extension YAMLBranch {
    /// The code of a locality of the county.
    func locality(among localities: [Locality]) -> String? {
        guard let code = text("locality") else { return nil }
        guard localities.contains(where: { $0.code == code }) else {
            fault("locality", "“\(code)” is none of the county's localities.")
            return nil
        }
        return code
    }
}
