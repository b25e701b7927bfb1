//! The goals of the reform and the perspectives from which they are seen.

use serde::Deserialize;

/// What the figures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// Access to care.
    Tillganglighet,
    /// Participation and person-centred care.
    Delaktighet,
    /// Continuity in primary care.
    Kontinuitet,
    /// Trust and overall impression.
    Fortroende,
    /// Digital change.
    Digitalt,
    /// Cost.
    Kostnad,
    /// Quality and results.
    Kvalitet,
    /// Volume and capacity.
    Kapacitet,
    /// Population and need.
    Behov,
}

impl Goal {
    /// Every goal in the order it is shown.
    pub const ALL: [Goal; 9] = [
        Goal::Tillganglighet,
        Goal::Delaktighet,
        Goal::Kontinuitet,
        Goal::Fortroende,
        Goal::Digitalt,
        Goal::Kostnad,
        Goal::Kvalitet,
        Goal::Kapacitet,
        Goal::Behov,
    ];

    /// The word used in the catalogue and the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Goal::Tillganglighet => "tillganglighet",
            Goal::Delaktighet => "delaktighet",
            Goal::Kontinuitet => "kontinuitet",
            Goal::Fortroende => "fortroende",
            Goal::Digitalt => "digitalt",
            Goal::Kostnad => "kostnad",
            Goal::Kvalitet => "kvalitet",
            Goal::Kapacitet => "kapacitet",
            Goal::Behov => "behov",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Goal> {
        Goal::ALL.into_iter().find(|goal| goal.as_str() == text)
    }
}

/// Whose view a measure gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Perspective {
    /// Answers of patients and of the population.
    Patient,
    /// Registers, waiting times, costs and capacity.
    System,
    /// Those who work in health care.
    Profession,
}

impl Perspective {
    /// Every perspective in the order it is shown.
    pub const ALL: [Perspective; 3] = [Perspective::Patient, Perspective::System, Perspective::Profession];

    /// The word used in the catalogue and the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Perspective::Patient => "patient",
            Perspective::System => "system",
            Perspective::Profession => "profession",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Perspective> {
        Perspective::ALL.into_iter().find(|perspective| perspective.as_str() == text)
    }
}
