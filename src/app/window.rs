//! Windows: the stretch of a list that a screen shows, so that what one is on is in it.

use std::ops::Range;

/// The stretch of so many rows that fits: from the one that was first before, or so far from there
/// that the wanted one is in it; at least that one.
#[must_use]
pub fn rows(first: usize, wanted: usize, count: usize, room: usize) -> Range<usize> {
    let room = room.max(1);
    let earliest = (wanted + 1).saturating_sub(room);
    // As many as there are are shown: not an empty half with more above.
    let start = first.min(wanted).max(earliest).min(count.saturating_sub(room));
    start..(start + room).min(count)
}

/// The stretch of columns of such sizes that fits: from the one that was first before, or
/// so far from there that the wanted one is in it; at least that one.
#[must_use]
pub fn columns(first: usize, wanted: usize, sizes: &[usize], room: usize) -> Range<usize> {
    let end_from = |start: usize| {
        let mut left = room;
        let fits = sizes.iter().skip(start).take_while(|&&size| {
            let rest = left.checked_sub(size);
            left = rest.unwrap_or_default();
            rest.is_some()
        });
        (start + fits.count()).max(start + 1).min(sizes.len())
    };
    // As much as there is is shown: not an empty half with more on the other side.
    let latest = (0..sizes.len()).find(|&start| end_from(start) == sizes.len()).unwrap_or(0);
    let start = first.min(wanted).min(latest);
    let start = (start..=wanted).find(|&start| wanted < end_from(start)).unwrap_or(wanted);
    start..end_from(start)
}

#[cfg(test)]
mod tests {
    use super::{columns, rows};

    #[test]
    fn a_window_holds_what_is_wanted_and_moves_no_more_than_needed() {
        let sizes = [4, 4, 4, 4, 4];
        assert_eq!(columns(0, 0, &sizes, 10), 0..2);
        assert_eq!(columns(0, 1, &sizes, 10), 0..2);
        assert_eq!(columns(0, 2, &sizes, 10), 1..3);
        assert_eq!(columns(2, 4, &sizes, 10), 3..5);
        assert_eq!(columns(3, 1, &sizes, 10), 1..3);
        assert_eq!(columns(4, 4, &sizes, 10), 3..5);
        assert_eq!(columns(0, 3, &sizes, 1), 3..4);
        assert_eq!(columns(4, 0, &sizes, 100), 0..5);
    }

    #[test]
    fn rows_are_columns_of_one_size() {
        for (first, wanted, count, room) in
            [(0, 0, 5, 2), (0, 2, 5, 2), (3, 1, 5, 3), (4, 4, 5, 3), (0, 3, 5, 1), (4, 0, 5, 9)]
        {
            let same = columns(first, wanted, &vec![1; count], room);
            assert_eq!(rows(first, wanted, count, room), same, "{first} {wanted} {count} {room}");
        }
        assert_eq!(rows(3, 0, 0, 4), 0..0);
    }
}
