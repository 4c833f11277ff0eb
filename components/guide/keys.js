// A clicker's keys: for the guide that is there or, while one page follows another, for the one that comes.

import { isAtRest } from "../hand/edits.js";
import { isModified } from "../hand/gestures.js";

const TYPED = "input, textarea, select, [contenteditable], [role=slider], [role=listbox]";
// More than that nobody presses in a moment.
const MOST_WAITING = 8;
// A press waits until Python has answered the last one: what is asked for sooner brings what the controls had before, and
// Streamlit takes that for the visitor's word.  So long at most (ms), because a training may take its time.
const [LONGEST_WAIT, LOOKED_EVERY] = [1500, 25];
let guide = null;
let [waitingSince, timer] = [null, null];
const waiting = [];

/** Whoever types, or has hold of a handle, keeps the keys; of a button the space bar is the press. */
function press(event) {
  const [target] = event.composedPath();
  if (event.defaultPrevented || isModified(event) || target.closest?.(TYPED)) return;
  if (event.key === " " && target.closest?.("button, a, summary")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isThere = guide && !guide.beyond;
  if (document.documentElement.hasAttribute("data-present") && (waiting.length || !isThere || !isAtRest())) {
    if (waiting.length < MOST_WAITING) waiting.push(key);
    giveWaiting();
  } else if (isThere && guide.press(key)) event.preventDefault();
}

function giveWaiting() {
  clearTimeout(timer);
  while (waiting.length && guide && !guide.beyond) {
    waitingSince ??= performance.now();
    if (!isAtRest() && performance.now() - waitingSince < LONGEST_WAIT) {
      timer = setTimeout(giveWaiting, LOOKED_EVERY);
      return;
    }
    waitingSince = null;
    guide.press(waiting.shift());
  }
}

/** The keys are for this one from now on, those that wait as well; with one that leads to another page the rest wait on. */
export function takeKeys(next) {
  if (!guide) window.addEventListener("keydown", press);
  guide = next;
  giveWaiting();
}

export function leaveKeys(last) {
  if (guide === last) guide = null;
}
