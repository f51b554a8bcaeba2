//! The least effort over levels, exactly: of all ways to raise criteria the cheapest that gives enough points.
//!
//! Each criterion goes to one of its levels at a price, and brings its weight for each step. That is a knapsack with one
//! choice for each item; it is solved over the points, of which there are a few hundred at the most.

use crate::rubric::Level;

/// A criterion that may be raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Points for each step above absent.
    pub weight: u32,
    /// The least level that the verdict needs of it; never below the one that it has.
    pub least: Level,
    /// What each level costs from where it is, in thousandths of a day. A level below `least` is never chosen.
    pub price: [u64; 4],
}

/// A level for each item, and what they cost together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The levels, in the order of the items.
    pub levels: Vec<Level>,
    /// Thousandths of a day.
    pub price: u64,
    /// Points.
    pub points: u32,
}

/// The cheapest ways to reach each number of points.
pub struct Table<'i> {
    items: &'i [Item],
    /// For the items up to each one and for each number of points: the price, how many are raised, and the level chosen.
    rows: Vec<Vec<Option<Cell>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    price: u64,
    raised: u32,
    level: Level,
}

impl<'i> Table<'i> {
    /// Works out all numbers of points.
    pub fn new(items: &'i [Item]) -> Table<'i> {
        let most: u32 = items.iter().map(|item| item.weight * 3).sum();
        let mut rows: Vec<Vec<Option<Cell>>> = Vec::with_capacity(items.len());
        for item in items {
            let mut row: Vec<Option<Cell>> = vec![None; most as usize + 1];
            let before = rows.last();
            for points in 0..=most as usize {
                let from = match before {
                    Some(before) => before[points].map(|cell| (cell.price, cell.raised)),
                    None => (points == 0).then_some((0, 0)),
                };
                let Some((price, raised)) = from else { continue };
                for level in Level::ALL[item.least as usize..].iter().copied() {
                    let at = points + (item.weight * u32::from(level.points())) as usize;
                    let cell = Cell {
                        price: price + item.price[level as usize],
                        raised: raised + u32::from(item.price[level as usize] > 0),
                        level,
                    };
                    // Of two of a price the one that raises fewer criteria, then the first in the order of the levels.
                    let is_better = |known: &Cell| (cell.price, cell.raised) < (known.price, known.raised);
                    if row[at].as_ref().is_none_or(is_better) {
                        row[at] = Some(cell);
                    }
                }
            }
            rows.push(row);
        }
        Table { items, rows }
    }

    /// The cheapest choice that gives at least so many points; of two of a price the one that gives more.
    pub fn cheapest(&self, least: u32) -> Option<Choice> {
        let last = self.last()?;
        let enough = last.iter().enumerate().skip(least as usize);
        let found = enough.filter_map(|(points, cell)| Some((points, (*cell)?)));
        let best =
            found.min_by_key(|(points, cell)| (cell.price, cell.raised, std::cmp::Reverse(*points)))?;
        Some(self.choice(best.0))
    }

    /// The choice that gives most points for at most so much; of two with as many points the cheaper.
    pub fn most(&self, budget: u64) -> Option<Choice> {
        let last = self.last()?;
        let affordable = |cell: &Option<Cell>| cell.is_some_and(|cell| cell.price <= budget);
        Some(self.choice(last.iter().rposition(affordable)?))
    }

    fn last(&self) -> Option<&Vec<Option<Cell>>> {
        self.rows.last()
    }

    /// The levels that lead to a number of points that can be reached.
    fn choice(&self, points: usize) -> Choice {
        let mut levels = vec![Level::Absent; self.items.len()];
        let mut left = points;
        for (at, row) in self.rows.iter().enumerate().rev() {
            let Some(cell) = row[left] else { unreachable!("only what can be reached is looked at") };
            levels[at] = cell.level;
            left -= (self.items[at].weight * u32::from(cell.level.points())) as usize;
        }
        let price = self.items.iter().zip(&levels).map(|(item, level)| item.price[*level as usize]).sum();
        Choice { levels, price, points: points as u32 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every way to choose, by counting through all of them.
    fn all(items: &[Item]) -> Vec<Choice> {
        let mut all = vec![Choice { levels: Vec::new(), price: 0, points: 0 }];
        for item in items {
            let more = |choice: &Choice, level: Level| Choice {
                levels: choice.levels.iter().copied().chain([level]).collect(),
                price: choice.price + item.price[level as usize],
                points: choice.points + item.weight * u32::from(level.points()),
            };
            all = all
                .iter()
                .flat_map(|choice| Level::ALL[item.least as usize..].iter().map(|l| more(choice, *l)))
                .collect();
        }
        all
    }

    fn item() -> impl Strategy<Value = Item> {
        (
            1..6u32,
            0..4usize,
            0..4usize,
            prop::array::uniform3(prop::sample::select(vec![500u64, 3_000, 15_000, 60_000])),
        )
            .prop_map(|(weight, has, least, steps)| {
                let mut price = [0; 4];
                for level in has + 1..4 {
                    price[level] = price[level - 1] + steps[level - 1];
                }
                Item { weight, least: Level::ALL[least.max(has)], price }
            })
    }

    proptest! {
        #[test]
        fn no_way_is_cheaper_than_the_one_found(items in prop::collection::vec(item(), 1..6), least in 0..60u32) {
            let found = Table::new(&items).cheapest(least);
            let best = all(&items).into_iter().filter(|choice| choice.points >= least).map(|choice| choice.price).min();
            prop_assert_eq!(found.as_ref().map(|choice| choice.price), best);
            if let Some(found) = found {
                prop_assert!(found.points >= least);
                prop_assert!(all(&items).contains(&found), "its price and points are those of its levels");
            }
        }

        #[test]
        fn no_way_gives_more_points_for_the_budget(items in prop::collection::vec(item(), 1..6), budget in 0..150_000u64) {
            let found = Table::new(&items).most(budget);
            let best = all(&items).into_iter().filter(|choice| choice.price <= budget).map(|choice| choice.points).max();
            prop_assert_eq!(found.as_ref().map(|choice| choice.points), best);
            prop_assert!(found.is_none_or(|choice| choice.price <= budget));
        }
    }

    #[test]
    fn the_greedy_way_is_not_taken_where_another_is_cheaper() {
        // By gain for effort the first comes first: it gives 4 points for 4. The second alone gives the 5 that are needed.
        let items = [
            Item { weight: 4, least: Level::Absent, price: [0, 4, 400, 400] },
            Item { weight: 5, least: Level::Absent, price: [0, 6, 600, 600] },
        ];
        let found = Table::new(&items).cheapest(5).expect("a way");
        assert_eq!((found.levels, found.price), (vec![Level::Absent, Level::Weak], 6));
    }
}
