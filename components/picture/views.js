// What a picture beside a network's drawing shows: the network itself, the same weights without activations, or what its
// last layer does with the plane of two hidden neurons.

import { forwardOne, withoutActivations } from "../twin/forward.js";
import { neuronNames, subscripted } from "../twin/network_text.js";

/** Each gives { spec, network, text, window, points }: how it is shown, what is cut, the text by which it is known whether
 *  there is anything new to cut, and the data points { at, names, wants }. */
export const VIEWS = {
  whole({ data, network, entry, slid }) {
    // A crease that folds but a little is paler.
    const folds = data.bend ? (slid.value && 0.25 + 0.75 * slid.value) : 1;
    const { creases } = data.picture;
    const spec = { ...data.picture, creases: creases === null ? null : creases * folds };
    const points = spec.points.map(({ at, name, wanted }) => ({ at, names: [name], wants: [wanted] }));
    return { spec, network, text: entry.network, window: data.window, points };
  },

  flat(drawing) {
    const { data, network, entry } = drawing;
    const spec = { ...data.picture, creases: null, region: false, caption: data.second.caption };
    return { ...VIEWS.whole(drawing), spec, network: withoutActivations(network), text: `${entry.network} flat` };
  },

  hidden({ data, network, entry }) {
    const { sizes, layers } = network;
    const { points } = data.picture;
    const images = points.map(({ at }) => forwardOne(network, at).vectors[1]);
    const low = Math.min(0, ...images.flat()) - 0.6;
    const high = Math.max(1, ...images.flat()) + 0.6;
    const titles = neuronNames(sizes)[1].map(subscripted);
    const spec = { ...data.picture, creases: null, region: false, marker: false, line: false, titles, caption: data.second.caption };
    return {
      spec,
      network: { sizes: sizes.slice(1), layers: layers.slice(1) },
      text: `${entry.network} hidden`,
      window: [[low, high], [low, high]],
      points: merged(images).map((group) => ({
        at: images[group[0]],
        names: group.map((index) => points[index].name),
        wants: group.map((index) => points[index].wanted),
      })),
    };
  },
};

/** Groups of points, by their place, that nothing but rounding parts; the twin of core/xor_network.py's merged_corners. */
export function merged(points) {
  const columns = points[0].map((_, axis) => points.map((point) => point[axis]));
  const extent = Math.max(...columns.map((values) => Math.max(...values) - Math.min(...values)));
  const rounding = Math.max(1e-9 * extent, 4 * Number.EPSILON * Math.max(...points.flat().map(Math.abs)));
  const groups = [];
  points.forEach((point, index) => {
    const isNear = ([first]) => point.every((value, axis) => Math.abs(value - points[first][axis]) <= rounding);
    const group = groups.find(isNear);
    if (group) group.push(index);
    else groups.push([index]);
  });
  return groups;
}
