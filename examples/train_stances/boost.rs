//! Boosted trees (Friedman 2001) over histograms, with second-order steps as `XGBoost` takes them.

use std::fmt::Write;

/// How trees are grown.
pub struct Options {
    pub trees: usize,
    pub depth: usize,
    /// The share of each tree's answer that counts.
    pub rate: f32,
    /// The least weight of a leaf.
    pub least: f32,
    /// What pulls the answers of small leaves to nothing.
    pub pull: f32,
}

pub struct Node {
    feature: usize,
    cut: f32,
    /// The node for values up to the cut, and the one for those above; 0 for a leaf.
    next: [usize; 2],
    value: f32,
}

/// Trees and what they add up to.
pub struct Forest {
    bias: f32,
    trees: Vec<Vec<Node>>,
}

/// Into how many bins the values of a feature fall at most. The share of candidates that are stances
/// is small, and what the network says of them must not fall into a few.
const BINS: usize = 255;
/// The share of the rows, and of the features, that each tree sees.
const ROWS: f64 = 0.6;
const FEATURES: f64 = 0.4;

/// Numbers that look drawn at random and are the same each time.
struct Luck(u64);

impl Luck {
    fn strikes(&mut self, share: f64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = u32::try_from(self.0 >> 32).unwrap_or_default();
        f64::from(high) / f64::from(u32::MAX) <= share
    }
}

impl Forest {
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| tree[leaf(tree, row)].value).sum();
        1.0 / (1.0 + (-self.bias - sum).exp())
    }

    /// The lines of the forest, each begun with `name`.
    pub fn lines(&self, name: &str) -> String {
        let mut lines = format!("{name}\t={:.4}\n", self.bias);
        for tree in &self.trees {
            lines.push_str(name);
            write_node(tree, 0, &mut lines);
            lines.push('\n');
        }
        lines
    }

    /// Fits a forest to rows of values and how right each is, from 0 to 1.
    pub fn fit(rows: &[&[f32]], right: &[f32], options: &Options) -> Self {
        let table = Table::new(rows);
        let share = right.iter().sum::<f32>() * ratio(1, right.len());
        let mut forest = Self { bias: (share / (1.0 - share)).ln(), trees: Vec::new() };
        let mut sums = vec![forest.bias; rows.len()];
        let mut luck = Luck(0x9e37_79b9_7f4a_7c15);
        for _ in 0..options.trees {
            let slopes: Vec<[f32; 2]> = sums
                .iter()
                .zip(right)
                .map(|(sum, right)| {
                    let sure = 1.0 / (1.0 + (-sum).exp());
                    [sure - right, (sure * (1.0 - sure)).max(1e-4)]
                })
                .collect();
            let features = (0..table.cuts.len()).filter(|_| luck.strikes(FEATURES)).collect();
            let members = (0..rows.len()).filter(|_| luck.strikes(ROWS)).collect();
            let tree = Grower { table: &table, slopes, features, options }.grow(members);
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += tree[leaf(&tree, row)].value;
            }
            forest.trees.push(tree);
        }
        forest
    }
}

fn write_node(tree: &[Node], at: usize, lines: &mut String) {
    let node = &tree[at];
    let [below, above] = node.next;
    if below == 0 {
        let _ = write!(lines, "\t={:.4}", node.value);
    } else {
        let _ = write!(lines, "\t{}<{}", node.feature, node.cut);
        write_node(tree, below, lines);
        write_node(tree, above, lines);
    }
}

fn leaf(tree: &[Node], row: &[f32]) -> usize {
    let mut at = 0;
    while tree[at].next[0] != 0 {
        at = tree[at].next[usize::from(row[tree[at].feature] > tree[at].cut)];
    }
    at
}

