import LeadlineAPI
import LeadlineCore

/// Reads the document in a request's body, out of its envelope.
struct BodyReader {
    let call: MockCall

    func document() throws(Refusal) -> JSONObject {
        guard let body = call.operation.body else { return JSONObject() }
        let value = try content(schema: body.schema, envelope: body.envelope)
        guard let envelope = body.envelope else {
            guard let document = value.object else {
                throw .unreadableBody("an object expected, found \(value.typePhrase)")
            }
            return document
        }
        guard let document = value[envelope]?.object, !document.isEmpty else { throw .missingEnvelope(envelope) }
        return document
    }

    private func content(schema: Schema, envelope: String?) throws(Refusal) -> JSON {
        let sent = call.request.fields["Content-Type"]
        if sent == nil, call.request.body.isEmpty { return [:] }
        let accepted = call.operation.body?.mediaTypes ?? []
        guard let sent, let type = MediaType(parsing: sent), type.isJSON || accepted.contains(type.essence) else {
            throw .unsupportedMediaType(sent: sent)
        }
        if type.isJSON { return try json() }
        let parts: [FormPart]
        switch type.essence {
        case "multipart/form-data": parts = try multipart(boundary: type["boundary"])
        case "application/x-www-form-urlencoded": parts = urlEncoded()
        default: throw .unsupportedMediaType(sent: sent)
        }
        do throws(FormDocument.Mistake) {
            return try FormDocument(parts).json(schema: schema, envelope: envelope)
        } catch {
            throw .unreadableBody(error.message)
        }
    }

    private func json() throws(Refusal) -> JSON {
        if call.request.body.isEmpty { return [:] }
        do throws(JSONSyntaxError) {
            return try JSON(parsing: call.request.body)
        } catch {
            throw .unreadableBody("\(error.message), at byte \(error.offset)")
        }
    }

    private func multipart(boundary: String?) throws(Refusal) -> [FormPart] {
        guard let boundary else { throw .unreadableBody("the boundary of the multipart body is not named") }
        do throws(MultipartError) {
            return try Multipart.parse(call.request.body, boundary: boundary).map(FormPart.init)
        } catch {
            throw .unreadableBody(error.message)
        }
    }

    private func urlEncoded() -> [FormPart] {
        [QueryPair](parsing: String(decoding: call.request.body, as: UTF8.self)[...]).map {
            FormPart(name: $0.name, content: .text($0.value))
        }
    }
}
