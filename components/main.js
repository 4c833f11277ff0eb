// All drawings, for Streamlit to mount, and the mathematics that the tests hold against core.

import { mounting } from "./hand/mount.js";
import { Pulse } from "./hand/pulse.js";
import { Sent } from "./hand/sent.js";
import { Curves } from "./curves/curves.js";
import { Gate } from "./curves/gate.js";
import { Softmax } from "./curves/softmax.js";
import { Board } from "./function_board/board.js";
import { Film } from "./film/film.js";
import { Guide } from "./guide/guide.js";
import { Hall } from "./hall/hall.js";
import { Drawing } from "./network_graph/drawing.js";
import { Gap } from "./picture/gap.js";
import { Gallery } from "./pixels/gallery.js";
import { Pad } from "./pixels/pad.js";
import { Proof } from "./proof/proof.js";
import { CarriedGrid } from "./carried_grid/grid.js";
import { Scheme } from "./shell/browser/scheme.js";
import { Sheet } from "./sheet/sheet.js";
import { Wall } from "./wall/wall.js";
import { Whiteboard } from "./whiteboard/whiteboard.js";

export { numberText, signedText, typedNumber } from "./twin/numbers.js";
export { bestAffineFit } from "./twin/affine.js";
export { piecesOf } from "./twin/activations.js";
export { carriedGrid } from "./twin/grid.js";
export { holds, proofTexts, proofValues } from "./twin/xor_proof.js";
export { derivativeOf } from "./twin/derivatives.js";
export { exactEnough, partsOf, preimages, shapeOf, valueText } from "./twin/curves.js";
export { arithmeticText, scoreOf, shareText, softmax } from "./twin/gating.js";
export { forward } from "./twin/forward.js";
export { cornersOf, withCorner } from "./twin/hinges.js";
export { joinSteps, lineOf, mergingOf, parameterCount, sourcesOf } from "./twin/merging.js";
export { linearPieces, linearRegions } from "./twin/regions.js";
export { creasesOf, namePlaces } from "./picture/creases.js";
export { curveOver } from "./picture/curve.js";
export { cutOver } from "./picture/cut.js";
export { outputOver } from "./picture/output.js";
export { Edits } from "./hand/edits.js";
export { Pulse } from "./hand/pulse.js";
export { Fitting } from "./guide/fitting.js";
export { faultOf, isDone } from "./guide/guide.js";
export { leaveKeys, takeKeys } from "./guide/keys.js";
export { furthestOf } from "./guide/sketch.js";
export { withClick } from "./film/own.js";
export { answersOf, networkAt, readReel } from "./film/reel.js";
export { outputText, pairAnswers, readWeights } from "./pixels/pad.js";
export { VIEWS, merged } from "./picture/views.js";
export { backToFront, facetsOf } from "./sheet/facets.js";
export { cameraOf } from "./sheet/camera.js";
export { neuronNames, readNetwork, writeNetwork } from "./twin/network_text.js";

export const drawings = {
  networkGraph: mounting(Drawing),
  gap: mounting(Gap),
  carriedGrid: mounting(CarriedGrid),
  activationCurves: mounting(Curves),
  gate: mounting(Gate),
  softmax: mounting(Softmax),
  functionBoard: mounting(Board),
  film: mounting(Film),
  guide: mounting(Guide),
  hall: mounting(Hall),
  gallery: mounting(Gallery),
  pad: mounting(Pad),
  proof: mounting(Proof),
  pulse: mounting(Pulse),
  sent: mounting(Sent),
  scheme: mounting(Scheme),
  sheet: mounting(Sheet),
  wall: mounting(Wall),
  whiteboard: mounting(Whiteboard),
};
