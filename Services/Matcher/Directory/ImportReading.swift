import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// The services of a feed, read one by one, so that one that is wrong keeps no other from being understood.
struct ImportReading: Sendable {
    /// What becomes, or stays, an entry.
    private(set) var news: [DirectoryFeed.News] = []
    private(set) var refused: [ImportReport.Refused] = []
    private(set) var passedOver: [ImportReport.PassedOver] = []
    /// Place in the feed, by the entry's id.
    private(set) var rows: [String: Int] = [:]
    /// Ids the feed has; `nil` where what is not there cannot be told from what could not be read.
    private(set) var mentioned: Set<String>?

    private let choice: ImportChoice
    private let entries: Set<UUID>

    /// - Parameters:
    ///   - isWhole: whether these are all services the feed has.
    ///   - entries: those the directory has, and keeps, of this feed: chosen once, they need not be chosen again.
    init(_ services: JSON, isWhole: Bool, choice: ImportChoice, entries: Set<UUID>) {
        self.choice = choice
        self.entries = entries
        mentioned = isWhole ? [] : nil
        for (row, service) in services.items.enumerated() { read(service, row) }
        // A feed without one good service is a feed that is broken: nobody leaves the directory for that.
        if news.isEmpty, passedOver.isEmpty { mentioned = nil }
    }

    private mutating func read(_ service: JSON, _ row: Int) {
        let inOurTerms = OpenReferralService.isInOurTerms(service)
        if let id = service.feedID, !inOurTerms, !isWanted(service, id) {
            // Whoever is passed over and has an entry all the same was taken off by somebody here.
            if service["status"] == "active" { mentioned?.insert(id.text) }
            passedOver.append(.init(row: row, service: service, isActive: service["status"] == "active"))
            return
        }
        do throws(Problem) {
            let read = try OpenReferralService(service, providers: choice.providers, mayLack: !inOurTerms)
            if read.isActive { mentioned?.insert(read.id.text) }
            if rows[read.id.text] != nil {
                throw .invalid([
                    FieldProblem(pointer: "/id", code: "repeated", detail: "Another service has this id.")
                ])
            }
            rows[read.id.text] = row
            guard read.isActive else { return }
            news.append(
                .init(id: read.id, entry: read.entry, places: read.places, isChosen: isChosen(service, read.id)))
        } catch {
            // It might be any of those that seem to have left.
            if let id = service.feedID { mentioned?.insert(id.text) } else { mentioned = nil }
            refused.append(.init(row: row, id: service.feedID?.text, problems: error.errors))
        }
    }

    /// Whether a service that lacks the hub's terms is an entry all the same.
    private func isWanted(_ service: JSON, _ id: UUID) -> Bool {
        entries.contains(id) || service["status"] == "active" && isChosen(service, id)
    }

    private func isChosen(_ service: JSON, _ id: UUID) -> Bool {
        choice.takenIn.contains(id) || (service["organization"]?.feedID).map(choice.takenIn.contains) ?? false
    }
}
