// What hands and keys mean on a drawing, the same for every drawing.
//
// A drag takes hold of something, follows the pointer and is one edit when it lets go.  A press of an arrow key
// or a turn of the wheel is an edit too; those that follow each other within a moment are one, which ends as
// soon as the hand does anything else.  Esc takes back what the hand holds or has just done, and nothing that
// comes after it (the pointer's release, a click) brings it back; where there is nothing to take back, it undoes.

import { listen } from "./dom.js";

const MOMENT = 500;
// Pixels that a pointer may tremble before a press is a drag, and a finger before a tap is a swipe.
const STILL = 3;
const TAP = 8;

export class Hands {
  /** The hands on the drawing in `root`, which draws `edits` anew when `redraw` is called. */
  constructor(root, edits, redraw) {
    Object.assign(this, { root, edits, redraw });
    this.held = null;
    this.burst = null;
    // On the window: what is held may be drawn anew, and the pointer is followed all the same.
    this.silence = [
      listen(window, { pointermove: (e) => this.follow(e), pointerup: (e) => this.letGo(e), pointercancel: (e) => this.letGo(e) }),
      listen(document, { keydown: (e) => this.press(e) }),
      listen(root, { focusin: (e) => this.enter(e), focusout: () => this.leave() }),
    ];
  }

  close() {
    this.held = null;
    clearTimeout(this.burst);
    for (const stop of this.silence) stop();
  }

  enter(event) {
    this.edits.focused = labelOf(event.target);
  }

  leave() {
    if (!this.held) this.finish();
    // An element that is taken away loses the focus too, and its successor gets it back.
    queueMicrotask(() => {
      if (this.root.isConnected && !this.root.contains(activeIn(this.root))) this.edits.focused = null;
    });
  }

  /** Give the keyboard back to what had it before the drawing was made anew, unless somebody else has it now, and go on
   *  with what was typed over one of the `handles`. */
  takeUp(handles) {
    const { focused, typing } = this.edits;
    if (focused && !this.root.contains(activeIn(this.root)) && !isElsewhere(this.root)) {
      const isIt = (element) => labelOf(element) === focused;
      [...this.root.querySelectorAll("[tabindex], button, input")].find(isIt)?.focus({ preventScroll: true });
    }
    if (typing) handles.find(({ name }) => name === typing.name)?.type(typing.text);
  }

  get isHolding() {
    return Boolean(this.held && !this.held.isTapOnly);
  }

  /** Let a pointer take hold of `element`.
   *
   *  `take(event)` gives what is known at the start, or null to leave the press to the page; `move(start, event)`
   *  follows; `tap(start, event)` comes instead of an edit where the pointer has not moved.  Where
   *  `scrolls(event)`, a move of the pointer scrolls the page, and only a tap is heard. */
  grab(element, { take = () => ({}), move = () => {}, tap = () => {}, scrolls = () => false }) {
    const press = (event) => {
      if (event.button !== 0 || this.held) return;
      const isTapOnly = scrolls(event);
      if (!isTapOnly) this.finish();
      const start = take(event);
      if (!start) return;
      const { pointerId, clientX: x, clientY: y } = event;
      this.held = { pointerId, x, y, start, move, tap, isTapOnly, hasMoved: false };
      if (isTapOnly) return;
      event.preventDefault();
      // So that the pointer's shape stays; a pointer that is gone already cannot be captured, and need not be.
      if (element.hasPointerCapture && event.isTrusted) element.setPointerCapture(pointerId);
    };
    listen(element, { pointerdown: press });
  }

  follow(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.pointerId) return;
    const way = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (held.isTapOnly) {
      if (way > TAP) this.held = null;
      return;
    }
    if (event.pointerType === "mouse" && event.buttons === 0) {
      // It was let go where nobody could hear of it.
      this.letGo(event);
      return;
    }
    if (!held.hasMoved && way < STILL) return;
    held.hasMoved = true;
    this.root.classList.add("dragging");
    held.move(held.start, event);
  }

  letGo(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.pointerId) return;
    this.forget();
    if (held.hasMoved || this.edits.draft) this.finish();
    else if (event.type === "pointerup") held.tap(held.start, event);
  }

  forget() {
    this.held = null;
    this.root.classList.remove("dragging");
    // A new size or look has waited until now.
    this.redraw();
  }

  /** A press or a turn has changed something; what follows it within a moment is the same edit. */
  nudged() {
    clearTimeout(this.burst);
    this.burst = setTimeout(() => this.finish(), MOMENT);
  }

  /** Whatever was under way is an edit now. */
  finish() {
    clearTimeout(this.burst);
    if (this.edits.draft) this.edits.settle();
  }

  press(event) {
    const meaning = this.root.isConnected && meaningOf(event);
    if (!meaning) return;
    const { edits } = this;
    const isInside = event.composedPath().includes(this.root);
    if (meaning === "escape" && !this.isHolding && !edits.draft && !isInside) return;
    event.preventDefault();
    if (meaning === "undo") edits.undo();
    else if (meaning === "redo") edits.redo();
    else if (this.isHolding || edits.draft) {
      clearTimeout(this.burst);
      this.forget();
      edits.cancel();
    } else edits.undo();
  }
}

const labelOf = (element) => element.getAttribute("aria-label") ?? element.textContent;
const activeIn = (element) => element.getRootNode().activeElement;

/** Whether the focus is on something outside of the drawing. */
function isElsewhere(root) {
  const { activeElement, body } = document;
  return activeElement && activeElement !== body && activeElement !== root.getRootNode().host;
}

/** Undo, redo or escape, where a key means one of them and is not typed into a field. */
function meaningOf(event) {
  const target = event.composedPath()[0];
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return null;
  const key = event.key.toLowerCase();
  if (event.key === "Escape") return "escape";
  if ((event.ctrlKey || event.metaKey) && key === "z") return event.shiftKey ? "redo" : "undo";
  return event.ctrlKey && key === "y" ? "redo" : null;
}

/** Whether a key means something else to the browser. */
export const isModified = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** What a key adds to a number that it nudges, in steps; undefined for a key that nudges nothing. */
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

export function stepsOf(event) {
  if (isModified(event)) return undefined;
  const steps = STEPS[event.key];
  return steps && steps * (event.shiftKey ? 10 : 1);
}

/** Where an arrow key leads: to the right, and down. */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
