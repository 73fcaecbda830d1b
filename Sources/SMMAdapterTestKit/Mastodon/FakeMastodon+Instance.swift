import SMMAdapterKit

extension FakeMastodon {
    func instance2(_ call: FakeMastodonCall) throws(FakeMastodonRefusal) -> HTTPResponse {
        guard rules.hasInstanceV2 else { throw .notFound }
        var members: [String: FakeJSON] = [
            "domain": .string(call.domain), "title": .string("Fake"), "version": .string(rules.version),
            "source_url": .string("https://example.org/source"), "description": .string("A fake server."),
            "usage": .object(["users": .object(["active_month": .count(accounts.count)])]),
            "thumbnail": .object(["url": .string(call.base + "/thumbnail.png")]), "icon": .array([]),
            "languages": .array([.string("en")]), "configuration": configuration(isV2: true, call),
            "registrations": .object([
                "enabled": .bool(false), "approval_required": .bool(false), "message": .null, "url": .null,
            ]),
            "contact": .object(["email": .string("admin@example.org"), "account": .null]), "rules": .array([]),
        ]
        if !rules.apiVersions.isEmpty { members["api_versions"] = .object(rules.apiVersions.mapValues(FakeJSON.count)) }
        return FakeReply.json(200, .object(members))
    }

    func instance1(_ call: FakeMastodonCall) -> HTTPResponse {
        var members: [String: FakeJSON] = [
            "uri": .string(call.domain), "title": .string("Fake"), "version": .string(rules.version),
            "short_description": .string("A fake server."), "description": .string("A fake server."),
            "email": .string("admin@example.org"),
            "urls": .object(["streaming_api": .string(streaming(call))]),
            "stats": .object([
                "user_count": .count(accounts.count), "status_count": .count(statuses.count),
                "domain_count": .number(1),
            ]),
            "thumbnail": .string(call.base + "/thumbnail.png"), "languages": .array([.string("en")]),
            "registrations": .bool(false), "approval_required": .bool(false), "invites_enabled": .bool(false),
            "contact_account": .null, "rules": .array([]),
        ]
        let limits = rules.limits
        if rules.ids == .flake {
            // Pleroma tells its limits by names of its own, and has no configuration.
            members["max_toot_chars"] = .count(limits.text)
            members["description_limit"] = .count(limits.description)
            members["upload_limit"] = .count(limits.videoBytes)
            members["avatar_upload_limit"] = .number(2_000_000)
            members["poll_limits"] = .object([
                "max_options": .count(limits.pollOptions), "max_option_chars": .count(limits.pollOption),
                "min_expiration": .count(limits.pollSeconds.lowerBound),
                "max_expiration": .count(limits.pollSeconds.upperBound),
            ])
            members["pleroma"] = .object([
                "metadata": .object([
                    "post_formats": .array([.string("text/plain")]),
                    "features": .array([.string("pleroma_api"), .string("mastodon_api")]),
                ])
            ])
        } else {
            members["configuration"] = configuration(isV2: false, call)
        }
        return FakeReply.json(200, .object(members))
    }

    private func streaming(_ call: FakeMastodonCall) -> String { "wss://" + call.domain }

    private func configuration(isV2: Bool, _ call: FakeMastodonCall) -> FakeJSON {
        let limits = rules.limits
        var media: [String: FakeJSON] = [
            "supported_mime_types": .array(limits.types.map(FakeJSON.string)),
            "image_size_limit": .count(limits.imageBytes), "image_matrix_limit": .number(33_177_600),
            "video_size_limit": .count(limits.videoBytes), "video_frame_rate_limit": .number(120),
            "video_matrix_limit": .number(8_294_400), "description_limit": .count(limits.description),
        ]
        if limits.minimumDescription > 0 { media["description_minimum"] = .count(limits.minimumDescription) }
        var accounts: [String: FakeJSON] = ["max_featured_tags": .number(10)]
        var members: [String: FakeJSON] = [
            "statuses": .object([
                "max_characters": .count(limits.text), "max_media_attachments": .count(limits.media),
                "characters_reserved_per_url": .count(limits.reservedPerURL),
            ]),
            "media_attachments": .object(media),
            "polls": .object([
                "max_options": .count(limits.pollOptions), "max_characters_per_option": .count(limits.pollOption),
                "min_expiration": .count(limits.pollSeconds.lowerBound),
                "max_expiration": .count(limits.pollSeconds.upperBound),
            ]),
        ]
        if isV2 {
            accounts["max_pinned_statuses"] = .number(5)
            accounts["max_profile_fields"] = .count(limits.profileFields)
            accounts["profile_field_name_limit"] = .count(limits.profileField)
            accounts["profile_field_value_limit"] = .count(limits.profileField)
            accounts["max_display_name_length"] = .count(limits.displayName)
            accounts["max_note_length"] = .count(limits.note)
            members["urls"] = .object(["streaming": .string(streaming(call))])
            members["translation"] = .object(["enabled": .bool(false)])
        }
        members["accounts"] = .object(accounts)
        return .object(members)
    }
}
