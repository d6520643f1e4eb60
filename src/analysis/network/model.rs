//! The parameters of the network, and the arithmetic: the inference library stays in this file.

use rten::{ModelOptions, NodeId, RunOptions, op_registry};
use rten_tensor::{NdTensor, NdTensorView, prelude::*};

use super::{chain::Chain, roles::Scorer, window::Window};

/// The network as the inference library runs it.
pub struct Model {
    graph: rten::Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 4],
    /// How well the tags follow each other.
    pub chain: Chain,
    /// What tells stances.
    pub scorer: Scorer,
}

/// What the network says of a window, a row for each piece.
pub struct Scores {
    /// How well each tag fits; only the first piece of a word counts.
    pub tags: NdTensor<f32, 2>,
    /// What the piece looks for, by kind of pointer.
    pub queries: NdTensor<f32, 2>,
    /// What the piece is found by, by kind of pointer.
    pub keys: NdTensor<f32, 2>,
    /// What the piece is as a part of a stance, by role.
    pub roles: NdTensor<f32, 2>,
}

impl Model {
    /// The model of the program; its weights are used where they lie.
    pub fn load() -> Option<Self> {
        let operators = op_registry!(
            Add,
            Cast,
            DynamicQuantizeLinear,
            Gather,
            Gelu,
            Identity,
            LayerNormalization,
            MatMul,
            MatMulInteger,
            Mul,
            Reshape,
            Shape,
            Slice,
            Softmax,
            Split,
            Squeeze,
            Transpose
        );
        let weights =
            rten::include_external_data!("../../../assets/models/attribution/network.onnx.data");
        let graph = include_bytes!("../../../assets/models/attribution/network.onnx");
        let graph = ModelOptions::with_ops(operators)
            .external_data_static("network.onnx.data", weights)
            // A copy of eleven megabytes, but a quarter of the time.
            .prepack_weights(true)
            .load(graph.to_vec())
            .ok()?;
        let node = |name| graph.node_id(name).ok();
        let inputs = [node("pieces")?, node("features")?];
        let outputs = [node("tags")?, node("queries")?, node("keys")?, node("roles")?];
        let held = |name| {
            let [value] = graph.run_n(Vec::new(), [node(name)?], None).ok()?;
            Some(value.into_tensor::<f32>()?.to_vec())
        };
        let chain = Chain::new(&held("begin")?, &held("follow")?)?;
        let scorer = Scorer::new(
            &held("absent")?,
            [held("middle_weight")?, held("middle_bias")?],
            [held("answer_weight")?, held("answer_bias")?],
        )?;
        Some(Self { graph, inputs, outputs, chain, scorer })
    }

    /// Reads a window. `None` should the library refuse it.
    pub fn run(&self, window: &Window) -> Option<Scores> {
        let length = [window.pieces.len()];
        let pieces = NdTensorView::from_data(length, window.pieces.as_slice());
        let features = NdTensorView::from_data(length, window.features.as_slice());
        let given = vec![(self.inputs[0], pieces.into()), (self.inputs[1], features.into())];
        let [tags, queries, keys, roles] =
            self.graph.run_n(given, self.outputs, None::<RunOptions>).ok()?;
        Some(Scores {
            tags: tags.try_into().ok()?,
            queries: queries.try_into().ok()?,
            keys: keys.try_into().ok()?,
            roles: roles.try_into().ok()?,
        })
    }
}
