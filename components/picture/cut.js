// How far a network can be cut while a hand moves it: all of its layers, or as many of the first as are straight and few.

import { piecesOf } from "../twin/activations.js";
import { linearPieces, linearRegions } from "../twin/regions.js";

// What a frame has time for.
const MOST_DRAWN = 3000;

/** The regions (or, over one input, the pieces) of a network's first layers, with `kinks` and `isWhole`,
 *  whether the maps of the regions are the network's.  `why` says why it is not: "", "curved", "large" or
 *  "overflow". */
export function cutOver(network, window, most = MOST_DRAWN) {
  const { layers, sizes } = network;
  const firstCurved = layers.findIndex(({ activation }, index) => index < layers.length - 1 && !piecesOf(activation));
  let why = firstCurved < 0 ? "" : "curved";
  for (let depth = firstCurved < 0 ? layers.length : firstCurved; depth > 0; depth--) {
    const part = { sizes: sizes.slice(0, depth + 1), layers: layers.slice(0, depth) };
    try {
      const found = sizes[0] === 2 ? linearRegions(part, window, most) : linearPieces(part, window[0], most);
      return { regions: found.regions ?? found.pieces, kinks: found.kinks, isWhole: !why, why };
    } catch (error) {
      why = error.isTooLarge ? "large" : "overflow";
    }
  }
  return { regions: [], kinks: [], isWhole: false, why };
}
