//! Natural limits against worked tables that others published, figures as they are printed there. Most print limits from
//! 3 ÷ 1.128, which is 2.6596 where `domain.md` (as Wheeler) has 2.660: they agree in the digits that are printed.

use crate::domain::round_half_up;
use crate::progress::*;

const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Centre, mR̄, lower and upper limit, limit of ranges: with so many digits.
fn figures(values: &[f64], digits: [u32; 5]) -> [f64; 5] {
    let limits = limits_of(values, ANY).expect("limits");
    let all = [limits.centre, limits.mean_range, limits.lower, limits.upper, limits.range_upper];
    std::array::from_fn(|i| round_half_up(all[i], digits[i]))
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 "Individuals Control Charts": flow rates of ten batches.
#[test]
fn nist_flow_rates() {
    let flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    assert_eq!(figures(&flow, [2, 4, 2, 2, 3]), [50.81, 1.8778, 45.82, 55.80, 6.137]);
    assert_eq!(signals_in(&flow, &limits_of(&flow, ANY).expect("limits")), []);
}

/// D. C. Montgomery, "Introduction to Statistical Quality Control", the chart for individuals of the viscosity of aircraft
/// primer paint, 15 batches: 33.52, 0.48, 32.24 and 34.80, ranges up to 1.57; in control. The same table is an example of
/// the R package qcc ("Montgomery, pag. 242"), which gives 33.52333, 32.24484 and 34.80183.
#[test]
fn montgomery_viscosity_of_primer_paint() {
    let viscosity = [
        33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12,
        33.84,
    ];
    assert_eq!(figures(&viscosity, [2, 2, 2, 2, 2]), [33.52, 0.48, 32.24, 34.80, 1.57]);
    assert_eq!(figures(&viscosity, [5, 2, 3, 3, 2]), [33.52333, 0.48, 32.245, 34.802, 1.57]);
    let limits = limits_of(&viscosity, ANY).expect("limits");
    assert!(!limits.provisional, "15 are enough");
    assert_eq!(signals_in(&viscosity, &limits), []);
}

/// D. C. Montgomery, "Introduction to Statistical Quality Control", the costs of processing mortgage loans, 20 weeks:
/// 300.5, 7.79, 279.78 and 321.22; in control.
#[test]
fn montgomery_costs_of_mortgage_loans() {
    let costs = [
        310.0, 288.0, 297.0, 298.0, 307.0, 303.0, 294.0, 297.0, 308.0, 306.0, 294.0, 299.0, 297.0, 299.0,
        314.0, 295.0, 293.0, 306.0, 301.0, 304.0,
    ];
    assert_eq!(figures(&costs, [1, 2, 2, 2, 1]), [300.5, 7.79, 279.78, 321.22, 25.5]);
    assert_eq!(signals_in(&costs, &limits_of(&costs, ANY).expect("limits")), []);
}
