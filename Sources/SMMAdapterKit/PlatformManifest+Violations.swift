package import SMMModel
import SMMText

extension PlatformManifest {
    /// Every limit that `variant` does not keep, in order of parts. Pure and offline.
    package func violations(of variant: PostVariant) -> [Violation] {
        var found: [Violation] = []
        if let most = limits.maximumParts, variant.parts.count > most {
            found.append(
                Violation(
                    rule: "parts-too-many", message: "\(title) takes threads of at most \(most) parts.",
                    measured: "\(variant.parts.count) parts", allowed: "\(most) parts"))
        }
        if variant.parts.isEmpty {
            found.append(
                Violation(
                    rule: "post-empty", message: "A post needs text or media.", measured: "nothing",
                    allowed: "text or media"))
        }
        for (index, part) in variant.parts.enumerated() {
            found += textViolations(part, at: index)
            found += mediaViolations(part, at: index)
        }
        found += optionViolations(variant)
        return found
    }

    private func textViolations(_ part: PostPart, at index: Int) -> [Violation] {
        var found: [Violation] = []
        if BlankText.isBlank(part.text) && (part.media.isEmpty || !limits.allowsEmptyText) {
            found.append(
                Violation(
                    rule: "text-empty", part: index, message: "\(title) needs text here.",
                    measured: part.text.allSatisfy(\.isWhitespace) ? "no text" : "only characters that cannot be seen",
                    allowed: limits.allowsEmptyText ? "text or media" : "text"))
        }
        if let most = limits.maximumText {
            let measured = TextMeasure.count(part.text, in: limits.textUnit)
            if measured > most {
                found.append(
                    Violation(
                        rule: "text-too-long", part: index,
                        message: "The text is \(measured - most) too long for \(title).",
                        measured: "\(measured) \(limits.textUnit.rawValue)",
                        allowed: "\(most) \(limits.textUnit.rawValue)",
                        next: "Shorten it, or give this platform its own text with --variant \(platform)=@FILE."))
            }
        }
        if let most = limits.maximumTextBytes, part.text.utf8.count > most {
            found.append(
                Violation(
                    rule: "text-too-many-bytes", part: index, message: "The text takes too many bytes for \(title).",
                    measured: "\(part.text.utf8.count) bytes", allowed: "\(most) bytes"))
        }
        return found
    }

    private func mediaViolations(_ part: PostPart, at index: Int) -> [Violation] {
        var found: [Violation] = []
        if part.media.count > limits.maximumMedia {
            found.append(
                Violation(
                    rule: "media-too-many", part: index,
                    message: "\(title) takes at most \(limits.maximumMedia) media in a post.",
                    measured: "\(part.media.count) media", allowed: "\(limits.maximumMedia) media"))
        }
        for medium in part.media {
            found += violations(of: medium, at: index)
        }
        return found
    }

    /// Every limit that one medium of the part at `index` does not keep. Pure and offline.
    package func violations(of medium: MediaReference, at index: Int) -> [Violation] {
        // What is made to fit keeps the limits on its bytes, pixels and type by the time it is sent.
        if case .made = fit(of: medium) { return standing(medium, at: index) + altViolations(medium, at: index) }
        guard let limit = limits.media[medium.type] else {
            return [
                Violation(
                    rule: "media-type", part: index, message: "\(title) does not take \(medium.type).",
                    measured: medium.type, allowed: limits.media.keys.sorted().joined(separator: ", "))
            ]
        }
        var found = sizeViolations(medium, limit, at: index)
        if found.isEmpty, case .never = fit(of: medium) { found.append(notCleaned(medium, at: index)) }
        return found + altViolations(medium, at: index)
    }

