extension FakeBlueskyRules {
    /// The reference server by its source.
    package static let reference = FakeBlueskyRules()

    /// The first program that was run: text/plain errors, 400 on a taken key, no lexicon checks, a second delete is a
    /// 400, and a refresh kills both old tokens.
    package static let pds1: FakeBlueskyRules = {
        var rules = FakeBlueskyRules()
        rules.errorBody = .plain
        rules.takenKey = .refuse
        rules.nullSwap = .ignored
        rules.checksRecords = false
        rules.refusesMissingDelete = true
        rules.refresh = .kills
        rules.hasRateHeaders = false
        rules.hasRetryAfter = false
        return rules
    }()

    /// The second program that was run: every error is a 400, and `createRecord` overwrites.
    package static let pds2: FakeBlueskyRules = {
        var rules = FakeBlueskyRules()
        rules.onlyBadRequest = true
        rules.takenKey = .overwrite
        rules.nullSwap = .ignored
        rules.hasRateHeaders = false
        rules.hasRetryAfter = false
        return rules
    }()

    /// The profiles by name.
    package static let profiles: [String: FakeBlueskyRules] = ["reference": reference, "pds1": pds1, "pds2": pds2]
}
