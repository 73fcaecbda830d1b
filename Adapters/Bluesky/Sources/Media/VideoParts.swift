import SMMAdapterKit
import SMMModel

/// The upload of a video in parts (lexicons `app.bsky.video.startUpload`, `uploadPart`, `finishUpload`,
/// `getUploadStatus`).
struct VideoParts: Sendable {
    let service: XRPC
    let caller: Caller
    let context: AdapterContext

    /// Begins an upload, sends all parts, and finishes it.
    func begin(_ medium: MediaReference, _ notes: inout Notes) async throws(Refusal) -> VideoJob {
        var input: [String: JSONValue] = [
            "sizeBytes": .integer(medium.byteCount), "mimeType": .string(medium.type),
        ]
        if let width = medium.width, let height = medium.height {
            input["width"] = .integer(Int64(width))
            input["height"] = .integer(Int64(height))
        }
        let answer = try await call(service.procedure("app.bsky.video.startUpload", .object(input)))
        guard let id = answer.json["jobId"]?.word else { throw caller.unreadable(answer) }
        try await notes.keep(Notes.Name.videoUpload, id)
        return try await send(medium, to: id, answer, received: [], &notes)
    }

    /// Goes on where the service says that it stands.
    func resume(_ id: String, _ medium: MediaReference, _ notes: inout Notes) async throws(Refusal) -> VideoJob {
        let answer: Answer
        do throws(Refusal) {
            answer = try await call(service.query("app.bsky.video.getUploadStatus", [("jobId", id)]))
        } catch {
            throw try await ended(error, &notes)
        }
        switch answer.json["state"]?.string {
        case "completed":
            if let job = answer.json["jobStatus"].flatMap(VideoJob.init), job.blob != nil { return job }
            guard let job = answer.json["completedJobId"]?.word.flatMap(Self.job) else {
                throw caller.unreadable(answer)
            }
            return job
        case "failed":
            throw .never(Failure("video-refused", "The service could not use the video."))
        case "aborted", "expired": throw try await forget(&notes)
        case "finishing":
            throw Refusal(
                kind: .again(VideoUpload.pause), failure: Failure("video-in-process", "The service works on the video.")
            )
        default:
            let received = (answer.json["receivedParts"]?.elements ?? []).compactMap(\.integer)
            return try await send(medium, to: id, answer, received: Set(received), &notes)
        }
    }

    /// A refusal with what the service's error names mean.
    static func sorted(_ refusal: Refusal) -> Refusal {
        switch refusal.code {
        case "ServiceOverloaded", "UploadNotReady", "TooManyOpenUploads", "MissingParts", "UploadAlreadyCompleted":
            Refusal(kind: .again(.seconds(30)), failure: refusal.failure)
        case "DailyLimitExceeded": Refusal(kind: .again(.hours(1)), failure: refusal.failure)
        default: refusal
        }
    }

    /// Sends the parts that are missing and finishes the upload; one that ended meanwhile begins anew.
    private func send(
        _ medium: MediaReference, to id: String, _ answer: Answer, received: Set<Int64>, _ notes: inout Notes
    ) async throws(Refusal) -> VideoJob {
        do throws(Refusal) {
            return try await deliver(medium, to: id, answer, received: received)
        } catch {
            throw try await ended(error, &notes)
        }
    }

    private func deliver(
        _ medium: MediaReference, to id: String, _ answer: Answer, received: Set<Int64>
    ) async throws(Refusal) -> VideoJob {
        guard let size = answer.json["partSizeBytes"]?.count, size > 0, let count = answer.json["partCount"]?.count
        else { throw caller.unreadable(answer) }
        let content = try await context.media.sent(medium)
        let partSize = Int64(size)
        guard content.count > 0, Int64(count) == (content.count - 1) / partSize + 1 else {
            throw caller.unreadable(answer)
        }
        for number in 1...count where !received.contains(Int64(number)) {
            let part = content.slice(from: Int64(number - 1) * partSize, length: partSize)
            _ = try await call(
                service.upload(
                    "app.bsky.video.uploadPart", [("jobId", id), ("partNumber", String(number))], content: part,
                    type: "application/octet-stream"))
        }
        let finish = service.procedure(
            "app.bsky.video.finishUpload", .object(["jobId": .string(id)]), isIdempotent: true)
        let done = try await call(finish)
        if let job = done.json["jobStatus"].flatMap(VideoJob.init), job.blob != nil { return job }
        guard let job = done.json["completedJobId"]?.word.flatMap(Self.job) else { throw caller.unreadable(done) }
        return job
    }

    private static func job(_ id: String) -> VideoJob? { VideoJob(.object(["jobId": .string(id)])) }

    /// What a refusal means for the upload: forgotten where its names say that it has ended, else as it is.
    private func ended(_ refusal: Refusal, _ notes: inout Notes) async throws(Refusal) -> Refusal {
        switch refusal.code {
        case "UploadNotFound", "UploadExpired", "UploadAborted": try await forget(&notes)
        default: refusal
        }
    }

    private func forget(_ notes: inout Notes) async throws(Refusal) -> Refusal {
        try await notes.keep(Notes.Name.videoUpload, "")
        return try await VideoTurns.next(
            Failure("upload-ended", "The upload had ended and begins anew."), after: .seconds(1), &notes)
    }

    private func call(_ request: HTTPRequest) async throws(Refusal) -> Answer {
        do throws(Refusal) {
            return try await caller.call(request)
        } catch {
            throw Self.sorted(error)
        }
    }
}
