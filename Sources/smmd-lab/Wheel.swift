import ArgumentParser
import Foundation
import SMMLab

extension SmmdLab {
    /// The timer wheel alone.
    struct Wheel: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the timer wheel at 1,000,000 timers, spread over a minute, an hour and a year.")

        func run() throws {
            for span: UInt64 in [60_000, 3_600_000, 31_536_000_000] {
                print(String(decoding: try JSONEncoder().encode(WheelBench.run(span: span)), as: UTF8.self))
            }
        }
    }
}
