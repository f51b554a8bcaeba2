//! How the lines of a screen are shared out among its texts.

/// As many lines as a screen takes.
pub const LINES: usize = 60;
/// How many risks it shows.
pub const RISKS: usize = 5;

/// What governs how many lines a text may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Always so many.
    Fixed(usize),
    /// A sentence of why the verdict is no better.
    Because,
    /// What to do first.
    First,
    /// What the next verdict needs.
    Need,
    /// What the absence of a sector exposes, and whom to look for.
    Sector,
    /// What to do about a risk, by its place.
    Step(usize),
    /// What the facts say about a risk, by its place.
    Reason(usize),
    /// Why a risk matters, by its place.
    Why(usize),
    /// All questions together.
    Questions,
    /// The next move.
    Next,
}

/// How many lines each may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    because: usize,
    first: usize,
    need: usize,
    sector: usize,
    steps: [usize; RISKS],
    reasons: [usize; RISKS],
    whys: [usize; RISKS],
    questions: usize,
    next: usize,
}

/// What gets more lines.
#[derive(Debug, Clone, Copy)]
enum Part {
    Because,
    First,
    Need,
    Sector,
    Steps,
    Reasons,
    Whys,
    Questions,
    Next,
}

/// In which order it gets how many, as long as the screen has room: first what to do and why the verdict is no better, then
/// what else answers most.
const ORDER: [(Part, usize); 19] = [
    (Part::First, 4),
    (Part::Because, 2),
    (Part::Questions, 4),
    (Part::Next, 2),
    (Part::Reasons, 2),
    (Part::Steps, 2),
    (Part::Because, 3),
    (Part::Need, 2),
    (Part::Questions, 6),
    (Part::Reasons, 3),
    (Part::Steps, 3),
    (Part::Sector, 2),
    (Part::Next, 3),
    (Part::Whys, 3),
    (Part::Steps, 4),
    (Part::Because, 9),
    (Part::Whys, 9),
    (Part::Sector, 9),
    (Part::Questions, 14),
];

/// The most that fits, where a screen with some room takes so many lines.
pub fn share_out(takes: impl Fn(&Room) -> usize) -> Room {
    let mut room = Room::TIGHT;
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
    /// The least: nothing is left out that a reader must know.
    pub const TIGHT: Room = Room {
        because: 1,
        first: 1,
        need: 1,
        sector: 1,
        steps: [1; RISKS],
        reasons: [1; RISKS],
        whys: [0; RISKS],
        questions: 2,
        next: 0,
    };

    /// Nothing is cut.
    pub const WHOLE: Room = Room {
        because: usize::MAX,
        first: usize::MAX,
        need: usize::MAX,
        sector: usize::MAX,
        steps: [usize::MAX; RISKS],
        reasons: [usize::MAX; RISKS],
        whys: [usize::MAX; RISKS],
        questions: usize::MAX,
        next: usize::MAX,
    };

    /// How many lines a slot has.
    pub fn lines(&self, slot: Slot) -> usize {
        match slot {
            Slot::Fixed(lines) => lines,
            Slot::Because => self.because,
            Slot::First => self.first,
            Slot::Need => self.need,
            Slot::Sector => self.sector,
            Slot::Step(risk) => self.steps.get(risk).copied().unwrap_or_default(),
            Slot::Reason(risk) => self.reasons.get(risk).copied().unwrap_or_default(),
            Slot::Why(risk) => self.whys.get(risk).copied().unwrap_or_default(),
            Slot::Questions => self.questions,
            Slot::Next => self.next,
        }
    }

    fn slots(&mut self, part: Part) -> &mut [usize] {
        match part {
            Part::Because => std::slice::from_mut(&mut self.because),
            Part::First => std::slice::from_mut(&mut self.first),
            Part::Need => std::slice::from_mut(&mut self.need),
            Part::Sector => std::slice::from_mut(&mut self.sector),
            Part::Steps => &mut self.steps,
            Part::Reasons => &mut self.reasons,
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
        assert_eq!(share_out(|_| LINES + 1), Room::TIGHT);
        let roomy = share_out(|_| 0);
        assert!(roomy.steps.iter().chain(&roomy.whys).all(|lines| *lines >= 4), "{roomy:?}");
    }

    #[test]
    fn what_to_do_is_served_before_why_and_the_worst_risk_first() {
        let takes = |room: &Room| room.steps.iter().chain(&room.reasons).chain(&room.whys).sum::<usize>();
        let room = share_out(|room| 40 + takes(room));
        assert_eq!((room.steps, room.reasons, room.whys), ([2; RISKS], [2; RISKS], [0; RISKS]));
        let room = share_out(|room| 26 + takes(room));
        assert_eq!((room.steps, room.reasons, room.whys), ([4, 3, 3, 3, 3], [3; RISKS], [3, 0, 0, 0, 0]));
    }
}
