//! The parameters of the network, and the arithmetic: the inference library stays in this file.

use rten::{ModelOptions, NodeId, RunOptions, op_registry};
use rten_tensor::{NdTensor, NdTensorView, prelude::*};

use super::{chain::Chain, window::Window};

/// The network as the inference library runs it.
pub struct Model {
    graph: rten::Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 3],
    /// How well the tags follow each other.
    pub chain: Chain,
}

/// What the network says of a window, a row for each piece.
pub struct Scores {
    /// How well each tag fits; only the first piece of a word counts.
    pub tags: NdTensor<f32, 2>,
    /// What the piece looks for, by kind of pointer.
    pub queries: NdTensor<f32, 2>,
    /// What the piece is found by, by kind of pointer.
    pub keys: NdTensor<f32, 2>,
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
        let outputs = [node("tags")?, node("queries")?, node("keys")?];
        let [begin, follow] =
            graph.run_n(Vec::new(), [node("begin")?, node("follow")?], None).ok()?;
        let begin: NdTensor<f32, 1> = begin.try_into().ok()?;
        let follow: NdTensor<f32, 2> = follow.try_into().ok()?;
        let chain = Chain::new(&begin.to_vec(), &follow.to_vec())?;
        Some(Self { graph, inputs, outputs, chain })
    }

    /// Reads a window. `None` should the library refuse it.
    pub fn run(&self, window: &Window) -> Option<Scores> {
        let length = [window.pieces.len()];
        let pieces = NdTensorView::from_data(length, window.pieces.as_slice());
        let features = NdTensorView::from_data(length, window.features.as_slice());
        let given = vec![(self.inputs[0], pieces.into()), (self.inputs[1], features.into())];
        let [tags, queries, keys] =
            self.graph.run_n(given, self.outputs, None::<RunOptions>).ok()?;
        Some(Scores {
            tags: tags.try_into().ok()?,
            queries: queries.try_into().ok()?,
            keys: keys.try_into().ok()?,
        })
    }
}
