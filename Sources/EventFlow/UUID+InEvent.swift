public import FoundationEssentials

extension UUID {
    /// An id that an event carries.
    /// - Throws: ``ProjectionTrouble`` poison when it is no UUID: reading the event again would not make it one.
    public init(inEvent text: String) throws(ProjectionTrouble) {
        guard let id = UUID(uuidString: text) else {
            throw .poison(code: "broken_id", words: "An id in the event is not one.")
        }
        self = id
    }
}
