import SMMAPI

extension Session {
    /// The brand to act on: the one given, the chosen one, else the only one in sight.
    func brandName(_ given: String?) async throws -> String {
        if let name = given ?? brand { return name }
        let brands: Answer<SMMAPI.Page<BrandView>> = try await call(.listBrands)
        guard let only = brands.value.items.first, brands.value.items.count == 1 else {
            throw CommandFailure.usage(
                "brand-missing",
                brands.value.items.isEmpty ? "There is no brand yet." : "Several brands are in sight: say which one.",
                allowed: brands.value.items.map(\.name).joined(separator: ", "),
                next: brands.value.items.isEmpty ? "smmctl brand add NAME" : "smmctl brand use NAME")
        }
        return only.name
    }

    /// How much is planned on an account, for a question: `3 posts`, `more than 200 posts`.
    func countPlanned(account: String, brand: String) async throws -> String {
        let queue: Answer<SMMAPI.Page<QueueItem>> = try await call(
            .listQueue, query: [("brand", brand), ("account", account), ("limit", "\(APIVersion.maximumLimit)")])
        let posts = Swift.Set(queue.value.items.map(\.post)).count
        return queue.value.next == nil ? Amount.of(posts, "planned post") : "more than \(posts) planned posts"
    }
}
