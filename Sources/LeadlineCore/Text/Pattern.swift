/// A compiled regular expression. (Filled in with the PCRE2 wrapper.)
package struct Pattern: Sendable {}
