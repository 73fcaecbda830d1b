import ArgumentParser

/// A secret given as an argument, which every user of the machine can read while the command runs. No option takes one;
/// the parser, which knows the option by no name, would offer one that has nothing to do with it.
enum SecretWord {
    /// Throws a usage failure for the first option before `--` that asks for a secret as its value; the value itself is
    /// not repeated.
    static func refuse(
        _ arguments: [String], of command: any ParsableCommand.Type
    ) throws(CommandFailure) {
        let files = files(of: command)
        let given = arguments.prefix { $0 != "--" }.lazy.map { String($0.prefix { $0 != "=" }) }
        guard let option = given.first(where: { files[$0] != nil }), let file = files[option] else { return }
        throw CommandFailure.usage(
            "secret-argument",
            "A secret is never an argument: every user of this machine can read those, and the shell keeps them.",
            given: option, allowed: "\(file) FILE, or \(file) - for standard input; without it you are asked",
            next: "Take back a secret that was typed so.")
    }

    /// The option that reads the secret from a file, by the name under which one would give it.
    private static func files(of command: any ParsableCommand.Type) -> [String: String] {
        if command == AccountCommands.Add.self || command == AccountCommands.Reconnect.self {
            return [
                "--token": "--token-file", "--access-token": "--token-file", "--password": "--password-file",
                "--app-password": "--password-file",
            ]
        }
        guard command == VaultCommands.Export.self || command == VaultCommands.Import.self else { return [:] }
        return ["--passphrase": "--passphrase-file", "--password": "--passphrase-file"]
    }
}
