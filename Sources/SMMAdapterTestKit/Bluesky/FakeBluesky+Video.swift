import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `app.bsky.video.*`: with a token that the account's server made for it.
    mutating func video(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let unknown = FakeBlueskyRefusal(501, "MethodNotImplemented", "Method Not Implemented")
        guard rules.video.isThere else { throw unknown }
        let parts: Set<String> = ["startUpload", "uploadPart", "finishUpload", "getUploadStatus"]
        let name = String(method.dropFirst("app.bsky.video.".count))
        if parts.contains(name), !rules.video.takesParts { throw unknown }
        try demand(verb, call)
        if name == "getJobStatus" { return try jobStatus(call, now: now) }
        let did = try service(call, method, now: now)
        switch name {
        case "getUploadLimits":
            let left = max(0, min(1000, rules.video.videosPerDay) - jobs.values.count { $0.did == did })
            let bytes = Int64(left) * max(0, min(1 << 40, rules.video.sizeLimit))
            return FakeBlueskyReply.json([
                "canUpload": .bool(left > 0), "remainingDailyVideos": .integer(Int64(left)),
                "remainingDailyBytes": .integer(bytes),
            ])
        case "startUpload": return try start(try body(call), did, now: now)
        case "uploadPart": return try part(call, did, now: now)
        case "finishUpload": return try finish(try body(call), did, now: now)
        case "getUploadStatus": return try status(call, did, now: now)
        case "uploadVideo": return try whole(call, did, now: now)
        default: throw unknown
        }
    }

    /// Whose token it is: made for this method, or for storing the video in the account's repository.
    private func service(_ call: XRPCCall, _ method: String, now: Instant) throws(FakeBlueskyRefusal) -> String {
        func refuse(_ message: String) -> FakeBlueskyRefusal { .init(401, "AuthenticationRequired", message) }
        guard let text = call.bearer, let token = FakeBlueskyToken(text), token.scope == nil else {
            throw refuse("a service token is needed")
        }
        guard !token.hasExpired(now) else { throw refuse("the token has expired") }
        switch token.method {
        case "com.atproto.repo.uploadBlob" where method != "app.bsky.video.getUploadLimits":
            guard token.audience == serverDID else { throw refuse("the token is for another audience") }
        case method: break
        default: throw refuse("the token is for another method")
        }
        return token.did
    }

    private func jobStatus(_ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let id = try parameter(call, "jobId")
        guard let job = jobs[id] else { throw FakeBlueskyRefusal(404, "JobNotFound", "job not found") }
        let view = view(job, id, now: now)
        return FakeBlueskyReply.json(rules.video.nestsStatus ? ["jobStatus": view] : view)
    }

    private func view(_ job: FakeBlueskyJob, _ id: String, now: Instant) -> ATValue {
        var view: [String: ATValue] = ["jobId": .string(id), "did": .string(job.did)]
        if now < job.readyAt {
            view["state"] = "JOB_STATE_ENCODING"
            view["progress"] = 50
        } else if let failure = rules.video.failure {
            view["state"] = "JOB_STATE_FAILED"
            view["failureCode"] = .string(failure)
            view["error"] = .string(failure)
        } else {
            view["state"] = "JOB_STATE_COMPLETED"
            view["blob"] = job.blob.value
        }
        return .map(view)
    }

    /// The job for these bytes: the one that is there, or a new one.
    private mutating func job(
        _ bytes: [UInt8], _ type: String, _ did: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> (id: String, isNew: Bool) {
        let ref = CID(.raw, hashing: bytes)
        if let known = jobs.first(where: { $0.value.did == did && $0.value.blob.ref == ref }) {
            return (known.key, false)
        }
        guard jobs.values.count(where: { $0.did == did }) < rules.video.videosPerDay else {
            throw FakeBlueskyRefusal(400, "DailyLimitExceeded", "The daily video limit is reached")
        }
        let ready = now + rules.video.processing
        let id = nextID("job-")
        let blob =
            rules.video.failure == nil
            ? keep(bytes, type, for: did, from: ready)
            : ATBlob(ref: ref, mimeType: type, size: Int64(bytes.count))
        jobs[id] = FakeBlueskyJob(did: did, blob: blob, readyAt: ready)
        return (id, true)
    }

    private mutating func whole(_ call: XRPCCall, _ did: String, now: Instant) throws(FakeBlueskyRefusal)
        -> HTTPResponse
    {
        guard let type = call.contentType, type.hasPrefix("video/") else { throw .invalid("Wrong request encoding") }
        guard !call.body.isEmpty else { throw .invalid("A request body is expected but none was provided") }
        guard call.parameter("did") == did else { throw .invalid("did must be the token's account") }
        guard Int64(call.body.count) <= rules.video.sizeLimit else {
            throw FakeBlueskyRefusal(400, "VideoTooLarge", "The video is too large")
        }
        let (id, isNew) = try job(call.body, type, did, now: now)
        guard let job = jobs[id] else { throw .invalid("no job") }
        let view = view(job, id, now: now)
        guard isNew else {
            var refusal = FakeBlueskyRefusal(409, "already_exists", "Video already processed")
            refusal.more = (view.members ?? [:]).filter { $0.key != "error" }
            throw refusal
        }
        return FakeBlueskyReply.json(rules.video.nestsStatus ? ["jobStatus": view] : view)
    }

    private mutating func start(_ body: ATValue, _ did: String, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse
    {
        guard let size = body["sizeBytes"]?.integer, size > 0 else { throw .invalid("sizeBytes must be at least 1") }
        let type = try text(body, "mimeType")
        guard type == "video/mp4" else { throw FakeBlueskyRefusal(400, "UnsupportedContentType", "not supported") }
        guard size <= rules.video.sizeLimit else { throw FakeBlueskyRefusal(400, "VideoTooLarge", "too large") }
        let id = nextID("upload-")
        let upload = FakeBlueskyUpload(
            did: did, size: Int(size), type: type, partSize: max(1, rules.video.partSize),
            expiresAt: now + rules.video.uploadLife)
        uploads[id] = upload
        return FakeBlueskyReply.json([
            "jobId": .string(id), "partSizeBytes": .integer(Int64(upload.partSize)),
            "partCount": .integer(Int64(upload.partCount)), "expiresAt": upload.expiresAt.datetime,
        ])
    }

    private func upload(_ id: String, _ did: String) throws(FakeBlueskyRefusal) -> FakeBlueskyUpload {
        guard let upload = uploads[id], upload.did == did else {
            throw FakeBlueskyRefusal(400, "UploadNotFound", "unknown upload")
        }
        return upload
    }

    private mutating func part(_ call: XRPCCall, _ did: String, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse
    {
        let id = try parameter(call, "jobId")
        let upload = try upload(id, did)
        guard upload.job == nil else { throw FakeBlueskyRefusal(400, "UploadAlreadyCompleted", "completed") }
        guard now < upload.expiresAt else { throw FakeBlueskyRefusal(400, "UploadExpired", "expired") }
        guard call.contentType == "application/octet-stream" else { throw .invalid("Wrong request encoding") }
        guard let number = Int(try parameter(call, "partNumber")), (1...upload.partCount).contains(number) else {
            throw FakeBlueskyRefusal(400, "InvalidPartNumber", "there is no such part")
        }
        guard call.body.count == upload.size(ofPart: number) else {
            throw FakeBlueskyRefusal(400, "PartSizeMismatch", "expected \(upload.size(ofPart: number)) bytes")
        }
        uploads[id]?.parts[number] = call.body
        return FakeBlueskyReply.json([
            "partNumber": .integer(Int64(number)), "sizeBytes": .integer(Int64(call.body.count)),
        ])
    }

    private mutating func finish(_ body: ATValue, _ did: String, now: Instant) throws(FakeBlueskyRefusal)
        -> HTTPResponse
    {
        let id = try text(body, "jobId")
        let upload = try upload(id, did)
        var done = upload.job
        if done == nil {
            guard now < upload.expiresAt else { throw FakeBlueskyRefusal(400, "UploadExpired", "expired") }
            let missing = (1...upload.partCount).filter { upload.parts[$0] == nil }
            guard missing.isEmpty else {
                throw FakeBlueskyRefusal(400, "MissingParts", missing.map(String.init).joined(separator: ","))
            }
            let bytes = (1...upload.partCount).flatMap { upload.parts[$0] ?? [] }
            done = try job(bytes, upload.type, did, now: now).id
            uploads[id]?.job = done
            uploads[id]?.parts = [:]
        }
        guard let done, let job = jobs[done] else { throw .invalid("no job") }
        return FakeBlueskyReply.json(["completedJobId": .string(done), "jobStatus": view(job, done, now: now)])
    }

    private func status(_ call: XRPCCall, _ did: String, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        let id = try parameter(call, "jobId")
        let upload = try upload(id, did)
        let received = upload.job == nil ? Array(upload.parts.keys.sorted()) : Array(1...upload.partCount)
        var view: [String: ATValue] = [
            "jobId": .string(id), "partSizeBytes": .integer(Int64(upload.partSize)),
            "partCount": .integer(Int64(upload.partCount)), "expiresAt": upload.expiresAt.datetime,
            "receivedParts": .array(received.map { .integer(Int64($0)) }),
            "state": .string(upload.job != nil ? "completed" : now < upload.expiresAt ? "created" : "expired"),
        ]
        if let done = upload.job, let job = jobs[done] {
            view["completedJobId"] = .string(done)
            view["jobStatus"] = self.view(job, done, now: now)
        }
        return FakeBlueskyReply.json(.map(view))
    }
}
