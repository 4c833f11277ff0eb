// The one sign encoding: colours of values and of fields of values, widths of weights.

const SHADES = 255;
// Samples along each side of a plane's picture, and how many of them a small picture leaves out.
export const GRID = 100;

/** 2·SHADES + 1 colours from negative over neutral to positive, as the 32 bits of a pixel. */
export function shadesOf({ negative, neutral, positive }) {
  const [low, middle, high] = [negative, neutral, positive].map((hex) =>
    [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16)),
  );
  return Uint32Array.from({ length: 2 * SHADES + 1 }, (_, index) => {
    const share = Math.abs(index - SHADES) / SHADES;
    const end = index < SHADES ? low : high;
    const [r, g, b] = middle.map((part, place) => Math.round(part + (end[place] - part) * share));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** Every `stride`-th value of an n × n field as a picture, highest row on top. */
export function fieldImage(values, n, stride, reach, shades) {
  const size = Math.ceil(n / stride);
  const pixels = new Uint32Array(size * size);
  const scale = SHADES / reach;
  for (let row = 0; row < size; row++) {
    const from = (size - 1 - row) * stride * n;
    for (let column = 0; column < size; column++) {
      const shade = Math.round(values[from + column * stride] * scale);
      pixels[row * size + column] = shades[(shade > SHADES ? SHADES : shade < -SHADES ? -SHADES : shade) + SHADES];
    }
  }
  return new ImageData(new Uint8ClampedArray(pixels.buffer), size, size);
}

export function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > most) most = Math.abs(values[i]);
  return most || 1;
}

export const signClass = (value) => (value > 0 ? "positive" : value < 0 ? "negative" : "zero");
export const strokeWidth = (weight) => (weight === 0 ? 1 : Math.min(1 + 2.1 * Math.abs(weight) ** 0.7, 9));
