//! Laws that hold for every member of a kind.

use rikssnitt::statistics::difference_newcombe::{Share, difference_newcombe};
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::proportion_logit::proportion_logit;
use rikssnitt::statistics::proportion_wilson::proportion_wilson;
use rikssnitt::statistics::{Interval, METHODS};
use rikssnitt::sufficient::patterns::{Answer, Patterns, Place};

/// A small seeded generator, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn share(&mut self) -> f64 {
        self.next() as f64 / u64::MAX as f64
    }
}

fn respondents(dice: &mut Dice, n: usize) -> Vec<(String, String, String, f64, u64)> {
    // As binary numbers, and as decimals of several lengths.
    let weight = |dice: &mut Dice| {
        let weight = (dice.share() * 20.0 - 8.0).exp();
        let scale = 10_f64.powi(dice.below(10) as i32);
        if dice.below(3) == 0 { weight } else { (weight * scale).round() / scale }
    };
    let one = |dice: &mut Dice| {
        let stratum = format!("s{}", dice.below(4));
        (stratum, format!("u{}", dice.below(9)), format!("{:02}", dice.below(3)), weight(dice), dice.below(4))
    };
    (0..n).map(|_| one(dice)).collect()
}

fn table(all: &[(String, String, String, f64, u64)], clustered: bool) -> Patterns {
    let mut patterns = Patterns::default();
    for (stratum, unit, region, weight, answer) in all {
        let place = Place {
            stratum,
            unit: clustered.then_some(unit.as_str()),
            period: "2024",
            region,
            groups: &["a"],
            population: None,
            detail: "",
        };
        let answer = match answer {
            0 => Answer::Missing,
            1 => Answer::Category("ja"),
            2 => Answer::Category("nej"),
            _ => Answer::Value(weight.sin()),
        };
        patterns.push(&place, answer, *weight);
    }
    patterns
}

fn merged(parts: &[&Patterns]) -> Patterns {
    let mut sum = Patterns::default();
    parts.iter().for_each(|part| sum.merge(part));
    sum
}

/// Identity on both sides, commutativity, associativity, and any cutting: compared bit by bit.
#[test]
fn patterns_are_a_commutative_monoid() {
    let mut dice = Dice(20_240_229);
    for clustered in [true, false] {
        let all = respondents(&mut dice, 600);
        let whole = table(&all, clustered);
        let bits = |patterns: &Patterns| format!("{:?}", patterns.sorted());
        let (empty, right) = (Patterns::default(), bits(&whole));
        assert_eq!(bits(&merged(&[&empty, &whole])), right);
        assert_eq!(bits(&merged(&[&whole, &empty])), right);
        for _ in 0..20 {
            let mut cuts = [dice.below(601) as usize, dice.below(601) as usize];
            cuts.sort_unstable();
            let (a, b, c) = (&all[..cuts[0]], &all[cuts[0]..cuts[1]], &all[cuts[1]..]);
            let (a, b, c) = (table(a, clustered), table(b, clustered), table(c, clustered));
            assert_eq!(bits(&merged(&[&a, &b, &c])), right);
            assert_eq!(bits(&merged(&[&c, &a, &b])), right);
            assert_eq!(bits(&merged(&[&a, &merged(&[&b, &c])])), right);
        }
    }
}

fn intervals(p: f64, n: f64, confidence: f64) -> Vec<(f64, Interval)> {
    let se = (p * (1.0 - p) / n).sqrt();
    let difference = difference_newcombe(Share { p, n }, Share { p: 0.4, n: 50.0 }, confidence).unwrap();
    [
        proportion_wilson(p, n, confidence).map(|interval| (p, interval)),
        proportion_logit(p, se, Some(n - 1.0), confidence).map(|interval| (p, interval)),
        mean_student(p, se, Some(n - 1.0), confidence).map(|interval| (p, interval)),
        Some((difference.difference, difference.interval)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn an_interval_holds_its_value_and_widens_with_confidence() {
    let mut dice = Dice(7);
    for _ in 0..500 {
        let (p, n) = (dice.share(), 2.0 + dice.below(4000) as f64);
        let narrow = intervals(p, n, 0.90);
        let wide = intervals(p, n, 0.99);
        assert_eq!(narrow.len(), 4);
        for ((value, narrow), (_, wide)) in narrow.iter().zip(&wide) {
            let slack = 1e-12;
            assert!(narrow.low - slack <= *value && *value <= narrow.high + slack, "{value} {narrow:?}");
            assert!(wide.low <= narrow.low + slack && narrow.high <= wide.high + slack, "{narrow:?} {wide:?}");
        }
    }
}

#[test]
fn every_statistic_has_a_title_and_a_source() {
    for method in METHODS {
        assert!(method.title().len() > 20, "{} has no title", method.id);
        for heading in ["Formula", "Units", "Source", "Edge cases", "Agrees with"] {
            assert!(!method.section(heading).is_empty(), "{} lacks {heading}", method.id);
        }
    }
}
