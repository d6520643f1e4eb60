//! The seeds of the fuzz targets, each read again by its target: short, and always the same.

use std::{fs, path::Path};

#[path = "../../fuzz/check.rs"]
mod check;

#[test]
fn every_seed_is_read_or_refused_and_nothing_of_it_harms() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join("seeds");
    let mut read = 0;
    for (target, check) in check::TARGETS {
        for seed in fs::read_dir(seeds.join(target)).unwrap() {
            let path = seed.unwrap().path();
            #[expect(clippy::disallowed_methods, reason = "the test reads its seeds")]
            let bytes = fs::read(&path).unwrap();
            check(&bytes);
            // The beginning of each is a file that was cut short.
            for end in (0..bytes.len()).step_by(bytes.len() / 6 + 1) {
                check(&bytes[..end]);
            }
            read += 1;
        }
    }
    assert!(read >= 30, "only {read} seeds are there");
}
