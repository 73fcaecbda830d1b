import SMMAdapterKit

/// A step of connecting, as it crosses a border between processes.
struct ConnectRequestWire: Codable, Equatable {
    private let settings: [String: String]
    private let redirect: String?
    private let answer: ConnectAnswerWire?
    private let memory: ConnectMemoryWire

    init(_ request: ConnectRequest) {
        settings = request.settings
        redirect = request.redirect
        answer = request.answer.map(ConnectAnswerWire.init)
        memory = ConnectMemoryWire(request.memory)
    }

    /// The step.
    var value: ConnectRequest {
        ConnectRequest(settings: settings, redirect: redirect, answer: answer?.value, memory: memory.value)
    }
}
