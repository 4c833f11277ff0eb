// A clicker's keys: for the guide that is there or, while one page follows another, for the one that comes.

import { isModified } from "../hand/gestures.js";

const TYPED = "input:not([readonly]), textarea, select, [contenteditable], [role=slider], [role=listbox]";
// More than that nobody presses in a moment.
const MOST_WAITING = 8;
const SCROLLS = /^( |Page.+|Arrow.+)$/;
let guide = null;
const waiting = [];

/** Whoever types, or has hold of a handle, keeps the keys; of a button the space bar is the press. */
function press(event) {
  const [target] = event.composedPath();
  if (event.defaultPrevented || isModified(event) || target.closest?.(TYPED)) return;
  if (event.key === " " && target.closest?.("button, a, summary")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isThere = guide && !guide.beyond;
  const waits = !isThere && document.documentElement.hasAttribute("data-present");
  if (waits && waiting.length < MOST_WAITING) waiting.push(key);
  // The page that is left is not to be scrolled by what is meant for the next one.
  if (waits ? SCROLLS.test(key) : isThere && guide.press(key)) event.preventDefault();
}

/** The keys are for this one from now on, those that wait as well; with one that leads to another page the rest wait on. */
export function takeKeys(next) {
  if (!guide) window.addEventListener("keydown", press);
  guide = next;
  while (waiting.length && !guide.beyond) guide.press(waiting.shift());
}

export function leaveKeys(last) {
  if (guide === last) guide = null;
}
