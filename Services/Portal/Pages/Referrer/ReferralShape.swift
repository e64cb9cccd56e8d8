import Contracts
import Inclusion
import ServiceKit

/// Forms ask for a UPN and for an NHS number, and for the first need and the others; a referral has a list of each. This
/// turns one into the other.
enum ReferralShape {
    /// A referral as forms hold it: identifiers by their system, needs as the first one and the others.
    static func asForms(_ referral: JSON) -> JSON {
        var content = referral
        let identifiers = referral.at("child/identifiers")?.items ?? []
        if !identifiers.isEmpty {
            let members = identifiers.compactMap { identifier in
                identifier.at("system")?.words.map { JSON.Member($0, identifier.at("value") ?? .null) }
            }
            content = content.setting(.object(members), at: "/child/identifiers")
        }
        let needs = referral.at("needs")?.items ?? []
        if let first = needs.first {
            let others = JSON.Member("others", .array(Array(needs.dropFirst())))
            content = content.setting(
                .object([.init("first", first)] + (needs.count > 1 ? [others] : [])), at: "/needs")
        }
        return content
    }

    /// A referral as the API takes it, of what forms hold. What was left empty is left out; the same content is always the
    /// same text, so that a form sent twice is known by its key.
    static func asPosted(_ content: JSON) -> JSON {
        var referral = content
        let identifiers = IdentifierSystem.allCases.compactMap { system -> JSON? in
            guard let value = content.at("child/identifiers/\(system.code)")?.words else { return nil }
            return ["system": .string(system.code), "value": .string(value.filter { !$0.isWhitespace }.uppercased())]
        }
        if content.at("child/identifiers") != nil {
            referral = referral.setting(.array(identifiers), at: "/child/identifiers")
        }
        if content.at("needs") != nil {
            let first = content.at("needs/first").map { [$0] } ?? []
            let others = (content.at("needs/others")?.items ?? []).filter { !first.contains($0) }
            referral = referral.setting(.array((first + others).filter { $0 != .null }), at: "/needs")
        }
        // Of radio buttons it comes as a text.
        if let level = content.at("level")?.words.flatMap({ Int64($0) }) {
            referral = referral.setting(.int(level), at: "/level")
        }
        referral = referral.withoutWhatIsEmpty ?? .object([])
        // What every referral has, so that a problem names the question and not all of the part.
        for place in ["child/send", "child/care", "referrer", "views", "lawful_basis"]
        where referral.at(place) == nil {
            referral = referral.setting(.object([]), at: place)
        }
        return referral.inOrder
    }

    /// Where a form asks for what the API has something to say about.
    /// - Parameter referral: as it was posted.
    static func place(of pointer: String, in referral: JSON) -> String {
        let identifiers = "/child/identifiers/"
        if pointer.hasPrefix(identifiers) {
            let index = pointer.dropFirst(identifiers.utf8.count).split(separator: "/").first.map { String($0) } ?? ""
            return identifiers + (referral.at("child/identifiers/\(index)/system")?.words ?? IdentifierSystem.upn.code)
        }
        guard pointer == "/needs" || pointer.hasPrefix("/needs/") else { return pointer }
        return ["/needs", "/needs/0"].contains(pointer) ? "/needs/first" : "/needs/others"
    }
}

extension JSON {
    /// Without members and items that hold nothing; `nil` when nothing is left.
    var withoutWhatIsEmpty: JSON? {
        switch self {
        case .null: return nil
        case .array(let items):
            let left = items.compactMap(\.withoutWhatIsEmpty)
            return left.isEmpty ? nil : .array(left)
        case .object(let members):
            let left = members.compactMap { member in
                member.value.withoutWhatIsEmpty.map { Member(member.name, $0) }
            }
            return left.isEmpty ? nil : .object(left)
        default: return self
        }
    }

    /// With the members of every object in the order of their names.
    fileprivate var inOrder: JSON {
        switch self {
        case .array(let items): .array(items.map(\.inOrder))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.inOrder) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}
