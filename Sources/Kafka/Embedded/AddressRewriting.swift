/// Where clients are to come to instead of the cluster's own ports.
struct FrontAddresses {
    /// The address this client came to us by: it will reach our other ports by it too.
    let host: String
    /// By the cluster's ports.
    let ports: [Int32: Int32]
    /// What the cluster is called instead of what it calls itself: the mock cluster's own name is made of an address in
    /// memory, and another cluster may have it again. `nil` leaves it.
    var clusterID: String?

    /// The versions of the answers below that are understood; the cluster is told to speak no others.
    static let metadataVersions: ClosedRange<Int16> = 0...2
    static let findCoordinatorVersions: ClosedRange<Int16> = 0...2

    /// An answer that names brokers, with our addresses in it; `nil` when it names none of ours.
    func rewritten(_ answer: UnsafeRawBufferPointer, to request: RequestHead) -> [UInt8]? {
        switch request.api {
        case RequestHead.API.metadata: try? rewrittenMetadata(answer, request.version)
        case RequestHead.API.findCoordinator: try? rewrittenCoordinator(answer, request.version)
        default: nil
        }
    }

    /// `size correlation [node host port rack]… cluster`, the rack since version 1, the cluster since 2.
    private func rewrittenMetadata(
        _ answer: UnsafeRawBufferPointer, _ version: Int16
    ) throws(NotUnderstood) -> [UInt8]? {
        guard Self.metadataVersions.contains(version) else { return nil }
        var reader = WireReader(answer, at: 8)
        var writer = Splice(answer)
        for _ in try reader.elements() {
            _ = try reader.integer(Int32.self)
            try replaceAddress(&reader, &writer)
            if version >= 1 { _ = try reader.string() }
        }
        if version >= 2, let clusterID {
            let place = reader.position
            _ = try reader.string()
            writer.replace(place..<reader.position, with: clusterID)
        }
        return writer.finished()
    }

    /// `size correlation throttle error message node host port`, throttle and message since version 1.
    private func rewrittenCoordinator(
        _ answer: UnsafeRawBufferPointer, _ version: Int16
    ) throws(NotUnderstood) -> [UInt8]? {
        guard Self.findCoordinatorVersions.contains(version) else { return nil }
        var reader = WireReader(answer, at: 8)
        var writer = Splice(answer)
        if version >= 1 { try reader.skip(4) }
        try reader.skip(2)
        if version >= 1 { _ = try reader.string() }
        _ = try reader.integer(Int32.self)
        try replaceAddress(&reader, &writer)
        return writer.finished()
    }

    private func replaceAddress(_ reader: inout WireReader, _ writer: inout Splice) throws(NotUnderstood) {
        let place = reader.position
        _ = try reader.string()
        guard let port = ports[try reader.integer(Int32.self)] else { return }
        writer.replace(place..<reader.position, with: host, port)
    }
}

/// A frame being copied with some of its parts replaced.
private struct Splice {
    private let frame: UnsafeRawBufferPointer
    private var copied = 0
    private var result: [UInt8] = []

    init(_ frame: UnsafeRawBufferPointer) { self.frame = frame }

    /// Puts a text, and a number behind it if there is one, in place of that part.
    mutating func replace(_ range: Range<Int>, with text: String, _ number: Int32? = nil) {
        result += frame[copied..<range.lowerBound]
        add(Int16(text.utf8.count))
        result += text.utf8
        if let number { add(number) }
        copied = range.upperBound
    }

    /// With the length in front put right; `nil` when nothing was replaced.
    mutating func finished() -> [UInt8]? {
        guard copied > 0 else { return nil }
        result += frame[copied...]
        withUnsafeBytes(of: Int32(result.count - 4).bigEndian) { result.replaceSubrange(0..<4, with: $0) }
        return result
    }

    private mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { result += $0 }
    }
}
