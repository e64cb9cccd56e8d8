/// Why a child was suspended or excluded, as the school census codes it; up to three for each exclusion.
public enum ExclusionReason: String, Coded {
    case pp = "PP"
    case pa = "PA"
    case vp = "VP"
    case va = "VA"
    case ow = "OW"
    case bu = "BU"
    case ra = "RA"
    case lg = "LG"
    case ds = "DS"
    case sm = "SM"
    case da = "DA"
    case th = "TH"
    case dm = "DM"
    case db = "DB"
    case mt = "MT"
    case ph = "PH"
    case bw = "BW"
    case tb = "TB"
    case sb = "SB"
    case mb = "MB"
    case ab = "AB"
    case dr = "DR"
    case ar = "AR"
    case sr = "SR"
    case vr = "VR"
    case ld = "LD"
    case cb = "CB"
    case mp = "MP"
    case os = "OS"

    /// As people say it.
    public var words: String {
        switch self {
        case .pp: "physical assault against a pupil"
        case .pa: "physical assault against an adult"
        case .vp: "verbal abuse or threatening behaviour against a pupil"
        case .va: "verbal abuse or threatening behaviour against an adult"
        case .ow: "use or threat of use of an offensive weapon or prohibited item"
        case .bu: "bullying"
        case .ra: "racist abuse"
        case .lg: "abuse against sexual orientation or gender identity"
        case .ds: "abuse relating to disability"
        case .sm: "sexual misconduct"
        case .da: "drug and alcohol related"
        case .th: "theft"
        case .dm: "damage"
        case .db: "persistent or general disruptive behaviour"
        case .mt: "inappropriate use of social media or online technology"
        case .ph: "wilful transgression of measures that protect public health"
        // Sub-codes without a published wording here: the code itself is what schools recognise.
        case .bw, .tb, .sb, .mb, .ab, .dr, .ar, .sr, .vr, .ld, .cb, .mp, .os: "exclusion reason \(rawValue)"
        }
    }
}

/// What kind of exclusion it was.
public enum ExclusionType: String, Coded {
    case suspension = "SUSP"
    case permanent = "PERM"
    case lunchtime = "LNCH"

    /// As people say it.
    public var words: String {
        switch self {
        case .suspension: "suspension"
        case .permanent: "permanent exclusion"
        case .lunchtime: "lunchtime exclusion"
        }
    }
}
