import SMMAdapterKit
import SMMModel

/// What is kept between two steps of connecting, as it crosses a border between processes.
struct ConnectMemoryWire: Codable, Equatable {
    private let values: [String: String]
    private let secrets: [String: String]

    init(_ memory: ConnectMemory) {
        values = memory.values
        secrets = memory.secrets.mapValues { $0.reveal() }
    }

    /// The memory.
    var value: ConnectMemory { ConnectMemory(values: values, secrets: secrets.mapValues { Secret($0) }) }
}
