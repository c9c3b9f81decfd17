//! Generated Python as its package wants it. What a class gets after it was made no type checker sees, so the classes are
//! made as they should be: levels have an order, errors a code and cases.

use std::{fs, io, path::Path};

const LEVEL: (&str, &str) = ("class Level(enum.Enum):\n", "class Level(sipar._ordered.Ordered):\n");
const ERRORS: [&str; 2] = ["LoadError", "BuildError"];

/// Rewrites the module of the core's types in a folder.
pub(crate) fn fit(folder: &Path) -> io::Result<()> {
    let module = folder.join("sipar.py");
    let text = fs::read_to_string(&module)?;
    fs::write(module, fitted(&text).map_err(io::Error::other)?)
}

fn fitted(text: &str) -> Result<String, String> {
    let mut fitted = replaced(text, LEVEL.0, LEVEL.1)?;
    for error in ERRORS {
        // The generated class is declared twice, and type checkers know only the first, which has no cases.
        let case = format!("(_UniffiTemp{error}):");
        let cases = text.lines().filter_map(|line| line.trim_start().strip_prefix("class ")?.strip_suffix(&case));
        let cases: String = cases.map(|case| format!("    {case}: typing.ClassVar[typing.Type[{error}]]\n")).collect();
        if cases.is_empty() {
            return Err(format!("`{error}` has no cases"));
        }
        let head = format!("class {error}(Exception):\n");
        fitted = replaced(&fitted, &head, &format!("class {error}(sipar._errors.CodedError):\n"))?;
        let end = format!("    pass\n\n_UniffiTemp{error} = {error}\n");
        fitted = replaced(&fitted, &end, &format!("{cases}\n_UniffiTemp{error} = {error}\n"))?;
    }
    Ok(fitted)
}

/// The text with the one place that says `from` saying `to`.
fn replaced(text: &str, from: &str, to: &str) -> Result<String, String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        count => Err(format!("{count} times: {from:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(error: &str) -> String {
        format!(
            "class {error}(Exception):\n    \"\"\"Doc.\"\"\"\n    pass\n\n_UniffiTemp{error} = {error}\n\n\
             class {error}:  # type: ignore\n    class Damaged(_UniffiTemp{error}):\n        pass\n"
        )
    }

    #[test]
    fn levels_get_an_order_and_errors_a_code_and_their_cases() {
        let text =
            format!("class Level(enum.Enum):\n    NONE = 0\n{}{}", generated("LoadError"), generated("BuildError"));
        let fitted = fitted(&text).unwrap();
        assert!(fitted.starts_with("class Level(sipar._ordered.Ordered):\n    NONE = 0\n"), "{fitted}");
        let want = "class LoadError(sipar._errors.CodedError):\n    \"\"\"Doc.\"\"\"\n    \
                    Damaged: typing.ClassVar[typing.Type[LoadError]]\n\n_UniffiTempLoadError = LoadError\n\n\
                    class LoadError:  # type: ignore\n    class Damaged(_UniffiTempLoadError):\n        pass\n";
        assert!(fitted.contains(want), "{fitted}");
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let error = fitted(&format!("{}{}", generated("LoadError"), generated("BuildError"))).unwrap_err();
        assert!(error.contains("Level"), "{error}");
        let error = fitted(&format!("{}{}", LEVEL.0, generated("LoadError"))).unwrap_err();
        assert!(error.contains("BuildError"), "{error}");
    }
}
