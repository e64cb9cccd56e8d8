import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Access that somebody is to be given, looked at.
struct GrantOrder: Sendable, Equatable {
    /// Who vouches for them: `iss` of their ID tokens.
    let issuer: String
    /// Its word for them: `sub`.
    let subject: String
    let name: String
    let organisation: String
    let agencyKind: String?
    let roles: [String]
    let localities: [String]
    /// From when on it counts no more; `nil` until it is taken back.
    let until: Date?

    /// - Throws: ``Failure`` with everything that is wrong.
    init(_ person: Person, issuer: String, until: Date?) throws(Failure) {
        let faults = Self.faults(of: person) + (Self.isIssuer(issuer) ? [] : [Self.noIssuer])
        guard faults.isEmpty else { throw Failure("“\(person.id)” cannot be given access.", advice: faults) }
        self.init(checked: person, issuer: issuer, until: until)
    }

    /// The access of everybody in a list.
    /// - Throws: ``Failure`` with everything that is wrong with any of them.
    static func all(of people: People, issuer: String, until: Date?) throws(Failure) -> [GrantOrder] {
        var faults = isIssuer(issuer) ? [] : [noIssuer]
        var seen: Set<String> = []
        for person in people.all {
            faults += Self.faults(of: person).map { "“\(person.id)”: \($0)" }
            if !seen.insert(person.id).inserted { faults.append("“\(person.id)” is in the list twice.") }
        }
        guard !people.all.isEmpty else { throw Failure("Nobody is in the list.") }
        guard faults.isEmpty else { throw Failure("Nobody was given access: the list has faults.", advice: faults) }
        return people.all.map { GrantOrder(checked: $0, issuer: issuer, until: until) }
    }

    private init(checked person: Person, issuer: String, until: Date?) {
        self.issuer = issuer
        subject = person.id
        name = person.name
        organisation = person.org
        agencyKind = person.agencyKind
        roles = Set(person.roles).sorted()
        localities = Set(person.localities ?? []).sorted()
        self.until = until
    }

    private static let noIssuer =
        "The issuer is an address: https://…, or http:// on this machine, as its ID tokens say it."

    private static func isIssuer(_ text: String) -> Bool {
        let host = URL(string: text)?.host() ?? ""
        return !host.isEmpty && (text.hasPrefix("https://") || text.hasPrefix("http://"))
    }

    private static func faults(of person: Person) -> [String] {
        var faults: [String] = []
        if !(1...255).contains(person.id.utf8.count) || !person.id.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            faults.append("The subject has 1 to 255 characters of ASCII.")
        }
        if person.name.isEmpty || person.org.isEmpty { faults.append("Name and organisation are needed.") }
        let unknown = person.roles.filter { Role(rawValue: $0) == nil }
        if person.roles.isEmpty || !unknown.isEmpty {
            faults.append("Roles are one or several of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if let kind = person.agencyKind, AgencyKind(code: kind) == nil {
            faults.append("The kind of agency is one of \(AgencyKind.known.map(\.code).joined(separator: ", ")).")
        }
        if person.roles.contains(Role.agency.rawValue), person.agencyKind == nil {
            faults.append("Whoever acts for an agency needs its kind.")
        }
        if person.roles.contains(Role.coordinator.rawValue), (person.localities ?? []).isEmpty {
            faults.append("A coordinator needs the localities whose queues they work.")
        }
        if (person.localities ?? []).contains("") { faults.append("A locality has a code.") }
        return faults
    }
}
