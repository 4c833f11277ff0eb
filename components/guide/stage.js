// How large pictures are where nothing but the step is shown: as large as the screen has room for.

import { stage, stageTo } from "../hand/dom.js";
import { redrawAll } from "../hand/mount.js";
import { clip } from "../twin/numbers.js";

const [LEAST_STAGE, MOST_STAGE] = [0.55, 2];
// Narrower screens are scrolled.
const WIDE = 900;
const BOTTOM_MARGIN = 16;
const NEAR_ENOUGH = 10;
// What grows moves other things, and drawings arrive one after the other: it is asked so often (ms), for so long.
const [ASKED_EVERY, ASKED_FOR] = [60, 2500];
// A drawing may show more where it is larger, and then less again: after so many tries it is as large as it was seen to
// fit, or less and less until it does.
const [MOST_TRIES, LESS] = [12, 0.95];
const PICTURES = ".stMainBlockContainer :is(.stBidiComponent, .stPlotlyChart)";
// What is read does not grow with the pictures.
const WORDS = ".guide, .proof, .whiteboard";

export class Stage {
  constructor(guide) {
    this.guide = guide;
    this.isOn = false;
    this.tries = 0;
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

  /** What is shown is now another thing, or the screen is. */
  begin() {
    this.tries = this.fits = 0;
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

  /** The pictures that stand below no other one end with the screen. */
  fit() {
    if (!this.isOn) return;
    if (window.innerWidth < WIDE) {
      this.set(1);
      return;
    }
    const { bottom: end } = this.guide.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(PICTURES)]
      .filter((one) => ![one, ...one.querySelectorAll("*")].some((node) => node.shadowRoot?.querySelector(WORDS)))
      .map((one) => one.getBoundingClientRect())
      .filter(({ top, height }) => height > 60 && top >= end - 1);
    const top = Math.min(...boxes.map((box) => box.top));
    const isBelow = (one) => boxes.some((other) => other.bottom <= one.top + 1 && other.left < one.right && one.left < other.right);
    const bottom = Math.max(...boxes.filter((box) => !isBelow(box)).map((box) => box.bottom));
    const room = window.innerHeight - BOTTOM_MARGIN - top - document.querySelector('[data-testid="stMain"]').scrollTop;
    const used = bottom - top;
    if (!(used > 0)) return;
    if (used <= room) this.fits = Math.max(this.fits, stage.share);
    if (Math.abs(room - used) <= NEAR_ENOUGH) return;
    this.tries += 1;
    if (this.tries <= MOST_TRIES) this.set(clip((stage.share * room) / used, LEAST_STAGE, MOST_STAGE));
    else if (used > room) this.set(this.fits || Math.max(LESS * stage.share, LEAST_STAGE));
  }

  set(share) {
    if (share === stage.share) return;
    stageTo(share);
    redrawAll();
  }
}
