// All drawings, for Streamlit to mount, and the mathematics that the tests hold against core.

import { mounting } from "./hand/mount.js";
import { Board } from "./function_board/board.js";
import { Drawing } from "./network_graph/drawing.js";

export { numberText, signedText, typedNumber } from "./twin/numbers.js";
export { piecesOf } from "./twin/activations.js";
export { forward } from "./twin/forward.js";
export { linearPieces, linearRegions } from "./twin/regions.js";
export { firstCreases } from "./picture/crease_lines.js";
export { neuronNames, readNetwork, writeNetwork } from "./twin/network_text.js";

export const drawings = {
  networkGraph: mounting((parentElement, edits) => new Drawing(parentElement, edits)),
  functionBoard: mounting((parentElement, edits) => new Board(parentElement, edits)),
};
