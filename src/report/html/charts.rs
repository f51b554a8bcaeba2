//! Geometry of the pictures: everything is computed here, and the templates only draw it.

use std::f64::consts::TAU;

use crate::report::content::Score;
use crate::rubric::Scale;

/// The three readings on an axis from 0 to 100, in per cent of its width.
#[derive(Debug)]
pub struct Bar {
    /// One piece for each reading, from left to right.
    pub pieces: [Piece; 3],
    /// Where the reading ends that the verdict goes by.
    pub marked: u32,
}

/// A piece of a bar.
#[derive(Debug)]
pub struct Piece {
    /// A class of the style sheet.
    pub reading: &'static str,
    /// Where it begins.
    pub from: u32,
    /// How wide it is.
    pub width: u32,
}

/// The names of the readings, as classes of the style sheet.
pub const READINGS: [&str; 3] = ["evidenced", "claimed", "possible"];

impl Bar {
    /// The bar of a score; `strict` marks the first reading, and not the second.
    pub fn new(score: &Score, strict: bool) -> Bar {
        let ends = [score.evidenced, score.claimed, score.possible];
        let mut from = 0;
        let pieces = std::array::from_fn(|i| {
            let end = ends[i].max(from);
            let piece = Piece { reading: READINGS[i], from, width: end - from };
            from = end;
            piece
        });
        Bar { pieces, marked: if strict { ends[0] } else { ends[1] } }
    }
}

/// The scores of a verdict on the same axis, if nothing but the score held it.
#[derive(Debug)]
pub struct Band<'a> {
    /// Its verdict.
    pub verdict: &'a str,
    /// Where it begins.
    pub from: u32,
    /// How wide it is.
    pub width: u32,
}

/// The bands, from the lowest.
pub fn bands(scale: &Scale) -> Vec<Band<'_>> {
    let ends = scale.ladder.iter().skip(1).map(|rung| rung.score).chain([100]);
    (scale.ladder.iter().zip(ends))
        .map(|(rung, end)| Band { verdict: &rung.verdict, from: rung.score, width: end - rung.score })
        .collect()
}

/// The picture of the table, in units of its own.
pub const TABLE: Table = Table { width: 400.0, height: 252.0, radius: 44.0, seats: 66.0 };

/// Where things are in the picture of the table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// Radius of the table, which stands in the middle.
    pub radius: f64,
    /// How far the seats are from the middle.
    seats: f64,
}

/// Where a seat is, and its name.
#[derive(Debug)]
pub struct Spot {
    /// Middle of the seat.
    pub x: f64,
    /// Middle of the seat.
    pub y: f64,
    /// Where the name begins, ends or has its middle.
    pub name_x: f64,
    /// The line on which the name stands.
    pub name_y: f64,
    /// Which of the three it is: `start`, `middle`, `end`.
    pub anchor: &'static str,
}

impl Table {
    /// The spot of a seat of so many, the first at the top, clockwise.
    pub fn spot(&self, number: usize, seats: usize) -> Spot {
        /// From the middle of a seat to its name beside it, and to the first of two lines above or below it.
        const BESIDE: f64 = 28.0;
        const ABOVE: f64 = -44.0;
        const BELOW: f64 = 38.0;
        let angle = number as f64 / seats as f64 * TAU;
        let (right, down) = (to_hundredths(angle.sin()), to_hundredths(-angle.cos()));
        let x = to_hundredths(self.width / 2.0 + right * self.seats);
        let y = to_hundredths(self.height / 2.0 + down * self.seats);
        let (name_x, name_y, anchor) = match right {
            r if r > 0.3 => (x + BESIDE, y - 3.0, "start"),
            r if r < -0.3 => (x - BESIDE, y - 3.0, "end"),
            _ if down < 0.0 => (x, y + ABOVE, "middle"),
            _ => (x, y + BELOW, "middle"),
        };
        Spot { x, y, name_x, name_y, anchor }
    }
}

/// Fine enough for any paper, and short in the file.
fn to_hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_bar_lie_end_to_end_and_the_mark_is_where_the_verdict_is_read() {
        let score = Score { evidenced: 10, claimed: 42, possible: 68 };
        let bar = Bar::new(&score, false);
        let ends: Vec<(u32, u32)> = bar.pieces.iter().map(|p| (p.from, p.from + p.width)).collect();
        assert_eq!(ends, [(0, 10), (10, 42), (42, 68)]);
        assert_eq!((bar.marked, Bar::new(&score, true).marked), (42, 10));
    }

    #[test]
    fn the_bands_fill_the_axis() {
        let rubrics = crate::rubric::Rubrics::bundled();
        let bands = bands(&rubrics.scale);
        let mut from = 0;
        for band in &bands {
            assert_eq!(band.from, from, "{band:?}");
            from += band.width;
        }
        assert_eq!(from, 100);
    }

    #[test]
    fn four_seats_are_at_the_four_sides_and_every_name_is_inside_the_picture() {
        let spots: Vec<Spot> = (0..4).map(|n| TABLE.spot(n, 4)).collect();
        assert_eq!(spots.iter().map(|s| s.anchor).collect::<Vec<_>>(), ["middle", "start", "middle", "end"]);
        for spot in &spots {
            assert!((10.0..=TABLE.height - 20.0).contains(&spot.name_y), "{spot:?}");
            assert!((95.0..=TABLE.width - 95.0).contains(&spot.name_x), "{spot:?}");
        }
    }
}
