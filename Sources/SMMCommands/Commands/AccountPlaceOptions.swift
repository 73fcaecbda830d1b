import ArgumentParser

/// Where on a network an account is.
struct AccountPlaceOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp("A setting of the network.", valueName: "name=value"))
    var settings: [String] = []
    @Option(help: "Short for --set server=…: the address of a network's server.") var server: String?
    @Option(help: "Short for --set handle=…: the account's name on the network.") var handle: String?

    /// The settings by name.
    func read() throws -> [String: String] {
        var settings = try Pairs.read(settings, option: "--set")
        for (name, value) in [("server", server), ("handle", handle)] {
            guard let value else { continue }
            guard settings[name] == nil else {
                throw CommandFailure.usage("setting-twice", "The setting is given twice.", given: name)
            }
            settings[name] = value
        }
        return settings
    }
}
