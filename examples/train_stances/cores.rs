//! Work done by all cores.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// What there is to do for each number below `count`, done by all cores.
pub fn side_by_side<T: Send>(count: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        numbers.take_while(|&number| number < count).map(|number| (number, task(number))).collect()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|own| own.join().unwrap_or_else(|e| resume_unwind(e)));
        done.flat_map(|own: Vec<(usize, T)>| own).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, own)| own).collect()
}
