import SMMModel

extension FakeMastodonRules {
    /// Mastodon 4.5.
    package static let mastodon = FakeMastodonRules()

    /// GoToSocial 0.20: fact sheet section 2 and what a running server did.
    package static let goToSocial: FakeMastodonRules = {
        var rules = FakeMastodonRules()
        rules.keys = .ignored
        rules.invalidStatus = 400
        rules.rateForm = .goToSocial
        rules.processing = nil
        rules.mixesMedia = true
        rules.groupsNotifications = false
        rules.defaultVisibility = "unlisted"
        rules.knowsQuotes = false
        rules.scheduling = .backdates
        rules.strictBooleans = true
        rules.locksAccounts = true
        rules.unit = .scalars
        rules.ids = .ulid
        rules.linkExtra = "local=false"
        rules.version = "0.20.1+git-1a2b3c4"
        rules.apiVersions = [:]
        rules.limits.text = 5000
        rules.limits.reservedPerURL = 25
        rules.limits.media = 6
        rules.limits.imageBytes = 41_943_040
        rules.limits.videoBytes = 41_943_040
        rules.limits.description = 5000
        rules.limits.pollOptions = 6
        rules.limits.profileFields = 6
        rules.limits.rates = [FakeMastodonRate(.token, 300, per: .minutes(5))]
        return rules
    }()

    /// Takahē 0.11: what a running server did.
    package static let takahe: FakeMastodonRules = {
        var rules = FakeMastodonRules()
        rules.keys = .ignored
        rules.invalidStatus = 400
        rules.refusals = .html
        rules.badToken = .plainText
        rules.missingParent = .page500
        rules.missingMedia = .page500
        rules.rateForm = .none
        rules.processing = nil
        rules.reencodesPictures = true
        rules.keepsFocus = false
        rules.notificationDelay = .seconds(10)
        rules.shufflesNotifications = true
        rules.mixesMedia = true
        rules.groupsNotifications = false
        rules.knowsQuotes = false
        rules.scheduling = .ignored
        rules.ids = .small
        rules.version = "takahe/0.11.0"
        rules.apiVersions = [:]
        rules.hasDiscovery = false
        rules.scopes = FakeMastodonScope.coarse
        rules.limits.rates = []
        return rules
    }()

    /// Pleroma 2.7 and Akkoma: fact sheet section 3. Tokens end and can be refreshed.
    package static let pleroma: FakeMastodonRules = {
        var rules = FakeMastodonRules()
        rules.keyWindow = .hours(6)
        rules.marksRepeats = true
        // The fact sheet tells of no quotes there: a field that is not known is dropped without a word.
        rules.knowsQuotes = false
        rules.invalidStatus = 400
        rules.rateForm = .none
        rules.processing = nil
        rules.mixesMedia = true
        rules.groupsNotifications = false
        rules.visibilities.append("local")
        rules.ids = .flake
        rules.version = "2.7.2 (compatible; Pleroma 2.7.0)"
        rules.apiVersions = [:]
        rules.hasInstanceV2 = false
        rules.keepsFocus = false
        rules.knowsPreview = true
        rules.answersUnknownCalls = true
        rules.hasDiscovery = false
        rules.tokenLife = .minutes(10)
        rules.limits.text = 5000
        rules.limits.media = 1000
        rules.limits.pollOptions = 20
        rules.limits.pollOption = 200
        rules.limits.rates = []
        return rules
    }()

    /// Pixelfed 0.11: fact sheet section 4.
    package static let pixelfed: FakeMastodonRules = {
        var rules = FakeMastodonRules()
        rules.keys = .refused
        rules.rateForm = .none
        rules.processing = nil
        rules.mixesMedia = true
        rules.groupsNotifications = false
        rules.visibilities = ["public", "unlisted", "private"]
        rules.knowsQuotes = false
        rules.knowsPolls = false
        rules.scheduling = .ignored
        rules.needsMedia = true
        rules.version = "3.5.3 (compatible; Pixelfed 0.11.13)"
        rules.apiVersions = [:]
        rules.hasDiscovery = false
        rules.scopes = FakeMastodonScope.coarse
        rules.tokenLife = .days(356)
        rules.limits.imageBytes = 15_360_000
        rules.limits.description = 1000
        rules.limits.types = ["image/jpeg", "image/png", "image/gif"]
        rules.limits.warning = 140
        rules.wrongTypeStatus = 403
        rules.warnsOnlySensitive = true
        // The daily caps answer a bare 429.
        rules.limits.rates = [
            FakeMastodonRate(.statuses, 1000, per: .days(1)), FakeMastodonRate(.media, 1250, per: .days(1)),
        ]
        return rules
    }()

    /// The profiles by name.
    package static let profiles: [String: FakeMastodonRules] = [
        "mastodon": mastodon, "gotosocial": goToSocial, "takahe": takahe, "pleroma": pleroma, "pixelfed": pixelfed,
    ]

    /// The same without throttles, for suites that ask more than a person would.
    package var unthrottled: FakeMastodonRules {
        var rules = self
        rules.limits.rates = []
        return rules
    }
}
