//! One instruction with which any assistant turns a proposal in prose into a file whose facts quote their passages.

use schemars::JsonSchema;
use serde::Serialize;

use super::Wanted;
use crate::proposal::{Fact, FactId, Kind, NoneMeans, Scope};
use crate::report::content::Tables;

/// The version of the contract of a prompt in JSON.
pub const PROMPT: &str = "quorate/prompt/1";

/// An instruction, in JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PromptText {
    /// The whole instruction.
    pub text: String,
    /// The file that is to be quoted.
    pub file: String,
    /// The facts that it asks for, by path.
    pub facts: Vec<String>,
}

/// The instruction for the facts that are wanted, of the prose in a file.
pub fn prompt(wanted: &Wanted, tables: &Tables, file: &str) -> PromptText {
    let dictionary = wanted.dictionary();
    let facts: Vec<(FactId, &Fact)> = dictionary.facts().filter(|(id, _)| wanted.has(*id)).collect();
    let mut text = RULES.replace("{file}", file);
    text += "\n## The facts\n\nEach line: the key, the question, and what answers it.\n";
    let root =
        facts.iter().filter(|(_, fact)| fact.scope == Scope::Root && !matches!(fact.kind, Kind::Records(_)));
    root.for_each(|(id, fact)| text += &line(tables, *id, &fact.path));
    for (id, fact) in facts.iter().filter(|(_, fact)| matches!(fact.kind, Kind::Records(_))) {
        let Kind::Records(list) = fact.kind else { continue };
        let definition = dictionary.list(list);
        let none = if fact.none == NoneMeans::Never {
            ""
        } else {
            " `none` where the text says that there are none."
        };
        text += &format!(
            "\n`{}`: {} A list with a block for each {}.{none}\n",
            fact.path, fact.ask, definition.item
        );
        let fields = facts.iter().filter(|(_, field)| field.scope == Scope::Record(list));
        fields.for_each(|(field, of)| text += &line(tables, *field, &of.path[fact.path.len() + 1..]));
        debug_assert!(wanted.has(*id));
    }
    text += &FORM.replace("{file}", file);
    PromptText {
        text,
        file: file.to_owned(),
        facts: facts.iter().map(|(_, fact)| fact.path.clone()).collect(),
    }
}

/// One fact: its key, its question, and what answers it.
fn line(tables: &Tables, id: FactId, key: &str) -> String {
    let dictionary = &tables.rubrics.dictionary;
    let fact = dictionary.fact(id);
    let help = fact.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    let answer = match dictionary.vocabulary(fact) {
        Some(vocabulary) => {
            let several = if matches!(fact.kind, Kind::Words(_)) {
                "one or more of these words: "
            } else {
                "one of these words: "
            };
            let words = vocabulary.words.iter().map(|word| format!("`{}` ({})", word.word, word.means));
            let none = if fact.none == NoneMeans::Never { "" } else { "; or `none`" };
            format!("{several}{}{none}", words.collect::<Vec<_>>().join("; "))
        }
        None => tables.fact(id).answer.clone(),
    };
    format!("- `{key}`: {}{help} Answer: {answer}.\n", fact.ask)
}

const RULES: &str = "\
# Turn a proposal into a file for quorate

Below stands a dictionary of facts. Read the proposal in the file `{file}`, which you are given with this text, and write down as YAML
which of these facts it states. A program then looks up every quote in `{file}`, scores the facts, and names what is missing. So an answer
that you leave out does no harm: it becomes a question to the applicant. An answer that you invent does.

## Rules

1. Write only what the text says. Do not conclude, do not complete, do not use what you know from elsewhere.
2. Leave out every key of which the text says nothing. Do not write `unknown`, and do not guess.
3. Write `none` (or `no`) only where the text says that there is none. That it is not mentioned is no `none`.
4. Plans are no facts: what is to be set up later is not there yet. Of two words that may fit take the lower one; of two answers between
   which the text leaves you in doubt take neither.
5. For each block that has answers, name under `evidence:` the passages that say so: copy the words exactly as they stand, one sentence or less, and
   name under `for:` the keys of that block that they speak for. A key without a passage is left out. Leave out with `…` what stands
   between two parts of a passage. A passage may run over the ends of lines. The
   keys at the top (`name`, `stage`, `date`) take no `evidence:`. The sector of a partner may be read off what it is called, and the stage off what the
   text sets out to do.
6. Take the words of the dictionary exactly as they are spelled. Dates: `2027-03-01`, `2027-03` or `2027`. Lengths: `3 years`, `18 months`. Money: `60000 EUR`.
7. List every partner, goal and so on that the text names, each once. Write `partners_complete: no` (and so on) where it says that there are more.
8. Answer with the YAML alone: no explanation before or after it.
";

const FORM: &str = "
## The form of your answer

```yaml
quorate: 1
name: Safe Way to School
stage: design
community:
  part: consulted
  evidence:
    - {file: {file}, quote: \"In spring we asked forty parents at the school gate\", for: [part]}
partners:
  - name: Eastfield Council
    sector: government
    commitment: agreed
    evidence:
      - {file: {file}, quote: \"The council voted in May to take part\", for: [sector, commitment]}
```

The lines above are an example; nothing in them is about the proposal. Blocks inside blocks (`governance.backbone.name`) are written one inside the
other. Add `page: 4` to a quote if the file has pages. Texts with a comma or a `#` go in double quotes.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};
    use crate::proposal::{NoFolder, bind};
    use crate::rubric::Rubrics;

    #[test]
    fn the_form_that_it_shows_is_a_good_proposal() {
        let rubrics = Rubrics::bundled();
        let tables = Tables::of(&rubrics);
        let prompt = prompt(&Wanted::core(&rubrics), &tables, "proposal.pdf");
        let form =
            prompt.text.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a form");
        let stream = parse(form, &Limits::default());
        assert!(stream.problems.is_empty(), "{:?}", stream.problems);
        let (_, problems) = bind(&stream.documents[0], &rubrics.dictionary, &NoFolder);
        let errors: Vec<_> = problems.iter().map(|problem| &problem.message).collect();
        assert_eq!(errors, [""; 0]);
    }

    #[test]
    fn it_asks_for_each_fact_of_the_core_with_all_its_words_and_stands_alone() {
        let rubrics = Rubrics::bundled();
        let tables = Tables::of(&rubrics);
        let wanted = Wanted::core(&rubrics);
        let prompt = prompt(&wanted, &tables, "p.txt");
        for (id, fact) in rubrics.dictionary.facts().filter(|(id, _)| wanted.has(*id)) {
            assert!(prompt.text.contains(&fact.ask), "{}", fact.path);
            for word in rubrics.dictionary.vocabulary(fact).into_iter().flat_map(|words| words.texts()) {
                assert!(prompt.text.contains(&format!("`{word}`")), "{}: {word}", fact.path);
            }
            assert!(prompt.facts.contains(&rubrics.dictionary.fact(id).path));
        }
        assert!(!prompt.text.contains("{file}"));
        assert!(prompt.text.contains("in the file `p.txt`"));
    }
}
