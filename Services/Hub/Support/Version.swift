/// Which hub this is.
enum Version {
    /// The version of the API and the executables, which are released together.
    static let text = "1.0.0"
}
