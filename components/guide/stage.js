// Where nothing but the step is shown: what of the page that is, and how large: as large as the screen has room for.

import { make, stage, stageTo } from "../hand/dom.js";
import { isAtRest } from "../hand/edits.js";
import { redrawAll } from "../hand/mount.js";
import { Fitting } from "./fitting.js";

const [LEAST_STAGE, MOST_STAGE] = [0.55, 2];
const [LEAST_OF_NUMBERS, MOST_OF_NUMBERS] = [1, 3];
// Narrower screens are scrolled.
const WIDE = 900;
const [BOTTOM_MARGIN, LITTLE] = [16, 60];
const NEAR_ENOUGH = 10;
// What grows moves other things, and drawings arrive one after the other: it is asked so often (ms), for so long.
const [ASKED_EVERY, ASKED_FOR] = [60, 2500];
// So long (ms) it waits for Python, which may be about to show another thing.
const PATIENCE = 600;
const [MOST_TRIES, LESS] = [24, 0.95];
const PICTURES = ".stMainBlockContainer :is(.stBidiComponent, .stPlotlyChart)";
const PAGE_PARTS = '.stMainBlockContainer [data-testid="stElementContainer"]';
const PAGE_COLUMNS = '.stMainBlockContainer [data-testid="stColumn"]';
// The guide and the room are no part of what a step shows, and what went wrong is always said.
const ALWAYS = '[class*="st-key-guide-"], .st-key-open-room, .st-key-room-row, .st-key-hall-wall, [data-testid="stElementContainer"]:has([data-testid="stAlert"])';
// What is read does not grow with the pictures; numbers that stand alone do, as far as they have room side by side.
const WORDS = ".guide, .proof, .whiteboard";
const LONE_NUMBERS = ".whiteboard";
const LONE_PAN = ".pan";
// Drawn all the same: another drawing may follow what this one shows.
const OUT_OF_SIGHT = "position: absolute; inset: 0 auto auto 0; width: 40rem; height: 0; overflow: hidden; visibility: hidden;";

// One for the page: the next page's guide is there before the last one is gone.
let seenSheet = null;

const hasInside = (one, selector) => [one, ...one.querySelectorAll("*")].some((node) => node.shadowRoot?.querySelector(selector));
const ofAny = (selector) => `:is(${selector}), :is(${selector}) *`;

/** The style sheet for a page of which only what is `kept` is seen, where any of it is there. */
export function seenAlone(kept) {
  return `[data-present]:has(${kept}) :is(${PAGE_PARTS}:not(${ofAny(kept)}, ${ofAny(ALWAYS)}), ${PAGE_COLUMNS}:not(:has(${kept}), ${ofAny(kept)})) { ${OUT_OF_SIGHT} }`;
}

/** How many times wider than its room the widest of the numbers is, 1 where all have room. */
function overflow(parts) {
  const nodes = parts.flatMap((one) => [one, ...one.querySelectorAll("*")]);
  const pans = nodes.flatMap((node) => [...(node.shadowRoot?.querySelectorAll(LONE_PAN) ?? [])]);
  return Math.max(1, ...pans.filter((pan) => pan.scrollWidth > pan.clientWidth + 1).map((pan) => pan.scrollWidth / pan.clientWidth));
}

export class Stage {
  constructor(guide) {
    this.guide = guide;
    this.isOn = false;
    this.fitting = new Fitting();
    this.tries = 0;
    this.kept = "";
    // What comes later, as a training does, changes the page's height.
    this.observer = new ResizeObserver(() => this.wait());
    this.observer.observe(document.querySelector(".stMainBlockContainer"));
    this.resize = () => this.begin();
    window.addEventListener("resize", this.resize);
  }

  close() {
    clearTimeout(this.timer);
    this.isOn = false;
    this.observer.disconnect();
    window.removeEventListener("resize", this.resize);
  }

  turn(isOn) {
    if (!isOn) this.set(1);
    else if (!this.isOn) this.begin();
    this.isOn = isOn;
  }

