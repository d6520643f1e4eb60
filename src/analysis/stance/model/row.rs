//! The values that the model's trees look at, in an order that never changes.

/// The values of a candidate, with their names where they are asked for.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The values.
    pub values: Vec<f32>,
    /// Their names, if anybody wants them.
    pub names: Option<Vec<&'static str>>,
}

impl Row {
    /// Adds a value.
    pub fn put(&mut self, name: &'static str, value: f32) {
        if let Some(names) = &mut self.names {
            names.push(name);
        }
        self.values.push(value);
    }

    /// Adds a value that is yes or no.
    pub fn flag(&mut self, name: &'static str, value: bool) {
        self.put(name, f32::from(u8::from(value)));
    }

    /// Adds a number of things.
    pub fn count(&mut self, name: &'static str, number: usize) {
        self.put(name, number_of(number));
    }
}

/// A number of things as a value; what is beyond 65,535 does not matter any more.
pub fn number_of(things: usize) -> f32 {
    f32::from(u16::try_from(things).unwrap_or(u16::MAX))
}

/// How far one token stands after another, before it if negative.
pub fn distance(from: usize, to: usize) -> f32 {
    if to >= from { number_of(to - from) } else { -number_of(from - to) }
}
