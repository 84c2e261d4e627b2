/* SwiftPM builds a C target only if it has a source file. */
typedef int leadline_pcre2_shim;
