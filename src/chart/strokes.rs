//! Dashes and dots as many short paths: plotters knows no dashed stroke, and this way every backend draws the same.

use super::Stroke;

/// A place in px.
pub(super) type Px = (f64, f64);

/// Length of the drawn part and of the gap, in px.
fn pattern(stroke: Stroke) -> Option<(f64, f64)> {
    match stroke {
        Stroke::Solid => None,
        Stroke::Dashed => Some((5.0, 3.0)),
        Stroke::Dotted => Some((1.5, 3.0)),
    }
}

/// The pieces that `path` is drawn in. The pattern runs on around corners, and a dash that holds one bends with it.
pub(super) fn pieces(path: &[Px], stroke: Stroke) -> Vec<Vec<Px>> {
    let Some((on, off)) = pattern(stroke) else {
        return vec![path.to_vec()];
    };
    let mut pieces = Vec::new();
    let mut piece: Vec<Px> = path.first().copied().into_iter().collect();
    let (mut drawn, mut left) = (true, on);
    for pair in path.windows(2) {
        let &[a, b] = pair else { continue };
        let length = (b.0 - a.0).hypot(b.1 - a.1);
        if !length.is_finite() || length == 0.0 {
            continue;
        }
        let mut at = 0.0;
        while length - at > left {
            at += left;
            let here = (a.0 + (b.0 - a.0) * at / length, a.1 + (b.1 - a.1) * at / length);
            if drawn {
                piece.push(here);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![here];
            }
            drawn = !drawn;
            left = if drawn { on } else { off };
        }
        left -= length - at;
        if drawn {
            piece.push(b);
        }
    }
    if drawn && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_run_on_around_a_corner() {
        assert_eq!(
            pieces(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)], Stroke::Dashed),
            [
                vec![(0.0, 0.0), (5.0, 0.0)],
                vec![(8.0, 0.0), (10.0, 0.0), (10.0, 3.0)],
                vec![(10.0, 6.0), (10.0, 10.0)],
            ]
        );
        assert_eq!(pieces(&[(0.0, 0.0), (1.0, 0.0)], Stroke::Solid).len(), 1);
        assert!(pieces(&[], Stroke::Dashed).is_empty());
    }
}
