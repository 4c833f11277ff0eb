// The grid of the plane on its way through the layers: a slider with all stages, and a button that plays them.

import { isCalm, make, setText, tall } from "../hand/dom.js";
import { Played } from "../hand/player.js";
import { shownBy } from "../hand/shown.js";
import { clip } from "../twin/numbers.js";
import { carriedGrid } from "../twin/grid.js";
import { readNetwork } from "../twin/network_text.js";
import { ticksOf } from "../picture/axes.js";

// Milliseconds from one stage to the next, for a whole play at most, and for a jump to a stage.
const STAGE_TIME = 1200;
const LONGEST_PLAY = 14000;
const JUMP = 700;
// So near to a stage, in steps, the slider is drawn to it.
const NEAR_STAGE = 0.06;
// What is squeezed into less than this is seen to be small.
const LEAST_SPREAD = 0.05;
const KIND_WORDS = { matrix: "× matrix", layer: "+ bias" };

const partWay = (from, to, share) => from + share * (to - from);

export class CarriedGrid extends Played {
  constructor(parent, edits) {
    super(parent, "carried", edits, { name: "stage of the grid", step: "0.1", near: NEAR_STAGE });
    const view = make("div");
    view.innerHTML = `<div class="caption"></div>
      <div class="frame" role="img"><svg><g class="axes"/><path class="rows"/><path class="columns"/><path class="letter"/></svg><span class="note"></span></div>`;
    for (const name of ["caption", "frame", "axes", "note"]) this[name] = view.querySelector(`.${name}`);
    this.controls.before(...view.children);
  }

  update(data) {
    this.data = data;
    const { series, ...palette } = data.palette;
    this.colour({ ...palette, columns: series[1], rows: series[4] });
    // Not at the next frame, so that both show the same.
    this.follow(data.follows, () => this.show());
    const before = this.edits.entry?.after;
    this.edits.hear({ after: data.after }, data);
    if (before !== this.edits.entry.after) this.motion = null;
    this.redraw();
  }

  draw(now) {
    this.move(now);
    this.show();
  }

  // The position: the place of a stage, and how much of the way to the next one is done

  get last() {
    return this.grid.stages.length - 1;
  }

  /** The last stage passed of those that the address can name. */
  get after() {
    const { stages } = this.grid;
    return stages.findLast(({ kind }, place) => kind !== "matrix" && place <= this.position).name;
  }

  placeOf(name) {
    return this.grid.stages.findIndex((stage) => stage.name === name);
  }

  /** What is under way, { from, to, final, time, start }, moves on: a play from stage to stage. */
  move(now) {
    const { motion } = this;
    if (!motion) return;
    motion.start ??= now;
    const share = clip((now - motion.start) / motion.time, 0, 1);
    this.position = isCalm() && share < 1 ? motion.from : partWay(motion.from, motion.to, share * share * (3 - 2 * share));
    if (share === 1 && motion.to === motion.final) this.rest();
    else if (share === 1) this.motion = this.step(motion.to, motion.start + motion.time);
    this.redraw();
  }

  step(from, start) {
    const to = Math.floor(from) + 1;
    return { from, to, final: this.last, time: Math.min(STAGE_TIME, LONGEST_PLAY / this.last) * (to - from), start, isPlay: true };
  }

  toggle() {
    if (this.motion?.isPlay) this.rest();
    else this.motion = this.step(this.position < this.last ? this.position : 0);
    this.redraw();
  }

  /** All stands still, and Python hears where. */
  rest() {
    this.motion = null;
    this.isHeld = false;
    this.edits.settle({ after: this.after });
    this.redraw();
  }

  // What is drawn

  show() {
    if (!this.data || !this.root.isConnected) return;
    const text = shownBy(this.data.follows)?.network ?? this.data.network;
    if (text !== this.text) this.carry(text);
    const { stages } = this.grid;
    const wanted = this.placeOf(this.edits.entry.after);
    this.position ??= wanted < 0 ? this.last : wanted;
    if (!this.motion && !this.isHeld && wanted >= 0 && this.after !== stages[wanted].name) {
      this.motion = { from: this.position, to: wanted, final: wanted, time: isCalm() ? 1 : JUMP };
      this.redraw();
    }
    const place = Math.min(Math.floor(this.position), this.last - 1);
    const share = this.position - place;
    this.drawGrid(stages[place], stages[place + 1], share);
    this.write(stages, place, share);
  }