  /** Of the page only what has one of these keys is seen, or all where there are none. */
  show(keys) {
    seenSheet ??= document.head.appendChild(make("style"));
    this.kept = keys.map((key) => `.st-key-${CSS.escape(key)}`).join();
    const rules = this.kept && seenAlone(this.kept);
    if (seenSheet.textContent === rules) return;
    seenSheet.textContent = rules;
    this.begin();
  }

  /** What is shown is now another thing, or the screen is. */
  begin() {
    this.tries = 0;
    this.begun = performance.now();
    this.isSettled = false;
    this.wait();
  }

  wait() {
    this.last = performance.now() + ASKED_FOR;
    this.look();
  }

  look() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.fit();
      if (this.isOn && performance.now() < this.last) this.look();
    }, ASKED_EVERY);
  }

  /** What of the step is to end with the screen: all that it names, or the pictures. */
  parts(isNamed) {
    const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
    const parts = [...document.querySelectorAll(isNamed ? PAGE_PARTS : PICTURES)].filter(isShown);
    const numbers = parts.filter((one) => hasInside(one, LONE_NUMBERS));
    if (parts.every((one) => numbers.includes(one) || hasInside(one, ".guide") || one.matches(ALWAYS))) return numbers;
    return parts.filter((one) => (isNamed ? !one.matches(ALWAYS) : !hasInside(one, WORDS)));
  }

  /** The pictures that stand below no other one end with the screen; where a step names what is seen, all of that. */
  fit() {
    if (!this.isOn || this.isMoving) return;
    if (window.innerWidth < WIDE) {
      this.set(1);
      return;
    }
    if (!this.isSettled) {
      if (!isAtRest() && performance.now() < this.begun + PATIENCE) return;
      this.fitting.begin();
      this.isSettled = true;
    }
    const { bottom: end } = this.guide.getBoundingClientRect();
    const isNamed = Boolean(this.kept && document.querySelector(this.kept));
    const parts = this.parts(isNamed);
    const boxes = parts.map((one) => one.getBoundingClientRect()).filter(({ top, height }) => height > (isNamed ? 0 : 60) && top >= end - 1);
    const top = Math.min(...boxes.map((box) => box.top));
    const isBelow = (one) => boxes.some((other) => other.bottom <= one.top + 1 && other.left < one.right && one.left < other.right);
    const bottom = Math.max(...boxes.filter((box) => isNamed || !isBelow(box)).map((box) => box.bottom));
    const used = bottom - top;
    if (!(used > 0)) return;
    // What stands below takes room of its own where it is little, such as the page's own edge; else it is scrolled to.
    const tail = document.querySelector(".stMainBlockContainer").getBoundingClientRect().bottom - bottom;
    const margin = isNamed || tail < LITTLE ? Math.max(tail, BOTTOM_MARGIN) : BOTTOM_MARGIN;
    const room = window.innerHeight - margin - top - document.querySelector('[data-testid="stMain"]').scrollTop;
    const isAlone = parts.every((one) => hasInside(one, LONE_NUMBERS));
    document.documentElement.toggleAttribute("data-numbers", isAlone);
    const [least, most] = isAlone ? [LEAST_OF_NUMBERS, MOST_OF_NUMBERS] : [LEAST_STAGE, MOST_STAGE];
    const size = stage.share;
    const wide = isAlone ? overflow(parts) : 1;
    const wanted = this.fitting.next({ size, used: wide > 1 ? Math.max(used, wide * room) : used, room, near: NEAR_ENOUGH, least, most });
    if (wanted !== size && this.tries++ < MOST_TRIES) this.set(wanted);
    // What is another thing each time it is looked at is made less and less until it fits.
    else if (used > room) this.set(Math.max(least, LESS * size));
  }

  set(share) {
    if (share === stage.share) return;
    stageTo(share);
    redrawAll();
    // How much room that takes is seen when it has been drawn.
    this.isMoving = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        this.isMoving = false;
        this.fit();
      }),
    );
  }
}
