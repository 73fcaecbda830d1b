import SMMModel

extension Routes {
    static let record: [Route] = [
        .get(
            .listEvents, "/events", "events",
            "The record, newest first; with `follow=true` a stream of new rows, oldest first, one JSON object a line.",
            query: [
                .brand, .account, .post, QueryParameter("verb", .string, "Only this verb, or verbs with this prefix."),
                QueryParameter("after", .integer, "With `follow`: first what came after this sequence number."),
                QueryParameter("follow", .boolean, "Keeps the answer open."),
            ] + QueryParameter.page, answer: "EventPage")
    ]

    static let holds: [Route] = [
        .get(
            .listHolds, "/holds", "holds", "The holds in sight, newest first.",
            query: [
                .brand, .account, .post, QueryParameter("reason", .string, "Only for this reason."),
                QueryParameter("released", .boolean, "Also those released."),
            ] + QueryParameter.page, answer: "HoldPage"),
        .write(
            "POST", .placeHold, "/holds", "holds", "Stops something from going out, at once.", role: .approver,
            body: .json("PlaceHold"), status: 201, answer: "HoldView", key: true),
        .write(
            "POST", .releaseHold, "/holds/{hold}/release", "holds", "Releases a hold.", role: .approver,
            answer: "HoldView"),
    ]
}