pub fn ratio(part: usize, whole: usize) -> f32 {
    let [part, whole] = [part, whole].map(|n| f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    #[expect(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
    let share = (part / whole.max(1.0)) as f32;
    share
}

/// The values of all rows, in bins.
struct Table {
    cuts: Vec<Vec<f32>>,
    /// For each feature the bin of each row.
    bins: Vec<Vec<u8>>,
}

impl Table {
    fn new(rows: &[&[f32]]) -> Self {
        let width = rows.first().map_or(0, |row| row.len());
        let cuts: Vec<Vec<f32>> =
            (0..width).map(|f| cuts(rows.iter().map(|row| row[f]).collect())).collect();
        let bin = |cuts: &[f32], value: f32| {
            u8::try_from(cuts.partition_point(|cut| *cut < value)).unwrap_or(u8::MAX)
        };
        let bins = cuts
            .iter()
            .enumerate()
            .map(|(f, cuts)| rows.iter().map(|row| bin(cuts, row[f])).collect())
            .collect();
        Self { cuts, bins }
    }
}

/// Where to cut the values: between all of them if they are few, else into equal shares.
fn cuts(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    if distinct.len() <= BINS {
        return distinct.windows(2).map(|pair| f32::midpoint(pair[0], pair[1])).collect();
    }
    let mut cuts: Vec<f32> = (1..BINS).map(|k| values[k * values.len() / BINS]).collect();
    cuts.dedup();
    cuts.retain(|cut| *cut < values[values.len() - 1]);
    // Few digits, so that the weights stay small; the rows are binned by the same cuts.
    for cut in &mut cuts {
        *cut = (*cut * 1000.0).round() / 1000.0;
    }
    cuts
}

/// What grows one tree.
struct Grower<'a> {
    table: &'a Table,
    slopes: Vec<[f32; 2]>,
    features: Vec<usize>,
    options: &'a Options,
}

impl Grower<'_> {
    fn grow(&self, members: Vec<usize>) -> Vec<Node> {
        let leaf = || Node { feature: 0, cut: 0.0, next: [0, 0], value: 0.0 };
        let mut tree = vec![leaf()];
        let mut open = vec![(0, members, 0)];
        while let Some((at, members, depth)) = open.pop() {
            let sums = self.sums(&members);
            #[expect(clippy::cast_possible_truncation, reason = "a leaf needs no more digits")]
            let value = (-sums[0] / (sums[1] + f64::from(self.options.pull))) as f32;
            tree[at].value = value * self.options.rate;
            if depth == self.options.depth {
                continue;
            }
            let Some((feature, bin)) = self.split(&members, sums) else { continue };
            let bins = &self.table.bins[feature];
            let (below, above): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|&row| usize::from(bins[row]) <= bin);
            let next = tree.len();
            tree.extend([leaf(), leaf()]);
            tree[at].feature = feature;
            tree[at].cut = self.table.cuts[feature][bin];
            tree[at].next = [next, next + 1];
            open.extend([(next + 1, above, depth + 1), (next, below, depth + 1)]);
        }
        tree
    }

    fn sums(&self, members: &[usize]) -> [f64; 2] {
        members.iter().fold([0.0; 2], |[slope, bend], &row| {
            let [own, curve] = self.slopes[row].map(f64::from);
            [slope + own, bend + curve]
        })
    }

    /// The feature and the bin after which to split the members, if it gains anything.
    fn split(&self, members: &[usize], whole: [f64; 2]) -> Option<(usize, usize)> {
        let gain = |[slope, bend]: [f64; 2]| slope * slope / (bend + f64::from(self.options.pull));
        let least = f64::from(self.options.least);
        let mut best = (1e-3, None);
        for &feature in &self.features {
            let mut bins = [[0.0_f64; 2]; BINS + 1];
            for &row in members {
                let bin = &mut bins[usize::from(self.table.bins[feature][row])];
                let [slope, bend] = self.slopes[row].map(f64::from);
                *bin = [bin[0] + slope, bin[1] + bend];
            }
            let mut below = [0.0; 2];
            let cuts = self.table.cuts[feature].len();
            for (bin, [slope, bend]) in bins.iter().take(cuts).enumerate() {
                below = [below[0] + slope, below[1] + bend];
                let above = [whole[0] - below[0], whole[1] - below[1]];
                let gained = gain(below) + gain(above) - gain(whole);
                if below[1] >= least && above[1] >= least && gained > best.0 {
                    best = (gained, Some((feature, bin)));
                }
            }
        }
        best.1
    }
}
