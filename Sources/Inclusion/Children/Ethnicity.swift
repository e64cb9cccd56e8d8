/// Ethnicity as the school census codes it (DfE common basic data set, main codes).
public enum Ethnicity: String, Coded {
    case wbri = "WBRI"
    case wiri = "WIRI"
    case wirt = "WIRT"
    case wrom = "WROM"
    case woth = "WOTH"
    case mwbc = "MWBC"
    case mwba = "MWBA"
    case mwas = "MWAS"
    case moth = "MOTH"
    case aind = "AIND"
    case apkn = "APKN"
    case aban = "ABAN"
    case aoth = "AOTH"
    case chne = "CHNE"
    case bcrb = "BCRB"
    case bafr = "BAFR"
    case both = "BOTH"
    case ooth = "OOTH"
    case refu = "REFU"
    case nobt = "NOBT"

    /// As people say it.
    public var words: String {
        switch self {
        case .wbri: "White: British"
        case .wiri: "White: Irish"
        case .wirt: "White: Traveller of Irish heritage"
        case .wrom: "White: Gypsy or Roma"
        case .woth: "White: any other background"
        case .mwbc: "Mixed: White and Black Caribbean"
        case .mwba: "Mixed: White and Black African"
        case .mwas: "Mixed: White and Asian"
        case .moth: "Mixed: any other background"
        case .aind: "Asian: Indian"
        case .apkn: "Asian: Pakistani"
        case .aban: "Asian: Bangladeshi"
        case .aoth: "Asian: any other background"
        case .chne: "Chinese"
        case .bcrb: "Black: Caribbean"
        case .bafr: "Black: African"
        case .both: "Black: any other background"
        case .ooth: "Any other ethnic group"
        case .refu: "Prefers not to say"
        case .nobt: "Not yet obtained"
        }
    }
}
