//! Which files are reports of this program, so that one is replaced by the next, and nothing else ever is.

/// Whether a text is a report, a comparison or a letter of ours: what is read as one from its first and its last lines.
///
/// Forms for machines say it at the beginning. A text for people is known by what all of its kind say.
pub fn is_ours(beginning: &str, end: &str) -> bool {
    let beginning = beginning.trim_start_matches('\u{feff}');
    if let Some(json) = beginning.strip_prefix('{') {
        return is_our_json(json);
    }
    if beginning.starts_with('<') {
        return MARKUP.iter().any(|mark| beginning.contains(mark));
    }
    if COMMANDS.iter().any(|command| beginning.starts_with(command)) {
        return true;
    }
    is_our_csv(beginning) || is_our_prose(beginning) || is_our_prose(end)
}

/// In an HTML page, and in test suites.
const MARKUP: [&str; 2] = ["<meta name=\"generator\" content=\"quorate ", "<testsuites name=\"quorate\""];
/// At the beginning of annotations for GitHub.
const COMMANDS: [&str; 3] = ["::error file=", "::warning file=", "::notice file="];
/// What only our texts say, whatever the width of their lines.
const SAYINGS: [&str; 6] = [
    "Made by quorate ",
    "the score did not tell how partnerships end",
    "the score did not tell how they ended",
    "1 is full agreement, 0 is what chance would give",
    "Days are sizes of effort, as docs/scoring.md has them",
    "Before we can answer we need to know some things that it does not say yet",
];

/// Ours begin with the name of their schema, on the line of the brace. A baseline, which has one too, does not.
fn is_our_json(behind_brace: &str) -> bool {
    let is_sarif = behind_brace.starts_with("\"$schema\":\"https://docs.oasis-open.org/sarif/")
        && behind_brace.contains("\"driver\":{\"name\":\"quorate\"");
    is_sarif || behind_brace.starts_with("\"schema\":\"quorate/")
}

/// Both of our sheets begin with these two columns, whatever stands between columns.
fn is_our_csv(beginning: &str) -> bool {
    let columns = beginning.strip_prefix("path").and_then(|rest| {
        let mut rest = rest.chars();
        let separator = rest.next()?;
        rest.as_str().strip_prefix("document")?.strip_prefix(separator)
    });
    columns.is_some()
}

fn is_our_prose(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let one_line = words.join(" ");
    // A plan with nothing to plan says no more than that.
    let is_there_already = one_line.contains(" It is ") && one_line.ends_with(" already.");
    is_there_already || SAYINGS.iter().any(|saying| one_line.contains(saying))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_no_report() {
        for text in [
            "",
            "quorate: 1\nname: A\n",
            "{\"quorate\": 1, \"name\": \"A\"}",
            "{\n  \"schema\": \"quorate/baseline/1\",\n",
            "<!doctype html>\n<p>Minutes of the meeting</p>",
            "path,amount\nx,1\n",
            "# Minutes\n\nThe quorate meeting agreed.\n",
            "fail_on: high\n",
        ] {
            assert!(!is_ours(text, text), "{text}");
        }
    }

    #[test]
    fn a_report_is_known_whatever_stands_between_its_columns_and_words() {
        for separator in [",", ";", "\t"] {
            assert!(is_ours(&format!("\u{feff}path{separator}document{separator}name\r\n"), ""));
        }
        assert!(is_ours("x", "tested, the score\ndid not tell how   partnerships\n end.\n"));
    }
}
