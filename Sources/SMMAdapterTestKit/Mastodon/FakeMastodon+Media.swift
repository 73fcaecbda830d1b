import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    mutating func upload(
        _ call: FakeMastodonCall, _ me: String, isAsynchronous: Bool, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard MultipartReader.essence(call.header("content-type") ?? "") == "multipart/form-data" else {
            throw .badBody
        }
        let fields = try call.fields(rules)
        guard let file = fields.files["file"] else { throw invalidFile("File can't be blank") }
        let type = MultipartReader.essence(file.type ?? "")
        guard rules.limits.types.contains(type) else { throw wrongType }
        guard !file.bytes.isEmpty else { throw invalidFile("File is empty") }
        let isPicture = type.hasPrefix("image/")
        guard file.bytes.count <= (isPicture ? rules.limits.imageBytes : rules.limits.videoBytes) else {
            throw invalidFile("File is too big")
        }
        let isLater = isAsynchronous && (rules.processesPictures || !isPicture)
        let medium = FakeMastodonMedium(
            id: ids.other(rules.ids, now: now), account: me,
            type: isPicture && rules.reencodesPictures ? "image/webp" : type, byteCount: file.bytes.count,
            sha256: FakeMastodonMedium.hash(file.bytes), description: try description(fields),
            focus: rules.keepsFocus ? try focus(fields) : nil,
            readyAt: isLater ? now + (rules.processing ?? .zero) : now)
        media[medium.id] = medium
        return FakeReply.json(medium.readyAt > now ? 202 : 200, view(medium, call, now: now))
    }

    private var wrongType: FakeMastodonRefusal {
        guard let status = rules.wrongTypeStatus else { return invalidFile("File content type is invalid") }
        return FakeMastodonRefusal(status, "Invalid or unsupported mime type.", "Unbekannte Art von Datei.")
    }

    private func invalidFile(_ text: String) -> FakeMastodonRefusal {
        .invalid(rules, "file", "ERR_INVALID", text, "Die Datei ist ungültig")
    }

    private func description(_ fields: FakeMastodonFields) throws(FakeMastodonRefusal) -> String? {
        let text = try fields.text("description")
        let count = text?.count ?? 0
        guard count <= rules.limits.description, count >= rules.limits.minimumDescription else {
            throw .invalid(rules, "description", "ERR_TOO_LONG", "Description is too long", "Der Text ist zu lang")
        }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `x,y`, both from −1 to 1.
    private func focus(_ fields: FakeMastodonFields) throws(FakeMastodonRefusal) -> [Double]? {
        guard let text = try fields.text("focus") else { return nil }
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard numbers.count == 2, numbers.allSatisfy({ abs($0) <= 1 }) else { throw .badField("focus") }
        return numbers
    }

    /// A medium of this account that is in no status yet.
    private func unattached(_ id: String, _ me: String) throws(FakeMastodonRefusal) -> FakeMastodonMedium {
        guard let medium = media[id], medium.account == me, medium.status == nil else { throw .notFound }
        return medium
    }

    func medium(_ call: FakeMastodonCall, _ me: String, now: Instant) throws(FakeMastodonRefusal) -> HTTPResponse {
        let medium = try unattached(call.id, me)
        guard medium.readyAt <= now else { return FakeReply.json(206, view(medium, call, now: now)) }
        guard !medium.isBroken else {
            throw FakeMastodonRefusal(422, "Error processing thumbnail", "Fehler beim Verarbeiten")
        }
        return FakeReply.json(200, view(medium, call, now: now))
    }

    mutating func changeMedium(
        _ call: FakeMastodonCall, _ me: String, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        var medium = try unattached(call.id, me)
        try change(&medium, try call.fields(rules))
        media[medium.id] = medium
        return FakeReply.json(200, view(medium, call, now: now))
    }

    mutating func deleteMedium(_ call: FakeMastodonCall, _ me: String) throws(FakeMastodonRefusal) -> HTTPResponse {
        let medium = try unattached(call.id, me)
        media[medium.id] = nil
        return FakeReply.json(200, .object([:]))
    }

    /// Sets description and focus where they are given.
    func change(
        _ medium: inout FakeMastodonMedium, _ fields: FakeMastodonFields
    ) throws(FakeMastodonRefusal) {
        if fields.has("description") { medium.description = try description(fields) }
        if fields.has("focus"), rules.keepsFocus { medium.focus = try focus(fields) }
    }

    /// The media of a status that is made or edited, checked.
    func attachable(
        _ ids: [String], _ me: String, to status: String? = nil, now: Instant
    ) throws(FakeMastodonRefusal) -> [FakeMastodonMedium] {
        guard ids.count <= rules.limits.media, Set(ids).count == ids.count else {
            throw invalidMedia("Cannot attach more than \(rules.limits.media) files")
        }
        var all: [FakeMastodonMedium] = []
        for id in ids {
            guard let medium = media[id], medium.account == me, medium.status == nil || medium.status == status else {
                throw .missing(rules, rules.missingMedia)
            }
            guard medium.readyAt <= now, !medium.isBroken else {
                throw invalidMedia("Cannot attach files that have not finished processing. Try again in a moment!")
            }
            all.append(medium)
        }
        guard all.count < 2 || rules.mixesMedia || all.allSatisfy({ $0.kind == "image" }) else {
            throw invalidMedia("Cannot attach a video to a post that already contains images")
        }
        return all
    }

    private func invalidMedia(_ text: String) -> FakeMastodonRefusal {
        .invalid(rules, "media_ids", "ERR_INVALID", text, "Die Medien sind ungültig")
    }
}
