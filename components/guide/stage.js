// How large pictures are where nothing but the step is shown: as large as the screen has room for.

import { stage, stageTo } from "../hand/dom.js";
import { redrawAll } from "../hand/mount.js";
import { clip } from "../twin/numbers.js";

const [LEAST, MOST] = [0.4, 2];
// Narrower screens are scrolled.
const WIDE = 900;
const MARGIN = 16;
const NEAR_ENOUGH = 10;
// What grows moves other things, so it is asked again; not for ever.
const MOST_TRIES = 8;
const PICTURES = ".stMainBlockContainer :is(.stBidiComponent, .stPlotlyChart)";

export class Stage {
  constructor(guide) {
    this.guide = guide;
    this.isOn = false;
    this.observer = new ResizeObserver(() => this.look());
    this.observer.observe(document.querySelector(".stMainBlockContainer"));
    this.resize = () => this.begin();
    window.addEventListener("resize", this.resize);
  }

  close() {
    this.observer.disconnect();
    window.removeEventListener("resize", this.resize);
    this.set(1);
  }

  turn(isOn) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.begin();
  }

  /** What is shown is another thing, or the screen is. */
  begin() {
    this.tries = 0;
    this.look();
  }

  look() {
    this.request ??= requestAnimationFrame(() => {
      this.request = null;
      this.fit();
    });
  }

  /** The pictures that begin on the first screen end on it. */
  fit() {
    if (!this.isOn || window.innerWidth < WIDE) {
      this.set(1);
      return;
    }
    const { top: start, bottom: end } = this.guide.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(PICTURES)]
      .filter((one) => !one.contains(this.guide.getRootNode().host ?? this.guide))
      .map((one) => one.getBoundingClientRect())
      .filter(({ top, height }) => height > 60 && top >= end - 1);
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.filter((box) => box.top < top + 60).map((box) => box.bottom));
    const room = window.innerHeight - MARGIN - (top - start) - MARGIN;
    const used = bottom - top;
    const isSame = used === this.used && room === this.room;
    [this.used, this.room] = [used, room];
    if (!(used > 0) || isSame || Math.abs(room - used) < NEAR_ENOUGH || this.tries >= MOST_TRIES) return;
    this.tries += 1;
    this.set(clip((stage.share * room) / used, LEAST, MOST));
    // Where nothing becomes larger by it, no box changes.
    this.look();
  }

  set(share) {
    if (share === stage.share) return;
    stageTo(share);
    redrawAll();
  }
}
