import SMMAdapterKit

/// Answers as servers give them, written by hand.
enum Reply {
    static func json(_ status: Int, _ body: String, headers: [HTTPField] = []) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "application/json")] + headers, body: Array(body.utf8))
    }

    static func html(_ status: Int) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "text/html")],
            body: Array("<!doctype html><title>Oops</title><p>Something".utf8))
    }

    static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPField("Content-Type", "text/plain")], body: Array(text.utf8))
    }

    /// A status; `content` is HTML.
    static func status(
        _ id: String, content: String = "<p>Fresh bread</p>", media: [String] = [], parent: String? = nil,
        warning: String = "", visibility: String = "public", at: String = "2026-11-23T10:00:01.000Z",
        focus: String = #"{"x":-0.5,"y":0.25}"#, extra: String = ""
    ) -> String {
        let attachments = media.map {
            #"{"id":"\#($0)","type":"image","description":"Bread","meta":{"focus":\#(focus)}}"#
        }.joined(separator: ",")
        return """
            {"id":"\(id)","created_at":"\(at)","visibility":"\(visibility)","sensitive":\(!warning.isEmpty),
            "spoiler_text":"\(warning)","language":"en","uri":"https://example.social/users/ann/statuses/\(id)",
            "url":"https://example.social/@ann/\(id)","content":"\(content)",
            "in_reply_to_id":\(parent.map { "\"\($0)\"" } ?? "null"),"media_attachments":[\(attachments)],
            "replies_count":1,"reblogs_count":2,"favourites_count":3,"account":\(account())\(extra)}
            """
    }

    static func source(_ id: String, _ text: String) -> String {
        #"{"id":"\#(id)","text":"\#(text)","spoiler_text":""}"#
    }

    static func account(_ id: String = "108", name: String = "ann", extra: String = "") -> String {
        """
        {"id":"\(id)","username":"\(name)","acct":"\(name)","display_name":"Ann","statuses_count":1,
        "followers_count":7,"following_count":8,"url":"https://example.social/@\(name)"\(extra)}
        """
    }

    /// The description of a Mastodon 4.5 server.
    static func instance(
        version: String = "4.5.0", apiVersion: String? = "7", statuses: String = #""max_characters":500"#,
        extra: String = ""
    ) -> String {
        """
        {"domain":"example.social","title":"Example","version":"\(version)",
        \(apiVersion.map { "\"api_versions\":{\"mastodon\":\($0)}," } ?? "")
        "configuration":{"accounts":{"max_profile_fields":4},"statuses":{\(statuses),"max_media_attachments":4,
        "characters_reserved_per_url":23},"media_attachments":{"supported_mime_types":["image/jpeg","image/png",
        "video/mp4"],"image_size_limit":16777216,"image_matrix_limit":33177600,"video_size_limit":103809024,
        "video_matrix_limit":8294400,"description_limit":1500},"polls":{"max_options":4,
        "max_characters_per_option":50,"min_expiration":300,"max_expiration":2629746}}\(extra)}
        """
    }
}
