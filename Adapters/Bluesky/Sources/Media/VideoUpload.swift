import SMMAdapterKit
import SMMModel

/// Brings a video to the service that makes it fit for the network: in parts where the service knows how, else whole.
///
/// Every call that waits ends with `retry(after:)`; the next one goes on from the notes. What the service has received is
/// asked of the service, so that a part is never noted here.
struct VideoUpload: Sendable {
    let seat: Seat
    let caller: Caller
    let context: AdapterContext

    /// How long the service is left alone between two looks.
    static let pause = Milliseconds.seconds(5)

    /// The video's blob.
    ///
    /// The service's refusal of its token is answered with a new token, once; then it is a failure of this video alone,
    /// since the account's session has nothing to do with it.
    func blob(of medium: MediaReference, _ notes: inout Notes) async throws(Refusal) -> JSONValue {
        do throws(Refusal) {
            return try await turn(medium, &notes)
        } catch {
            guard error.failure.code == Judge.videoTokenRefused else { throw error }
        }
        do throws(Refusal) {
            return try await turn(medium, &notes)
        } catch {
            guard error.failure.code == Judge.videoTokenRefused else { throw error }
            throw try await VideoTurns.next(error.failure, after: .minutes(5), &notes)
        }
    }

    private func turn(_ medium: MediaReference, _ notes: inout Notes) async throws(Refusal) -> JSONValue {
        let service = try await service()
        if let job = notes[Notes.Name.videoJob] { return try await finished(job, service, &notes) }
        let job: VideoJob
        if let upload = notes[Notes.Name.videoUpload] {
            job = try await VideoParts(service: service, caller: caller.filming, context: context)
                .resume(upload, medium, &notes)
        } else {
            job = try await begin(medium, service, &notes)
        }
        return try await settle(job, &notes)
    }

    /// Requests to the service, with a token that lets it upload to the account's server in the account's name
    /// (fact sheet section 5, "Media"; the tutorial names this audience and method).
    private func service() async throws(Refusal) -> XRPC {
        let host = (ServerAddress(exactly: seat.pds)?.authority ?? "").replacing(":", with: "%3A")
        let ends = context.clock.now.milliseconds / 1000 + 1800
        let answer = try await caller.call(
            seat.server.query(
                "com.atproto.server.getServiceAuth",
                [("aud", "did:web:\(host)"), ("lxm", "com.atproto.repo.uploadBlob"), ("exp", String(ends))]))
        guard let token = answer.json["token"]?.word else { throw caller.unreadable(answer) }
        return XRPC(seat.videoService, authorization: Secret("Bearer \(token)"))
    }

    private func begin(
        _ medium: MediaReference, _ service: XRPC, _ notes: inout Notes
    ) async throws(Refusal) -> VideoJob {
        let parts = VideoParts(service: service, caller: caller.filming, context: context)
        do throws(Refusal) {
            return try await parts.begin(medium, &notes)
        } catch {
            guard Self.isUnknownMethod(error) else { throw error }
            return try await whole(medium, service)
        }
    }

    /// Uploads all bytes in one request (`app.bsky.video.uploadVideo`). A video that is there already is an *error*
    /// `already_exists` that names its job or blob: a success.
    private func whole(_ medium: MediaReference, _ service: XRPC) async throws(Refusal) -> VideoJob {
        let content = try await context.media.sent(medium)
        let request = service.upload(
            "app.bsky.video.uploadVideo", [("did", seat.did), ("name", "\(medium.sha256.prefix(16)).mp4")],
            content: content, type: medium.type, deadline: .minutes(30))
        let caller = caller.filming
        let response = try await caller.send(request)
        let words = XRPCWords.of(response)
        if (200...299).contains(response.status) || words.code == "already_exists",
            let job = JSONValue(response.body).flatMap(VideoJob.init)
        {
            return job
        }
        throw caller.judge.refusal(response).map(VideoParts.sorted)
            ?? .again(caller.outcomes.failure(of: response, words: words))
    }

    private func finished(
        _ job: String, _ service: XRPC, _ notes: inout Notes
    ) async throws(Refusal) -> JSONValue {
        let answer: Answer
        do throws(Refusal) {
            answer = try await caller.filming.call(
                service.query("app.bsky.video.getJobStatus", [("jobId", job)]))
        } catch {
            throw VideoParts.sorted(error)
        }
        guard let status = VideoJob(answer.json) else { throw caller.unreadable(answer) }
        return try await settle(status, &notes)
    }

    private func settle(_ job: VideoJob, _ notes: inout Notes) async throws(Refusal) -> JSONValue {
        if let blob = job.blob { return blob }
        if job.hasFailed {
            let failure = Failure(
                "video-refused", "The service could not use the video.", platformCode: job.failureCode)
            guard job.failureCode == "pds_upload_failure" else { throw .never(failure) }
            // The account's server did not take it this time: begin again.
            try await notes.keep(Notes.Name.videoJob, "")
            try await notes.keep(Notes.Name.videoUpload, "")
            throw try await VideoTurns.next(failure, after: .minutes(1), &notes)
        }
        if let id = job.id, notes[Notes.Name.videoJob] != id { try await notes.keep(Notes.Name.videoJob, id) }
        throw Refusal(
            kind: .again(Self.pause), failure: Failure("video-in-process", "The service works on the video."))
    }

    /// Whether a service does not know the method: XRPC's own answers, and a plain 404.
    private static func isUnknownMethod(_ refusal: Refusal) -> Bool {
        switch (refusal.failure.status, refusal.code) {
        case (501, _), (404, nil), (_, "MethodNotImplemented"), (_, "XRPCNotSupported"): true
        default: false
        }
    }
}
