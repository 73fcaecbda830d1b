import SMMAdapterKit
import SMMModel
import SMMText

/// A variant that breaks one limit of a manifest, with the rule that must say so.
struct ConformanceBreach {
    let rule: String
    let variant: PostVariant

    /// One breach of every limit the manifest has.
    static func all(of manifest: PlatformManifest, sample: PostPart) -> [ConformanceBreach] {
        texts(manifest) + media(manifest) + options(manifest, sample) + parts(manifest, sample)
    }

    private init(_ rule: String, _ parts: [PostPart], options: [String: String] = [:]) {
        self.rule = rule
        self.variant = PostVariant(parts: parts, options: options)
    }

    private static func texts(_ manifest: PlatformManifest) -> [ConformanceBreach] {
        let limits = manifest.limits
        var breaches = [ConformanceBreach("text-empty", [PostPart(text: " ")])]
        if let most = limits.maximumText, most < largest {
            breaches.append(ConformanceBreach("text-too-long", [PostPart(text: text(most + 1))]))
        }
        if let most = limits.maximumTextBytes, most < largest {
            breaches.append(ConformanceBreach("text-too-many-bytes", [PostPart(text: text(most + 1))]))
        }
        return breaches
    }

    private static func media(_ manifest: PlatformManifest) -> [ConformanceBreach] {
        let limits = manifest.limits
        let odd = medium("application/x-nobody", 10)
        var breaches = [ConformanceBreach("media-type", [PostPart(text: "a", media: [odd])])]
        guard let type = limits.media.keys.min(), let limit = limits.media[type] else { return breaches }
        let fitting = medium(type, 10)
        if limits.maximumMedia < largest {
            let media = Array(repeating: fitting, count: limits.maximumMedia + 1)
            breaches.append(ConformanceBreach("media-too-many", [PostPart(text: "a", media: media)]))
        }
        if let most = limit.maximumBytes, most < .max {
            breaches.append(
                ConformanceBreach("media-too-large", [PostPart(text: "a", media: [medium(type, most + 1)])]))
        }
        if limit.maximumPixels != nil {
            var vast = fitting
            vast.width = .max
            vast.height = .max
            breaches.append(ConformanceBreach("media-too-many-pixels", [PostPart(text: "a", media: [vast])]))
        }
        if let most = limits.maximumAlt, most < largest {
            var described = fitting
            described.alt = text(most + 1)
            breaches.append(ConformanceBreach("alt-too-long", [PostPart(text: "a", media: [described])]))
        }
        if limits.requiresAlt {
            var bare = fitting
            bare.alt = nil
            breaches.append(ConformanceBreach("alt-missing", [PostPart(text: "a", media: [bare])]))
        }
        return breaches
    }

    private static func options(_ manifest: PlatformManifest, _ sample: PostPart) -> [ConformanceBreach] {
        var breaches = [ConformanceBreach("option-unknown", [sample], options: ["no-such-option": "x"])]
        if let option = manifest.options.first(where: { !$0.allowed.isEmpty }) {
            breaches.append(ConformanceBreach("option-value", [sample], options: [option.name: "no such value"]))
        }
        return breaches
    }

    private static func parts(_ manifest: PlatformManifest, _ sample: PostPart) -> [ConformanceBreach] {
        var breaches = [ConformanceBreach("post-empty", [])]
        if let most = manifest.limits.maximumParts, most < largest {
            breaches.append(ConformanceBreach("parts-too-many", Array(repeating: sample, count: most + 1)))
        }
        return breaches
    }

    /// Limits above this are taken at their word: breaking them takes more memory than it is worth.
    private static let largest = 1 << 20

    /// Plain letters count one in every unit.
    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func medium(_ type: String, _ bytes: Int64) -> MediaReference {
        MediaReference(
            asset: AssetID(rawValue: 1), sha256: String(repeating: "0", count: 64), type: type, byteCount: bytes,
            width: 1, height: 1, alt: "x")
    }
}
