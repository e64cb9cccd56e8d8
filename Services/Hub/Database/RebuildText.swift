import EventFlow
import FoundationEssentials

/// What can be filled anew, and how far it is, in words.
enum RebuildText {
    static let head = ["SERVICE", "NAME", "WHAT", "SIZE", "AS IT IS SINCE", "LAST REBUILD"]

    static func row(_ item: RebuildOffice.Item) -> [String] {
        let isTable = item.projection.kind != .reaction
        let since = item.last.flatMap { $0.state == .swapped ? $0.finishedAt : nil }
        return [
            item.service.name, item.projection.name, kind(item.projection.kind),
            isTable ? size(item.bytes) : "", isTable ? since?.formatted(.iso8601) ?? "the beginning" : "",
            item.last.map(last) ?? (isTable ? "never" : "never: it decides"),
        ]
    }

    private static func kind(_ kind: ProjectionRecord.Kind) -> String {
        switch kind {
        case .reaction: "reaction"
        case .readModel: "read model"
        case .logView: "view of its log"
        }
    }

    private static func last(_ rebuild: Rebuild) -> String {
        let moment = (rebuild.finishedAt ?? rebuild.startedAt ?? rebuild.requestedAt).formatted(.iso8601)
        let done = rebuild.state == .filling ? " (\(rebuild.done) of \(rebuild.total))" : ""
        return "\(rebuild.state.rawValue)\(done) \(moment), by \(rebuild.requestedBy)"
    }

    static func size(_ bytes: Int64) -> String {
        let units = [("GB", 1_000_000_000.0), ("MB", 1_000_000.0), ("kB", 1000.0)]
        for (unit, worth) in units where Double(bytes) >= worth {
            return "\((Double(bytes) / worth * 10).rounded() / 10) \(unit)"
        }
        return "\(bytes) B"
    }

    /// `[####....]  50 %  5000 of 10000, 2300 a second, 2 s left`
    /// - Parameter rate: read in a second; `nil` when it is not known yet.
    static func progress(_ rebuild: Rebuild, rate: Double?) -> String {
        guard rebuild.state == .filling else { return "waiting for the service to begin" }
        let bar = LiveLine.bar(Int(rebuild.done), of: Int(rebuild.total))
        let words = "\(bar)  \(rebuild.done) of \(rebuild.total)"
        guard let rate, rate >= 1 else { return words }
        let left = Int((Double(max(0, rebuild.total - rebuild.done)) / rate).rounded(.up))
        return "\(words), \(Int(rate)) a second, \(left) s left"
    }

    static func json(_ item: RebuildOffice.Item) -> JSONValue {
        [
            "service": .string(item.service.name), "projection": .string(item.projection.name),
            "kind": .string(item.projection.kind.rawValue), "bytes": .int(Int(item.bytes)),
            "topics": .array(item.projection.topics.map(JSONValue.string)),
            "last": item.last.map { json($0, of: item.service) } ?? .null,
        ]
    }

    static func json(_ rebuild: Rebuild, of service: HubService) -> JSONValue {
        func moment(_ date: Date?) -> JSONValue { date.map { .string($0.formatted(.iso8601)) } ?? .null }
        return [
            "id": .string(rebuild.id.uuidString.lowercased()), "service": .string(service.name),
            "projection": .string(rebuild.projection), "state": .string(rebuild.state.rawValue),
            "requested_by": .string(rebuild.requestedBy), "requested_at": moment(rebuild.requestedAt),
            "started_at": moment(rebuild.startedAt), "finished_at": moment(rebuild.finishedAt),
            "done": .int(Int(rebuild.done)), "total": .int(Int(rebuild.total)),
            "code": rebuild.failure.map { .string($0.code) } ?? .null,
            "words": rebuild.failure.map { .string($0.words) } ?? .null,
        ]
    }
}
