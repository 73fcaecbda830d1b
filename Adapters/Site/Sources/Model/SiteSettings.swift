package import SMMAdapterKit
package import SMMModel

/// What one site is called, how it looks and where it stands. A change of it makes every page anew.
package struct SiteSettings: Sendable, Hashable, Codable {
    /// Counts the changes of the pages' shape; a new one makes every page anew.
    package static let shape = 2

    /// The shape these settings were used with.
    package var shape: Int
    /// Public address with a slash at the end; nil while it is not known.
    package var url: String?
    /// The site's title.
    package var title: String
    /// One or two sentences below the title.
    package var description: String?
    /// Who writes.
    package var author: String
    /// BCP 47 language of the site.
    package var language: String
    /// IANA time zone in which dates are shown.
    package var zone: String
    /// The brand's colour.
    package var accent: Colour
    /// What the ids of feeds and entries begin with; never changes with the address.
    package var authority: String

    /// The settings an account and its brand come to.
    ///
    /// - Throws: `Failure` with code `setting-invalid`, which names the setting.
    package init(account: AccountProfile, brand: BrandProfile) throws(Failure) {
        func text(_ name: String) -> String? {
            let value = Clean.line(account.settings[name] ?? "")
            return value.isEmpty ? nil : value
        }
        self.shape = Self.shape
        self.url = try Self.address(text("url"))
        self.title = text("title") ?? Clean.line(brand.title)
        self.description = text("description")
        self.author = text("author") ?? Clean.line(brand.title)
        self.language = Clean.line(brand.language)
        self.zone = brand.zone
        self.accent = try Self.accent(text("accent") ?? brand.colour)
        let name = account.id.description.map { $0 == "_" ? "-" : $0 }
        self.authority = "tag:\(String(name)).smmd.invalid,2025:"
    }

    /// What no site can be made with. A folder that is not set is none: the daemon gives one.
    static func faults(of account: AccountProfile) -> [SettingFault] {
        func fault(
            _ name: String, allowed: String, example: String, _ check: (String) throws(Failure) -> Void
        ) -> SettingFault? {
            guard let value = account.settings[name] else { return nil }
            do throws(Failure) {
                try check(value)
                return nil
            } catch {
                let given = String(Clean.line(value).prefix(200))
                return SettingFault(name, error.message, given: given, allowed: allowed, example: example)
            }
        }
        let found = [
            fault("url", allowed: "http:// or https:// and a host, in ASCII", example: "https://example.org/") {
                value throws(Failure) in
                let line = Clean.line(value)
                _ = try address(line.isEmpty ? nil : line)
            },
            fault("accent", allowed: "# and six digits of 0-9 and a-f", example: "'#1a6b54'") {
                value throws(Failure) in
                let line = Clean.line(value)
                if !line.isEmpty { _ = try accent(line) }
            },
            fault("directory", allowed: "a full path without “.” and “..”", example: "/srv/www/site") {
                _ throws(Failure) in _ = try directory(of: account)
            },
        ]
        return found.compactMap(\.self)
    }

    private static func accent(_ colour: String?) throws(Failure) -> Colour {
        guard let accent = colour.map(Colour.init(hex:)) ?? Colour.standard else {
            throw Failure("setting-invalid", "The colour “\(Clean.line(colour ?? ""))” is not of the form #rrggbb.")
        }
        return accent
    }

    /// The folder of an account's site.
    ///
    /// - Throws: `Failure` with code `setting-invalid`.
    package static func directory(of account: AccountProfile) throws(Failure) -> String {
        let given = account.settings["directory"] ?? ""
        guard given.hasPrefix("/"), !given.utf8.contains(0), given.utf8.count < 3072 else {
            throw Failure("setting-invalid", "The setting “directory” must be the full path of a folder.")
        }
        let names = given.split(separator: "/")
        guard !names.isEmpty, !names.contains("."), !names.contains("..") else {
            throw Failure("setting-invalid", "The setting “directory” must name a folder without “.” or “..” in it.")
        }
        return "/" + names.joined(separator: "/")
    }

    /// The site's place on its server, from the first slash: `/` where the address is not known.
    package var path: String {
        guard let rest = url?.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).dropFirst(3).first
        else { return "/" }
        return "/" + rest
    }

    private static func address(_ text: String?) throws(Failure) -> String? {
        guard let text else { return nil }
        let lower = text.lowercased()
        let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
        let host = scheme.map { lower.dropFirst($0.count).prefix { $0 != "/" } } ?? ""
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}?#".utf8.contains($0) }
        guard !host.isEmpty, isPlain, !host.contains("@") else {
            throw Failure(
                "setting-invalid",
                "The setting “url” must be a web address such as https://example.org/, without “?” and “#”.")
        }
        return text.hasSuffix("/") ? text : text + "/"
    }
}
