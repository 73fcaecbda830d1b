import SMMAPI
import SMMModel
import SMMPublishing
import SMMTime

/// Turns the words of an edit into a domain edit.
struct EditReading {
    let reading: DraftReading

    func edit(_ body: EditPost, of post: PostRow) throws -> PostEdit {
        guard body.to == nil else {
            throw Problem.conflict(
                "targets-fixed", "A post keeps the accounts it was made for.",
                next: "Make another post for the other accounts, and cancel this one if need be.")
        }
        let zone = reading.context.zone(reading.context.engine.directory.brand(post.brand)?.zone ?? "UTC")
        var edit = PostEdit()
        edit.content = try content(body, post)
        edit.plan = try body.schedule.map { try reading.plan($0, zone: zone) }
        if let expires = body.expires { edit.expires = .some(try reading.moment(expires, zone: zone, of: "expires")) }
        edit.lateWindow = try reading.lateWindow(body.lateWindowSeconds)
        edit.allowRepeat = body.allowRepeat
        edit.tzdata = reading.context.zones.version()
        return edit
    }

    private func content(_ body: EditPost, _ post: PostRow) throws -> PostContent? {
        let changesParts = body.text != nil || body.media != nil || body.parts != nil
        guard changesParts || body.language != nil || body.variants != nil else { return nil }
        var content = post.content
        if changesParts { content.parts = try parts(body, post) }
        if let language = body.language { content.language = try reading.language(language) }
        if let variants = body.variants {
            content.variants = try reading.variants(variants, over: content, brand: post.brand)
        }
        return content
    }

    private func parts(_ body: EditPost, _ post: PostRow) throws -> [PostPart] {
        if body.parts != nil { return try reading.parts(nil, nil, body.parts, brand: post.brand) }
        guard post.content.parts.count == 1 else {
            throw Problem.invalid(
                "parts-required", "This post is a thread; give all its parts.",
                given: "text", allowed: "\(post.content.parts.count) parts")
        }
        var part = post.content.parts[0]
        if let text = body.text { part.text = try reading.parts(text, nil, nil, brand: post.brand)[0].text }
        if let media = body.media { part.media = try reading.references(media, brand: post.brand) }
        return [part]
    }
}
