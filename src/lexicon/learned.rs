//! What training has learned of stances: weights of words, and trees over what is seen of a
//! candidate.

use rustc_hash::FxHashMap;

use super::weight::{Feature, key};

const WORDS: &str = include_str!("../../assets/models/stances/words.tsv");
const TREES: &str = include_str!("../../assets/models/stances/trees.tsv");

/// What a word weighs for each of the questions that training asked of it: whether a stance
/// stands here, whether it is in favour, whether the words around a target sound good, and
/// whether they judge it at all.
pub type Weighed = [f32; 4];

/// The trained parameters of the stance model.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// The weights in thousandths, as they are written: half the size.
    words: FxHashMap<u64, [i16; 4]>,
    features: Vec<String>,
    /// Whether a holder takes any stance in a sentence.
    pub holder: Forest,
    /// Whether a candidate is a stance.
    pub stance: Forest,
    /// Whether it is in favour.
    pub side: Forest,
    /// Whether it is an open one.
    pub open: Forest,
}

impl Learned {
    /// The parameters that come with the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::parse(WORDS, TREES)
    }

    /// Reads parameters. A line of words is three names, the first left out where it is that of the
    /// line before, and four weights in thousandths; a line of trees is the names of the features, a
    /// bias or a tree. A line of another form is passed over.
    #[must_use]
    pub fn parse(words: &str, trees: &str) -> Self {
        let mut learned = Self::default();
        // A table that grows is in memory twice.
        learned.words.reserve(words.lines().count());
        let mut kind = "";
        for line in words.lines() {
            let mut fields = line.split('\t');
            let mut name = || fields.next().unwrap_or_default();
            let [first, second, third] = [name(), name(), name()];
            kind = if first.is_empty() { kind } else { first };
            let feature = [kind, second, third];
            let weights = [(); 4].map(|()| fields.next()?.parse().ok());
            let weights = weights.map(Option::unwrap_or_default);
            learned.words.insert(key(&feature), weights);
        }
        for line in trees.lines() {
            let mut fields = line.split('\t');
            let what = fields.next().unwrap_or_default();
            if what == "features" {
                learned.features = fields.map(str::to_owned).collect();
            } else if what == "holder" {
                learned.holder.add(fields);
            } else if what == "stance" {
                learned.stance.add(fields);
            } else if what == "side" {
                learned.side.add(fields);
            } else if what == "open" {
                learned.open.add(fields);
            }
        }
        learned
    }

    /// What a word weighs; nothing if training has not seen it.
    #[must_use]
    pub fn weigh(&self, feature: &Feature) -> Weighed {
        let weights = self.words.get(&key(feature)).copied().unwrap_or_default();
        weights.map(|thousandths| f32::from(thousandths) / 1000.0)
    }

    /// The names of the values that the trees look at, in their order.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }
}

/// Boosted trees (Friedman 2001): each adds what its leaf for a row of values says.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    bias: f32,
    /// All trees, one after the other.
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<usize>,
}

/// A node; the one for values up to the cut follows it.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    /// How many nodes on those above the cut go; 0 for a leaf.
    above: u16,
    /// The cut, or what the leaf says.
    value: f32,
}

impl Forest {
    /// The probability that the trees see in a row of values, from 0 to 1.
    #[must_use]
    pub fn probability(&self, values: &[f32]) -> f32 {
        let sum: f32 = self.roots.iter().map(|&root| leaf(&self.nodes, root, values)).sum();
        super::weight::probability(self.bias + sum)
    }

    /// Adds a tree, its nodes in preorder: `feature<cut` or `=value`; a `=value` alone is the
    /// bias.
    fn add<'a>(&mut self, mut nodes: impl Iterator<Item = &'a str> + Clone) {
        let mut ahead = nodes.clone();
        if let (Some(only), None) = (ahead.next(), ahead.next()) {
            self.bias += only.trim_start_matches('=').parse().unwrap_or(0.0);
            return;
        }
        self.roots.push(self.nodes.len());
        grow(&mut nodes, &mut self.nodes);
    }
}

fn grow<'a>(written: &mut impl Iterator<Item = &'a str>, nodes: &mut Vec<Node>) {
    let Some(node) = written.next() else { return };
    let at = nodes.len();
    let split = node.split_once('<');
    let (feature, value) = split.unwrap_or(("", node.trim_start_matches('=')));
    let feature = feature.parse().unwrap_or_default();
    nodes.push(Node { feature, above: 0, value: value.parse().unwrap_or_default() });
    if split.is_some() {
        grow(written, nodes);
        nodes[at].above = u16::try_from(nodes.len() - at).unwrap_or_default();
        grow(written, nodes);
    }
}

/// What the tree that begins at `at` says of the values.
fn leaf(nodes: &[Node], mut at: usize, values: &[f32]) -> f32 {
    while let Some(node) = nodes.get(at) {
        if node.above == 0 {
            return node.value;
        }
        let value = values.get(usize::from(node.feature)).copied().unwrap_or_default();
        at += if value <= node.value { 1 } else { usize::from(node.above) };
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::Learned;

    const TREES: &str = "features\tlength\tsure\nstance\t=-1\nstance\t0<2.5\t=1\t1<0.5\t=0\t=3\n";

    #[test]
    fn a_tree_is_walked_by_its_cuts() {
        let learned = Learned::parse("", TREES);
        let sum = |values: [f32; 2]| {
            let probability = learned.stance.probability(&values);
            (probability / (1.0 - probability)).ln()
        };
        assert_eq!(learned.features(), ["length", "sure"]);
        assert!((sum([1.0, 0.9]) - 0.0).abs() < 1e-5);
        assert!((sum([3.0, 0.4]) + 1.0).abs() < 1e-5);
        assert!((sum([3.0, 0.9]) - 2.0).abs() < 1e-5);
    }

    #[test]
    fn a_word_weighs_what_its_line_says() {
        let words = "in\tban\t\t250\t-1000\t0\t5\n\tbar\t\t0\t500\t0\t0\n";
        let learned = Learned::parse(words, TREES);
        assert!((learned.weigh(&["in", "ban", ""])[1] + 1.0).abs() < 1e-6);
        assert!((learned.weigh(&["in", "bar", ""])[1] - 0.5).abs() < 1e-6);
        assert!(learned.weigh(&["in", "bans", ""])[0].abs() < 1e-6);
    }
}
