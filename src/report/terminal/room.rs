//! How the lines of a screen are shared out among its texts.

/// As many lines as a screen takes.
pub const LINES: usize = 60;
/// How many risks it shows.
pub const RISKS: usize = 5;

/// How many lines each text may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// A sentence of why the verdict is no better.
    pub because: usize,
    /// What to do first.
    pub first: usize,
    /// What the next verdict needs.
    pub need: usize,
    /// What the absence of a sector exposes, and whom to look for.
    pub sector: usize,
    /// What to do about each risk; a risk without is not shown.
    pub steps: [usize; RISKS],
    /// Why each risk matters.
    pub whys: [usize; RISKS],
    /// All questions together.
    pub questions: usize,
    /// The next move.
    pub next: usize,
}

/// The least: nothing is left out that a reader must know.
const TIGHT: Room = Room {
    because: 1,
    first: 1,
    need: 1,
    sector: 1,
    steps: [1, 1, 1, 0, 0],
    whys: [1; RISKS],
    questions: 2,
    next: 0,
};

/// What gets more lines.
#[derive(Debug, Clone, Copy)]
enum Part {
    Because,
    First,
    Need,
    Sector,
    Steps,
    Whys,
    Questions,
    Next,
}

/// In which order it gets how many, as long as the screen has room: first that five risks are shown and what to do is told
/// whole, then what else answers most.
const ORDER: [(Part, usize); 23] = [
    (Part::Steps, 1),
    (Part::First, 2),
    (Part::Questions, 4),
    (Part::Steps, 2),
    (Part::Next, 2),
    (Part::Questions, 6),
    (Part::First, 3),
    (Part::Because, 2),
    (Part::Need, 2),
    (Part::Steps, 3),
    (Part::Because, 3),
    (Part::Whys, 2),
    (Part::First, 4),
    (Part::Next, 3),
    (Part::Questions, 8),
    (Part::Whys, 3),
    (Part::Sector, 2),
    (Part::Steps, 4),
    (Part::Because, 9),
    (Part::First, 9),
    (Part::Whys, 9),
    (Part::Sector, 9),
    (Part::Questions, 14),
];

/// The most that fits, where a screen with some room takes so many lines.
pub fn share_out(takes: impl Fn(&Room) -> usize) -> Room {
    let mut room = TIGHT;
    for (part, lines) in ORDER {
        for place in 0..room.slots(part).len() {
            let mut more = room;
            let slot = &mut more.slots(part)[place];
            *slot = lines.max(*slot);
            if takes(&more) <= LINES {
                room = more;
            }
        }
    }
    room
}

impl Room {
    fn slots(&mut self, part: Part) -> &mut [usize] {
        match part {
            Part::Because => std::slice::from_mut(&mut self.because),
            Part::First => std::slice::from_mut(&mut self.first),
            Part::Need => std::slice::from_mut(&mut self.need),
            Part::Sector => std::slice::from_mut(&mut self.sector),
            Part::Steps => &mut self.steps,
            Part::Whys => &mut self.whys,
            Part::Questions => std::slice::from_mut(&mut self.questions),
            Part::Next => std::slice::from_mut(&mut self.next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_no_room_all_is_tight_and_where_there_is_all_is_whole() {
        assert_eq!(share_out(|_| LINES + 1), TIGHT);
        let roomy = share_out(|_| 0);
        assert!(roomy.steps.iter().chain(&roomy.whys).all(|lines| *lines >= 4), "{roomy:?}");
    }

    #[test]
    fn the_worst_risk_is_served_first() {
        let room = share_out(|room| 30 + room.steps.iter().chain(&room.whys).sum::<usize>() * 2);
        assert_eq!((room.steps, room.whys), ([2; RISKS], [1; RISKS]));
        let room = share_out(|room| 38 + room.steps.iter().chain(&room.whys).sum::<usize>());
        assert!(room.whys.is_sorted_by(|worse, lesser| worse >= lesser), "{room:?}");
    }
}
