//! What was fetched is kept, so that it can be read again without a network.
//!
//! A file holds one page: a line of JSON that says what it is, then its bytes. It appears whole or
//! not at all, and is nobody's but the user's. A file that is damaged is as good as none.

use std::{
    fs,
    hash::Hasher,
    io::Write,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher};
use url::Url;

use super::Page;

/// The most pages that are kept; the oldest go first.
const MOST: usize = 2000;

/// A page that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The page.
    pub page: Page,
    /// What the server called this state of the page.
    pub etag: Option<String>,
    /// When the server says that it was last changed.
    pub modified: Option<String>,
    /// When it was fetched, as the server wrote it.
    pub date: Option<String>,
}

/// The first line of a file.
#[derive(Serialize, Deserialize)]
struct Head {
    /// What was asked for.
    asked: String,
    address: String,
    content_type: Option<String>,
    etag: Option<String>,
    modified: Option<String>,
    date: Option<String>,
    length: usize,
}

/// What was kept of an address.
pub fn find(asked: &Url) -> Option<Kept> {
    let path = place(asked)?;
    if fs::metadata(&path).ok()?.len() > (super::super::PAGE_LIMIT as u64) * 2 {
        return None;
    }
    #[expect(clippy::disallowed_methods, reason = "this is where what was fetched is read")]
    let file = fs::read(&path).ok()?;
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let (head, rest) = file.split_at(end);
    let head: Head = serde_json::from_str(str::from_utf8(head).ok()?).ok()?;
    let bytes = rest.get(1..)?;
    if head.asked != asked.as_str() || head.length != bytes.len() {
        return None;
    }
    let page = Page {
        bytes: bytes.to_vec(),
        address: Url::parse(&head.address).ok(),
        content_type: head.content_type,
        kept: None,
    };
    Some(Kept { page, etag: head.etag, modified: head.modified, date: head.date })
}

/// Keeps a page. That it cannot be kept is no reason not to show it.
pub fn keep(asked: &Url, kept: &Kept) {
    let _ = try_keep(asked, kept);
}

fn try_keep(asked: &Url, kept: &Kept) -> Option<()> {
    let path = place(asked)?;
    let folder = path.parent()?;
    make_private(folder)?;
    let head = Head {
        asked: asked.as_str().into(),
        address: kept.page.address.as_ref().unwrap_or(asked).as_str().into(),
        content_type: kept.page.content_type.clone(),
        etag: kept.etag.clone(),
        modified: kept.modified.clone(),
        date: kept.date.clone(),
        length: kept.page.bytes.len(),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
    serde_json::to_writer(&mut file, &head).ok()?;
    file.write_all(b"\n").ok()?;
    file.write_all(&kept.page.bytes).ok()?;
    file.persist(&path).ok()?;
    forget_oldest(folder);
    Some(())
}

/// Makes the folder, which tells what somebody reads, for nobody's eyes but theirs.
fn make_private(folder: &Path) -> Option<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).ok()
}

fn forget_oldest(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    let mut files: Vec<_> = files
        .filter_map(|file| {
            let file = file.ok()?;
            Some((file.metadata().ok()?.modified().ok()?, file.path()))
        })
        .collect();
    if files.len() <= MOST {
        return;
    }
    files.sort();
    for (_, path) in files.iter().take(files.len() - MOST) {
        let _ = fs::remove_file(path);
    }
}

/// The file for an address. Its name is a number made of the address, so that nothing in the
/// address can lead anywhere else.
fn place(asked: &Url) -> Option<PathBuf> {
    let mut hasher = SipHasher::new();
    hasher.write(asked.as_str().as_bytes());
    let name = hasher.finish128().as_u128();
    let folder = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(folder.join("sayso").join("pages").join(format!("{name:032x}.page")))
}
