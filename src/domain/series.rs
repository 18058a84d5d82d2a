//! The measurements of one KPI: at most one a day, in the order of days.

use crate::ordered::Map;

use super::Date;

/// One dated value of a KPI.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The value, finite, in the KPI's unit.
    pub value: f64,
    /// What there is to say about it.
    pub note: Option<String>,
}

/// All measurements of one KPI. Values lie side by side (a thousand KPIs hold a million of them); notes are few.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Series {
    days: Vec<Date>,
    values: Vec<f64>,
    notes: Map<Date, String>,
}

impl Series {
    /// How many days are measured.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether nothing was ever measured.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The measured days, ascending.
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// The values, in the order of [`Series::days`].
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The note of a day.
    pub fn note(&self, day: Date) -> Option<&str> {
        self.notes.get(&day).map(String::as_str)
    }

    /// The measurement of a day.
    pub fn get(&self, day: Date) -> Option<Measurement> {
        let i = self.days.binary_search(&day).ok()?;
        Some(Measurement { value: *self.values.get(i)?, note: self.notes.get(&day).cloned() })
    }

    /// How many measurements lie on or before `day`: the length of the prefix known on that day.
    pub fn len_on(&self, day: Date) -> usize {
        self.days.partition_point(|d| *d <= day)
    }

    /// The last measurement on or before `day`.
    pub fn last_on(&self, day: Date) -> Option<(Date, f64)> {
        let i = self.len_on(day).checked_sub(1)?;
        Some((*self.days.get(i)?, *self.values.get(i)?))
    }

    /// Days, values and notes in the order of days.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Date, f64, Option<&str>)> {
        self.days.iter().zip(&self.values).map(|(day, value)| (*day, *value, self.note(*day)))
    }

    /// Sets or (with `None`) clears the measurement of a day; gives what stood there.
    pub fn put(&mut self, day: Date, measurement: Option<Measurement>) -> Option<Measurement> {
        let before = self.get(day);
        match (self.days.binary_search(&day), measurement) {
            (Ok(i), Some(m)) => {
                self.values[i] = m.value;
                self.put_note(day, m.note);
            }
            (Err(i), Some(m)) => {
                self.days.insert(i, day);
                self.values.insert(i, m.value);
                self.put_note(day, m.note);
            }
            (Ok(i), None) => {
                self.days.remove(i);
                self.values.remove(i);
                self.notes.remove(&day);
            }
            (Err(_), None) => {}
        }
        before
    }

    fn put_note(&mut self, day: Date, note: Option<String>) {
        match note {
            Some(note) => self.notes.insert(day, note),
            None => self.notes.remove(&day),
        };
    }
}

impl FromIterator<(Date, f64)> for Series {
    /// Values without notes; of two on one day the later one stays.
    fn from_iter<T: IntoIterator<Item = (Date, f64)>>(values: T) -> Series {
        let mut series = Series::default();
        for (day, value) in values {
            series.put(day, Some(Measurement { value, note: None }));
        }
        series
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stay_in_order_and_are_found_again() {
        let day = |n| Date::from_day_number(n);
        let mut series = Series::default();
        for n in [5, 1, 3] {
            series.put(
                day(n),
                Some(Measurement { value: f64::from(n), note: (n == 3).then(|| "three".into()) }),
            );
        }
        assert_eq!(series.days(), [day(1), day(3), day(5)]);
        assert_eq!(series.last_on(day(4)), Some((day(3), 3.0)));
        assert_eq!(series.last_on(day(0)), None);
        assert_eq!(series.put(day(3), None).and_then(|m| m.note), Some("three".into()));
        assert_eq!((series.len(), series.note(day(3))), (2, None));
    }
}
