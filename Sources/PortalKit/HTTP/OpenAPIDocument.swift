/// The site's OpenAPI document, made from the API routes that the enabled modules registered.
enum OpenAPIDocument {
    static let path = "/api/v1/openapi.json"

    static func show(_ request: Request) throws -> Response {
        let site = request.module.site
        var paths: [String: JSONValue] = [:]
        for module in request.assembly.modules {
            for route in module.contributions.apiRoutes {
                paths["/api/v1/\(module.id)\(template(route.path))"] = .object([
                    "get": operation(route, module: module.id)
                ])
            }
        }
        let document = JSONValue.object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("\(site.name) – Đình read API"), "version": .string("1"),
                "description": .string(
                    "What this site's modules publish, as JSON. Errors are RFC 9457 problem documents."),
            ]),
            "servers": .array([.object(["url": .string(site.canonicalURL)])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(["Problem": problem]),
                "responses": .object([
                    "Problem": .object([
                        "description": .string("What went wrong"),
                        "content": .object([
                            "application/problem+json": .object([
                                "schema": .object(["$ref": .string("#/components/schemas/Problem")])
                            ])
                        ]),
                    ])
                ]),
            ]),
        ])
        return try .json(document)
    }

    /// `/articles/:id` as OpenAPI writes it: `/articles/{id}`.
    private static func template(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
    }

    private static func operation(_ route: APIRoute, module: String) -> JSONValue {
        let parameters = route.operation.parameters.map { parameter in
            JSONValue.object([
                "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                "required": .boolean(parameter.place == .path), "description": .string(parameter.summary),
                "schema": parameter.schema.json,
            ])
        }
        let answer = JSONValue.object([
            "description": .string("The answer"),
            "content": .object([
                "application/json": .object(["schema": route.operation.response.json])
            ]),
        ])
        return .object([
            "summary": .string(route.operation.summary), "tags": .array([.string(module)]),
            "operationId": .string(operationId(route, module: module)),
            "parameters": .array(parameters),
            "responses": .object([
                "200": answer, "default": .object(["$ref": .string("#/components/responses/Problem")]),
            ]),
        ])
    }

    private static func operationId(_ route: APIRoute, module: String) -> String {
        let words = "\(module)/\(route.path)".split { !$0.isLetter && !$0.isNumber }
        return words.enumerated().map { index, word in
            index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
    }

    private static let problem = JSONSchema.object(
        ["type": .string, "title": .string, "status": .integer, "detail": .string, "instance": .string],
        optional: ["detail", "instance"]
    ).json
}
