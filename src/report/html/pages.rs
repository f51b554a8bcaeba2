//! The report as a folder: a page of comparison, a page for each proposal, and one that tells how to read them.
//!
//! A page is written as soon as its proposal is assessed, and only a summary of it is kept. `index.html` comes last: a
//! folder that has one is whole.

use std::collections::{HashMap, HashSet};
use std::io;

use super::{
    Closing, Index, Link, ONE, Opening, Proposal, Setting, behind, comparison, drawn, page, sections,
    title_of, titles_of,
};
use crate::report::content::{ComparisonReport, End, ProposalReport, Summary};
use crate::report::{Format, Output};

/// The page of comparison, as links name it; it is what is written of the report that is no file of its own.
const INDEX: &str = "index.html";
/// The page that tells how to read the others.
const METHOD: &str = "method.html";
/// What names a proposal within its own page.
const KEY: &str = "p";
/// Longer names of files are cut.
const LONGEST_NAME: usize = 80;
/// Names that are ours, or that no file may have on some systems.
const TAKEN: [&str; 8] = ["index", "method", "con", "prn", "aux", "nul", "com1", "lpt1"];

/// The format `html`, in a folder.
pub struct HtmlFolder<'r> {
    setting: Setting<'r>,
    names: Names,
    index: Index,
}

/// Where the rows of the index wait.
const ROWS: usize = 0;

impl<'r> HtmlFolder<'r> {
    /// A report of a run.
    pub fn new(setting: Setting<'r>) -> HtmlFolder<'r> {
        HtmlFolder { setting, names: Names::default(), index: Index::on_pile(ROWS) }
    }

    fn page(&self, report: &ProposalReport) -> String {
        let title = title_of(&report.called);
        let contents = [Link::new(INDEX, "All proposals")].into_iter().chain(sections(KEY));
        let contents = contents.chain([Link::new(METHOD, "How to read this report")]).collect();
        let opening = Opening::plain(&self.setting, title, ONE, contents);
        let proposal = Proposal::new(&self.setting, report, KEY, METHOD);
        let parts = [drawn(&opening), drawn(&proposal), drawn(&Closing::plain(&self.setting))];
        // At its exact length: many pages wait for their turn.
        parts.concat()
    }

    fn method(&self) -> String {
        let title = "How to read this report".to_owned();
        let contents = vec![Link::new(INDEX, "All proposals")];
        let opening = Opening::plain(&self.setting, title, "Readiness report", contents);
        drawn(&opening) + &drawn(&Closing::of_method(&self.setting))
    }

    fn opening(&self, end: &End) -> Opening<'_> {
        let contents = behind(&self.setting, end, METHOD);
        let [title, kicker] = titles_of(self.index.proposals());
        Opening::new(&self.setting, title, kicker, contents)
    }
}

impl Format for HtmlFolder<'_> {
    type Part = (String, Summary);

    fn part(&self, report: &ProposalReport) -> (String, Summary) {
        (self.page(report), Summary::of(report))
    }

    fn add(&mut self, (page, summary): (String, Summary), out: &mut dyn Output) -> io::Result<()> {
        let name = self.names.of(&summary.label);
        out.file(&name, &page)?;
        self.index.add(&name, &summary, out)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        out.file(METHOD, &self.method())?;
        out.write(&drawn(&self.opening(end)))?;
        if self.index.proposals() > 0 {
            let [opening, closing] = self.index.around();
            out.write(&opening)?;
            out.lay_out(ROWS)?;
            out.write(&closing)?;
        }
        page::problems(self.setting.detail, end, out)?;
        out.write(&drawn(&Closing::of_index(&self.setting, end)))
    }

    fn comparison(&self, comparison: &ComparisonReport) -> Option<String> {
        Some(comparison::page(&self.setting, comparison))
    }
}

/// The names of the pages, each given once: which were given, and for a slug up to which number.
#[derive(Debug, Default)]
struct Names {
    given: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Names {
    /// A name for the page of a proposal, made of its label: ASCII in lower case, never a path, never one given before.
    fn of(&mut self, label: &str) -> String {
        let slug = slug(label);
        // Of thousands of one slug none is tried twice.
        let number = self.numbers.entry(slug.clone()).or_insert(0);
        loop {
            *number += 1;
            let name = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if !TAKEN.contains(&&name[..]) && self.given.insert(name.clone()) {
                return name + ".html";
            }
        }
    }
}

/// `examples/First idea.yaml` as `examples-first-idea`.
fn slug(label: &str) -> String {
    let label = label.trim_end_matches(".yaml").trim_end_matches(".yml").to_ascii_lowercase();
    let words = label.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST_NAME).collect();
    if slug.is_empty() { "proposal".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_label_and_is_never_a_path() {
        let names = |labels: &[&str]| {
            let mut names = Names::default();
            labels.iter().map(|label| names.of(label)).collect::<Vec<_>>()
        };
        assert_eq!(names(&["examples/First idea.yaml"]), ["examples-first-idea.html"]);
        assert_eq!(names(&["a.yaml (document 2)"]), ["a-yaml-document-2.html"]);
        assert_eq!(
            names(&["../../etc/passwd", "..", "C:\\x\\y.yaml", "<img src=x>.yaml"]),
            ["etc-passwd.html", "proposal.html", "c-x-y.html", "img-src-x.html"]
        );
        assert_eq!(names(&["提案.yaml", "計画.yaml"]), ["proposal.html", "proposal-2.html"]);
        assert_eq!(names(&[&"x".repeat(5_000)])[0].len(), 85);
    }

    #[test]
    fn no_name_is_given_twice_nor_one_that_is_ours() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["a/b.yaml", "a-b.yml", "A/B.yaml", "a-b-2", "index.yaml", "CON"].map(|l| names.of(l)).to_vec();
        assert_eq!(
            given,
            ["a-b.html", "a-b-2.html", "a-b-3.html", "a-b-2-2.html", "index-2.html", "con-2.html"]
        );
    }
}
