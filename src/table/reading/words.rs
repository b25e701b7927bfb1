//! The words that a reading is told in: what a file holds, what the values of a column are, and what it is used for.

use crate::error::Error;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One respondent a row.
    Survey,
    /// Figures by region and period: shares with counts, values with limits, or published values.
    Indicators,
    /// Costs by area.
    Accounts,
    /// One visit a row. Recognised, computed by a later version.
    Visits,
    /// Posts by sector and profession, or contacts by kind.
    Staffing,
    /// Inhabitants, or those listed.
    Population,
    /// Not decided.
    Unknown,
}

impl Kind {
    /// The word used in inspections and plans.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Survey => "survey",
            Kind::Indicators => "indicators",
            Kind::Accounts => "accounts",
            Kind::Visits => "visits",
            Kind::Staffing => "staffing",
            Kind::Population => "population",
            Kind::Unknown => "unknown",
        }
    }

    /// Every kind.
    pub const ALL: [Kind; 7] =
        [Kind::Survey, Kind::Indicators, Kind::Accounts, Kind::Visits, Kind::Staffing, Kind::Population, Kind::Unknown];

    /// Reads that word, which stands in a field of a plan.
    ///
    /// # Errors
    /// [`ErrorCode::PlanWord`](crate::error::ErrorCode::PlanWord).
    pub fn parse(text: &str, field: &str) -> Result<Kind, Error> {
        let found = Kind::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| Error::of_word(field, text, Kind::ALL.map(Kind::as_str)))
    }
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Free text.
    Text,
    /// Few distinct texts.
    Category,
    /// Answers on a known ordered scale.
    Ordinal,
    /// Yes and no.
    YesNo,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals.
    Decimal,
    /// Numbers with a per cent sign.
    Percent,
    /// Days.
    Date,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Weeks.
    Week,
    /// Digits that must stay text, such as municipality codes.
    Code,
    /// Regions.
    Region,
    /// Nothing at all.
    Empty,
    /// Nothing but marks for missing.
    MissingOnly,
}

impl ColumnType {
    /// Every type.
    pub const ALL: &'static [ColumnType] = &[
        ColumnType::Text,
        ColumnType::Category,
        ColumnType::Ordinal,
        ColumnType::YesNo,
        ColumnType::Integer,
        ColumnType::Decimal,
        ColumnType::Percent,
        ColumnType::Date,
        ColumnType::Month,
        ColumnType::Quarter,
        ColumnType::Week,
        ColumnType::Code,
        ColumnType::Region,
        ColumnType::Empty,
        ColumnType::MissingOnly,
    ];

    /// The word used in inspections.
    pub fn as_str(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Category => "category",
            ColumnType::Ordinal => "ordinal",
            ColumnType::YesNo => "yesno",
            ColumnType::Integer => "integer",
            ColumnType::Decimal => "decimal",
            ColumnType::Percent => "percent",
            ColumnType::Date => "date",
            ColumnType::Month => "month",
            ColumnType::Quarter => "quarter",
            ColumnType::Week => "week",
            ColumnType::Code => "code",
            ColumnType::Region => "region",
            ColumnType::Empty => "empty",
            ColumnType::MissingOnly => "missing-only",
        }
    }
}

/// What a column is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Which region (or the nation).
    Region,
    /// Which period.
    Period,
    /// Which respondent or unit; never shown.
    Id,
    /// Sampling weight.
    Weight,
    /// Sampling stratum.
    Stratum,
    /// First-stage sampling unit.
    Cluster,
    /// A background variable or a group (sex, age, health).
    Group,
    /// A survey question.
    Item,
    /// The name or id of the measure, in long tables.
    Measure,
    /// What the number of a row is: a share, its numerator, its lower limit.
    Meaning,
    /// The value itself: share, mean, rate.
    Value,
    /// Number of answers behind a value.
    Count,
    /// Numerator of a share.
    Numerator,
    /// Denominator of a share.
    Denominator,
    /// Lower limit of the interval.
    Low,
    /// Upper limit of the interval.
    High,
    /// Margin of error: the value with it taken off and added are the limits; or both limits in one cell.
    Margin,
    /// Standard error.
    StandardError,
    /// The unit of the value, in words.
    Unit,
    /// Personal identity numbers or names: not read, not shown.
    Identifying,
    /// Not used.
    Ignored,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Role] = &[
        Role::Region,
        Role::Period,
        Role::Id,
        Role::Weight,
        Role::Stratum,
        Role::Cluster,
        Role::Group,
        Role::Item,
        Role::Measure,
        Role::Meaning,
        Role::Value,
        Role::Count,
        Role::Numerator,
        Role::Denominator,
        Role::Low,
        Role::High,
        Role::Margin,
        Role::StandardError,
        Role::Unit,
        Role::Identifying,
        Role::Ignored,
    ];

    /// The word used in inspections and plans.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Region => "region",
            Role::Period => "period",
            Role::Id => "id",
            Role::Weight => "weight",
            Role::Stratum => "stratum",
            Role::Cluster => "cluster",
            Role::Group => "group",
            Role::Item => "item",
            Role::Measure => "measure",
            Role::Meaning => "meaning",
            Role::Value => "value",
            Role::Count => "count",
            Role::Numerator => "numerator",
            Role::Denominator => "denominator",
            Role::Low => "low",
            Role::High => "high",
            Role::Margin => "margin",
            Role::StandardError => "standard_error",
            Role::Unit => "unit",
            Role::Identifying => "identifying",
            Role::Ignored => "ignored",
        }
    }

    /// Reads that word.
    ///
    /// # Errors
    /// [`ErrorCode::PlanWord`](crate::error::ErrorCode::PlanWord).
    pub fn parse(text: &str, field: &str) -> Result<Role, Error> {
        let found = Role::ALL.iter().copied().find(|role| role.as_str() == text);
        found.ok_or_else(|| Error::of_word(field, text, Role::ALL.iter().map(|role| role.as_str())))
    }
}
