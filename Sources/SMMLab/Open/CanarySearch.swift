import CSMMShim
import FoundationEssentials
import Glibc
import SMMAdapterKit
import SMMModel

/// Looks for planted secrets in bytes, in every form in which a program may have written them by mistake.
///
/// Found are the bytes themselves, hexadecimal digits, percent escapes, JSON escapes, UTF-16, lists of numbers, and base64
/// at any alignment in both alphabets. Compressed data is not opened. What is found is told by name, never shown.
package struct CanarySearch: Sendable {
    /// One place where a secret was found.
    package struct Hit: Sendable, Hashable, CustomStringConvertible {
        /// The kind of secret, as it was planted.
        package var kind: String
        /// The form it was found in.
        package var form: String
        /// Where.
        package var place: String

        /// A hit.
        package init(kind: String, form: String, place: String) {
            self.kind = kind
            self.form = form
            self.place = place
        }

        /// The three, without the secret.
        package var description: String { "\(kind) as \(form) in \(place)" }
    }

    /// Of a long secret its two ends are looked for, so that one that was cut short is found as well.
    private static let longest = 24
    /// Shorter ones occur by chance.
    package static let shortest = 12

    private var needles: [(kind: String, form: String, bytes: [UInt8])] = []
    private var known: Set<[UInt8]> = []

    /// A search for nothing yet.
    package init() {}

    /// How many secrets it looks for.
    package var secrets: Int { known.count }

    /// Looks for `secret` too; one that is looked for already, or is too short, changes nothing.
    package mutating func add(_ kind: String, _ secret: [UInt8]) {
        guard secret.count >= Self.shortest, known.insert(secret).inserted else { return }
        let telling = Self.telling(secret)
        let ends =
            telling.count > Self.longest
            ? [Array(telling.prefix(Self.longest)), Array(telling.suffix(Self.longest))] : [telling]
        for end in ends {
            for (form, bytes) in Self.forms(of: end) { needles.append((kind, form, bytes)) }
        }
    }

    /// What of a secret is one: JSON web tokens of one kind have the same head, and their claims begin alike.
    private static func telling(_ secret: [UInt8]) -> [UInt8] {
        let parts = secret.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, secret.starts(with: "eyJ".utf8) else { return secret }
        return Array(parts[2])
    }

    /// Looks for a text too.
    package mutating func add(_ kind: String, _ secret: String) { add(kind, Array(secret.utf8)) }

    /// What of it is in `bytes`, which are from `place`.
    package func hits(in bytes: [UInt8], at place: String) -> [Hit] {
        var found: Set<Hit> = []
        bytes.withUnsafeBytes { hay in
            guard let start = hay.baseAddress else { return }
            for needle in needles where smm_holds(start, hay.count, needle.bytes, needle.bytes.count) {
                found.insert(Hit(kind: needle.kind, form: needle.form, place: place))
            }
        }
        return found.sorted { "\($0)" < "\($1)" }
    }

    /// What of it is in the files below `folder`, links not followed and `except` left out, and how much was looked at. The
    /// names of files are looked at too.
    ///
    /// - Throws: `LabFailure` for a file that stays but cannot be read: nothing would be known of it.
    package func hits(
        below folder: String, except: Set<String> = []
    ) throws -> (hits: [Hit], files: Int, bytes: Int) {
        var sum: (hits: [Hit], files: Int, bytes: Int) = ([], 0, 0)
        for name in LabFile.names(in: folder) {
            let path = folder + "/" + name
            guard !except.contains(path) else { continue }
            sum.hits += hits(in: Array(name.utf8), at: "the name of a file in \(folder)")
            if LabFile.isFolder(path) {
                let part = try hits(below: path, except: except)
                sum = (sum.hits + part.hits, sum.files + part.files, sum.bytes + part.bytes)
            } else if Self.isPlain(path) {
                guard let bytes = LabFile.read(path) else {
                    guard Self.isPlain(path) else { continue }  // taken away meanwhile
                    throw LabFailure("\(path) cannot be read.")
                }
                sum.hits += hits(in: bytes, at: path)
                sum.files += 1
                sum.bytes += bytes.count
            }
        }
        return sum
    }

    private static func isPlain(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Every form of a secret, by name.
    package static func forms(of secret: [UInt8]) -> [(form: String, bytes: [UInt8])] {
        let digits = secret.map { Hex.text([$0]) }
        let text = String(decoding: secret, as: UTF8.self)
        var forms: [(String, String)] = []
        for (name, pairs) in [("lower", digits), ("upper", digits.map { $0.uppercased() })] {
            forms.append(("hex, \(name) case", pairs.joined()))
            forms.append(("hex with blanks, \(name) case", pairs.joined(separator: " ")))
            forms.append(("percent, \(name) case", pairs.map { "%" + $0 }.joined()))
            forms.append(("JSON escapes, \(name) case", pairs.map { "\\u00" + $0 }.joined()))
        }
        forms.append(("percent where needed", FormText.escape(text)))
        forms.append(("percent but for letters and digits", Self.escapeMore(text)))
        forms.append(("JSON with slashes", text.replacing("/", with: "\\/")))
        forms.append(("numbers", secret.map { "\($0)" }.joined(separator: ", ")))
        forms.append(("numbers without blanks", secret.map { "\($0)" }.joined(separator: ",")))
        var all: [(form: String, bytes: [UInt8])] = [("raw", secret)]
        all += forms.map { ($0, Array($1.utf8)) }.filter { $0.1 != secret }
        all.append(("UTF-16, little endian", text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }))
        all.append(("UTF-16, big endian", text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }))
        return all + (0..<3).flatMap { base64(of: secret, shift: $0) }
    }

    /// As programs do that escape more than they need to.
    private static func escapeMore(_ text: String) -> String {
        text.utf8.map { byte in
            let letter = Character(Unicode.Scalar(byte))
            return letter.isASCII && (letter.isLetter || letter.isNumber)
                ? String(letter) : "%" + Hex.text([byte]).uppercased()
        }.joined()
    }

    /// The letters of base64 that depend on the secret alone when `shift` bytes stand before it in a group of three.
    private static func base64(of secret: [UInt8], shift: Int) -> [(form: String, bytes: [UInt8])] {
        let padded = Data([UInt8](repeating: 0, count: shift) + secret)
        let whole = Array(padded.base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") })
        let head = shift == 0 ? 0 : shift + 1
        let tail = padded.count % 3 == 0 ? 0 : 1
        let core = Array(whole[head..<whole.count - tail])
        let other = core.map { letter in
            letter == UInt8(ascii: "+")
                ? UInt8(ascii: "-") : letter == UInt8(ascii: "/") ? UInt8(ascii: "_") : letter
        }
        return [("base64 after \(shift)", core)] + (other == core ? [] : [("base64url after \(shift)", other)])
    }
}
