//! How much a file may ask for before it is refused.

/// What one file may cost. Proposals come from strangers: whatever the file holds, time and memory stay bounded.
///
/// Counts are over the whole file, not over one document of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the decoded text in bytes: 8 MiB, two thousand times a usual proposal. Also the most text that
    /// aliases may copy. More than 4 GiB is taken as 4 GiB.
    pub bytes: usize,
    /// Lists and blocks inside one another: 64. A proposal needs about 6. More than 255 is taken as 255, so that
    /// whoever walks a tree may do it by recursion.
    pub depth: usize,
    /// Keys, values and comments: 200,000, which is a portfolio of about a thousand proposals in one stream.
    pub nodes: usize,
    /// Nodes copied for the sake of anchors and aliases: 50,000.
    pub expansion: usize,
    /// Bytes of one text: 256 KiB, about a hundred pages.
    pub scalar_bytes: usize,
    /// Problems reported before the rest of the file is left unread: 100.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 8 << 20,
            depth: 64,
            nodes: 200_000,
            expansion: 50_000,
            scalar_bytes: 256 << 10,
            problems: 100,
        }
    }
}

impl Limits {
    /// The same, with each number cut to what the code can hold to.
    pub(super) fn tenable(self) -> Limits {
        Limits { bytes: self.bytes.min(u32::MAX as usize), depth: self.depth.min(255), ..self }
    }
}

/// A size in bytes as people say it: `8 MiB`, `300 bytes`.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        b if b >= 1 << 20 && b.is_multiple_of(1 << 20) => format!("{} MiB", b >> 20),
        b if b >= 10 << 20 => format!("{:.1} MiB", b as f64 / (1 << 20) as f64),
        b if b >= 1 << 10 && b.is_multiple_of(1 << 10) => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}
