//! Names of regions with letters that are lost.

use super::Region;

/// What stands where a program could not write a letter.
pub(super) const LOST: [char; 2] = ['\u{fffd}', '?'];

/// A name with letters that are lost, where only one region has it: the lost ones are å, ä or ö, folded a or o. Two
/// signs may stand for one letter, which has two bytes in UTF-8.
pub(super) fn with_lost_letters(text: &str) -> Option<Region> {
    const MOST: usize = 4;
    let pieces: Vec<&str> = text.split(LOST).collect();
    let runs: Vec<&str> =
        pieces.iter().enumerate().filter(|(at, it)| *at == 0 || !it.is_empty()).map(|(_, it)| *it).collect();
    let last_is_lost = pieces.last().is_some_and(|last| last.is_empty());
    let lost = runs.len() - usize::from(!last_is_lost);
    let kept = text.chars().filter(|sign| sign.is_alphabetic()).count();
    if lost == 0 || lost > MOST || kept < 3 {
        return None;
    }
    let spelled = |choice: usize| {
        let letter = |at: usize| if choice >> at & 1 == 0 { 'a' } else { 'o' };
        let mut name = String::with_capacity(text.len());
        for (at, run) in runs.iter().enumerate() {
            name.push_str(run);
            if at < lost {
                name.push(letter(at));
            }
        }
        Region::parse(&name)
    };
    let mut found = (0..1 << lost).filter_map(spelled);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
