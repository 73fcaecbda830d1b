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
}
