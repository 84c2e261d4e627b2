import LeadlineAPI
package import LeadlineCore

extension APILibrary {
    /// An OpenAPI document of the user's own.
    package struct Document: Sendable {
        package var path: String
        /// Where a file names it; nil: the command line does.
        package var location: SourceLocation?

        package init(path: String, location: SourceLocation? = nil) {
            self.path = path
            self.location = location
        }
    }

    /// The largest document, in bytes.
    private static let documentLimit = 16 << 20

    /// The built-in APIs and those of documents, each of which is read once. All mistakes of all documents are reported
    /// together.
    package convenience init(adding documents: [Document], from files: any FileSystem) throws(Diagnostics) {
        var takenNames = Dictionary(uniqueKeysWithValues: APICatalog.names.map { ($0, "a built-in API") })
        var problems: [Diagnostic] = []
        var apis: [API] = []
        var paths: Set<String> = []
        for document in documents {
            // One file may have several names: 'own.yaml', './own.yaml'.
            let path = (try? files.realPath(of: document.path)) ?? document.path
            guard paths.insert(path).inserted else { continue }
            do throws(Diagnostics) {
                let api = try Self.api(document, files, takenNames)
                takenNames[api.name] = "the API of '\(document.path)'"
                apis.append(api)
            } catch { problems += error.all }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.init(adding: apis, files: files)
    }

    private static func api(
        _ document: Document, _ files: any FileSystem, _ takenNames: [String: String]
    ) throws(Diagnostics) -> API {
        let source: Source
        do throws(Diagnostic) {
            source = try Source(
                reading: document.path, limit: documentLimit, from: files, at: document.location)
        } catch { throw Diagnostics([error]) }
        return try API(reading: source, takenNames: takenNames)
    }
}

extension Source {
    /// The text of a file; `location` is where the file is named.
    package convenience init(
        reading path: String, limit: Int, from files: any FileSystem, at location: SourceLocation? = nil
    ) throws(Diagnostic) {
        let bytes: [UInt8]
        do { bytes = try files.read(path, limit: limit) } catch {
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)",
                at: location, help: files.help(for: error))
        }
        try self.init(name: path, bytes: bytes)
    }
}
