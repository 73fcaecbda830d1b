package import SMMTime

/// Loads a configuration folder: `smmd.yaml`, `brands.d/*.yaml` and `platforms.d/*.yaml`.
package enum ConfigurationLoader {
    /// The name of the main file.
    package static let mainFile = "smmd.yaml"

    /// The configuration in a folder, validated whole.
    ///
    /// Throws everything that is wrong with any of the files at once; nothing is used unless all of it is right.
    /// `smmd.yaml` must be there, even if empty: a mistyped folder must not start a daemon on defaults.
    ///
    /// - Parameters:
    ///   - zones: the system's zones, to check the brands' zones with; without, only their names' form counts.
    ///   - shipped: the folder of the platforms' facts that came with this version; nil where there is none.
    ///   - leaveOut: is told what is wrong with a brand's file, its name included, which is then left out alone; without,
    ///     it is thrown with the rest.
    package static func load(
        directory: String, shipped: String? = nil, zones: TimeZoneDirectory? = nil,
        leaveOut: ((ConfigurationErrors) -> Void)? = nil
    ) throws(ConfigurationErrors) -> Configuration {
        let log = ReadingLog()
        var configuration = main("\(directory)/\(mainFile)", log)
        let misnamed = leaveOut == nil ? log : ReadingLog()
        let brands = files(in: "\(directory)/brands.d", log, misnamed: misnamed)
        // One for each, as for the files that are read.
        if let leaveOut {
            for error in misnamed.errors { leaveOut(ConfigurationErrors([error])) }
        }
        for (name, path) in brands {
            let own = leaveOut == nil ? log : ReadingLog()
            guard let document = document(path, own) else {
                if let leaveOut { leaveOut(ConfigurationErrors(own.errors)) }
                continue
            }
            let brand = BrandConfiguration(document.root, zones: zones, log: own)
            if let leaveOut, !own.errors.isEmpty {
                leaveOut(ConfigurationErrors(own.errors))
            } else {
                configuration.brands[name] = brand
            }
        }
        configuration.platforms = platforms(in: "\(directory)/platforms.d", log)
        if let shipped { configuration.shippedPlatforms = platforms(in: shipped, log) }
        guard log.errors.isEmpty else { throw ConfigurationErrors(log.errors) }
        return configuration
    }

    private static func platforms(in folder: String, _ log: ReadingLog) -> [String: PlatformConfiguration] {
        var platforms: [String: PlatformConfiguration] = [:]
        for (name, path) in files(in: folder, log, misnamed: log) {
            guard let root = document(path, log)?.root, !root.isEmpty else { continue }
            platforms[name] = PlatformConfiguration(root, log: log)
        }
        return platforms
    }

    /// The configuration in the text of a `smmd.yaml`; `file` names it in errors.
    package static func parse(_ text: String, file: String = mainFile) throws(ConfigurationErrors) -> Configuration {
        let log = ReadingLog()
        let document = YAMLDocument(text: text, file: file)
        document.errors.forEach(log.report)
        let configuration = Configuration(document.root, log: log)
        guard log.errors.isEmpty else { throw ConfigurationErrors(log.errors) }
        return configuration
    }

    private static func main(_ path: String, _ log: ReadingLog) -> Configuration {
        Configuration(document(path, log)?.root, log: log)
    }

    private static func document(_ path: String, _ log: ReadingLog) -> YAMLDocument? {
        switch ConfigurationFile.text(path) {
        case .failure(let error):
            log.report(error)
            return nil
        case .success(let text):
            let document = YAMLDocument(text: text, file: path)
            document.errors.forEach(log.report)
            return document
        }
    }

    /// The files of a folder that count, by the name they speak for; the folder need not exist.
    ///
    /// - Parameter misnamed: is told of the files that do not count because of their names.
    private static func files(
        in folder: String, _ log: ReadingLog, misnamed: ReadingLog
    ) -> [(name: String, path: String)] {
        guard ConfigurationFile.exists(folder) else { return [] }
        guard let names = ConfigurationFile.names(in: folder) else {
            log.report(
                ConfigurationError(
                    .unreadable, SourcePosition(file: folder, line: 1, column: 1), "The folder cannot be read."))
            return []
        }
        return names.compactMap { file in
            let path = "\(folder)/\(file)"
            if file.hasSuffix(".yml") {
                // Left alone silently it would be the file whose settings mysteriously do nothing.
                report(path, "Only files that end in .yaml are read.", allowed: "\(file.dropLast(4)).yaml", misnamed)
            }
            guard file.hasSuffix(".yaml"), !file.hasPrefix(".") else { return nil }
            let name = String(file.dropLast(5))
            guard isName(name) else {
                report(
                    path, "The file's name is none a brand or platform can have.", allowed: "a-z, 0-9 and -", misnamed)
                return nil
            }
            return (name, path)
        }
    }

    private static func report(_ path: String, _ message: String, allowed: String, _ log: ReadingLog) {
        let position = SourcePosition(file: path, line: 1, column: 1)
        log.report(ConfigurationError(.unreadable, position, message, allowed: allowed))
    }

    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
    }
}
