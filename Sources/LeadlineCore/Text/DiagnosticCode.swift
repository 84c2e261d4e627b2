/// The stable names of all diagnostics. Each has a golden file `Tests/Golden/diagnostics/<code>.txt` with its message as
/// a user sees it.
package enum DiagnosticCode: String, Sendable, CaseIterable {
    // Files
    case unreadableFile = "unreadable-file"
    case unwritableFile = "unwritable-file"
    case notUTF8 = "not-utf8"
    case noScenarios = "no-scenarios"
    case invalidJSON = "invalid-json"
    // YAML
    case invalidYAML = "invalid-yaml"
    case unsupportedYAML = "unsupported-yaml"
    case duplicateKey = "duplicate-key"
    case nestedTooDeep = "nested-too-deep"
    // Scenario frame
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongShape = "wrong-shape"
    case unsupportedVersion = "unsupported-version"
    case invalidTable = "invalid-table"
    case runCycle = "run-cycle"
    // Commands
    case unknownCommand = "unknown-command"
    case notAllowedHere = "not-allowed-here"
    case syntax = "syntax"
    case unclosed = "unclosed"
    case conflictingParts = "conflicting-parts"
    // Names
    case unknownAPI = "unknown-api"
    case unknownCollection = "unknown-collection"
    case unknownOperation = "unknown-operation"
    case unknownClause = "unknown-clause"
    case unknownKeyName = "unknown-key-name"
    case unknownName = "unknown-name"
    case unknownColumn = "unknown-column"
    case unknownOutcome = "unknown-outcome"
    case unknownOperator = "unknown-operator"
    case unknownFile = "unknown-file"
    case reservedName = "reserved-name"
    case ambiguousName = "ambiguous-name"
    // Values
    case wrongValue = "wrong-value"
    case invalidDuration = "invalid-duration"
    case invalidTime = "invalid-time"
    case invalidRegex = "invalid-regex"
    case refusedWhere = "refused-where"
    // Warnings: sent as written
    case unknownField = "unknown-field"
    case missingField = "missing-field"
    case wrongType = "wrong-type"
    case notInList = "not-in-list"
    case notAsDescribed = "not-as-described"
    // API descriptions
    case invalidDescription = "invalid-description"
    // Saving a session
    case notReproducible = "not-reproducible"
    case holdsSecret = "holds-secret"
    case fileExists = "file-exists"
    // Command line
    case unknownOption = "unknown-option"
    case missingArgument = "missing-argument"
    case invalidArgument = "invalid-argument"
    case unknownTarget = "unknown-target"
    case unreadableKey = "unreadable-key"
    case cannotServe = "cannot-serve"
    case unknownParameter = "unknown-parameter"
    case emptySelection = "empty-selection"
}
