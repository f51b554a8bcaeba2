//! `quorate explain`: what a criterion or a pattern asks, why, and on whose word.

use anyhow::Result;
use clap::Args;

use crate::authoring::examples;
use crate::cli::arguments::today;
use crate::cli::configuration::read_examples;
use crate::cli::{Global, Outcome, output};
use crate::document::{Document, Node, Span, Value};
use crate::policy::ids;
use crate::proposal::{NoFolder, bind_facts};
use crate::report::explain::{Explanation, list};
use crate::rubric::Rubrics;
use crate::text;

/// Arguments of `quorate explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A criterion or pattern, such as `community/part`; a list of all without
    #[arg(value_name = "ID")]
    id: Option<String>,
}

/// Explains a criterion or a pattern.
pub fn run(args: &ExplainArgs, global: &Global) -> Result<Outcome> {
    let folder = global.rubrics_folder()?;
    let rubrics = global.rubrics_from(folder.as_deref())?;
    let Some(id) = &args.id else {
        output::text(&list(&rubrics))?;
        return Ok(Outcome::Fine);
    };
    // Examples that do not load are the business of `quorate rubric check`.
    let examples = examples(&rubrics, &read_examples(folder.as_deref())?).unwrap_or_default();
    let empty = Document {
        root: Node { value: Value::Map(Vec::new()), span: Span::FIRST_LINE },
        index: 0,
        comments: Vec::new(),
    };
    let (blank, _) = bind_facts(&empty, &rubrics.dictionary, &NoFolder);
    let explanation = Explanation::new(&rubrics, &examples, &blank, today());
    let same = |known: &str| known == id || known.split_once('/').is_some_and(|(_, short)| short == id);
    let criterion = rubrics.criteria.position(|c| same(&c.id));
    let pattern = rubrics.patterns.position(|p| same(&p.id));
    let sector = rubrics.four_sectors.position(|s| same(&s.id));
    let text = match (criterion, pattern, sector) {
        (Some(number), ..) => explanation.criterion(number),
        (None, Some(number), _) => explanation.pattern(number),
        (None, None, Some(number)) => explanation.sector(number),
        (None, None, None) => return unknown(&rubrics, id),
    };
    output::text(&wrapped(&text, global.style().width.min(110)))?;
    Ok(Outcome::Fine)
}

fn unknown(rubrics: &Rubrics, id: &str) -> Result<Outcome> {
    let near =
        text::nearest(id, ids(rubrics)).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    output::error_text(&format!(
        "error: there is no criterion, pattern or sector `{}`\nhelp: {near}`quorate explain` lists them all\n",
        text::visible(id)
    ))?;
    Ok(Outcome::BadInput)
}

/// Lines broken at words; what goes on is indented as the line it belongs to.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let options = textwrap::Options::new(width).subsequent_indent(&line[..indent]);
        for piece in textwrap::wrap(line, options) {
            out += piece.trim_end();
            out.push('\n');
        }
    }
    out
}
