//! Hadamard matrices: which half of each pair of units a balanced half-sample takes.
//!
//! The order is the smallest multiple of four above the number of pairs that the constructions below reach.
//!
//! # Formula
//! ```text
//! H Hᵀ = n I      doubling: [[H, H], [H, −H]]      Paley: rows and columns numbered 0 … p − 1, −1 where i + j is no square mod p
//! ```
//! # Units
//! `true` stands for one sign and `false` for the other; the first row is all `true`.
//! # Edge cases
//! Orders 28 and 36, which these constructions do not reach, are tabled. Any full matrix gives totals the same
//! variance; ratios differ in later digits, so the choice of matrix is that of R.
//! # Source
//! Paley (1933), J Math Phys 12:311–320; Sloane, A Library of Hadamard Matrices (had.28, had.36).
//! # Agrees with
//! R `survey::hadamard`, orders up to 4096.

type Signs = Vec<Vec<bool>>;

const TABLED: [usize; 4] = [4, 16, 28, 36];
const ORDER_28: [u32; 27] = [
    0x9c71c78, 0x83cd378, 0x83b2e66, 0x9a0f8d6, 0x952c5ae, 0x8cd239e, 0x58aa7f0, 0x45b59d4, 0x46cbcac,
    0x561774a, 0x4b64e9a, 0x5959b26, 0x2d1eae8, 0x3666b34, 0x2b3b51c, 0x31d74b2, 0x32f89ca, 0x2ced646,
    0xea545e4, 0xf1632cc, 0xf09ce1c, 0xe54ad52, 0xe6392b2, 0xe8a792a, 0xdffe000, 0xbf81f80, 0x7f8007e,
];
const ORDER_36: &str = "01011100011111011100100001010110010";
const LARGEST_PRIME: usize = 7919;

/// A matrix of an order above `pairs`.
pub fn hadamard_matrix(pairs: usize) -> Signs {
    let below = pairs - pairs % 4;
    if let Some(order) = TABLED.into_iter().find(|order| below < *order && below + 4 >= *order) {
        return tabled(order);
    }
    let reached = TABLED.map(|order| {
        let doublings = (0..).find(|k| (order << k) > pairs).unwrap_or(0_u32);
        (order << doublings, order, doublings)
    });
    let (size, order, doublings) = reached.into_iter().min_by_key(|(size, ..)| *size).unwrap_or((4, 4, 0));
    let smaller = if size - pairs > 4 { paley_above(pairs, size) } else { None };
    smaller.unwrap_or_else(|| (0..doublings).fold(tabled(order), |matrix, _| doubled(&matrix)))
}

fn tabled(order: usize) -> Signs {
    let first = || std::iter::once(vec![true; order]);
    match order {
        28 => {
            let row = |bits: &u32| (0..28).map(|column| bits >> (27 - column) & 1 == 1).collect();
            first().chain(ORDER_28.iter().map(row)).collect()
        }
        36 => {
            let row = |shift: usize| {
                let turned = ORDER_36.chars().cycle().skip(shift).take(35).map(|sign| sign == '1');
                turned.chain(std::iter::once(false)).collect()
            };
            first().chain((0..35).map(row)).collect()
        }
        _ => {
            let mut matrix = vec![vec![true]];
            while matrix.len() < order {
                matrix = doubled(&matrix);
            }
            matrix
        }
    }
}

fn doubled(matrix: &Signs) -> Signs {
    let upper = matrix.iter().map(|row| row.iter().chain(row).copied().collect());
    let lower = matrix.iter().map(|row| row.iter().copied().chain(row.iter().map(|sign| !sign)).collect());
    upper.chain(lower).collect()
}

fn is_usable_prime(p: usize) -> bool {
    p % 4 == 3 && p <= LARGEST_PRIME && (2..).take_while(|d| d * d <= p).all(|d| !p.is_multiple_of(d))
}

fn paley_above(pairs: usize, most: usize) -> Option<Signs> {
    let order = pairs + 4 - pairs % 4;
    if pairs % 4 + 4 == pairs % 8 {
        let mut odd = order;
        while odd.is_multiple_of(8) {
            odd /= 2;
        }
        if is_usable_prime(odd - 1) {
            let mut matrix = paley(odd - 1);
            while matrix.len() < order {
                matrix = doubled(&matrix);
            }
            return Some(matrix);
        }
    }
    let prime = (pairs..=LARGEST_PRIME).find(|p| is_usable_prime(*p))?;
    if prime + 1 > order + 4 && order + 4 < most {
        return paley_above(order + 3, 2 * (order + 3));
    }
    (prime <= most).then(|| paley(prime))
}

fn paley(prime: usize) -> Signs {
    let squares: Vec<usize> = (0..=prime / 2).map(|i| i * i % prime).collect();
    let mut matrix = vec![vec![true; prime + 1]];
    for i in 0..prime {
        let row = (0..prime).map(|j| !squares.contains(&((i + j) % prime)));
        matrix.push(std::iter::once(true).chain(row).collect());
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_orthogonal() {
        for pairs in [1, 3, 4, 7, 8, 11, 13, 16, 19, 21, 25, 27, 30, 33, 37, 41, 50, 60] {
            let matrix = hadamard_matrix(pairs);
            let n = matrix.len();
            assert!(n > pairs && matrix.iter().all(|row| row.len() == n), "{pairs}: {n}");
            for (i, a) in matrix.iter().enumerate() {
                for b in matrix.iter().skip(i + 1) {
                    assert_eq!(2 * a.iter().zip(b).filter(|(a, b)| a == b).count(), n, "{pairs}");
                }
            }
        }
    }
}