    /// What moves cannot be made to fit without standing still.
    private func standing(_ medium: MediaReference, at index: Int) -> [Violation] {
        guard let frames = medium.frames, frames > 1 else { return [] }
        let limit = limits.media[medium.type]
        return [
            Violation(
                rule: "media-moves", part: index,
                message: "A picture moves, and made to fit \(title) it would stand still.",
                measured: "\(frames) frames, \(medium.type), \(medium.byteCount) bytes",
                allowed: limit?.maximumBytes.map { "\($0) bytes for one that moves" }
                    ?? limits.media.keys.sorted().joined(separator: ", "),
                next: "Make it smaller, or send one picture of it.")
        ]
    }

    private func notCleaned(_ medium: MediaReference, at index: Int) -> Violation {
        let isReadable = PictureFit.readable.contains(medium.type)
        return Violation(
            rule: "media-not-cleaned", part: index,
            message: isReadable
                ? "A picture is larger than smmd parses, so nobody can say what it tells beside what it shows."
                : "What a picture of type \(medium.type) tells of its place and its camera cannot be taken out here.",
            measured: isReadable ? "\(medium.byteCount) bytes" : medium.type,
            allowed: isReadable
                ? "\(PictureFit.maximumBytes) bytes and \(PictureFit.maximumPixels / 1_000_000) megapixels"
                : PictureFit.readable.sorted().joined(separator: ", "),
            next: isReadable ? "Make it smaller and try again." : "Save it as JPEG and try again.")
    }

    private func sizeViolations(_ medium: MediaReference, _ limit: MediaLimit, at index: Int) -> [Violation] {
        var found: [Violation] = []
        if let most = limit.maximumBytes, medium.byteCount > most {
            found.append(
                Violation(
                    rule: "media-too-large", part: index, message: "A \(medium.type) is too large for \(title).",
                    measured: "\(medium.byteCount) bytes", allowed: "\(most) bytes",
                    next: "Make it smaller and try again."))
        }
        if let most = limit.maximumPixels, let width = medium.width, let height = medium.height {
            let (pixels, overflow) = Int64(width).multipliedReportingOverflow(by: Int64(height))
            if overflow || pixels > most {
                found.append(
                    Violation(
                        rule: "media-too-many-pixels", part: index,
                        message:
                            "\(medium.type.hasPrefix("video/") ? "A video" : "A picture") has too many pixels for \(title).",
                        measured: "\(width)×\(height)",
                        allowed: "\(most) pixels"))
            }
        }
        if let most = limit.maximumMilliseconds, let length = medium.milliseconds, length > most {
            found.append(
                Violation(
                    rule: "media-too-long", part: index, message: "A video is too long for \(title).",
                    measured: "\((length + 999) / 1000) s", allowed: "\(most / 1000) s",
                    next: "Cut it, or leave out \(title)."))
        }
        return found
    }

    private func altViolations(_ medium: MediaReference, at index: Int) -> [Violation] {
        var found: [Violation] = []
        let alt = medium.alt ?? ""
        if let most = limits.maximumAlt, alt.count > most {
            found.append(
                Violation(
                    rule: "alt-too-long", part: index,
                    message: "The description of a picture is too long for \(title).",
                    measured: "\(alt.count) graphemes", allowed: "\(most) graphemes"))
        }
        if limits.requiresAlt && alt.allSatisfy(\.isWhitespace) {
            found.append(
                Violation(
                    rule: "alt-missing", part: index, message: "\(title) needs a description of every picture.",
                    measured: "none", allowed: "text", next: "Add --alt \"what the picture shows\" after --media."))
        }
        return found
    }

    private func optionViolations(_ variant: PostVariant) -> [Violation] {
        variant.options.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let option = options.first(where: { $0.name == name }) else {
                return Violation(
                    rule: "option-unknown", message: "\(title) knows no option “\(name)”.", measured: name,
                    allowed: options.map(\.name).joined(separator: ", "))
            }
            guard option.allowed.isEmpty || option.allowed.contains(value) else {
                return Violation(
                    rule: "option-value", message: "The option “\(name)” does not take that value.", measured: value,
                    allowed: option.allowed.joined(separator: ", "))
            }
            return nil
        }
    }
}
