import SMMModel
import SMMTransport
import Synchronization

/// A resolver that gives the answers it was made with, in turn, whatever the name.
final class StubHosts: HostLookup {
    private let answers: [[NetworkAddress]]
    private let asked = Mutex(0)

    /// Look-ups so far.
    var count: Int { asked.withLock { $0 } }

    init(_ answers: [[String]]) {
        self.answers = answers.map { $0.compactMap(NetworkAddress.init) }
    }

    func addresses(of host: String) -> [NetworkAddress] {
        asked.withLock { asked in
            defer { asked += 1 }
            return answers[asked % answers.count]
        }
    }
}
