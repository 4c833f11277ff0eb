// A picture of an output over the plane that nobody takes hold of: a caption, a canvas, axes.

import { add, fit, make, setText } from "../hand/dom.js";
import { paintAxes } from "./axes.js";
import { paintOutput } from "./output.js";
import { emptied } from "./strokes.js";

// Left and below, the axes' numbers need room in proportion to their size.
const marginsOf = (fontSize) => ({ left: Math.round(2.7 * fontSize), right: 8, top: Math.max(8, Math.round(0.5 * fontSize)), bottom: Math.round(2.4 * fontSize) });

/** Make a canvas square, of `side` pixels on the page; the plane's place in it. */
export function sized(canvas, side, fontSize) {
  fit(canvas, side, side);
  const { left, right, top, bottom } = marginsOf(fontSize);
  return { left, top, right: side - right, bottom: side - bottom };
}

/** Paint inside of `area` with `paint(context)`, in pixels of the page, and the axes around it. */
export function paintFramed(canvas, side, area, axes, paint) {
  const context = emptied(canvas, side, side, window.devicePixelRatio || 1);
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
  context.clip();
  paint(context);
  context.restore();
  paintAxes(context, area, axes);
}

export class Still {
  constructor() {
    this.box = make("div", "picture", { role: "img" });
    this.caption = add(this.box, "div", "caption");
    this.frame = add(this.box, "div", "frame");
    this.canvas = add(this.frame, "canvas");
  }

  /** `scene` is outputOver()'s, `look` paintOutput()'s; `font` { size, family }. */
  paint(scene, side, caption, titles, look) {
    const axes = { range: scene.window, titles, palette: look.palette, font: look.font };
    this.paintInside(side, caption, axes, (context, area) => paintOutput(context, scene, area, look));
  }

  /** What `paint(context, area)` paints inside of paintAxes()'s `axes`. */
  paintInside(side, caption, axes, paint) {
    setText(this.caption, caption);
    this.box.setAttribute("aria-label", caption);
    this.frame.style.width = this.frame.style.height = `${side}px`;
    const area = sized(this.canvas, side, axes.font.size);
    paintFramed(this.canvas, side, area, axes, (context) => paint(context, area));
  }
}
