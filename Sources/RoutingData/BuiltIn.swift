/// What holds while nothing else has been activated: the default rules, and an example of a county's data.
public enum BuiltIn {
    /// The default rules (domain section 4).
    /// - Throws: ``FileFaults`` when the file that was built in is not right; a test sees to that.
    public static func rules() throws(FileFaults) -> RuleSetFile { try readRules.get() }

    /// The default county.
    /// - Throws: ``FileFaults``, as ``rules()``.
    public static func county() throws(FileFaults) -> CountyFile { try readCounty.get() }

    // Read and proved once for each process.
    private static let readRules = Result { () throws(FileFaults) in
        try RuleSetFile(String(decoding: PackageResources.gloucestershire_default_yaml, as: UTF8.self))
    }
    private static let readCounty = Result { () throws(FileFaults) in
        try CountyFile(String(decoding: PackageResources.gloucestershire_yaml, as: UTF8.self))
    }
}
