// The corners of the sum under the hand: sideways a corner's crease moves, up and down the sum bends there.

import { make, put, setText } from "../hand/dom.js";
import { isModified } from "../hand/gestures.js";
import { NumberHandle } from "../hand/number.js";
import { heightAt, withCorner } from "../twin/hinges.js";
import { clip, signedText, tidy, withMinus } from "../twin/numbers.js";

const CORNER_STEP = 0.01;
const CORNER_DECIMALS = 2;
const SIDEWAYS = { ArrowLeft: -CORNER_STEP, ArrowRight: CORNER_STEP };
// The least way between the corner under a hand and those beside it.
const APART = 0.01;
// Pixels that a hand may stray sideways while it bends.
const STRAY = 8;

/** The number of a handle is the height of its corner; a handle without an index is the end of the sum. */
class Corner extends NumberHandle {
  constructor(corners, index, most) {
    super(corners, index === null ? "end of the sum" : `corner ${index + 1}`, { low: -most, high: most, step: CORNER_STEP, className: "corner" });
    this.index = index;
    this.element.setAttribute("aria-orientation", "vertical");
  }

  grabAt(element) {
    const { drawing } = this;
    drawing.hands.grab(element, {
      take: (event) => this.take(event) && drawing.taken(event),
      move: (start, event) => drawing.drag(start, event),
      tap: (start, event) => this.tap(event),
    });
  }

  press(event) {
    const isPlain = event.target.tagName !== "INPUT" && !isModified(event);
    const way = isPlain && SIDEWAYS[event.key];
    if (!way) {
      super.press(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.drawing.moveSideways(this, way * (event.shiftKey ? 10 : 1));
  }
}

export class Corners {
  constructor(board) {
    Object.assign(this, { board, hands: board.hands, edits: board.edits, handles: [] });
    this.status = make("div", "status", { role: "status" });
    this.isDrawn = false;
  }

  /** A handle on every corner of the sum, and on its end; none where there are too many, or a part of it is shown. */
  draw(areSeen) {
    const { board } = this;
    const { creases, slopes } = board.sum;
    const { reach, most } = board.data;
    const count = areSeen ? creases.length + 1 : 0;
    while (this.handles.length > count) this.handles.pop().element.remove();
    while (this.handles.length < count) {
      // The end comes first, so that it stays the same one where a crease is added.
      this.handles.push(new Corner(this, this.handles.length ? this.handles.length - 1 : null, most));
      board.stage.append(this.handles.at(-1).element);
    }
    for (const handle of this.handles) {
      const [x, y] = this.placeOf(handle);
      const [left, top] = board.placeOf(x, clip(y, -reach, reach));
      put(handle.element, left, top, true);
      handle.element.classList.toggle("turned", left > 0.8 * board.plot.width);
      handle.write(handle.index === null ? withMinus(String(tidy(y, CORNER_DECIMALS))) : `bend ${signedText(slopes[handle.index + 1])}`);
    }
    if (!this.isDrawn) this.hands.takeUp(this.handles);
    this.isDrawn = true;
  }

  placeOf({ index }) {
    const { creases, slopes } = this.board.sum;
    const x = index === null ? this.board.data.high : creases[index];
    return [x, heightAt(creases, slopes, x)];
  }

  /** What a hand takes: where corners stand closely, the nearest one is meant. */
  taken(event) {
    const from = this.board.pointAt(event);
    const [left, top] = this.board.placeOf(from.x, from.y);
    const way = (handle) => {
      const place = this.board.placeOf(...this.placeOf(handle));
      return Math.hypot(place[0] - left, place[1] - top);
    };
    const handle = this.handles.reduce((best, one) => (way(one) < way(best) ? one : best));
    return { handle, from, at: this.placeOf(handle), sum: this.board.sum };
  }

  drag({ handle, from, at: [x, y], sum }, event) {
    const { low, high } = this.board.data;
    const to = this.board.pointAt(event);
    const isAside = Math.abs(to.x - from.x) * this.board.plot.width > STRAY * (high - low);
    this.bend(handle, sum, [isAside ? tidy(x + to.x - from.x, CORNER_DECIMALS) : x, tidy(y + to.y - from.y, CORNER_DECIMALS)]);
  }

  moveSideways(handle, way) {
    const [x, y] = this.placeOf(handle);
    this.bend(handle, this.board.sum, [tidy(x + way), y]);
    this.hands.nudged();
  }

  /** Bring a corner of a sum to a place between the corners beside it; the sum is a hand's from then on. */
  bend({ index }, { creases, slopes }, [x, y]) {
    const { low, high, most } = this.board.data;
    const { entry } = this.edits;
    // The machine may have yet to hear of as many creases.
    if (slopes.length !== entry.creases.length + 1) return;
    const at = creases[index];
    const least = Math.max(low, ...creases.filter((crease) => crease < at).map((crease) => crease + APART));
    const greatest = Math.min(high - APART, ...creases.filter((crease) => crease > at).map((crease) => crease - APART));
    const place = least > greatest ? at : tidy(clip(x, least, greatest));
    this.say("");
    this.edits.change({ ...entry, ...withCorner(creases, slopes, index ?? creases.length, [place, clip(y, -most, most)], high) });
  }

  // What a number asks of its drawing

  valueOf(handle) {
    return tidy(this.placeOf(handle)[1], 3);
  }

  change(handle, y) {
    this.bend(handle, this.board.sum, [this.placeOf(handle)[0], y]);
  }

  /** No corner has a height of its own to go back to. */
  reset() {}

  say(sentence) {
    setText(this.status, sentence);
  }
}