  /** Another network.  Where it has other stages, the grid stays where it was if that is one of them. */
  carry(text) {
    const stage = this.grid?.stages[Math.floor(this.position)];
    this.text = text;
    this.grid = carriedGrid(readNetwork(text), this.data.names);
    const { stages } = this.grid;
    const names = stages.map(({ name }) => name).join();
    if (names === this.names) return;
    this.names = names;
    this.motion = null;
    const same = this.placeOf(stage?.name);
    this.position = same < 0 ? null : Math.min(same + (this.position % 1), this.last);
    this.writeTicks(stages.map(({ kind, name }, place) => {
      const isNamed = kind === "input" || kind === "layer";
      return [place / this.last, kind, isNamed ? `<i>${name.replace(" ", " </i>")}` : ""];
    }));
  }

  drawGrid(from, to, share) {
    const width = this.frame.clientWidth;
    const height = Math.min(tall(this.data.height, 200, 640), Math.max(width, 200));
    this.frame.style.height = `${height}px`;
    this.measureType();
    const em = this.fontSize;
    this.ticks.classList.toggle("dense", this.ticks.clientWidth < 4.4 * em * (this.grid.stages.at(-1).layer + 1));
    const [left, bottom] = [2.6 * em, 1.5 * em];
    const [w, h] = [width - left - 1, height - bottom - 1];
    const [one, other] = [boundsOf(from), boundsOf(to)];
    const [x, y, half] = one.map((part, index) => partWay(part, other[index], share));
    // One scale for both axes.
    const scale = Math.min(w, h) / 2 / half;
    const across = (value) => left + w / 2 + (value - x) * scale;
    const down = (value) => 1 + h / 2 - (value - y) * scale;
    const pointOf = (i) => `${across(partWay(from.xs[i], to.xs[i], share)).toFixed(2)} ${down(partWay(from.ys[i], to.ys[i], share)).toFixed(2)}`;
    for (const [name, strokes] of Object.entries(this.grid.strokes)) {
      const lines = strokes.map(([first, end]) => Array.from({ length: end - first }, (_, i) => pointOf(first + i)).join("L"));
      this.root.querySelector(`.${name}`).setAttribute("d", `M${lines.join("M")}`);
    }
    // The second axis fades where the grid comes to lie on a line.
    const second = partWay(Math.min(from.width, 2), Math.min(to.width, 2), share) - 1;
    const line = (value, d) => `<path class="${value ? "" : "zero"}" d="${d}"/>`;
    const word = (text, at, up, isShown) => (isShown ? `<text x="${at}" y="${up}">${text}</text>` : "");
    const xTicks = ticksOf([x - w / 2 / scale, x + w / 2 / scale]).map(({ value, text }) => {
      const at = across(value);
      return line(value, `M${at} 1v${h}`) + word(text, at, h + 1.2 * em, at < width - 0.3 * em * text.length);
    });
    const yTicks = ticksOf([y - h / 2 / scale, y + h / 2 / scale]).map(({ value, text }) => {
      const up = down(value);
      return line(value, `M${left} ${up}h${w}`) + word(text, left - 5, up + 0.33 * em, up > em / 2 && up < h - em / 3);
    });
    this.axes.innerHTML = `<g>${xTicks.join("")}</g><g class="second" opacity="${second}">${yTicks.join("")}</g><rect x="${left}" y="1" width="${w}" height="${h}"/>`;
  }

  write(stages, place, share) {
    const { alts } = this.data;
    const { position } = this;
    const next = stages[place + 1];
    // The step that is under way, or has just been made.
    const now = stages[Math.ceil(position)];
    const shown = stages[Math.round(position)];
    const steps = now.layer ? stages.filter(({ layer }) => layer === now.layer) : [];
    const words = [
      ["b", "", now.layer ? `Layer ${now.layer} of ${stages.at(-1).layer}` : "The input plane"],
      ...steps.map(({ kind, name }) => ["span", kind === now.kind ? "now" : "", KIND_WORDS[kind] ?? name.replace(/ \d+$/, "")]),
    ];
    if (this.words !== String(words)) this.caption.replaceChildren(...words.map(([tag, name, text]) => make(tag, name, {}, text)));
    this.words = String(words);
    setText(this.note, shown.width > 2 ? `2 of ${shown.width} dimensions` : "");
    const isMoving = share > 0 && share < 1;
    const where = isMoving ? `${Math.round(100 * share)} % of the way from ${stages[place].name} to ${next.name}` : shown.name;
    const alt = alts[Math.round(position)] ?? "";
    this.frame.setAttribute("aria-label", isMoving ? `The grid of the plane, ${where}. ${alts[place] ?? ""} ${alts[place + 1] ?? ""}` : alt);
    this.writePlayer(where, this.motion?.isPlay, "Play the layers");
  }
}

/** Middle and half side of a square around a stage's grid, with some room.  What lies between two stages lies within the
 *  square between theirs. */
function boundsOf({ xs, ys }) {
  const [x, y] = [xs, ys].map((values) => [Math.min(...values), Math.max(...values)]);
  return [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2, 0.54 * Math.max(x[1] - x[0], y[1] - y[0], LEAST_SPREAD)];
}
