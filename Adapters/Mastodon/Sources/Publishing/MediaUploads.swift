import Crypto
import SMMAdapterKit
import SMMModel

/// Brings the media of one part to the server and waits for it to work on them: one turn at a time, never sleeping.
struct MediaUploads {
    /// How often a medium in work is asked about before it is given up: with the growing waits about two hours.
    static let maximumTries = 60
    /// How often media the server no longer has are uploaded anew for one operation.
    static let maximumRounds = 3
    /// What it takes.
    static let scope = "write:media"
    /// Counts the rounds.
    static let rounds = "media.rounds"
    /// The idempotency key of the send after which it was left open, last, whether the media stand in a status.
    static let doubt = "media.doubt"

    let session: ServerSession
    let request: PublishRequest
    let context: AdapterContext
    /// Positions that need no upload, since the status has them already.
    var kept: Set<Int> = []

    /// Uploads what is missing and asks about what is in work.
    ///
    /// What is ready stays so: a server shows a medium that stands in a status no more than one it has removed. Which of the
    /// two it is, a refused status tells (``RefusalReading``).
    ///
    /// - Returns: the id of every medium by position, but for those kept.
    /// - Throws: `again` while the server works on one, `refused` for a file it does not take.
    func bring() async throws(Obstacle) -> [Int: String] {
        var ids: [Int: String] = [:]
        for (index, medium) in request.part.media.enumerated() where !kept.contains(index) {
            var step = MediaStep(request.steps[MediaStep.name(index)])
            if case .missing = step { step = try await upload(medium, index) }
            if case .pending(let id, let tries) = step { step = try await poll(id, tries, index) }
            ids[index] = step.readyID
        }
        return ids
    }

    /// Makes `step` durable.
    func note(_ name: String, _ value: String) async throws(Obstacle) {
        do {
            try await context.steps.record(name, value)
        } catch {
            throw .again(after: nil, Failure("step-not-durable", "The step \(name) could not be stored."))
        }
    }

    private func upload(_ medium: MediaReference, _ index: Int) async throws(Obstacle) -> MediaStep {
        let file = try await file(of: medium)
        let form = form(medium, file.content, file.type)
        var response = try await session.raw(upload("/api/v2/media", form))
        if [404, 405].contains(response.status) { response = try await session.raw(upload("/api/v1/media", form)) }
        guard (200...299).contains(response.status) else {
            throw await session.explained(response, optional: Self.scope).atUpload
        }
        guard let body = JSONValue(bytes: response.body), let id = RemoteID.read(body["id"]) else {
            throw .again(after: nil, session.outcomes.failure(of: response))
        }
        // 202: the id is given and the file is not ready (documentation, methods/media).
        let step = response.status == 202 ? MediaStep.pending(id: id, tries: 0) : .ready(id: id)
        try await note(MediaStep.name(index), step.text)
        return step
    }

    /// The file to send: a picture clean, and made to fit what the server takes; anything else as it is.
    private func file(of medium: MediaReference) async throws(Obstacle) -> (content: HTTPBody, type: String) {
        do throws(Failure) {
            switch context.manifest.fit(of: medium) {
            case .asItIs: return (try await context.media.body(of: medium), medium.type)
            case .never: throw PictureFit.refusal(of: medium.type)
            case .cleaned(let wish), .made(let wish):
                let picture = try await context.pictures.fit(medium, of: context.media, to: wish)
                return (HTTPBody(picture.bytes), picture.type)
            }
        } catch {
            throw error.isOfMedium ? .refused(error) : .again(after: nil, error)
        }
    }

    private func upload(_ path: String, _ form: MultipartForm) -> HTTPRequest {
        session.request(
            "POST", path, headers: [HTTPField("Content-Type", form.contentType)], body: form.body, isIdempotent: true,
            deadline: .minutes(10))
    }

    private func form(_ medium: MediaReference, _ content: HTTPBody, _ type: String) -> MultipartForm {
        var form = MultipartForm(boundary: Boundary.text([medium.sha256, "\(request.operation)"]))
        form.add("file", file: "medium.\(type.range(after: "/"))", type: type, content: content)
        if let alt = medium.alt, !alt.isEmpty { form.add("description", alt) }
        if let focus = medium.focus { form.add("focus", FocusText.of(focus)) }
        return form
    }

    /// Asks once whether the server is done.
    private func poll(_ id: String, _ tries: Int, _ index: Int) async throws(Obstacle) -> MediaStep {
        let response = try await session.raw(session.get("/api/v1/media/\(id)"))
        let step: MediaStep
        switch response.status {
        case 206:
            guard tries < Self.maximumTries else {
                throw .refused(
                    Failure("media-not-processed", "The server did not get done with a medium.", status: 206))
            }
            try await note(MediaStep.name(index), MediaStep.pending(id: id, tries: tries + 1).text)
            throw .again(
                after: .seconds(Int64(min(5 + 5 * tries, 120))),
                Failure("media-in-work", "The server is still working on a medium.", status: 206))
        case 200...299: step = .ready(id: id)
        case 404, 410:
            try await note(MediaStep.name(index), MediaStep.missing.text)
            throw .again(
                after: nil, Failure("media-gone", "The server no longer has a medium.", status: response.status))
        default: throw await session.explained(response, optional: Self.scope).atUpload
        }
        try await note(MediaStep.name(index), step.text)
        return step
    }
}

extension Obstacle {
    /// An upload address that is not there refuses the file; it is not the post that is gone.
    fileprivate var atUpload: Obstacle {
        guard case .gone(let failure) = self else { return self }
        return .refused(failure)
    }
}
