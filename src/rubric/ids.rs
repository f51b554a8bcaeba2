//! The numbers by which parts of the rubrics are called, each of a type of its own: none can stand for another.

use serde::{Deserialize, Serialize};

/// Declares newtypes that index a list of the rubrics, by their place in it from 0.
macro_rules! ids {
    ($($(#[$meaning:meta])* $name:ident),* $(,)?) => {$(
        $(#[$meaning])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u16);

        impl From<usize> for $name {
            fn from(place: usize) -> $name {
                // No set of rubrics comes near 65,536 of anything: its files are limited in size.
                $name(place as u16)
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> usize {
                id.0.into()
            }
        }
    )*};
}

ids! {
    /// A criterion.
    CriterionId,
    /// A pattern.
    PatternId,
    /// A sector's rule.
    SectorId,
    /// A dimension.
    DimensionId,
    /// A stage of the work, from first to last.
    StageId,
    /// A verdict of the ladder, from lowest to highest.
    RungId,
    /// A size of effort.
    EffortId,
}
