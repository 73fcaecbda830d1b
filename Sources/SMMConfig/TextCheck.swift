import SMMModel
import SMMTime

/// A test a text value must pass, and the words for what it must be.
struct TextCheck: Sendable {
    /// What is allowed, for error messages.
    let allowed: String
    /// Why a text does not pass, as the end of a sentence that begins with it; nil when it does.
    let problem: @Sendable (String) -> String?
    /// What was probably meant by a text that does not pass.
    var suggestion: @Sendable (String) -> String? = { _ in nil }
}

extension TextCheck {
    /// The full path of a file or folder.
    static let absolutePath = TextCheck(allowed: "a full path, such as /var/lib/smmd") { text in
        text.hasPrefix("/") ? pathProblem(text) : "is not a full path"
    }

    /// A full path, or one below the state folder.
    static let path = TextCheck(allowed: "a full path, or one below state-directory") { text in
        text.isEmpty ? "is empty" : pathProblem(text)
    }

    /// A path that fits the address of a Unix socket (108 bytes with the NUL).
    static let socketPath = TextCheck(allowed: "a full path of at most 107 bytes") { text in
        guard text.hasPrefix("/") else { return "is not a full path" }
        return text.utf8.count > 107 ? "is too long for a socket" : pathProblem(text)
    }

    /// An address of mail: one `@` between two parts without spaces; what is beyond that, the mail system knows.
    static let mailAddress = TextCheck(allowed: "an address such as ops@example.org") { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x2C && $0 != 0x3C && $0 != 0x3E }
        let isGood = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isPlain && text.utf8.count <= 254
        // A leading hyphen would be read as an option by sendmail.
        return isGood && !text.hasPrefix("-") ? nil : "is no mail address"
    }

    /// The address of an HTTPS server, or of one on this machine without TLS.
    static let serverAddress = TextCheck(allowed: "an https:// address without user, query or fragment") { text in
        guard text.utf8.count <= 512, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "is no address" }
        let host: Substring
        if text.hasPrefix("https://") {
            host = text.dropFirst(8).prefix { $0 != "/" }
        } else {
            let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
            guard let prefix = local.first(where: { text.hasPrefix($0) }) else { return "is no https:// address" }
            let rest = text.dropFirst(prefix.count)
            guard rest.isEmpty || rest.hasPrefix(":") || rest.hasPrefix("/") else { return "is no https:// address" }
            host = text.dropFirst(7).prefix { $0 != "/" }
        }
        if host.isEmpty { return "has no host" }
        return text.contains { "@?#\\".contains($0) } ? "has a user, a query or a fragment" : nil
    }

    /// An address, or a block of them.
    static let addressBlock = TextCheck(
        allowed: "an address such as 192.168.1.20 or fd00::20, or a block such as 192.168.1.0/24"
    ) { text in
        AddressBlock(text) == nil ? "is no address and no block of addresses" : nil
    }

    /// A port of TCP.
    static let port = TextCheck(allowed: "1 to 65535") { text in
        let number = text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
        return number.map { (1...65535).contains($0) } == true ? nil : "is no port"
    }

    /// The address of a server of one's own, without a path: what comes below it is the door's.
    static let publicAddress = TextCheck(
        allowed: "an https:// address without a path, such as https://door.example.org"
    ) {
        text in
        if let problem = serverAddress.problem(text) { return problem }
        let host = text.drop { $0 != ":" }.dropFirst(3)
        if host.contains("/") { return "has a path or a slash at its end" }
        return host.utf8.count > 253 ? "is too long" : nil
    }

    /// The name of a user of the system.
    static let userName = TextCheck(allowed: "the name of a user: letters, digits, - and _") { text in
        let isGood = text.utf8.allSatisfy(isWordByte) && (1...32).contains(text.utf8.count)
        return isGood ? nil : "is no name of a user"
    }

    /// An address of a machine, as numbers.
    static let networkAddress = TextCheck(allowed: "an address such as 127.0.0.1 or ::1") { text in
        NetworkAddress(text) == nil ? "is no address" : nil
    }

    /// A topic of an ntfy server.
    static let topic = TextCheck(allowed: "1 to 64 letters, digits, - and _") { text in
        let isGood = text.utf8.allSatisfy(isWordByte) && (1...64).contains(text.utf8.count)
        return isGood ? nil : "is no topic"
    }

    /// A language tag of the form BCP 47 gives them.
    static let language = TextCheck(allowed: "a language tag such as de, en-GB or pt-BR") { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), first.utf8.allSatisfy(isLetter),
            parts.count <= 5,
            parts.dropFirst().allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetterOrDigit) })
        else { return "is no language tag" }
        return text.utf8.count <= 35 ? nil : "is longer than 35 bytes"
    }

    /// A colour of the screen.
    static let colour = TextCheck(allowed: "a colour in quotes such as \"#1a6b54\"") { text in
        let digits = text.dropFirst().utf8
        let isHex = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        return text.hasPrefix("#") && digits.count == 6 && isHex ? nil : "is no colour"
    }

    /// The name of a time zone.
    static let zone = TextCheck(allowed: "a name such as Europe/Berlin") { text in
        ZoneName.problem(text).map { "is no time zone: \($0)" }
    }

    /// The name of a time zone that the system has.
    static func zone(in zones: TimeZoneDirectory) -> TextCheck {
        TextCheck(
            allowed: zone.allowed,
            problem: { text in
                if let problem = zone.problem(text) { return problem }
                do throws(TimeDataError) {
                    _ = try zones.zone(named: text)
                    return nil
                } catch {
                    let reason = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
                    return "cannot be used: \(reason)"
                }
            },
            suggestion: { text in
                do throws(TimeDataError) {
                    _ = try zones.zone(named: text)
                    return nil
                } catch {
                    return error.suggestion
                }
            })
    }

    /// A brand's title: shorter than other lines, since it stands in names and headings.
    static let title = TextCheck(allowed: "one line of 1 to 200 bytes") { text in
        if let problem = line.problem(text) { return problem }
        return text.utf8.count <= 200 && !text.allSatisfy(\.isWhitespace) ? nil : "is empty or too long"
    }

    /// A day of the calendar.
    static let date = TextCheck(allowed: "a day such as 2026-11-27") { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ? Int(part) : nil
        }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3,
            CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) != nil
        else { return "is no day" }
        return nil
    }

    /// A line of text for people.
    static let line = TextCheck(allowed: "one line of 1 to 200 characters") { text in
        guard (1...200).contains(text.count), text.utf8.count <= 2000 else { return "is empty or too long" }
        let isOneLine = text.unicodeScalars.allSatisfy {
            let category = $0.properties.generalCategory
            return category != .control && category != .lineSeparator && category != .paragraphSeparator
        }
        return isOneLine ? nil : "has a line break or a control character"
    }

    private static func pathProblem(_ text: String) -> String? {
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character" }
        if text.utf8.count > 1024 { return "is longer than 1024 bytes" }
        return text.split(separator: "/").contains("..") ? "has a part that leads upwards (..)" : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
    private static func isWordByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
