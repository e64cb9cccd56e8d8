/// Which hub this is.
public enum HubVersion {
    /// The version of the API and the executables, which are released together.
    public static let text = "1.0.0"
}
