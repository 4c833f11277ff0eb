// How large pictures are where nothing but the step is shown: as large as the screen has room for.

import { stage, stageTo } from "../hand/dom.js";
import { redrawAll } from "../hand/mount.js";
import { clip } from "../twin/numbers.js";

const [LEAST, MOST] = [0.4, 2];
// Narrower screens are scrolled.
const WIDE = 900;
const MARGIN = 16;
const NEAR_ENOUGH = 10;
// What grows moves other things, and drawings arrive one after the other: it is asked so often (ms), for so long.
const [PAUSE, PATIENCE] = [60, 2500];
const PICTURES = ".stMainBlockContainer :is(.stBidiComponent, .stPlotlyChart)";

export class Stage {
  constructor(guide) {
    this.guide = guide;
    this.isOn = false;
    // What comes later, as a training does, changes the page's height.
    this.observer = new ResizeObserver(() => this.begin());
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
    this.last = performance.now() + PATIENCE;
    this.look();
  }

  look() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.fit();
      if (this.isOn && performance.now() < this.last) this.look();
    }, PAUSE);
  }

  /** The pictures that begin on the first screen end on it. */
  fit() {
    if (!this.isOn) return;
    if (window.innerWidth < WIDE) {
      this.set(1);
      return;
    }
    const { bottom: end } = this.guide.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(PICTURES)]
      .filter((one) => !one.contains(this.guide.getRootNode().host ?? this.guide))
      .map((one) => one.getBoundingClientRect())
      .filter(({ top, height }) => height > 60 && top >= end - 1);
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.filter((box) => box.top < top + 60).map((box) => box.bottom));
    const room = window.innerHeight - MARGIN - top - document.querySelector('[data-testid="stMain"]').scrollTop;
    const used = bottom - top;
    if (used > 0 && Math.abs(room - used) > NEAR_ENOUGH) this.set(clip((stage.share * room) / used, LEAST, MOST));
  }

  set(share) {
    if (share === stage.share) return;
    stageTo(share);
    redrawAll();
  }
}
