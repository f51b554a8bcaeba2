//! Answers to what a proposal does not say.

use quorate::proposal::{FactId, Kind, NoneMeans, Scope};

use super::edit::{at_path, put};
use super::generator::{Generator, Yaml};

/// Answers a fact where a proposal does not: over all records of its list; a list as a whole, and with all its fields.
#[allow(dead_code, reason = "not every test needs it")]
pub fn answer(generator: &mut Generator, yaml: &mut Yaml, fact: FactId) {
    let dictionary = generator.dictionary;
    let declared = dictionary.fact(fact);
    let path: Vec<&str> = declared.path.split('.').collect();
    let Scope::Record(list) = dictionary.reference(fact).scope else {
        let value = generator.value(declared);
        if let Kind::Records(_) = declared.kind {
            let complete = format!("{}_complete", declared.path);
            put(yaml, &complete.split('.').collect::<Vec<_>>(), Yaml::Scalar("yes".to_owned()));
        }
        return put(yaml, &path, value);
    };
    let list = dictionary.fact(dictionary.list(list).fact);
    let depth = list.path.split('.').count();
    let Some(Yaml::List(records)) = at_path(yaml, &path[..depth]) else { return };
    for record in records {
        if let Yaml::Scalar(name) = record {
            let key = dictionary.lists().iter().find(|of| dictionary.fact(of.fact).path == list.path);
            let key = key.and_then(|of| of.key).map(|key| dictionary.fact(key).path.clone());
            let key = key.and_then(|path| path.rsplit('.').next().map(str::to_owned)).unwrap_or_default();
            *record = Yaml::Map(vec![(key, Yaml::Scalar(name.clone()))]);
        }
        // Where `none` is no answer, nothing was answered.
        let refused = Yaml::Scalar("none".to_owned());
        let given = at_path(record, &path[depth..]);
        if declared.kind == Kind::Date
            || given.is_none_or(|given| declared.none == NoneMeans::Never && *given == refused)
        {
            let value = generator.value(declared);
            put(record, &path[depth..], value);
        }
    }
}
