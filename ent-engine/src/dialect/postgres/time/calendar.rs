//! The Gregorian calendar, continued to years before it as the server does.

/// Days from the first of March of the year 0 to the first day of 1970.
const EPOCH: i64 = 719_468;

/// A day of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct Date {
    pub(in crate::dialect::postgres) year: i64,
    /// From 1.
    pub(in crate::dialect::postgres) month: i64,
    /// From 1.
    pub(in crate::dialect::postgres) day: i64,
}

impl Date {
    /// The day, if there is such a one.
    pub(in crate::dialect::postgres) fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let date = Self { year, month, day };
        let is_month = (1..=9999).contains(&year) && (1..=12).contains(&month);
        (is_month && (1..=date.month_length()).contains(&day)).then_some(date)
    }

    /// The day that is so many days after the first of 1970.
    pub(in crate::dialect::postgres) fn of(days: i64) -> Option<Self> {
        // Far off enough for every year that there is.
        if days.unsigned_abs() > 5_000_000 {
            return None;
        }
        let (year, month, day) = civil(days + EPOCH);
        Self::new(year, month, day)
    }

    /// Days since the first of 1970.
    pub(in crate::dialect::postgres) fn days(self) -> i64 {
        days(self.year, self.month, self.day) - EPOCH
    }

    /// The day so many months later, or the last one of that month where it has no such day.
    pub(in crate::dialect::postgres) fn plus_months(self, months: i64) -> Option<Self> {
        let months = (self.year * 12 + self.month - 1).checked_add(months)?;
        let first = Self::new(months.div_euclid(12), months.rem_euclid(12) + 1, 1)?;
        Self::new(first.year, first.month, self.day.min(first.month_length()))
    }

    /// Days of the month.
    fn month_length(self) -> i64 {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        days(year, month, 1) - days(self.year, self.month, 1)
    }

    /// The number of the day in its year, from 1.
    pub(in crate::dialect::postgres) fn of_year(self) -> i64 {
        days(self.year, self.month, self.day) - days(self.year, 1, 1) + 1
    }

    /// The year and week of ISO 8601: weeks begin on Monday, and the first has the year's first Thursday.
    pub(in crate::dialect::postgres) fn iso_week(self) -> (i64, i64) {
        let thursday = days(self.year, self.month, self.day) - weekday(self.days()) + 3;
        let (year, _, _) = civil(thursday);
        (year, (thursday - days(year, 1, 1)) / 7 + 1)
    }
}

/// The day of the week of a number of days since 1970, from 0 for Monday.
pub(in crate::dialect::postgres) fn weekday(days: i64) -> i64 {
    // The first of 1970 was a Thursday.
    (days + 3).rem_euclid(7)
}

/// Days of a date since the first of March of the year 0: years begin in March, so that a leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let month = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
}

/// The date of a number of days, the other way round than [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    // The year of the day is this one or one before.
    let mut year = days.div_euclid(365);
    while self::days(year, 3, 1) > days {
        year -= 1;
    }
    let of_year = days - self::days(year, 3, 1);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    (if month < 10 { year } else { year + 1 }, if month < 10 { month + 3 } else { month - 9 }, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_reverse() {
        for number in -700_000..2_900_000 {
            let date = Date::of(number).expect("a date");
            assert_eq!(date.days(), number);
        }
    }

    #[test]
    fn dates_that_are_none() {
        for (year, month, day) in [(2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (2024, 1, 0), (0, 1, 1)] {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
        assert!(Date::new(2024, 2, 29).is_some() && Date::new(2000, 2, 29).is_some());
    }

    #[test]
    fn weeks_of_iso() {
        for (date, week) in [
            ((2021, 1, 3), (2020, 53)),
            ((2021, 1, 4), (2021, 1)),
            ((2019, 12, 30), (2020, 1)),
            ((2024, 7, 1), (2024, 27)),
        ] {
            let date = Date::new(date.0, date.1, date.2).expect("a date");
            assert_eq!(date.iso_week(), week, "{date:?}");
        }
    }
}
