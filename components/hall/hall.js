// A room on the wall: all lines that were tried, over one plane, arriving while one looks; bars of what was predicted and done.

import { fit, isCalm, make, setText } from "../hand/dom.js";
import { Drawn, SPELL } from "../hand/drawn.js";
import { unpacked } from "../hand/packed.js";
import { lineInWindow, paintAxes, placeIn } from "../picture/axes.js";
import { emptied, fillDot, stroke, strokeLine } from "../picture/strokes.js";

// Numbers of a line: w1, w2, b, and how many points it has right.
const NUMBERS = 4;
// Milliseconds for which new lines stand out.
const FRESH = 1500;
// Of a plane: its share of the screen's height, beside a heading of two lines and the caption.
const HALL_HIGH = 0.68;
// So few lines are painted for the back row; with each doubling they are paler and thinner.
const FEW_LINES = 12;
const lineLook = (pale, isBest, side) => ({
  opacity: Math.min(1, Math.max(0.95 * 0.8 ** pale, 0.1) * (isBest ? 1.8 : 1)),
  width: Math.max(side / (150 * 1.2 ** pale), side / 420),
});
// What was sent, by room: it outlives the drawing, which Streamlit takes away with the page.
const kept = new Map();

export class Hall extends Drawn {
  constructor(parent, edits) {
    super(parent, "hall", edits);
    this.heading = make("div", "heading");
    this.pictures = make("div", "lines", { role: "img" });
    [this.canvas, this.fresh] = [make("canvas"), make("canvas", "fresh")];
    this.pictures.append(this.canvas, this.fresh);
    this.caption = make("div", "caption", { role: "status" });
    this.left = make("div", "left");
    this.left.append(this.pictures, this.caption);
    this.groups = make("div", "groups");
    this.root.append(this.heading, this.left, this.groups);
  }

  update(data) {
    const { key, first, lines, plane, palette } = data;
    if (palette.name !== this.data?.palette.name) this.size = null;
    this.colour(palette);
    this.data = data;
    if (!kept.has(key)) kept.set(key, []);
    this.lines = kept.get(key);
    const count = this.lines.length / NUMBERS;
    if (first > count) this.trigger("ask", count);
    else if (plane) {
      const all = unpacked(lines, Float32Array);
      for (let i = (count - first) * NUMBERS; i < all.length; i++) this.lines.push(all[i]);
    }
    this.redraw();
  }

  draw(now) {
    const { data, root } = this;
    this.measureType();
    setText(this.heading, data.heading);
    this.left.hidden = !data.plane;
    this.writeGroups(data.groups);
    if (data.plane) this.drawPlane(now);
    root.dataset.drawn = "";
  }

  drawPlane(now) {
    const { plane, palette } = this.data;
    const { lines, pictures } = this;
    setText(this.caption, plane.caption);
    pictures.setAttribute("aria-label", `Lines over the four corners of XOR. ${plane.caption}.`);
    const side = Math.max(220, Math.min(this.left.clientWidth, HALL_HIGH * window.innerHeight));
    // What is painted otherwise is painted anew.
    const pale = Math.max(0, Math.ceil(Math.log2(lines.length / NUMBERS / FEW_LINES)));
    const size = `${side} ${pale} ${window.devicePixelRatio}`;
    if (size !== this.size) {
      this.size = size;
      this.scale = fit(this.canvas, side, side);
      fit(this.fresh, side, side);
      this.painted = 0;
      this.begun = lines.length;
      this.paintFrame(side);
    }
    if (this.painted === lines.length) return;
    // What was there before is no news.
    const isNews = this.painted >= this.begun && !isCalm();
    const news = isNews && emptied(this.fresh, side, side, this.scale);
    const context = this.canvas.getContext("2d");
    if (news) this.fresh.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FRESH, fill: "forwards" });
    while (this.painted < lines.length && performance.now() - now < SPELL) {
      const [w1, w2, b, right] = lines.slice(this.painted, this.painted + NUMBERS);
      this.painted += NUMBERS;
      const ends = lineInWindow([w1, w2], b, 0, plane.window);
      if (!ends) continue;
      const isBest = right >= plane.wanted.length - 1;
      this.paintLine(context, ends, isBest ? palette.accent : palette.muted, lineLook(pale, isBest, side));
      if (news) this.paintLine(news, ends, palette.accent, { opacity: 1, width: side / 130 });
    }
    this.paintPoints(context, side);
    if (this.painted < lines.length) this.redraw();
  }

  paintFrame(side) {
    const { plane, palette } = this.data;
    const size = this.fontSize;
    this.area = { left: 3 * size, top: 4, right: side - 4, bottom: side - 2.9 * size };
    this.place = placeIn(plane.window, this.area);
    const context = emptied(this.canvas, side, side, this.scale);
    paintAxes(context, this.area, { range: plane.window, titles: ["x₁", "x₂"], palette, font: { size, family: this.font } });
    this.paintPoints(context, side);
  }

  /** Filled is 1 and hollow is 0. */
  paintPoints(context, side) {
    const { plane: { points: [xs, ys], wanted }, palette } = this.data;
    wanted.forEach((isOne, at) => {
      context.fillStyle = isOne ? palette.ink : palette.paper;
      fillDot(context, this.place.x(xs[at]), this.place.y(ys[at]), side / 48);
      stroke(context, palette.ink, side / 200);
    });
  }

  paintLine(context, ends, colour, { opacity, width }) {
    const { place } = this;
    context.globalAlpha = opacity;
    strokeLine(context, ...ends.map(({ x, y }) => [place.x(x), place.y(y)]), colour, width);
    context.globalAlpha = 1;
  }

  /** Titles with their bars; elements are made anew only where there are others. */
  writeGroups(groups) {
    const parent = this.groups;
    const shape = JSON.stringify(groups.map(({ title, bars }) => [title, bars.map(({ text }) => text)]));
    if (parent.dataset.shape !== shape) {
      parent.dataset.shape = shape;
      const rows = groups.flatMap(({ title, bars }) => [make("h3"), ...bars.map(() => make("div", "bar"))].map((row, at) => {
        if (at) row.append(...["text", "count", "track"].map((name) => make("span", name)));
        setText(at ? row.firstChild : row, at ? bars[at - 1].text : title);
        return row;
      }));
      parent.replaceChildren(...rows);
    }
    const rows = parent.querySelectorAll(".bar");
    groups.flatMap(({ bars, most }) => bars.map((bar) => ({ ...bar, most }))).forEach(({ count, most, is_right, is_muted }, at) => {
      rows[at].toggleAttribute("data-right", is_right);
      rows[at].toggleAttribute("data-muted", is_muted);
      rows[at].style.setProperty("--share", (count ?? 0) / Math.max(most, 1));
      setText(rows[at].children[1], count === null ? "?" : String(count));
    });
  }
}
