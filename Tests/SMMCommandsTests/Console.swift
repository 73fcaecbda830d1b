import SMMCommands
import SMMModel
import Synchronization

/// A terminal that remembers what was written, with a clock that moves only when somebody waits.
final class Console: Sendable {
    private struct State {
        var output = ""
        var error = ""
        var now: Instant
        var replies: [String]
        var seed: UInt64 = 1
    }

    private let state: Mutex<State>

    /// `now` is Tuesday 24 November 2026, 08:00 UTC.
    init(now: Instant = Instant(seconds: 1_795_507_200), replies: [String] = []) {
        state = Mutex(State(now: now, replies: replies))
    }

    var output: String { state.withLock { $0.output } }
    var error: String { state.withLock { $0.error } }
    var now: Instant { state.withLock { $0.now } }

    /// The terminal of this console.
    func terminal(
        variables: [String: String] = [:], input: [UInt8] = [], isInteractive: Bool = false, width: Int? = nil,
        ssh: String = "ssh"
    ) -> Terminal {
        Terminal(
            output: { text in self.state.withLock { $0.output += text } },
            error: { text in self.state.withLock { $0.error += text } },
            readLine: { self.state.withLock { $0.replies.isEmpty ? nil : $0.replies.removeFirst() } },
            readSecret: { self.state.withLock { $0.replies.isEmpty ? nil : $0.replies.removeFirst() } },
            readInput: { Array(input.prefix($0 + 1)) }, isInputInteractive: isInteractive,
            isOutputInteractive: isInteractive, isErrorInteractive: isInteractive,
            width: width ?? (isInteractive ? 100 : nil),
            // However busy the machine is, no test fails for want of patience.
            variables: ["SMM_TIMEOUT": "3600"].merging(variables) { $1 }, now: { self.now },
            pause: { span in self.state.withLock { $0.now = $0.now + span } },
            random: {
                self.state.withLock { state in
                    state.seed = state.seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.seed
                }
            }, ssh: ssh)
    }
}
