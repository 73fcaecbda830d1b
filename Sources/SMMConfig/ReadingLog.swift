/// What comes up while a file is read: mistakes, and the keys that were asked for.
final class ReadingLog {
    private(set) var errors: [ConfigurationError] = []
    private(set) var keys: [KeyDescription] = []

    func report(_ error: ConfigurationError) { errors.append(error) }

    func know(_ key: KeyDescription) { keys.append(key) }

    /// The key known last has no default.
    func forgetStandard() {
        guard let last = keys.popLast() else { return }
        keys.append(KeyDescription(key: last.key, form: last.form, standard: ""))
    }
}
