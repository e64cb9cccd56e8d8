/// Why a child was suspended or excluded, as the school census codes it; up to three for each exclusion. A narrower reason
/// comes after the one it is part of.
///
/// Codes and words: Department for Education, Common Basic Data Set, pupil exclusion reason, May 2026 (Open Government Licence).
public enum ExclusionReason: String, Coded {
    case pp = "PP"
    case pa = "PA"
    case vp = "VP"
    case va = "VA"
    case ow = "OW"
    case bw = "BW"
    case bu = "BU"
    case tb = "TB"
    case ra = "RA"
    case lg = "LG"
    case ds = "DS"
    case sm = "SM"
    case sb = "SB"
    case mb = "MB"
    case ab = "AB"
    case da = "DA"
    case dr = "DR"
    case ar = "AR"
    case sr = "SR"
    case vr = "VR"
    case dm = "DM"
    case th = "TH"
    case db = "DB"
    case ld = "LD"
    case cb = "CB"
    case mt = "MT"
    case mp = "MP"
    case os = "OS"
    case ph = "PH"

    /// As people say it.
    public var words: String {
        switch self {
        case .pp: "physical assault against a pupil"
        case .pa: "physical assault against an adult"
        case .vp: "verbal abuse or threatening behaviour against a pupil"
        case .va: "verbal abuse or threatening behaviour against an adult"
        case .ow: "use or threat of use of an offensive weapon or prohibited item"
        case .bw: "bringing a weapon or prohibited item into school"
        case .bu: "bullying"
        case .tb: "cyber-bullying or threatening behaviour online"
        case .ra: "racist abuse, including bullying"
        case .lg: "abuse against sexual orientation or gender identity, including bullying"
        case .ds: "abuse relating to disability, including bullying"
        case .sm: "sexual misconduct"
        case .sb: "harmful sexual behaviour"
        case .mb: "misogynistic behaviour"
        case .ab: "misandrist behaviour"
        case .da: "drug and alcohol related"
        case .dr: "drug related"
        case .ar: "alcohol related"
        case .sr: "smoking related"
        case .vr: "vape related"
        case .dm: "damage to property"
        case .th: "theft"
        case .db: "persistent or general disruptive behaviour"
        case .ld: "persistent disruptive behaviour: low-level disruption"
        case .cb: "persistent disruptive behaviour: challenging behaviour"
        case .mt: "inappropriate use of social media or online technology"
        case .mp: "use of a mobile phone"
        case .os: "misbehaviour outside school"
        case .ph: "wilful and repeated transgression of measures that protect public health"
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
