import ArgumentParser

/// `completions`: what makes the shell complete `smmctl`'s words.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Prints completions for a shell.",
        discussion: """
            EXAMPLES
              smmctl completions bash > ~/.local/share/bash-completion/completions/smmctl
              smmctl completions zsh > ~/.zfunc/_smmctl
              smmctl completions fish > ~/.config/fish/completions/smmctl.fish
            """)

    @Argument(help: "bash, zsh or fish.") var shell: String
    @OptionGroup(title: "Common options") var common: CommonOptions

    func validate() throws {
        guard ["bash", "zsh", "fish"].contains(shell) else {
            throw ValidationError("“\(shell)” is not one of: bash, zsh, fish.")
        }
    }

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else { return }
        CommandRunner.terminal.output(Smmctl.completionScript(for: shell) + "\n")
    }
}
