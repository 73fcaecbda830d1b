import ArgumentParser

/// The option of every command that changes something.
struct DryRunOption: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Checks everything and shows what would happen; changes nothing.")
    var isOn = false
}
