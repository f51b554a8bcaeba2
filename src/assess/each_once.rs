//! Facts gathered in their order, each once.

use std::collections::HashSet;

use crate::proposal::Route;

/// Up to so many are looked through one by one, which is quicker than a set.
const FEW: usize = 32;

/// Facts in the order in which they came, each once. A proposal may have thousands.
#[derive(Debug, Default)]
pub struct EachOnce {
    routes: Vec<Route>,
    seen: HashSet<Route>,
}

impl EachOnce {
    /// Adds a fact that is not there yet.
    pub fn push(&mut self, route: Route) {
        if self.routes.len() < FEW {
            if !self.routes.contains(&route) {
                self.routes.push(route);
            }
            return;
        }
        if self.seen.is_empty() {
            self.seen.extend(&self.routes);
        }
        if self.seen.insert(route) {
            self.routes.push(route);
        }
    }

    /// Takes back all but the first so many.
    pub fn truncate(&mut self, most: usize) {
        let taken_back = self.routes.drain(most.min(self.routes.len())..);
        if most < FEW {
            // The few that are left are looked through; the set is filled anew when there are more.
            self.seen.clear();
        } else {
            taken_back.for_each(|route| _ = self.seen.remove(&route));
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.routes.len()
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Route> {
        self.routes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::FactId;

    #[test]
    fn few_or_many_come_out_once_and_in_their_order() {
        let route = |record| Route { fact: FactId(0), record: Some(record) };
        for many in [5, 500] {
            let mut facts = EachOnce::default();
            (0..many).chain(0..many).for_each(|record| facts.push(route(record)));
            assert_eq!(facts.into_vec(), (0..many).map(route).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_taken_back_can_come_again() {
        let route = |record| Route { fact: FactId(0), record: Some(record) };
        for (many, kept) in [(5, 2), (500, 400), (500, 2)] {
            let mut facts = EachOnce::default();
            (0..many).for_each(|record| facts.push(route(record)));
            facts.truncate(kept);
            (0..many).chain(0..many).for_each(|record| facts.push(route(record)));
            assert_eq!(facts.into_vec(), (0..many).map(route).collect::<Vec<_>>());
        }
    }
}
