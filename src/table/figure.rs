//! One figure of a table: what it is about and what the file says about it.

use crate::finding::Position;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// The measure as the file names it.
    pub measure: String,
    /// Region or nation.
    pub region: Region,
    /// Period, where the file has one.
    pub period: Option<Period>,
    /// Group and level, where the row is about a part.
    pub group: Option<(String, String)>,
}

/// What the file says about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// The value as written.
    pub value: Option<f64>,
    /// Number of answers.
    pub count: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Whether the publisher hid the value.
    pub suppressed: bool,
    /// Whether the file marks the value as per cent.
    pub percent: bool,
    /// The unit that its row or its column says, in small letters.
    pub sort: Option<String>,
    /// Whether the group is a unit of the region (a clinic), not a part of the population.
    pub unit: bool,
    /// Whether its row holds one part of it: others are in other rows.
    pub part: bool,
    /// The measure of the plan that its columns were taken for, where the plan names them.
    pub of: Option<String>,
    /// The columns and levels of the group.
    pub parts: Vec<(String, String)>,
    /// Index of the file.
    pub file: usize,
    /// The confidence of the limits, where their header says it.
    pub confidence: Option<f64>,
    /// Line of the file.
    pub line: u64,
    /// Column of the value.
    pub column: String,
}

impl Figure {
    /// Whether both say the same, wherever they stand.
    pub fn agrees(&self, other: &Figure) -> bool {
        let bare = |figure: &Figure| Figure { file: 0, line: 0, part: false, column: String::new(), ..figure.clone() };
        bare(self) == bare(other)
    }

    /// Both as one, where they are parts of one figure that do not contradict each other.
    pub fn with(&self, other: &Figure) -> Option<Figure> {
        let either = |one: Option<f64>, two: Option<f64>| match (one, two) {
            (Some(one), Some(two)) if one != two => None,
            _ => Some(one.or(two)),
        };
        let suppressed = self.suppressed || other.suppressed;
        let first = if other.value.is_some() { other } else { self };
        let all = (self.part && other.part).then_some(Figure {
            value: either(self.value, other.value)?,
            count: either(self.count, other.count)?,
            numerator: either(self.numerator, other.numerator)?,
            denominator: either(self.denominator, other.denominator)?,
            low: either(self.low, other.low)?,
            high: either(self.high, other.high)?,
            se: either(self.se, other.se)?,
            confidence: either(self.confidence, other.confidence)?,
            percent: self.percent || other.percent,
            ..first.clone()
        });
        // Of what is hidden the other parts may tell.
        all.map(|all| if suppressed { Figure { suppressed, ..all.bare() } } else { all })
    }

    /// What it is about and where it stands, without its numbers.
    fn bare(self) -> Figure {
        let Figure { unit, part, of, parts, file, line, column, .. } = self;
        Figure { unit, part, of, parts, file, line, column, ..Figure::default() }
    }

    /// Where it stands.
    pub fn at(&self) -> Position {
        Position { file: Some(self.file), ..Position::row(self.line).column(&self.column) }
    }

    /// The group without the parts of some columns.
    pub fn group_without(&self, columns: &[&Option<String>]) -> Option<(String, String)> {
        let apart = |name: &String| columns.iter().any(|column| column.as_ref() == Some(name));
        joined(&self.parts.iter().filter(|(name, _)| !apart(name)).cloned().collect::<Vec<_>>())
    }

    pub(super) fn is_empty(&self) -> bool {
        let beside = [self.denominator, self.low, self.high, self.se].iter().flatten().count();
        let alone = beside == 0 || !self.part;
        !self.suppressed && self.value.is_none() && self.numerator.is_none() && self.count.is_none() && alone
    }
}

/// Groups as one: their columns and their levels, with commas between.
pub(super) fn joined(parts: &[(String, String)]) -> Option<(String, String)> {
    let join = |pick: fn(&(String, String)) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(", ");
    (!parts.is_empty()).then(|| (join(|part| &part.0), join(|part| &part.1)))
}
