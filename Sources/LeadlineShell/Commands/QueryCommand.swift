import LeadlineCore
import LeadlineSession

/// `leadline query`
struct QueryCommand {
    let options: QueryOptions
    let environment: Environment
    let console: Console

    /// The largest JSON text, in bytes.
    private static let limit = 256 << 20

    func run() -> ExitCode {
        do throws(Diagnostic) {
            let path = try path()
            let document = try document()
            do throws(JSONPathFailure) {
                console.write(JSON.array(try path.nodes(in: document)).text() + "\n")
            } catch {
                throw Diagnostic(
                    .error, .wrongValue, error.message, at: expression.location(0..<expression.text.utf8.count))
            }
            return .success
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    /// The query as it was typed, with a name for messages.
    private var expression: Excerpt { Excerpt(whole: Source(name: "--jsonpath", text: options.expression)) }

    private func path() throws(Diagnostic) -> JSONPath {
        do throws(TextSyntaxError) { return try JSONPath(parsing: options.expression) } catch {
            let isInside = error.offset < options.expression.utf8.count
            throw Diagnostic(
                .error, .syntax, "in the JSONPath: \(error.message)",
                at: expression.location(error.offset..<error.offset + (isInside ? 1 : 0)))
        }
    }

    private func document() throws(Diagnostic) -> JSON {
        let isInput = options.file == "-"
        let name = isInput ? "<stdin>" : options.file
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try isInput ? environment.input.read(Self.limit) : environment.files.read(name, limit: Self.limit)
        } catch {
            let shown = isInput ? "standard input" : "'\(name)'"
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read \(shown): \(error.reason)",
                help: environment.files.help(for: error))
        }
        do throws(JSONSyntaxError) { return try JSON(parsingFile: bytes) } catch {
            throw error.diagnostic(in: Excerpt(whole: try Source(name: name, bytes: bytes)))
        }
    }
}
