import HummingbirdCore
import NIOCore
import SMMAPI
import SMMModel

/// A request that has passed every check and waits for its handler.
struct Inquiry: Sendable {
    /// The route.
    var route: Route
    /// The value of the path's parameter.
    var parameter: String
    /// The query.
    var query: QueryItems
    /// The JSON body, checked against the route's schema; empty where there is none.
    var body: [UInt8]
    /// What the body says.
    var json = JSONValue.object([])
    /// The body of an upload, not yet read.
    var upload: RequestBody?
    /// The length of an upload, where it is known.
    var uploadLength: Int64?
    /// What the services get.
    var call: Call
    /// Where it came from.
    var connection: Connection

    /// The thing the path names.
    var reference: Reference { Reference(parameter, brand: query["brand"]) }

    /// The page the query asks for.
    func page() throws(Problem) -> PageRequest { try PageRequest(query, route: route.id) }

    /// A page of a list as it goes out.
    func answer<Item: Sendable & Hashable & Codable>(_ result: PageResult<Item>) throws -> Reply {
        let filter = query.filterHash(route: route.id)
        let next = result.next.map { Cursor(position: $0, filter: filter).text }
        return try .json(Page(items: result.items, next: next))
    }

    /// A list that fits on one page.
    func answer<Item: Sendable & Hashable & Codable>(all items: [Item]) throws -> Reply {
        try .json(Page(items: items))
    }

    /// The decoded body; an empty one stands for an object without members.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try WireJSON.decode(type, from: json, body.isEmpty ? Array("{}".utf8) : body)
        } catch {
            // The schema was checked before, so only a value out of its type's range comes here.
            throw Problem(
                Problem.Code("body-unsuitable"), status: 400, "A value in the body is out of range.",
                next: "See the shape at /v1/openapi.json.")
        }
    }
}
