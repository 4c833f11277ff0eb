// The one sign encoding: colours of values and of fields of values, widths of weights.

const SHADES = 255;
// Level lines between the neutral colour and the strongest.
export const LEVELS = 8;

/** Red, green and blue of a colour that is written as #rrggbb. */
export const channelsOf = (hex) => [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));

/** A colour on the way from one to another. */
export const mixed = (one, two, share) => one.map((part, place) => part + (two[place] - part) * share);

/** Colours from negative over neutral to positive, for values as shares of the largest, from -1 to 1. */
export function shadesOf({ negative, neutral, positive }) {
  const [low, middle, high] = [negative, neutral, positive].map(channelsOf);
  const colours = Array.from({ length: 2 * SHADES + 1 }, (_, index) => {
    const share = Math.abs(index - SHADES) / SHADES;
    const end = index < SHADES ? low : high;
    return mixed(middle, end, share).map(Math.round);
  });
  const texts = colours.map((colour) => `rgb(${colour})`);
  // As the 32 bits of a pixel.
  const pixels = Uint32Array.from(colours, ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
  const indexOf = (share) => Math.round(Math.min(Math.max(share, -1), 1) * SHADES) + SHADES;
  return { pixels, css: (share) => texts[indexOf(share)] };
}

/** An n × n field as a picture, highest row on top. */
export function fieldImage(values, n, reach, { pixels }, level = 0) {
  const image = new Uint32Array(n * n);
  const scale = SHADES / reach;
  for (let row = 0; row < n; row++) {
    const from = (n - 1 - row) * n;
    for (let column = 0; column < n; column++) {
      const shade = Math.round((values[from + column] - level) * scale);
      image[row * n + column] = pixels[(shade > SHADES ? SHADES : shade < -SHADES ? -SHADES : shade) + SHADES];
    }
  }
  return new ImageData(new Uint8ClampedArray(image.buffer), n, n);
}

export function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > most) most = Math.abs(values[i]);
  return most || 1;
}

export const signClass = (value) => (value > 0 ? "positive" : value < 0 ? "negative" : "zero");
export const strokeWidth = (weight) => (weight === 0 ? 1 : Math.min(1 + 2.1 * Math.abs(weight) ** 0.7, 9));
