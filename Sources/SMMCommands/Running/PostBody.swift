import SMMAPI
import SMMModel

/// Turns what a person typed into the API's shapes.
enum PostBody {
    /// The request that makes a post.
    static func create(
        _ post: LocalPost, assets: [String: Answer<AssetView>], variants: [String: VariantDraft]?,
        content: PostContentOptions, time: PostTimeOptions, brand: String?, allowRepeat: Bool, isMeasured: Bool = false
    ) -> CreatePost {
        let parts = parts(post, assets, isMeasured: isMeasured)
        let only = parts.count == 1 ? parts.first : nil
        return CreatePost(
            brand: brand, text: only?.text, media: only?.media, parts: only == nil ? parts : nil,
            to: content.targets.isEmpty ? nil : content.targets, schedule: time.schedule, expires: time.expires,
            lateWindowSeconds: time.lateSeconds, language: content.language, variants: variants,
            allowRepeat: allowRepeat ? true : nil)
    }

    /// The request that changes one.
    static func edit(
        _ post: LocalPost?, assets: [String: Answer<AssetView>], variants: [String: VariantDraft]?,
        content: PostContentOptions, time: PostTimeOptions, allowRepeat: Bool, isMeasured: Bool = false
    ) -> EditPost {
        let parts = post.map { self.parts($0, assets, isMeasured: isMeasured) } ?? []
        let only = parts.count == 1 ? parts.first : nil
        return EditPost(
            text: only?.text, media: only?.media, parts: parts.count > 1 ? parts : nil,
            to: content.targets.isEmpty ? nil : content.targets, schedule: time.schedule, expires: time.expires,
            lateWindowSeconds: time.lateSeconds, language: content.language, variants: variants,
            allowRepeat: allowRepeat ? true : nil)
    }

    /// - Parameter isMeasured: whether the media were only measured and not kept: then what was found goes along.
    private static func parts(
        _ post: LocalPost, _ assets: [String: Answer<AssetView>], isMeasured: Bool = false
    ) -> [PartDraft] {
        post.parts.map { part in
            let media = part.media.compactMap { medium in
                assets[medium.path].map { answer in
                    let asset = answer.value
                    return MediaDraft(
                        asset: asset.id.description, alt: medium.alt ?? (isMeasured ? asset.alt : nil),
                        facts: isMeasured ? facts(asset) : nil)
                }
            }
            return PartDraft(text: part.text.isEmpty ? nil : part.text, media: media.isEmpty ? nil : media)
        }
    }

    private static func facts(_ asset: AssetView) -> MediaFacts {
        MediaFacts(
            sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount, width: asset.width,
            height: asset.height, frames: asset.frames, milliseconds: asset.milliseconds)
    }
}
