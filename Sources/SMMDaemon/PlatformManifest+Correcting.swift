package import SMMAdapterKit
package import SMMConfig
import SMMText

extension PlatformManifest {
    /// The manifest with what a person corrected.
    package func corrected(by file: PlatformConfiguration) -> PlatformManifest {
        var manifest = self
        if let text = file.maximumText { manifest.limits.maximumText = text }
        if let unit = file.textUnit.flatMap({ TextUnit(rawValue: $0.rawValue) }) { manifest.limits.textUnit = unit }
        if let bytes = file.maximumTextBytes { manifest.limits.maximumTextBytes = bytes }
        if let parts = file.maximumParts { manifest.limits.maximumParts = parts }
        if let media = file.maximumMedia { manifest.limits.maximumMedia = media }
        if let alt = file.maximumAlt { manifest.limits.maximumAlt = alt }
        if let requiresAlt = file.requiresAlt { manifest.limits.requiresAlt = requiresAlt }
        if let length = file.linkLength { manifest.limits.linkLength = length }
        if let fields = file.maximumProfileFields { manifest.limits.maximumProfileFields = fields }
        if var poll = manifest.limits.poll {
            poll.maximumChoices = file.poll.maximumChoices ?? poll.maximumChoices
            poll.maximumChoiceText = file.poll.maximumChoiceText ?? poll.maximumChoiceText
            poll.minimumSeconds = file.poll.minimumSeconds ?? poll.minimumSeconds
            poll.maximumSeconds = file.poll.maximumSeconds ?? poll.maximumSeconds
            manifest.limits.poll = poll
        }
        for (type, said) in file.media {
            var limit = manifest.limits.media[type] ?? MediaLimit()
            if let bytes = said.maximumBytes { limit.maximumBytes = bytes }
            if let pixels = said.maximumPixels { limit.maximumPixels = Int64(pixels) }
            manifest.limits.media[type] = limit
        }
        if let settle = file.settle { manifest.settle = settle }
        if let source = file.source { manifest.source = source }
        if let checked = file.checked { manifest.checked = checked }
        return manifest
    }

    /// The manifest of an account whose server told its own limits, with those of `file` where they are narrower.
    ///
    /// What an address counts and what text is counted in is no wish: it is how the server counts.
    package func narrowed(to file: PlatformConfiguration) -> PlatformManifest {
        func least<Number: Comparable>(_ own: Number?, _ wish: Number?) -> Number? {
            [own, wish].compactMap { $0 }.min()
        }
        var manifest = self
        manifest.limits.maximumText = least(limits.maximumText, file.maximumText)
        manifest.limits.maximumTextBytes = least(limits.maximumTextBytes, file.maximumTextBytes)
        manifest.limits.maximumParts = least(limits.maximumParts, file.maximumParts)
        manifest.limits.maximumMedia = min(limits.maximumMedia, file.maximumMedia ?? limits.maximumMedia)
        manifest.limits.maximumAlt = least(limits.maximumAlt, file.maximumAlt)
        manifest.limits.requiresAlt = limits.requiresAlt || file.requiresAlt == true
        manifest.limits.maximumProfileFields = least(limits.maximumProfileFields, file.maximumProfileFields)
        if var poll = limits.poll {
            poll.maximumChoices = min(poll.maximumChoices, file.poll.maximumChoices ?? poll.maximumChoices)
            poll.maximumChoiceText = min(
                poll.maximumChoiceText, file.poll.maximumChoiceText ?? poll.maximumChoiceText)
            poll.minimumSeconds = max(poll.minimumSeconds, file.poll.minimumSeconds ?? poll.minimumSeconds)
            poll.maximumSeconds = min(poll.maximumSeconds, file.poll.maximumSeconds ?? poll.maximumSeconds)
            manifest.limits.poll = poll
        }
        for (type, limit) in limits.media {
            guard let wish = file.media[type] else { continue }
            manifest.limits.media[type]?.maximumBytes = least(limit.maximumBytes, wish.maximumBytes)
            manifest.limits.media[type]?.maximumPixels = least(limit.maximumPixels, wish.maximumPixels.map(Int64.init))
        }
        return manifest
    }
}
