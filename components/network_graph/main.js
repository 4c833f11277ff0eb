// The drawing of a network, for Streamlit to mount, and the mathematics that the tests hold against core.

import { mounting } from "../hand/mount.js";
import { Drawing } from "./drawing.js";

export { numberText, signedText, typedNumber } from "../hand/numbers.js";
export { forward } from "./forward.js";
export { firstCreases } from "./crease_lines.js";
export { neuronNames, readNetwork, writeNetwork } from "./network_text.js";

export const mount = mounting((parentElement, edits) => new Drawing(parentElement, edits));
