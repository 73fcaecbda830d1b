import Logging
import SMMAPI
import SMMAccounts
import SMMConfig
import SMMModel

/// Carries over what `brands.d/` says about brands. What a file does not say stays as it was set by hand.
struct BrandFiles {
    private static let principal = Principal.system(via: "brands.d")

    let core: DaemonCore

    /// Makes the brands what their files say; gives one line for each brand that changed, that nobody has made, or whose
    /// file could not be applied, which keeps no other from it, and what is wrong with those.
    func apply(
        _ files: [String: BrandConfiguration]
    ) async throws -> (lines: [String], refused: [ConfigProblem]) {
        guard !files.isEmpty else { return ([], []) }
        let context = core.accountsContext(Authority(resolver: nil))
        let brands = BrandService(context)
        let known = Dictionary(
            try await brands.list(Self.principal).map { ($0.profile.name, $0.profile) }, uniquingKeysWith: { $1 })
        var lines: [String] = []
        var refused: [ConfigProblem] = []
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            guard let brand = known[name] else {
                lines.append("brands.d/\(name).yaml: there is no brand of this name yet")
                continue
            }
            do {
                if try await apply(file, brand, context) { lines.append("brands.d/\(name).yaml: applied") }
            } catch let problem as Problem {
                lines.append("brands.d/\(name).yaml: not applied: \(Self.words(problem))")
                let path = "\(core.options.configuration)/brands.d/\(name).yaml"
                refused.append(ConfigProblem(file: path, message: Self.words(problem)))
                core.logger.error(
                    "A file of brands.d could not be applied.",
                    metadata: ["file": "\(name).yaml", "error.code": "\(problem.code.rawValue)"])
            }
        }
        return (lines, refused)
    }

    /// True when something of the brand changed.
    private func apply(
        _ file: BrandConfiguration, _ brand: BrandProfile, _ context: AccountsContext
    ) async throws -> Bool {
        var isChanged = false
        if Self.differs(brand, file) {
            let change = BrandChange(
                title: file.title, zone: file.zone, language: file.language, colour: file.colour)
            _ = try await BrandService(context).edit(Self.principal, brand.id.description, change)
            isChanged = true
        }
        if try await applySite(file, brand, AccountService(context)) { isChanged = true }
        return isChanged
    }

    private static func words(_ problem: Problem) -> String {
        let given = problem.given.map { " Given: \($0)." } ?? ""
        let allowed = problem.allowed.map { " Allowed: \($0)." } ?? ""
        return problem.message + given + allowed + (problem.next.map { " \($0)" } ?? "")
    }

    /// The site's words are settings of the brand's sites.
    private func applySite(
        _ file: BrandConfiguration, _ brand: BrandProfile, _ accounts: AccountService
    ) async throws -> Bool {
        let said = ["title": file.siteTitle, "description": file.siteDescription, "author": file.siteAuthor]
            .compactMapValues { $0 }
        guard !said.isEmpty else { return false }
        var isChanged = false
        for account in try await accounts.list(Self.principal, brand: brand.id.description, platform: "site") {
            let settings = account.profile.settings
            guard said.contains(where: { settings[$0.key] != $0.value }) else { continue }
            _ = try await accounts.edit(
                Self.principal, account.profile.id.description, brand: brand.id.description,
                AccountChange(settings: said))
            isChanged = true
        }
        return isChanged
    }

    private static func differs(_ brand: BrandProfile, _ file: BrandConfiguration) -> Bool {
        (file.title ?? brand.title) != brand.title || (file.zone ?? brand.zone) != brand.zone
            || (file.language ?? brand.language) != brand.language || (file.colour ?? brand.colour) != brand.colour
    }
}
