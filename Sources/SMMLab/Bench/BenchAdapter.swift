package import SMMAdapterKit
import SMMModel
import SMMText

/// A platform of class D for benchmarks: one small POST a post to a sink that counts, with every guard of the machine on.
package struct BenchAdapter: PlatformAdapter {
    private let url: String

    /// An adapter that posts to `url`, such as `http://127.0.0.1:9000/post`.
    package init(url: String) {
        self.url = url
    }

    /// The bench's limits.
    package func describe() -> PlatformManifest {
        PlatformManifest(
            platform: "bench", title: "Bench", guarantee: .listing(complete: true),
            limits: ContentLimits(maximumText: 5000, textUnit: .graphemes, maximumMedia: 0),
            source: "the sink of this harness", checked: "2026-11-23")
    }

    /// Posts the text; 2xx is done.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        do throws(HTTPTransportError) {
            let response = try await context.transport.send(Self.request(request, url: url))
            guard (200..<300).contains(response.status) else {
                return AttemptResult(
                    .retry(after: .seconds(1), reason: Failure("refused", "The sink refused.", status: response.status))
                )
            }
            return AttemptResult(.published(Receipt(remoteID: "\(request.operation.rawValue)")))
        } catch {
            guard error.progress.nothingSent else {
                return AttemptResult(.ambiguous(Evidence(progress: error.progress, failure: error.failure)))
            }
            return AttemptResult(.retry(after: .seconds(1), reason: error.failure))
        }
    }

    /// The sink cannot be asked.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("no-listing", "The sink keeps no list."))
    }

    /// The request as the sink reads it: a job number it can count doubles by, the due time, and the text.
    static func request(_ request: PublishRequest, url: String) -> HTTPRequest {
        let job = request.part.text.prefix { $0 != " " }
        return Self.request(job: String(job), due: request.due, text: request.part.text, url: url)
    }

    static func request(job: String, due: Instant, text: String, url: String) -> HTTPRequest {
        let body = "{\"job_id\":\(job),\"due_ns\":\(due.milliseconds)000000,\"text\":\"\(text)\"}"
        return HTTPRequest(
            method: "POST", url: url, headers: [HTTPField("Content-Type", "application/json")], body: Array(body.utf8))
    }
}
