//! Logistic regression over named features, fitted by `AdaGrad` in a fixed order.

use std::collections::HashMap;

/// A feature by its three names.
pub type Name = [String; 3];

/// Features as numbers, in the order in which they are first seen: a candidate has many, which would
/// fill the memory as words.
#[derive(Default)]
pub struct Seen {
    numbers: HashMap<Name, u32>,
    pub names: Vec<Name>,
}

impl Seen {
    pub fn all(&mut self, names: Vec<Name>) -> Vec<u32> {
        names.into_iter().map(|name| self.number(name)).collect()
    }

    fn number(&mut self, name: Name) -> u32 {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    /// The features of a candidate that are kept, by their new numbers.
    pub fn kept(&self, seen: &[u32], numbers: &Numbers) -> Vec<usize> {
        let names = seen.iter().filter_map(|&number| self.names.get(usize::try_from(number).ok()?));
        names.filter_map(|name| numbers.numbers.get(name).copied()).collect()
    }
}

/// The features that are seen in enough places, by number.
#[derive(Default)]
pub struct Numbers {
    numbers: HashMap<Name, usize>,
    pub names: Vec<Name>,
}

impl Numbers {
    /// Of features that are each seen in at least `least` places.
    pub fn of<'a>(places: impl Iterator<Item = Vec<&'a Name>>, least: usize) -> Self {
        let mut seen: HashMap<&Name, usize> = HashMap::new();
        for mut place in places {
            place.sort_unstable();
            place.dedup();
            for name in place {
                *seen.entry(name).or_default() += 1;
            }
        }
        let often = seen.into_iter().filter(|(_, count)| *count >= least);
        let mut names: Vec<Name> = often.map(|(name, _)| name.clone()).collect();
        names.sort_unstable();
        let numbers = names.iter().cloned().enumerate().map(|(i, name)| (name, i)).collect();
        Self { numbers, names }
    }

    pub fn all(&self, names: &[Name]) -> Vec<usize> {
        names.iter().filter_map(|name| self.numbers.get(name).copied()).collect()
    }
}

/// How weights are fitted.
pub struct Options {
    pub epochs: usize,
    pub rate: f32,
    /// What each step takes off a weight, so that a feature seen seldom stays near 0.
    pub penalty: f32,
}

/// Weights in thousandths, as they are shipped; features without a weight of their own count 0.
pub fn fit(examples: &[(&[usize], bool)], size: usize, options: &Options) -> Vec<f32> {
    let mut weights = vec![0.0_f32; size];
    let mut squares = vec![1e-2_f32; size];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut luck = 12_345_u64;
    for _ in 0..options.epochs {
        for i in (1..order.len()).rev() {
            luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            order.swap(i, usize::try_from(luck >> 33).unwrap_or_default() % (i + 1));
        }
        for &example in &order {
            let (features, right) = examples[example];
            let slope = 1.0 / (1.0 + (-sum(&weights, features)).exp()) - f32::from(u8::from(right));
            for &feature in features {
                let step = slope + options.penalty * weights[feature];
                squares[feature] += step * step;
                weights[feature] -= options.rate * step / squares[feature].sqrt();
            }
        }
    }
    for weight in &mut weights {
        *weight = (*weight * 1000.0).round() / 1000.0;
    }
    weights
}

pub fn sum(weights: &[f32], features: &[usize]) -> f32 {
    features.iter().map(|&feature| weights[feature]).sum()
}
