/// Why something could not be measured, in words for whoever runs the bench.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ words: String) { description = words }
}
