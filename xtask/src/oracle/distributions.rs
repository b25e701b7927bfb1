//! R's distribution functions by name: p, q and d of the normal, t, chi-squared, F, beta, gamma, binomial and Poisson.

use crate::oracle::aggregates::compared;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::distributions::{
    Side, Tails, beta_quantile, beta_tails, binomial_point, binomial_tails, chi_squared_quantile, chi_squared_tails,
    f_quantile, f_tails, gamma_quantile, gamma_tails, normal_quantile, normal_tails, poisson_point, poisson_tails,
    t_quantile, t_tails,
};

const FAR: f64 = 1e-12;

/// A name such as `pt`, `qchisq` or `pnorm(lower.tail=FALSE)`.
struct Function<'t> {
    kind: &'t str,
    family: &'t str,
    side: Side,
    logarithm: bool,
}

impl<'t> Function<'t> {
    fn read(name: &'t str) -> Option<Function<'t>> {
        let length = name.find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(name.len());
        let (word, rest) = name.split_at(length);
        let rest = rest.replace(' ', "").to_lowercase();
        let upper = rest.contains("upper") || rest.contains("lower.tail=f") || rest.contains("lower=f");
        let side = if upper { Side::Upper } else { Side::Lower };
        Some(Function { kind: word.get(..1)?, family: word.get(1..)?, side, logarithm: rest.contains("log") })
    }

    /// `None` where the function is not computed, the inner `None` where it has no value there.
    fn value(&self, x: f64, a: Option<f64>, b: Option<f64>) -> Option<Option<f64>> {
        let x = if self.kind == "q" && self.logarithm { x.exp() } else { x };
        let found = match self.kind {
            "p" => self.tails(x, a, b)?.map(|tails| tails.on(self.side)),
            "q" => self.quantile(x, a, b)?,
            "d" => match (self.family, a, b) {
                ("binom", Some(n), Some(p)) => Some(binomial_point(x, n, p, 1.0 - p)),
                ("pois", Some(mean), None) => Some(poisson_point(x, mean)),
                _ => return None,
            },
            _ => return None,
        };
        Some(if self.logarithm && self.kind != "q" { found.map(f64::ln) } else { found })
    }

    fn tails(&self, x: f64, a: Option<f64>, b: Option<f64>) -> Option<Option<Tails>> {
        Some(match (self.family, a, b) {
            ("norm", mean, sd) => Some(normal_tails((x - mean.unwrap_or(0.0)) / sd.unwrap_or(1.0))),
            ("t", Some(df), None) => t_tails(x, df),
            ("chisq", Some(df), None) => chi_squared_tails(x, df),
            ("f", Some(df1), Some(df2)) => f_tails(x, df1, df2),
            ("beta", Some(a), Some(b)) => beta_tails(x, 1.0 - x, a, b),
            ("gamma", Some(shape), rate) => gamma_tails(x * rate.unwrap_or(1.0), shape),
            ("exp", rate, None) => gamma_tails(x * rate.unwrap_or(1.0), 1.0),
            ("binom", Some(n), Some(p)) => binomial_tails(x, n, p),
            ("pois", Some(mean), None) => poisson_tails(x, mean),
            _ => return None,
        })
    }

    fn quantile(&self, p: f64, a: Option<f64>, b: Option<f64>) -> Option<Option<f64>> {
        let side = self.side;
        Some(match (self.family, a, b) {
            ("norm", mean, sd) => normal_quantile(p, side).map(|z| mean.unwrap_or(0.0) + sd.unwrap_or(1.0) * z),
            ("t", Some(df), None) => t_quantile(p, side, df),
            ("chisq", Some(df), None) => chi_squared_quantile(p, side, df),
            ("f", Some(df1), Some(df2)) => f_quantile(p, side, df1, df2),
            ("beta", Some(a), Some(b)) => beta_quantile(p, side, a, b),
            ("gamma", Some(shape), rate) => gamma_quantile(p, side, shape).map(|x| x / rate.unwrap_or(1.0)),
            ("exp", rate, None) => gamma_quantile(p, side, 1.0).map(|x| x / rate.unwrap_or(1.0)),
            _ => return None,
        })
    }
}

pub fn distribution(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let name = row.text("fn");
    let Some(x) = row.number("x") else {
        return vec![Verdict::Failed(format!("{name} without x"))];
    };
    let found = Function::read(name).and_then(|f| f.value(x, row.number("par1"), row.number("par2")));
    let Some(found) = found else {
        return vec![Verdict::NotRun(format!("function {name}"))];
    };
    let far = row.number("value").is_some_and(|value| value.abs() < FAR);
    let tolerance = if far { Tolerance::FAR_TAIL } else { Tolerance::CLOSED_FORM };
    vec![compared(row, tolerance, &[("value", found)])]
}
