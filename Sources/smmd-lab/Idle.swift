import ArgumentParser
import Glibc

extension SmmdLab {
    /// The yardstick of an idle daemon: a program in which one task has run.
    struct Idle: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run one task to its end, then wait for ever.")

        func run() throws {
            Task {}
            while true { pause() }
        }
    }
}
