//! What is told of the files of several raters.

use super::*;
use crate::assess::{Options, assess};
use crate::document::{self, Limits};
use crate::proposal::{FactId, NoFolder, PartialDate, Proposal, Route, bind};

fn proposal(rubrics: &Rubrics, text: &str) -> Proposal {
    let stream =
        document::parse(&format!("quorate: 1\nname: Bus\nstage: design\n{text}"), &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    let (proposal, problems) = bind(&stream.documents[0], &rubrics.dictionary, &NoFolder);
    assert_eq!(problems, [], "{text}");
    proposal
}

/// Looks at the agreement of raters: the texts of each proposal, one of each rater.
fn agreeing<T>(texts: &[&[&str]], look: impl FnOnce(&Agreement) -> T) -> T {
    let rubrics = Rubrics::bundled();
    let proposals: Vec<Vec<Proposal>> =
        texts.iter().map(|texts| texts.iter().map(|text| proposal(&rubrics, text)).collect()).collect();
    let options = Options::new(PartialDate::parse("2026-11-22").expect("a date"));
    let assessments: Vec<Vec<Assessment>> = proposals
        .iter()
        .map(|proposals| proposals.iter().map(|proposal| assess(&rubrics, proposal, options)).collect())
        .collect();
    look(&Agreement::of(&rubrics, &assessments))
}

const GOVERNMENT: &str = "filled_in_by: {name: A, sector: government}\n";
const BUSINESS: &str = "filled_in_by: {name: B, sector: business}\n";

#[test]
fn one_file_twice_agrees_in_all_that_is_settled() {
    let text = include_str!("../../examples/lake-hjelm-compact.yaml");
    let rubrics = Rubrics::bundled();
    let stream = document::parse(text, &Limits::default());
    let (proposal, _) = bind(&stream.documents[0], &rubrics.dictionary, &NoFolder);
    let options = Options::new(PartialDate::parse("2026-11-22").expect("a date"));
    let assessments = vec![vec![assess(&rubrics, &proposal, options), assess(&rubrics, &proposal, options)]];
    let agreement = Agreement::of(&rubrics, &assessments);
    let overall = &agreement.overall;
    assert_eq!(overall.kappa.map(|kappa| kappa.figure), Some(Ok(1.0)));
    assert_eq!(overall.alpha.figure, Ok(1.0));
    assert_eq!(overall.rated, overall.agreed);
    assert!(overall.rated > FEWEST && agreement.disagreements.is_empty());
}

#[test]
fn what_is_open_is_no_level() {
    agreeing(&[&["", ""]], |agreement| {
        assert_eq!(agreement.overall.alpha, Estimate { figure: Err(Undefined::NoPair), range: None });
        assert_eq!((agreement.overall.rated, agreement.overall.agreed), (0, 0));
        assert_eq!(agreement.disagreements, []);
    });
}

#[test]
fn a_disagreement_names_the_facts_that_it_comes_from() {
    let texts = ["community: {part: none}\n", "community: {part: consulted}\n", "community: {part: none}\n"];
    agreeing(&[&texts], |agreement| {
        let part = agreement.rubrics.dictionary.find("community.part").expect("a fact");
        let apart = agreement
            .disagreements
            .iter()
            .find(|apart| agreement.rubrics.criteria[apart.criterion].id == "community/part");
        assert_eq!(apart.map(|apart| &apart.raters[..]), Some(&[0, 1, 2][..]));
        let facts: Vec<FactId> =
            apart.map_or(Vec::new(), |apart| apart.facts.iter().map(|f| f.fact).collect());
        assert_eq!((facts, agreement.overall.kappa), (vec![part], None));
    });
}

#[test]
fn a_record_that_some_do_not_list_is_told_as_one() {
    let with =
        |rest: &str| format!("partners:\n  - {{name: City, sector: government, commitment: signed}}\n{rest}");
    let (one, two) = (with(""), with("  - {name: Shop, sector: business, commitment: signed}\n"));
    agreeing(&[&[&one, &two, &one]], |agreement| {
        let partners = agreement.rubrics.product.partners;
        let list = agreement.rubrics.dictionary.list(partners).fact;
        let files = Files::of(agreement.rubrics, &agreement.assessments[0]);
        let differing = files.differences(&[0, 1, 2], &[list]);
        let shop = Some(Route { fact: list, record: Some(1) });
        assert_eq!(differing, [FactDifference { fact: list, routes: vec![None, shop, None] }]);
        // The record is in neither of these two.
        assert_eq!(files.differences(&[0, 2], &[list]), []);
    });
}

#[test]
fn sectors_are_compared_in_what_each_has_settled() {
    let low = format!("{GOVERNMENT}community: {{part: none}}\n");
    let high = format!("{BUSINESS}community: {{part: consulted}}\n");
    let open = format!("{BUSINESS}aim: {{ambition: project}}\n");
    let sectors = |texts: &[&str]| agreeing(&[texts], |agreement| agreement.sectors.clone());
    assert_eq!(sectors(&[&low, &low]), None);
    let apart = sectors(&[&low, &high, &open]).expect("two sectors");
    assert!(apart.compared > 0 && apart.gaps.iter().all(|gap| gap.width() > 0.0));
    assert!(apart.gaps.windows(2).all(|pair| pair[0].width() >= pair[1].width()));
    let nothing = sectors(&[&low, BUSINESS]).expect("two sectors");
    assert!(nothing.sectors.iter().all(|sector| sector.mean.is_none()) && nothing.compared == 0);
}

#[test]
fn a_rater_whose_files_name_two_people_has_no_name() {
    agreeing(&[&[GOVERNMENT, BUSINESS], &[GOVERNMENT, GOVERNMENT]], |agreement| {
        let is_several: Vec<bool> = agreement.raters.iter().map(|rater| rater.is_several).collect();
        assert_eq!(is_several, [false, true]);
        assert_eq!(agreement.raters[1].name, None);
        assert!(agreement.criteria.iter().all(|levels| agreement.of_criterion(levels).is_some()));
    });
}
