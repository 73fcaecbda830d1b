import SMMAPI
import SMMModel

/// Turns what a person typed into the API's shapes.
enum PostBody {
    /// The request that makes a post.
    static func create(
        _ post: LocalPost, assets: [String: Answer<AssetView>], variants: [String: VariantDraft]?,
        content: PostContentOptions, time: PostTimeOptions, brand: String?, allowRepeat: Bool
    ) -> CreatePost {
        let parts = parts(post, assets)
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
        content: PostContentOptions, time: PostTimeOptions, allowRepeat: Bool
    ) -> EditPost {
        let parts = post.map { self.parts($0, assets) } ?? []
        let only = parts.count == 1 ? parts.first : nil
        return EditPost(
            text: only?.text, media: only?.media, parts: parts.count > 1 ? parts : nil,
            to: content.targets.isEmpty ? nil : content.targets, schedule: time.schedule, expires: time.expires,
            lateWindowSeconds: time.lateSeconds, language: content.language, variants: variants,
            allowRepeat: allowRepeat ? true : nil)
    }

    private static func parts(_ post: LocalPost, _ assets: [String: Answer<AssetView>]) -> [PartDraft] {
        post.parts.map { part in
            let media = part.media.compactMap { medium in
                assets[medium.path].map { MediaDraft(asset: $0.value.id.description, alt: medium.alt) }
            }
            return PartDraft(text: part.text.isEmpty ? nil : part.text, media: media.isEmpty ? nil : media)
        }
    }
}
