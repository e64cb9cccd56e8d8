public import Contracts

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The Ordnance Survey National Grid, from a position of a satellite (WGS 84).
///
/// As in "A guide to coordinate systems in Great Britain" (Ordnance Survey, 2020), annexes B and C: right to some 5 m,
/// where whole kilometres are kept.
public enum NationalGrid {
    /// The square kilometre a place lies in; `nil` outside the grid.
    public static func square(latitude: Double, longitude: Double) -> CoarseLocation? {
        guard (49.0...61.5).contains(latitude), (-9.5...3.0).contains(longitude) else { return nil }
        let (latitude, longitude) = airy(latitude * .pi / 180, longitude * .pi / 180)
        let (easting, northing) = project(latitude, longitude)
        guard (0..<700_000).contains(easting), (0..<1_300_000).contains(northing) else { return nil }
        var location = CoarseLocation()
        location.eastingKm = Int32(easting / 1000)
        location.northingKm = Int32(northing / 1000)
        return location
    }

    private struct Ellipsoid {
        let a: Double
        let b: Double
        var e2: Double { 1 - (b * b) / (a * a) }
        static let wgs84 = Ellipsoid(a: 6_378_137, b: 6_356_752.3142)
        static let airy = Ellipsoid(a: 6_377_563.396, b: 6_356_256.909)
    }

    /// Helmert's transformation from WGS 84 to OSGB36; angles in radians, height 0.
    private static func airy(_ latitude: Double, _ longitude: Double) -> (Double, Double) {
        let wgs = Ellipsoid.wgs84
        let nu = wgs.a / (1 - wgs.e2 * sin(latitude) * sin(latitude)).squareRoot()
        let x = nu * cos(latitude) * cos(longitude)
        let y = nu * cos(latitude) * sin(longitude)
        let z = (1 - wgs.e2) * nu * sin(latitude)
        let second = Double.pi / 180 / 3600
        let (rx, ry, rz) = (-0.1502 * second, -0.2470 * second, -0.8421 * second)
        let scale = 1 + 20.4894e-6
        let x2 = -446.448 + x * scale - y * rz + z * ry
        let y2 = 125.157 + x * rz + y * scale - z * rx
        let z2 = -542.060 - x * ry + y * rx + z * scale

        let e2 = Ellipsoid.airy.e2
        let p = (x2 * x2 + y2 * y2).squareRoot()
        var phi = atan2(z2, p * (1 - e2))
        for _ in 0..<6 {
            let nu = Ellipsoid.airy.a / (1 - e2 * sin(phi) * sin(phi)).squareRoot()
            phi = atan2(z2 + e2 * nu * sin(phi), p)
        }
        return (phi, atan2(y2, x2))
    }

    /// The transverse Mercator projection of the grid, in metres.
    private static func project(_ phi: Double, _ lambda: Double) -> (Double, Double) {
        let (f0, phi0, lambda0) = (0.9996012717, 49 * Double.pi / 180, -2 * Double.pi / 180)
        let (a, b, e2) = (Ellipsoid.airy.a, Ellipsoid.airy.b, Ellipsoid.airy.e2)
        let (s, c, t2) = (sin(phi), cos(phi), tan(phi) * tan(phi))
        let nu = a * f0 / (1 - e2 * s * s).squareRoot()
        let rho = a * f0 * (1 - e2) / pow(1 - e2 * s * s, 1.5)
        let eta2 = nu / rho - 1
        let m = meridian(phi, phi0, n: (a - b) / (a + b)) * b * f0
        let one = m - 100_000
        let two = nu / 2 * s * c
        let three = nu / 24 * s * pow(c, 3) * (5 - t2 + 9 * eta2)
        let threeA = nu / 720 * s * pow(c, 5) * (61 - 58 * t2 + t2 * t2)
        let four = nu * c
        let five = nu / 6 * pow(c, 3) * (nu / rho - t2)
        let six = nu / 120 * pow(c, 5) * (5 - 18 * t2 + t2 * t2 + 14 * eta2 - 58 * t2 * eta2)
        let l = lambda - lambda0
        let northing = one + two * l * l + three * pow(l, 4) + threeA * pow(l, 6)
        return (400_000 + four * l + five * pow(l, 3) + six * pow(l, 5), northing)
    }

    private static func meridian(_ phi: Double, _ phi0: Double, n: Double) -> Double {
        let (difference, sum) = (phi - phi0, phi + phi0)
        return (1 + n + 5.0 / 4 * n * n + 5.0 / 4 * n * n * n) * difference
            - (3 * n + 3 * n * n + 21.0 / 8 * n * n * n) * sin(difference) * cos(sum)
            + (15.0 / 8 * n * n + 15.0 / 8 * n * n * n) * sin(2 * difference) * cos(2 * sum)
            - 35.0 / 24 * n * n * n * sin(3 * difference) * cos(3 * sum)
    }
}
