import FoundationEssentials
import ServiceKit

/// One thing that can be done with a case, an offer, a placement…, as a form that explains itself.
struct Move: Sendable {
    /// As the service's `allowed_moves` calls it, or another word of its own; it is in the page's address.
    let code: String
    /// What a link to it says.
    let name: String
    /// Said once it has been done.
    let done: String
    /// Which of the service's `allowed_moves` it is one of; its own code when left out.
    var allowedAs: String?
    /// The form, which may depend on what is moved.
    let page: @Sendable (_ thing: JSON) -> FormPage
    /// The form where it depends on the part as well, such as the week that is reported.
    var partPage: (@Sendable (_ thing: JSON, _ of: String?) -> FormPage)?
    /// Where it is sent. `of` is the part of the thing that it is about, such as one of several questions.
    let path: @Sendable (_ id: String, _ of: String?) -> String
    /// What is sent; the form's answers where this is left out.
    var body: (@Sendable (_ form: Form, _ page: FormPage, _ of: String?) -> JSON?)?
    /// Where to go when it is done; to the thing's own page where this is left out.
    var next: (@Sendable (_ answer: HubAnswer, _ id: String) -> String)?

    var allowed: String { allowedAs ?? code }

    func page(of thing: JSON, about part: String?) -> FormPage { partPage?(thing, part) ?? page(thing) }
}

/// Something that is moved by people: where it is kept, and what can be done with it.
struct MovingThing: Sendable {
    let service: HubService
    /// Where the service keeps it, such as `/v1/cases`.
    let collection: String
    /// Where its pages are, such as `/cases`.
    let address: String
    let roles: Set<Role>
    let moves: [Move]
    /// What one of them is called above a form.
    let caption: @Sendable (JSON) -> String
    /// The menu's part that its forms belong to.
    var area: PageArea?

    /// The address of one of them.
    func page(of id: String) -> String { "\(address)/\(id)" }

    /// The address of a move of one of them.
    func page(of move: Move, _ id: String, of part: String? = nil) -> String {
        "\(address)/\(id)/moves/\(move.code)" + (part.map { "?of=\($0)" } ?? "")
    }

    /// Links to everything that can be done with it now by who looks at it.
    func links(to thing: JSON, _ id: String) -> [PageLink] {
        let allowed = Set(thing.at("allowed_moves")?.strings ?? [])
        return moves.filter { allowed.contains($0.allowed) }.map {
            PageLink(address: page(of: $0, id), words: $0.name)
        }
    }

    /// What is said above the page of one of them, once a move of it has been done.
    func notice(_ visit: Visit) -> String? {
        visit.query("done").flatMap { code in moves.first { $0.code == code }?.done }
    }
}
