import CLibyaml
import CLibpcre2
package func version() -> String { String(cString: yaml_get_version_string()) }
