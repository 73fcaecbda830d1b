import ArgumentParser
import SMMLab

extension SmmdLab {
    /// A sink on a free port, until it is ended.
    struct Sink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serve an HTTP sink and print its address.")

        func run() async throws {
            let sink = try await SinkServer.start()
            print("http://127.0.0.1:\(sink.port)/post")
            try await sink.serve()
        }
    }
}
