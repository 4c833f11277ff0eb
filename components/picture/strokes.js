// What drawings have in common on a canvas.

/** An empty canvas of this size on the page, where `scale` of its pixels are one of the page's. */
export function emptied(canvas, width, height, scale) {
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Segments [x, y, x, y, …] of the plane, on the picture. */
export function pathOfSegments(segments, place) {
  const path = new Path2D();
  for (let i = 0; i < segments.length; i += 4) {
    path.moveTo(place.x(segments[i]), place.y(segments[i + 1]));
    path.lineTo(place.x(segments[i + 2]), place.y(segments[i + 3]));
  }
  return path;
}

/** Along a path, or along what was begun last. */
export function stroke(context, colour, width, path) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  if (path) context.stroke(path);
  else context.stroke();
}

export function strokeLine(context, from, to, colour, width) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  stroke(context, colour, width);
}

export function fillDot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
}

/** A word at its place, [text, x, y], which is read on any ground: there is paper around its letters. */
export function writeOver(context, word, colour, paper, width) {
  context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = paper;
  context.strokeText(...word);
  context.fillStyle = colour;
  context.fillText(...word);
}
