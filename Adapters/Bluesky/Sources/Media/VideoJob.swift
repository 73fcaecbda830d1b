/// The state of a video being worked on (lexicon `app.bsky.video.defs#jobStatus`).
struct VideoJob: Sendable, Hashable {
    /// The job's id.
    let id: String?
    /// The blob, once it is there.
    let blob: JSONValue?
    /// Whether it failed for good.
    let hasFailed: Bool
    /// Why: `validation_failure`, `encoding_failure`, `pds_upload_failure`, ….
    let failureCode: String?

    /// Reads an answer, which holds the status inside `jobStatus` or is it (fact sheet section 5, "Media").
    init?(_ json: JSONValue) {
        let status = json["jobStatus"] ?? json
        id = status["jobId"]?.word
        blob = status["blob"].flatMap { BlobUpload.isBlob($0) ? $0 : nil }
        hasFailed = status["state"]?.string == "JOB_STATE_FAILED"
        failureCode = (status["failureCode"]?.word ?? status["error"]?.word).flatMap(XRPCWords.name)
        guard id != nil || blob != nil else { return nil }
    }
}
