// Layers that merge, two neighbours at a time, one entry after the other: the twin of core/merging.py.

import { sumText } from "./decimals.js";
import { numberText } from "./numbers.js";

const countOf = ({ weights, bias }) => bias.length * (weights[0].length + 1);
const dot = (row, column) => row.reduce((sum, weight, k) => sum + weight * column[k], 0);
const columnOf = (rows, column) => rows.map((row) => row[column]);

/** After how many steps each two layers have become one. */
export function joinSteps([n, ...widths]) {
  let step = 0;
  return widths.slice(1).map((width) => (step += width * (n + 1) + 1));
}

/** A stack after so many steps: { blocks, made, written }.  A block has its `first` and `last` layer, counted from 1, its
 *  weights and its bias; `made` is what the first two become, of which `written` entries stand; null where one is left. */
export function mergingOf({ layers }, steps) {
  let blocks = layers.map(({ weights, bias }, index) => ({ first: index + 1, last: index + 1, weights, bias }));
  let written = steps;
  while (blocks.length > 1) {
    const [inner, outer, ...others] = blocks;
    const made = {
      first: inner.first,
      last: outer.last,
      weights: outer.weights.map((row) => inner.weights[0].map((_, column) => dot(row, columnOf(inner.weights, column)))),
      bias: outer.weights.map((row, k) => dot(row, inner.bias) + outer.bias[k]),
    };
    if (written <= countOf(made)) return { blocks, made, written };
    written -= countOf(made) + 1;
    blocks = [made, ...others];
  }
  return { blocks, made: null, written: 0 };
}

export const parameterCount = (blocks) => blocks.reduce((sum, block) => sum + countOf(block), 0);

/** Where entry number `place` of a block stands: first the matrix, row by row, then the bias, whose column is null. */
export function entryAt({ weights, bias }, place) {
  const width = weights[0].length;
  const isBias = place >= bias.length * width;
  return isBias ? { row: place - bias.length * width, column: null } : { row: Math.floor(place / width), column: place % width };
}

/** The arithmetic of the entry that was written last. */
export function lineOf({ blocks: [inner, outer], made, written }) {
  const { row, column } = entryAt(made, written - 1);
  const weights = outer.weights[row];
  const [values, own, more] =
    column === null ? [inner.bias, made.bias[row], [[outer.bias[row]]]] : [columnOf(inner.weights, column), made.weights[row][column], []];
  return `${sumText([...weights.map((weight, k) => [weight, values[k]]), ...more], own)} ${numberText(own)}`;
}

/** Which numbers of the network an entry of a block comes from, as [layer, row, column] with layers from 0 and null for the
 *  column of a bias: every weight on a way from its input to its output, or all that the bias is made of. */
export function sourcesOf({ layers }, { first, last }, row, column) {
  return layers.slice(first - 1, last).flatMap(({ weights, bias }, index) => {
    const layer = first - 1 + index;
    const rows = layer === last - 1 ? [row] : [...bias.keys()];
    const columns = index ? [...weights[0].keys()] : column === null ? [] : [column];
    if (column === null) columns.push(null);
    return rows.flatMap((here) => columns.map((from) => [layer, here, from]));
  });
}
