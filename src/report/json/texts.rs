//! The texts of the rubrics as JSON, escaped once for a run.

use crate::proposal::{Fact, Scope};
use crate::report::json_writer::{Writer, escaped};
use crate::rubric::{Citation, Rubrics, Step};

/// For each criterion, pattern, sector and fact the members that are the same in every report.
pub struct Texts {
    /// Members of `criteria[]`.
    pub criteria: Vec<String>,
    /// Members of `dimensions[]`.
    pub dimensions: Vec<String>,
    /// Members of `sectors[]`.
    pub sectors: Vec<String>,
    /// Members of `moves[]`, by criterion.
    pub moves: Vec<String>,
    /// Members of `findings[]` that are about a criterion.
    pub criterion_findings: Vec<String>,
    /// Members of `findings[]` that are about a pattern.
    pub pattern_findings: Vec<String>,
    /// Members of `findings[]` that are about a sector.
    pub sector_findings: Vec<String>,
    /// The question for each fact.
    pub questions: Vec<String>,
    /// The path of each fact.
    pub paths: Vec<Path>,
}

/// The path of a fact in the two parts between which the number of a record stands, escaped, without quotes.
pub struct Path {
    /// The list, or the whole path where the fact is not a record's.
    pub list: String,
    /// The rest: `.sector`.
    pub field: String,
}

impl Texts {
    /// The texts of a set of rubrics.
    pub fn of(rubrics: &Rubrics) -> Texts {
        let finding = |id: &str, why: &str, next: &Step, sources: &[String], research: &[Citation]| {
            members(|out| {
                out.text("id", id);
                out.text("why", why);
                step(out, rubrics, "next", next);
                out.list("sources", sources, |out, source| out.item(source));
                if !research.is_empty() {
                    out.list("research", research, citation);
                }
            })
        };
        Texts {
            criteria: rubrics
                .criteria
                .iter()
                .map(|c| {
                    members(|out| {
                        out.text("id", &c.id);
                        out.text("title", &c.title);
                        out.flag("decisive", c.decisive);
                        out.count("weight", c.weight as usize);
                    })
                })
                .collect(),
            dimensions: rubrics
                .dimensions
                .iter()
                .map(|d| {
                    members(|out| {
                        out.text("id", &d.id);
                        out.text("title", &d.title);
                        out.number("weight", d.weight);
                    })
                })
                .collect(),
            sectors: rubrics
                .four_sectors
                .iter()
                .map(|s| {
                    members(|out| {
                        out.text("sector", &s.sector);
                        out.text("exposes", &s.exposes);
                        out.text("look_for", &s.look_for);
                        out.list("sources", &s.sources, |out, source| out.item(source));
                    })
                })
                .collect(),
            moves: rubrics
                .criteria
                .iter()
                .map(|c| members(|out| step(out, rubrics, "do", &c.next)))
                .collect(),
            criterion_findings: (rubrics.criteria.iter())
                .map(|c| finding(&c.id, &c.risk.why, &c.next, &c.sources, &c.research))
                .collect(),
            pattern_findings: (rubrics.patterns.iter())
                .map(|p| finding(&p.id, &p.why, &p.next, &p.sources, &p.research))
                .collect(),
            sector_findings: (rubrics.four_sectors.iter())
                .map(|s| finding(&s.id, &s.exposes, &s.next, &s.sources, &[]))
                .collect(),
            questions: rubrics.dictionary.facts().map(|(_, fact)| escaped(&fact.ask)).collect(),
            paths: rubrics.dictionary.facts().map(|(_, fact)| path(rubrics, fact)).collect(),
        }
    }
}

fn path(rubrics: &Rubrics, fact: &Fact) -> Path {
    let list = match fact.scope {
        Scope::Record(list) => rubrics.dictionary.fact(rubrics.dictionary.list(list).fact).path.len(),
        Scope::Root => fact.path.len(),
    };
    let bare = |part: &str| {
        let quoted = escaped(part);
        quoted[1..quoted.len() - 1].to_owned()
    };
    Path { list: bare(&fact.path[..list]), field: bare(&fact.path[list..]) }
}

fn members(write: impl FnOnce(&mut Writer)) -> String {
    let mut out = Writer::default();
    write(&mut out);
    out.finish()
}

fn step(out: &mut Writer, rubrics: &Rubrics, key: &str, next: &Step) {
    out.text(key, &next.action);
    out.text("effort", &rubrics.scale.efforts[next.effort].word);
}

fn citation(out: &mut Writer, citation: &Citation) {
    out.open('{');
    out.text("finding", &citation.finding);
    out.text("stance", if citation.supports { "for" } else { "against" });
    out.text("note", &citation.note);
    out.close('}');
}
