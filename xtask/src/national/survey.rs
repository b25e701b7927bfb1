//! An invented national survey: 21 regions, two waves, strata of municipalities, health-care centres drawn within them,
//! weights. The same bytes for the same number of rows; no function of the platform's own goes into them.

use fastrand::Rng;
use rikssnitt::vocabulary::region::Region;
use std::fmt::Write;

const SEED: u64 = 20_240_401;
/// Rough sizes in tens of thousands, in the order of the codes; they only make weights and samples differ.
const SIZES: [u32; 21] = [240, 40, 30, 47, 37, 20, 25, 6, 16, 140, 34, 176, 28, 31, 28, 29, 29, 24, 13, 28, 25];
const WAVES: [&str; 2] = ["2022", "2024"];
const STRATA: [(&str, f64); 3] = [("stad", 0.5), ("mellan", 0.3), ("land", 0.2)];
const ANSWERS: [&str; 4] = ["alltid", "ibland", "sällan", "aldrig"];

/// The file for about so many rows.
pub fn file(rows: usize) -> String {
    let mut rng = Rng::with_seed(SEED);
    let mut text =
        "region;ar;stratum;vardcentral;vikt;kon;alder;halsa;fast_kontakt;delaktig;information;samordning;betyg\n"
            .to_owned();
    let whole: f64 = SIZES.iter().map(|size| f64::from(*size)).sum();
    for (place, (region, size)) in Region::ALL.into_iter().zip(SIZES).enumerate() {
        let size = f64::from(size);
        let region_effect = 0.1 * (rng.f64() - 0.5);
        // Small regions are asked more than their share.
        let share = 0.5 / 21.0 + 0.5 * size / whole;
        for (stratum, part) in STRATA {
            let answers = (rows as f64 / 2.0 * share * part).max(12.0);
            let centres = ((answers / 60.0) as usize).clamp(3, 80);
            let effects: Vec<f64> = (0..centres).map(|_| region_effect + 0.16 * (rng.f64() - 0.5)).collect();
            let base = size * 10_000.0 * part / answers;
            for (wave, year) in WAVES.iter().enumerate() {
                for respondent in 0..answers as usize {
                    let centre = respondent % centres;
                    let effect = effects.get(centre).copied().unwrap_or_default() + 0.02 * wave as f64;
                    let weight = base * (0.5 + rng.f64() + if respondent % 7 == 0 { 0.5 } else { 0.0 });
                    let _ = write!(
                        text,
                        "{};{year};{}-{stratum};{:02}{}{centre:03};{};",
                        region.code(),
                        region.code(),
                        place + 1,
                        stratum.get(..1).unwrap_or_default(),
                        comma(weight)
                    );
                    person(&mut text, effect, &mut rng);
                }
            }
        }
    }
    text
}

/// Background and answers of one respondent.
fn person(text: &mut String, effect: f64, rng: &mut Rng) {
    let sex = if rng.f64() < 0.54 { "kvinna" } else { "man" };
    let age = match rng.f64() {
        it if it < 0.3 => "16-44",
        it if it < 0.65 => "45-64",
        _ => "65+",
    };
    let poor = rng.f64() < if age == "65+" { 0.34 } else { 0.18 };
    let contact = rng.f64() < 0.36 + effect + if age == "65+" { 0.22 } else { 0.0 } + if poor { 0.1 } else { 0.0 };
    let known = if rng.f64() < 0.02 {
        ""
    } else if contact {
        "ja"
    } else {
        "nej"
    };
    let _ = write!(text, "{sex};{age};{};{known}", if poor { "dålig" } else { "god" });
    let lift = effect + if contact { 0.12 } else { 0.0 } - if poor { 0.1 } else { 0.0 };
    for question in [0.62, 0.7, 0.5] {
        let answer = match rng.f64() {
            it if it < 0.03 => "",
            it if it < 0.06 => "vet ej",
            _ => {
                let place = rng.f64() / (question + lift).clamp(0.05, 0.97);
                let at = if place < 0.45 {
                    0
                } else if place < 1.0 {
                    1
                } else if rng.bool() {
                    2
                } else {
                    3
                };
                ANSWERS.get(at).copied().unwrap_or_default()
            }
        };
        let _ = write!(text, ";{answer}");
    }
    let grade = (1.0 + 4.0 * ((rng.f64() + rng.f64()) / 2.0 + lift)).round().clamp(1.0, 5.0);
    let _ = writeln!(text, ";{grade}");
}

fn comma(value: f64) -> String {
    format!("{value:.2}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_file_again() {
        let text = file(6_000);
        assert_eq!(text, file(6_000));
        let columns = text.lines().next().unwrap().split(';').count();
        assert!(text.lines().all(|line| line.split(';').count() == columns));
        assert!((5_500..7_500).contains(&text.lines().count()), "{}", text.lines().count());
    }
}
