/// How an API route is described in the site's OpenAPI document.
public struct APIOperation: Sendable {
    let summary: String
    let parameters: [APIParameter]
    let response: JSONSchema

    /// - Parameters:
    ///   - summary: one line in English.
    ///   - parameters: query and path parameters.
    ///   - response: the schema of the answer with status 200.
    public init(summary: String, parameters: [APIParameter] = [], response: JSONSchema) {
        self.summary = summary
        self.parameters = parameters
        self.response = response
    }
}

/// A parameter of an API route.
public struct APIParameter: Sendable {
    /// Where the parameter stands.
    public enum Place: String, Sendable {
        case path
        case query
    }

    let name: String
    let place: Place
    let schema: JSONSchema
    let summary: String

    /// A parameter; path parameters are always required, query parameters never.
    public init(_ name: String, in place: Place, _ schema: JSONSchema, summary: String) {
        self.name = name
        self.place = place
        self.schema = schema
        self.summary = summary
    }
}

/// The part of JSON Schema that answers need.
public indirect enum JSONSchema: Sendable {
    case string
    case dateTime
    case integer
    case boolean
    case array(JSONSchema)
    /// Properties by name; names in `optional` may be missing.
    case object([String: JSONSchema], optional: Set<String> = [])

    /// The schema as a JSON value.
    var json: JSONValue {
        switch self {
        case .string: .object(["type": .string("string")])
        case .dateTime: .object(["type": .string("string"), "format": .string("date-time")])
        case .integer: .object(["type": .string("integer")])
        case .boolean: .object(["type": .string("boolean")])
        case .array(let items): .object(["type": .string("array"), "items": items.json])
        case .object(let properties, let optional):
            .object([
                "type": .string("object"),
                "properties": .object(properties.mapValues(\.json)),
                "required": .array(properties.keys.filter { !optional.contains($0) }.sorted().map { .string($0) }),
            ])
        }
    }
}

/// A JSON value, for documents whose shape is only known at run time.
public indirect enum JSONValue: Sendable, Encodable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Writes the value itself, without a wrapper.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}

struct APIRoute: Sendable {
    let path: String
    let operation: APIOperation
    let handler: Handler
}
