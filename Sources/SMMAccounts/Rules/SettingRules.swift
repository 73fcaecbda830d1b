package import SMMAdapterKit
package import SMMModel

/// Checks the settings of an account against what its platform declares, and what its adapter finds.
package enum SettingRules {
    /// The longest value, in bytes.
    package static let longestValue = 4096
    /// The settings for which `smmctl account add` has an option of the same name.
    package static let withOption: Set<String> = ["handle", "server"]

    /// Checks all settings and throws every mistake at once: the first as the problem, the rest in its `others`.
    ///
    /// - Parameters:
    ///   - isNew: whether the account is being made; the next step is another then.
    ///   - faults: what the adapter finds.
    /// - Throws: `setting-unknown`, `setting-missing`, `setting-not-allowed`, `setting-too-long` or `setting-invalid`.
    package static func check(
        _ account: AccountProfile, isNew: Bool, manifest: PlatformManifest, faults: [SettingFault],
        nearest: (String, [String]) -> String?
    ) throws(Problem) {
        let settings = account.settings
        var problems: [Problem] = []
        let names = manifest.settings.map(\.name)
        for name in settings.keys.sorted() where !names.contains(name) {
            problems.append(unknown(name, names, manifest, nearest))
        }
        for spec in manifest.settings {
            guard let value = settings[spec.name] else {
                if spec.isRequired { problems.append(missing(spec, manifest)) }
                continue
            }
            if let problem = wrong(value, spec) { problems.append(problem) }
        }
        problems += faults.map { invalid($0, of: account, isNew: isNew) }
        guard let first = problems.first else { return }
        throw Problem(
            first.code, status: first.status, first.message, given: first.given, allowed: first.allowed,
            next: first.next, parameters: first.parameters, others: Array(problems.dropFirst()))
    }

    /// Refuses a change of what the account's credential was given for.
    ///
    /// - Throws: `setting-bound`.
    package static func checkBound(
        _ account: AccountProfile, before: AccountProfile, manifest: PlatformManifest
    ) throws(Problem) {
        let changed = manifest.settings.first {
            $0.isBound && account.settings[$0.name] != before.settings[$0.name]
        }
        guard let changed else { return }
        throw Problem(
            Problem.Code("setting-bound"), status: 409,
            "The account's credential was given for the setting \(changed.name); it must not go anywhere else.",
            given: account.settings[changed.name] ?? "", allowed: before.settings[changed.name],
            next: "Connect the other one as an account of its own: smmctl account add \(account.platform)")
    }

    private static func unknown(
        _ name: String, _ names: [String], _ manifest: PlatformManifest, _ nearest: (String, [String]) -> String?
    ) -> Problem {
        let near = nearest(name, names)
        return Problem.invalid(
            "setting-unknown", "\(manifest.title) has no setting of that name.", given: name,
            allowed: names.isEmpty ? "none" : names.joined(separator: ", "), next: near.map { "Did you mean \($0)?" })
    }

    private static func invalid(_ fault: SettingFault, of account: AccountProfile, isNew: Bool) -> Problem {
        let option =
            withOption.contains(fault.setting)
            ? "--\(fault.setting) \(fault.example)" : "--set \(fault.setting)=\(fault.example)"
        return Problem.invalid(
            "setting-invalid", fault.message, given: fault.given, allowed: fault.allowed,
            next: isNew
                ? "Say \(option) or such, or leave it out."
                : "smmctl account set \(account.id) \(fault.setting)=\(fault.example)")
    }

    private static func missing(_ spec: SettingSpec, _ manifest: PlatformManifest) -> Problem {
        Problem.invalid(
            "setting-missing", "\(manifest.title) needs the setting \(spec.name): \(spec.help)",
            allowed: spec.allowed.isEmpty ? nil : spec.allowed.joined(separator: ", "),
            next: withOption.contains(spec.name) ? "Add --\(spec.name) VALUE." : "Add --set \(spec.name)=VALUE.")
    }

    private static func wrong(_ value: String, _ spec: SettingSpec) -> Problem? {
        if !spec.allowed.isEmpty, !spec.allowed.contains(value) {
            return Problem.invalid(
                "setting-not-allowed", "The setting \(spec.name) cannot be that.", given: value,
                allowed: spec.allowed.joined(separator: ", "))
        }
        guard value.utf8.count <= longestValue, !value.isEmpty else {
            return Problem.invalid(
                "setting-too-long", "The setting \(spec.name) is empty or too long.",
                given: "\(value.utf8.count) bytes", allowed: "1 to \(longestValue) bytes")
        }
        return nil
    }
}
