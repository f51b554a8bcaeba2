//! How one proposal came to its level, as text.

use crate::report::content::{Case, ConditionCase};

/// A case as plain text that reads well as Markdown too.
pub fn case_text(case: &Case) -> String {
    let name = case.name.map(|name| format!(" ({name})")).unwrap_or_default();
    let mut text = format!("\nIn {}{name}\n  {}\n", case.file, case.comes_to);
    case.says.iter().for_each(|says| text += &format!("  {says}\n"));
    if !case.conditions.is_empty() {
        text += "\nHow it came to that\n";
        for tested in &case.conditions {
            let means = tested.means.map(|means| format!(": {means}")).unwrap_or_default();
            text += &format!("  {} {}{means}\n", tested.what, tested.condition.truth());
            condition(&tested.condition, 4, &mut text);
        }
    }
    if !case.facts.is_empty() {
        text += "\nWhat the file says\n";
        for fact in &case.facts {
            text += &format!("  {}: {} ({})\n", fact.label, fact.says, fact.where_said());
        }
    }
    if !case.lacks.is_empty() {
        let to = case.to_reach.map_or("To rule it out".to_owned(), |level| format!("To reach {level}"));
        text += &format!("\n{to}\n");
        case.lacks.iter().for_each(|lacks| text += &format!("  {lacks}\n"));
    }
    if let Some(next) = &case.next {
        text += &format!("\nDo\n  {next}\n");
    }
    text
}

fn condition(case: &ConditionCase, indent: usize, text: &mut String) {
    let because =
        if case.because.is_empty() { String::new() } else { format!(". {}", case.because.join("; ")) };
    *text += &format!("{:indent$}{:<5}  {}{because}\n", "", case.truth(), case.asks);
    case.parts.iter().for_each(|part| condition(part, indent + 2, text));
}
